"""Two tabs with the same page: who saves second sees both versions, loses nothing, and decides."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, get_page_models

from campaign.forms import CampaignPageForm
from jobcenters.models import JobcenterPage
from tests import builders
from tests.accounts.login import client_for
from tests.campaign.test_page_texts_form import RICH
from tests.campaign.test_press import release
from tests.matrix.bodies import form_of


@pytest.mark.parametrize(
    "model", [one for one in get_page_models() if one is not Page], ids=lambda one: one.__name__
)
def test_every_page_is_edited_with_the_form_that_compares(model: type[Page]):
    assert issubclass(model.get_edit_handler().get_form_class(), CampaignPageForm)


def section() -> tuple[Page, Client]:
    return JobcenterPage.objects.get(slug="kreis-dueren"), client_for(builders.officer())


def press_release() -> tuple[Page, Client]:
    return release("beispiel", timezone.localdate()), client_for(builders.coordinator())


def typed(tab: dict[str, str], text: str) -> dict[str, str]:
    """What one tab sends: a field and a paragraph of the text say `text`."""
    block = {"deleted": "", "order": "0", "id": "", "type": "text", "value": RICH.replace("Antwort", text)}
    body = {"body-count": "1"} | {f"body-0-{name}": value for name, value in block.items()}
    return tab | body | {"intro": f"Einleitung {text}"}


@pytest.mark.django_db
@pytest.mark.parametrize("act", [{}, {"action-publish": "action-publish"}], ids=["saved", "published"])
@pytest.mark.parametrize("make", [section, press_release])
def test_the_second_tab_shows_both_versions_and_keeps_what_was_typed(make, act):
    page, client = make()
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    first, second = (form_of(client.get(path).content.decode()) for _ in range(2))
    assert client.post(path, typed(first, "Erstens") | act).status_code == 302
    answer = client.post(path, typed(second, "Zweitens") | act)
    text = answer.content.decode()
    assert answer.status_code == 200 and "hat diese Seite inzwischen gespeichert" in text
    shown = re.findall(r"gespeichert „([^“]*)“, Ihre Eingabe „([^“]*)“", text)
    assert ("Einleitung Erstens", "Einleitung Zweitens") in shown
    assert any(
        "Erstens" in saved and "Zweitens" in mine for saved, mine in shown if "Einleitung" not in saved
    )
    again = form_of(text)
    assert again["intro"].strip() == "Einleitung Zweitens" and text.count("Zweitens") >= 3
    saved = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.intro == "Einleitung Erstens" and "Erstens" in str(saved.body)
    assert client.post(path, typed(again, "Zweitens") | act).status_code == 302
    saved = Page.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.intro == "Einleitung Zweitens" and "Zweitens" in str(saved.body)
