"""The figures of the start page: chosen there, kept by the migration that moved the choice, named as a use."""

from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from campaign.figures import acts
from campaign.figures.uses import uses_of
from campaign.models import HomePage
from tests import builders
from tests.accounts.login import client_for
from tests.campaign.test_blocks import page_with
from tests.figures.test_acts import content, latest, own_figure
from tests.figures.test_page import put_on_start_page

pytestmark = pytest.mark.django_db


def values_on_start_page() -> list[str]:
    html = Client().get("/").content.decode()
    return [part.partition("</strong>")[0] for part in html.split('figure__value"><strong>')[1:]]


def test_the_start_page_shows_the_chosen_figures_in_their_order():
    coordinator = builders.coordinator()
    first, second = (acts.begin(content(value=value), actor=coordinator) for value in ("11", "22"))
    put_on_start_page(second, first)
    assert values_on_start_page() == ["22", "11"]
    acts.take_down(second, actor=coordinator, loaded=latest(second), reason="weg")
    assert values_on_start_page() == ["11"]


def test_there_is_room_for_three():
    coordinator = builders.coordinator()
    four = [("figure", acts.begin(content(value=str(one)), actor=coordinator)) for one in range(4)]
    block = HomePage._meta.get_field("figures").stream_block
    with pytest.raises(ValidationError):
        block.clean(block.normalize(four))
    assert len(block.clean(block.normalize(four[:3]))) == 3


def test_the_start_page_is_named_as_a_use_of_its_figures():
    coordinator = builders.coordinator()
    figure, other = (acts.begin(content(value=value), actor=coordinator) for value in ("11", "22"))
    home = put_on_start_page(figure)
    assert home.title in [use.title for use in uses_of(figure, coordinator)]
    assert home.title not in [use.title for use in uses_of(other, coordinator)]


def test_only_figures_of_germany_have_an_order_to_choose():
    officer, coordinator = builders.officer(), builders.coordinator()
    national = acts.begin(content(), actor=coordinator)
    local = own_figure(officer)
    acts.approve(local, actor=coordinator, loaded=latest(local))
    client = client_for(coordinator)
    assert client.get(reverse("figures_place", args=[national.pk])).status_code == 200
    assert client.get(reverse("figures_place", args=[local.pk])).status_code == 404


def test_the_migration_keeps_the_choice_in_the_page_and_in_its_draft():
    put = import_module("campaign.migrations.0013_start_figures").put
    coordinator = builders.coordinator()
    figures = [acts.begin(content(value=value), actor=coordinator) for value in ("22", "11")]
    home = put_on_start_page()
    put(apps, [figure.pk for figure in figures])
    assert values_on_start_page() == ["22", "11"]
    draft = HomePage.objects.get(pk=home.pk).get_latest_revision_as_object()
    assert [one.value.value for one in draft.figures] == ["22", "11"]


def test_an_old_figure_says_so_in_every_block():
    old = content(value="33", as_of=date(2019, 8, 21))
    figure = acts.begin(old, actor=builders.coordinator())
    put_on_start_page(figure)
    page = page_with({"type": "figures", "value": [figure.pk]})
    for path in ("/", page.get_url()):
        assert "Älter als zwei Jahre" in Client().get(path).content.decode()
