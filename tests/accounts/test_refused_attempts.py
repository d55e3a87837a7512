"""Reaching for another centre's objects leaves a trace, and the trace tells nobody more than the answer did."""

import pytest
from django.urls import reverse

from campaign.accounts import attempts
from campaign.audit.models import AuditEntry
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


def entries():
    return AuditEntry.objects.filter(action=attempts.ACTION)


def test_a_reach_for_a_foreign_story_is_logged_without_its_title(officer, jena):
    foreign = builders.draft(builders.officer(jena.slug), jena, title="KANARI")
    assert client_for(officer).get(reverse("wagtailadmin_pages:edit", args=[foreign.pk])).status_code == 404
    entry = entries().get()
    assert (entry.actor_id, entry.data["number"], entry.data["kind"]) == (officer.pk, foreign.pk, "page")
    assert "KANARI" not in str(entry.data) + entry.object_label


def test_a_missing_object_leaves_the_same_trace(officer):
    client_for(officer).post(reverse("wagtailadmin_pages:delete", args=[999_999_999]))
    assert entries().get().data == {
        "view": "wagtailadmin_pages:delete",
        "kind": "page",
        "number": 999_999_999,
    }


def test_own_work_and_the_koordination_leave_none(officer, coordinator, harz):
    own = builders.draft(officer, harz)
    for user in (officer, coordinator):
        client_for(user).get(reverse("wagtailadmin_pages:edit", args=[own.pk]))
    client_for(coordinator).get(reverse("wagtailadmin_pages:edit", args=[999_999_999]))
    assert not entries().exists()


def test_who_counts_numbers_up_does_not_fill_the_log(officer, monkeypatch):
    monkeypatch.setattr(attempts, "PER_HOUR", 3)
    client = client_for(officer)
    for number in range(999_000_000, 999_000_006):
        client.get(reverse("wagtailadmin_pages:edit", args=[number]))
    assert entries().count() == 3
