"""Figures change in one way only: each version is kept, and nothing unsourced or unchecked is public."""

from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaign.accounts.todo import agenda_for
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.figures import acts, aging
from campaign.figures.acts import Conflict, Why
from campaign.figures.overview import changes
from campaign.models import Kennzahl, KennzahlFassung
from tests import builders

pytestmark = pytest.mark.django_db
State = KennzahlFassung.State


def content(**fields: Any) -> dict[str, Any]:
    return {
        "value": "7",
        "unit": "Stück",
        "label": "zur Probe",
        "definition": "",
        "as_of": date(2026, 1, 1),
        "source": "Probe",
        "source_url": "",
    } | fields


def own_figure(officer, **fields: Any) -> Kennzahl:
    return acts.begin(content(**fields), actor=officer, group=builders.centre().group)


def latest(figure: Kennzahl) -> int:
    return figure.versions.values_list("pk", flat=True)[0]


def actions() -> list[str]:
    return list(
        AuditEntry.objects.filter(action__startswith="figure.")
        .order_by("pk")
        .values_list("action", flat=True)
    )


@pytest.mark.parametrize("empty", ["", "   "])
@pytest.mark.parametrize("field", ["source", "unit"])
def test_the_database_itself_refuses_a_public_figure_without_source(field, empty):
    with pytest.raises(IntegrityError), transaction.atomic():
        Kennzahl.objects.create(key="leer", is_public=True, **content(**{field: empty}))
    Kennzahl.objects.create(key="entwurf", is_public=False, **content(**{field: empty}))


@pytest.mark.parametrize(
    "place", [{"level": "land"}, {"level": "zentrum"}, {"level": "bund", "land": "DE-HE"}]
)
def test_the_database_refuses_a_public_figure_of_nowhere(place):
    with pytest.raises(IntegrityError), transaction.atomic():
        Kennzahl.objects.create(key="ort", is_public=True, **content(), **place)


def test_each_change_of_the_koordination_is_public_at_once_and_kept_with_who_when_and_why():
    coordinator = builders.coordinator()
    figure = acts.begin(content(), actor=coordinator)
    acts.change(
        figure, content(value="8"), Why("Zahlendreher", True), actor=coordinator, loaded=latest(figure)
    )
    figure.refresh_from_db()
    assert (figure.value, figure.is_public) == ("8", True)
    new, old = figure.versions.all()
    assert (old.value, new.value, new.reason, new.is_correction) == ("7", "8", "Zahlendreher", True)
    assert new.made_by == coordinator and new.made_at.date() == timezone.now().date()
    [change] = changes()
    assert (change.kind, change.before, change.after) == ("Korrektur", "7 Stück", "8 Stück")
    assert actions() == ["figure.created", "figure.changed"]


def test_two_people_at_once_do_not_overwrite_each_other():
    coordinator = builders.coordinator()
    figure = acts.begin(content(), actor=coordinator)
    loaded = latest(figure)
    acts.change(figure, content(value="8"), Why("a"), actor=coordinator, loaded=loaded)
    with pytest.raises(Conflict):
        acts.change(figure, content(value="9"), Why("b"), actor=coordinator, loaded=loaded)
    figure.refresh_from_db()
    assert figure.value == "8"


def test_a_centre_s_figure_waits_for_the_koordination_and_both_hear_of_it():
    officer, coordinator = builders.officer(), builders.coordinator()
    figure = own_figure(officer)
    assert not figure.is_public and not Kennzahl.objects.public().filter(pk=figure.pk).exists()
    assert (
        OutboxMail.objects.filter(to=coordinator.email, subject__contains=builders.centre().name).count() == 1
    )
    assert "wartet auf Ihre Prüfung" in " ".join(one.text for one in agenda_for(coordinator).to_do)
    acts.approve(figure, actor=coordinator, loaded=latest(figure))
    figure.refresh_from_db()
    assert figure.is_public
    assert OutboxMail.objects.filter(to=officer.email, subject__contains="veröffentlicht").count() == 1
    entry = AuditEntry.objects.get(action="figure.approved")
    assert entry.centre == builders.centre().ags


