"""When a centre ends, its figures do: nobody else's number is what was counted there. And what a change would change."""

import pytest
from django.test import Client
from django.urls import reverse

from campaign.figures import acts as figures
from campaign.figures.acts import Why
from campaign.figures.overview import changes
from campaign.models import Kennzahl, KennzahlFassung
from jobcenters.life import acts, effects
from jobcenters.life.acts import Kind, Wanted
from tests import builders
from tests.accounts.login import client_for
from tests.figures.test_acts import content, latest, own_figure
from tests.jobcenters.test_registry_life import NEW, merger, today

pytestmark = pytest.mark.django_db


def public_figure(value: str = "4711") -> Kennzahl:
    figure = own_figure(builders.officer(), value=value)
    figures.approve(figure, actor=builders.coordinator(), loaded=latest(figure))
    return figure


@pytest.mark.parametrize(
    ("wanted", "why"),
    [(merger, "aufgegangen"), (lambda: Wanted(Kind.CLOSE, today(), "Option zurückgegeben"), "nicht mehr")],
)
def test_figures_end_with_their_centre_and_say_why(wanted, why):
    figure, waiting = public_figure(), own_figure(builders.officer(), value="815")
    centre = builders.centre()
    assert any("Kennzahl verschwindet" in line for line in effects.of(centre, wanted()))
    acts.schedule(centre, wanted(), builders.coordinator())
    figure.refresh_from_db()
    assert not figure.is_public and figure.group == centre.group
    assert why in changes()[0].reason
    assert "4711" not in Client().get("/zahlen-und-fakten/csv/").content.decode()
    assert not waiting.versions.filter(state=KennzahlFassung.State.WAITING).exists()
    assert not Kennzahl.objects.filter(group=builders.centre(NEW).group).exists()


def test_figures_of_other_centres_stay():
    figure = public_figure()
    acts.schedule(builders.centre("landkreis-harz"), merger(), builders.coordinator())
    figure.refresh_from_db()
    assert figure.is_public


def test_who_approves_sees_what_changes():
    officer, coordinator = builders.officer(), builders.coordinator()
    figure = public_figure("7")
    words = content(value="8", source="Neue Quelle")
    figures.change(figure, words, Why("genauer"), actor=officer, loaded=latest(figure))
    client = client_for(coordinator)
    for name in ("figures_approve", "figures_send_back"):
        page = client.get(reverse(name, args=[figure.pk])).content.decode()
        assert "<del>7</del> <ins>8</ins>" in page and "<ins>Neue Quelle</ins>" in page
    first = own_figure(officer, value="9")
    assert "Was sich ändert" not in client.get(reverse("figures_approve", args=[first.pk])).content.decode()
