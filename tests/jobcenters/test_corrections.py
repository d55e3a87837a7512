"""Corrections of the finder in the admin: kept by the Koordination, at once in the answers, each act in the log."""

import pytest
from django.urls import reverse

from campaign.audit.models import AuditEntry
from jobcenters import registry
from jobcenters.finder import find
from jobcenters.models import FinderCorrection
from tests import builders
from tests.accounts.login import client_for
from tests.jobcenters.finder_data import found

pytestmark = pytest.mark.django_db
FIELDS = {
    "plz": "38820",
    "ort": "",
    "kreis": "15001",
    "valid_from": "2026-01-01",
    "valid_to": "",
    "reason": "Beispiel",
    "source": "Beispiel",
}


def answer(query: str) -> tuple[str, list[str]]:
    return found(find(query, registry.finder_index()))


def test_the_koordination_adds_changes_and_deletes_a_correction():
    client = client_for(builders.coordinator())
    assert client.post(reverse("korrektur:add"), FIELDS).status_code == 302
    assert answer("38820") == ("ge", ["15001"])
    correction = FinderCorrection.objects.get(plz="38820")
    client.post(reverse("korrektur:edit", args=[correction.pk]), FIELDS | {"kreis": "15003"})
    assert answer("38820") == ("ge", ["15003"])
    client.post(reverse("korrektur:delete", args=[correction.pk]))
    assert answer("38820") == ("one", ["15085"])
    entries = AuditEntry.objects.filter(action__startswith="correction.").order_by("pk")
    assert [entry.action.partition(".")[2] for entry in entries] == ["created", "changed", "deleted"]
    assert entries[0].object_label == "„38820 → Stadt Dessau-Roßlau (gE)“"
    assert entries[0].data["reason"] == "Beispiel"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("plz", "3882", "fünf Ziffern"),
        ("kreis", "99999", "gültige Auswahl"),
        ("valid_to", "2025-12-31", "Das Ende liegt vor dem Anfang."),
        ("reason", "", "muss ausgefüllt werden"),
        ("source", "", "muss ausgefüllt werden"),
    ],
)
def test_a_wrong_field_is_told_beside_it(field: str, value: str, expected: str):
    response = client_for(builders.coordinator()).post(reverse("korrektur:add"), FIELDS | {field: value})
    assert response.status_code == 200
    assert expected in str(response.context["form"].errors[field])
    assert not FinderCorrection.objects.filter(reason="Beispiel").exists()


def test_hanau_stands_in_the_list_with_reason():
    text = client_for(builders.coordinator()).get(reverse("korrektur:index")).content.decode()
    assert (
        "1.1.2026<" in "".join(text.split())
        and "63450" in text
        and "Stadt Hanau (gE)" in text
        and "kreisfrei" in text
    )


def test_the_redaktion_sees_and_changes_none():
    client = client_for(builders.officer())
    number = FinderCorrection.objects.first().pk
    for address in (
        reverse("korrektur:index"),
        reverse("korrektur:add"),
        reverse("korrektur:edit", args=[number]),
    ):
        assert client.get(address).status_code == 403
    assert client.post(reverse("korrektur:delete", args=[number])).status_code == 403
    assert "finder-korrekturen" not in client.get("/admin/").content.decode()