def test_what_is_sent_back_stays_as_it_was_and_says_why():
    officer, coordinator = builders.officer(), builders.coordinator()
    figure = own_figure(officer)
    acts.approve(figure, actor=coordinator, loaded=latest(figure))
    acts.change(figure, content(value="900"), Why("neu"), actor=officer, loaded=latest(figure))
    figure.refresh_from_db()
    assert figure.value == "7" and figure.is_public
    acts.send_back(figure, actor=coordinator, loaded=latest(figure), remark="Bitte die Seite nennen.")
    figure.refresh_from_db()
    assert figure.value == "7"
    todo = agenda_for(officer).to_do[0]
    assert todo.button == "Ändern" and todo.detail == "Bitte die Seite nennen."
    assert OutboxMail.objects.filter(to=officer.email, text__contains="Bitte die Seite nennen.").exists()
    with pytest.raises(Conflict):
        acts.approve(figure, actor=coordinator, loaded=latest(figure))


def test_a_newer_proposal_replaces_the_one_that_waits():
    officer, coordinator = builders.officer(), builders.coordinator()
    figure = own_figure(officer)
    seen = latest(figure)
    acts.change(figure, content(value="8"), Why("genauer"), actor=officer, loaded=seen)
    assert [one.state for one in figure.versions.all()] == [State.WAITING, State.DROPPED]
    with pytest.raises(Conflict):
        acts.approve(figure, actor=coordinator, loaded=seen)


def test_what_is_taken_down_is_gone_in_public_and_kept_in_the_history():
    coordinator = builders.coordinator()
    figure = acts.begin(content(), actor=coordinator)
    acts.take_down(figure, actor=coordinator, loaded=latest(figure), reason="Quelle zurückgezogen")
    figure.refresh_from_db()
    assert not figure.is_public
    assert changes()[0].kind == "Zurückgenommen" and changes()[0].reason == "Quelle zurückgezogen"
    acts.change(figure, content(source="Neue"), Why("wieder da"), actor=coordinator, loaded=latest(figure))
    figure.refresh_from_db()
    assert figure.is_public and figure.versions.count() == 3


def test_old_figures_are_announced_once_to_those_who_can_renew_them():
    coordinator, officer = builders.coordinator(), builders.officer()
    Kennzahl.objects.all().delete()
    acts.begin(content(as_of=date(2019, 8, 21)), actor=coordinator)
    own = own_figure(officer, as_of=date(2019, 8, 21), label="im Ort")
    acts.approve(own, actor=coordinator, loaded=latest(own))
    acts.begin(content(as_of=timezone.localdate(), label="frisch"), actor=coordinator)
    OutboxMail.objects.all().delete()
    assert aging.job(timezone.now(), force=False).done == 2
    assert aging.job(timezone.now(), force=False).done == 0
    mails = {mail.to: mail.text for mail in OutboxMail.objects.all()}
    assert "zur Probe" in mails[coordinator.email] and "im Ort" not in mails[coordinator.email]
    assert "im Ort" in mails[officer.email] and "frisch" not in "".join(mails.values())
    acts.change(own, content(as_of=date(2020, 1, 1)), Why("neu"), actor=coordinator, loaded=latest(own))
    assert aging.job(timezone.now(), force=False).done == 1


def test_figures_of_yesterday_keep_their_data_and_get_a_first_version():
    from importlib import import_module

    keep = import_module("campaign.migrations.0006_figures_keep_their_data").keep
    Kennzahl.objects.all().delete()
    good = Kennzahl.objects.create(key="gut", **content())
    bare = Kennzahl.objects.create(key="leer", **content(source=" "))
    lost = Kennzahl.objects.create(key="wo", level="land", **content())
    keep(apps, None)
    assert [one.is_public for one in Kennzahl.objects.order_by("pk")] == [True, False, False]
    assert [one.versions.get().content() == one.content() for one in (good, bare, lost)] == [True] * 3
