"""The component page shows everything there is, to those who build with it."""

import pytest
from django.urls import reverse

from campaign.gallery import collection
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", sorted(collection.component_files()))
def test_a_component_has_a_state_and_says_what_it_takes(name):
    assert collection.states().get(name), f"{name} fehlt in campaign/gallery/"
    assert collection.description(collection.component_files()[name])


def test_no_state_is_left_of_a_component_that_is_gone():
    assert set(collection.states()) - set(collection.component_files()) == set()


@pytest.mark.parametrize("who", [builders.coordinator, builders.technik])
def test_koordination_and_technik_see_every_component_and_block(who):
    answer = client_for(who()).get(reverse("gallery"))
    assert answer.status_code == 200
    text = answer.content.decode()
    for name in collection.component_files():
        assert f'id="baustein-{name}"' in text
    for block in collection.blocks():
        assert f'id="block-{type(block).__name__}"' in text
    assert "Noch ohne Beispiel" not in text
    assert "css/articles" in text and "wagtailadmin/css" not in text


def test_the_redaktion_does_not():
    assert client_for(builders.officer()).get(reverse("gallery")).status_code == 403
