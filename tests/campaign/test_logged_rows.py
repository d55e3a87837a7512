"""Lists in the admin: adding, changing and deleting a row stands in the log, saving it unchanged does not."""

import pytest
from django.urls import reverse

from campaign.audit.models import AuditEntry
from campaign.models.proofreading import OutdatedTerm
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
# A field whose default is today's date says what it began with.
DAY = {"since": "2026-01-01", "initial-since": "2026-01-01"}
FIELDS = {"word": "Kunde", "spellings": "kund*", **DAY, "instead": "Mensch", "note": ""}


def test_every_act_on_a_row_stands_in_the_log_with_who_what_and_its_name():
    koordination = builders.coordinator()
    client = client_for(koordination)
    client.post(reverse("begriff:add"), FIELDS)
    term = OutdatedTerm.objects.get(word="Kunde")
    edit = reverse("begriff:edit", args=[term.pk])
    client.post(edit, FIELDS)
    client.post(edit, {**FIELDS, "instead": "Person"})
    client.post(reverse("begriff:delete", args=[term.pk]))
    entries = AuditEntry.objects.filter(action__startswith="term.").order_by("pk")
    assert [one.action for one in entries] == ["term.created", "term.changed", "term.deleted"]
    assert {(one.object_label, one.actor_id) for one in entries} == {("„Kunde“", koordination.pk)}
    assert [one.data["instead"] for one in entries] == ["Mensch", "Person", "Person"]
