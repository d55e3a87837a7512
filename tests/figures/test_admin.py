"""„Kennzahlen“ in the admin: plain forms for both roles, and nothing of other centres."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaign.figures import acts
from campaign.models import Kennzahl
from tests import builders
from tests.accounts.login import client_for
from tests.campaign.test_blocks import page_with
from tests.figures.test_acts import content, latest, own_figure

pytestmark = pytest.mark.django_db


def sent(**fields: Any) -> dict[str, Any]:
    values = content(as_of="2026-01-01") | {"token": "t1", "reason": "Neue Statistik"}
    return values | fields


def url(name: str, figure: Kennzahl) -> str:
    return reverse(name, args=[figure.pk])


def test_the_koordination_enters_a_figure_and_it_is_public():
    client = client_for(builders.coordinator())
    answer = client.post(reverse("figures_add"), sent(land="DE-HE"), follow=True)
    assert "Die Kennzahl ist öffentlich." in answer.content.decode()
    figure = Kennzahl.objects.get(label="zur Probe")
    assert (figure.level, figure.land, figure.is_public) == ("land", "DE-HE", True)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("source", "", "Dieses Feld"),
        ("source", "   ", "Dieses Feld"),
        ("source", "\u200b", "ein Wort"),
        ("source", "–", "ein Wort"),
        ("value", "viele", "in Ziffern"),
        ("as_of", "2999-01-01", "in der Zukunft"),
    ],
)
def test_the_form_says_what_is_missing_and_keeps_what_was_typed(field, value, words):
    client = client_for(builders.coordinator())
    before = Kennzahl.objects.count()
    text = client.post(
        reverse("figures_add"), sent(**{field: value, "definition": "bleibt stehen"})
    ).content.decode()
    assert words in text and "bleibt stehen" in text
    assert Kennzahl.objects.count() == before


def test_an_officer_s_figure_goes_to_the_koordination_and_back():
    officer, coordinator = client_for(builders.officer()), client_for(builders.coordinator())
    assert "Zur Prüfung geben" in officer.get(reverse("figures_add")).content.decode()
    officer.post(reverse("figures_add"), sent())
    figure = Kennzahl.objects.get(label="zur Probe")
    assert not figure.is_public and figure.group == builders.centre().group
    shown = coordinator.get(f"{reverse('figures_index')}?zeige=wartet").content.decode()
    assert "zur Probe" in shown and builders.centre().name in shown
    assert "Probe" in coordinator.get(url("figures_approve", figure)).content.decode()
    act = {"token": "t2", "loaded": latest(figure)}
    coordinator.post(url("figures_send_back", figure), act | {"remark": "Welche Seite?"})
    assert "Welche Seite?" in officer.get(url("figures_edit", figure)).content.decode()
    edit = sent(source="Probe, Seite 7", token="t3", loaded=latest(figure))
    officer.post(url("figures_edit", figure), edit)
    coordinator.post(url("figures_approve", figure), {"token": "t4", "loaded": latest(figure)})
    figure.refresh_from_db()
    assert figure.is_public and figure.source == "Probe, Seite 7"
    history = officer.get(url("figures_figure", figure)).content.decode()
    assert "Welche Seite?" in history and "Seite 7" in history


def test_somebody_slower_sees_what_stands_there_now_and_loses_nothing():
    coordinator = builders.coordinator()
    figure, client = acts.begin(content(), actor=coordinator), client_for(coordinator)
    loaded = latest(figure)
    client.post(url("figures_edit", figure), sent(value="8", loaded=loaded))
    answer = client.post(url("figures_edit", figure), sent(value="9", token="t2", loaded=loaded))
    text = answer.content.decode()
    assert answer.status_code == 409 and "Jetzt steht dort: 8 Stück" in text and 'value="9"' in text
    figure.refresh_from_db()
    assert figure.value == "8"


def test_a_form_sent_twice_acts_once_and_one_without_a_change_not_at_all():
    coordinator = builders.coordinator()
    figure, client = acts.begin(content(), actor=coordinator), client_for(coordinator)
    edit = sent(value="8", loaded=latest(figure))
    assert [client.post(url("figures_edit", figure), edit).status_code for _ in range(2)] == [302, 302]
    assert figure.versions.count() == 2
    same = client.post(url("figures_edit", figure), sent(value="8", token="t2", loaded=latest(figure)))
    assert "Sie haben nichts geändert." in same.content.decode() and figure.versions.count() == 2


VIEWS = ("figure", "edit", "place", "approve", "send_back", "take_down")


@pytest.mark.parametrize("name", VIEWS)
def test_another_centre_s_figure_answers_like_none(name):
    officer = builders.officer()
    figure = acts.begin(
        content(), actor=builders.officer("stadt-jena"), group=builders.centre("stadt-jena").group
    )
    client = client_for(officer)
    national = acts.begin(content(), actor=builders.coordinator())
    for key in (figure.pk, national.pk, 999_999_999):
        address = reverse(f"figures_{name}", args=[key])
        assert client.get(address).status_code == 404
        assert client.post(address, sent(loaded=0)).status_code == 404
    seen = national if name == "place" else figure
    assert client_for(builders.coordinator()).get(url(f"figures_{name}", seen)).status_code == 200


def test_own_figures_can_be_decided_on_by_the_koordination_alone():
    officer = builders.officer()
    figure, client = own_figure(officer), client_for(officer)
    for name in ("approve", "send_back", "place"):
        assert (
            client.post(url(f"figures_{name}", figure), {"token": "t", "loaded": latest(figure)}).status_code
            == 403
        )
    figure.refresh_from_db()
    assert not figure.is_public
    assert client_for(builders.technik()).get(reverse("figures_index")).status_code == 403


def test_an_officer_cannot_enter_a_figure_for_another_centre():
    client = client_for(builders.officer("kreis-dueren", "landkreis-harz"))
    foreign = builders.centre("stadt-jena").group_id
    assert client.post(reverse("figures_add"), sent(centre=foreign)).status_code == 404
    assert not Kennzahl.objects.filter(group=foreign).exists()


def test_where_a_figure_is_used_names_the_pages_and_drafts_only_to_their_own():
    coordinator, officer = builders.coordinator(), builders.officer()
    figure = own_figure(officer)
    acts.approve(figure, actor=coordinator, loaded=latest(figure))
    page = page_with({"type": "figures", "value": [figure.pk]})
    for client in (client_for(coordinator), client_for(officer)):
        text = client.get(url("figures_figure", figure)).content.decode()
        assert f'href="{page.get_url()}"' in text and "Zahlen &amp; Fakten" in text
    page.unpublish()
    seen = [
        client_for(one).get(url("figures_figure", figure)).content.decode() for one in (coordinator, officer)
    ]
    assert ["Probe</a> (Entwurf)" in text for text in seen] == [True, False]
    assert "Probe</a>" not in seen[1]


def test_the_editor_offers_public_figures_and_of_the_centres_the_own_ones():
    coordinator, officer = builders.coordinator(), builders.officer()
    acts.begin(content(label="bundesweit"), actor=coordinator)
    for slug, label in (("kreis-dueren", "aus Düren"), ("stadt-jena", "aus Jena")):
        figure = acts.begin(content(label=label), actor=officer, group=builders.centre(slug).group)
        if slug == "stadt-jena":
            acts.approve(figure, actor=coordinator, loaded=latest(figure))
    edit = reverse("wagtailadmin_pages:edit", args=[builders.centre().section_id])
    text = client_for(officer).get(edit).content.decode()
    assert "bundesweit" in text and "aus Jena" not in text and "aus Düren" not in text
    own = Kennzahl.objects.get(label="aus Düren")
    acts.approve(own, actor=coordinator, loaded=latest(own))
    assert "aus D" in client_for(officer).get(edit).content.decode()


def test_nobody_without_login_sees_the_list():
    assert Client().get(reverse("figures_index")).status_code == 302
