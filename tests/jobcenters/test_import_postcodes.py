"""`import_postcodes`: reported first, active on demand, corrections before it, and back again."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from campaign.audit.models import AuditEntry
from jobcenters import registry
from jobcenters.finder import find
from jobcenters.models import FinderCorrection, PostcodeSet
from tests.jobcenters.finder_data import found
from tests.jobcenters.test_geonames import row

pytestmark = pytest.mark.django_db


def answer(query: str) -> tuple[str, list[str]]:
    return found(find(query, registry.finder_index()))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "DE.txt"
    path.write_text(
        "\n".join(
            [
                row("38820", "Halberstadt", "15001"),
                row("63450", "Hanau am Main", "06435"),
                row("38807", "Großkunde Beispiel", "15085"),
                row("38855", "Wernigerode", "15085"),
            ]
        )
    )
    return str(path)


def test_without_activate_the_file_is_kept_and_reported_and_answers_stay(file, capsys):
    call_command("import_postcodes", file)
    out = capsys.readouterr().out
    assert "1 Postleitzahlen neu, 1 mit anderer Antwort." in out
    assert "Sachsen-Anhalt: 1 neu, 1 anders" in out
    assert "38820: Landkreis Harz → Stadt Dessau-Roßlau" in out
    assert PostcodeSet.objects.count() == 1
    assert answer("38820") == ("one", ["15085"])
    assert answer("38807") == ("unknown", [])


def test_activate_changes_answers_and_rollback_brings_them_back(file, capsys):
    call_command("import_postcodes", file, activate=True)
    assert answer("38820") == ("ge", ["15001"])
    assert answer("38807") == ("one", ["15085"])
    assert answer("10115") == ("ge", ["11000"])
    assert answer("63450") == ("ge", ["06415"])
    call_command("import_postcodes", rollback=True)
    assert "Es antwortet jetzt die mitgelieferte Datei" in capsys.readouterr().out
    assert answer("38820") == ("one", ["15085"])
    assert answer("38807") == ("unknown", [])
    actions = AuditEntry.objects.filter(action__startswith="postcodes.").values_list("action", flat=True)
    assert sorted(actions) == ["postcodes.activated", "postcodes.imported", "postcodes.rolled_back"]


def test_rollback_returns_to_the_set_before(file, tmp_path):
    second = tmp_path / "neu.txt"
    second.write_text(row("38820", "Halberstadt", "15003"))
    call_command("import_postcodes", file, activate=True)
    call_command("import_postcodes", str(second), activate=True)
    assert answer("38820") == ("ge", ["15003"])
    call_command("import_postcodes", rollback=True)
    assert answer("38820") == ("ge", ["15001"])


def test_the_same_file_twice_is_one_set_and_no_act(file, capsys):
    for _ in range(2):
        call_command("import_postcodes", file, activate=True)
    assert "ist schon aktiv" in capsys.readouterr().out
    assert PostcodeSet.objects.count() == 1
    call_command("import_postcodes", rollback=True)
    call_command("import_postcodes", rollback=True)
    assert answer("38820") == ("one", ["15085"])


def test_a_dry_run_keeps_nothing(file, capsys):
    call_command("import_postcodes", file, dry_run=True, activate=True)
    assert "Probelauf" in capsys.readouterr().out
    assert not PostcodeSet.objects.exists()


def test_a_faulty_file_is_refused_as_a_whole(tmp_path, capsys):
    broken = tmp_path / "kaputt.txt"
    broken.write_text(f"{row()}\n{row('1')}\n{row(code='99999')}")
    with pytest.raises(CommandError, match="2 Fehler"):
        call_command("import_postcodes", str(broken), activate=True)
    errors = capsys.readouterr().err
    assert "Zeile 2, Spalte postal code: " in errors and "Zeile 3, Spalte admin code3: " in errors
    assert not PostcodeSet.objects.exists()


@pytest.mark.parametrize("arguments", [{}, {"rollback": True, "file": "x"}])
def test_a_file_or_rollback_is_asked_for(arguments: dict):
    with pytest.raises(CommandError, match="entweder eine Datei oder --rollback"):
        call_command(
            "import_postcodes", *([arguments.pop("file")] if "file" in arguments else []), **arguments
        )


def test_the_five_postcodes_of_hanau_are_the_first_corrections():
    assert set(FinderCorrection.objects.values_list("plz", "kreis")) == {
        (plz, "06415") for plz in ("63450", "63452", "63454", "63456", "63457")
    }


def test_a_correction_holds_from_its_first_to_its_last_day_and_at_once():
    today = timezone.localdate()
    correction = FinderCorrection(plz="38820", kreis="15001", reason="Beispiel", source="Beispiel")
    for first, last, holds in [(0, None, True), (0, 0, True), (1, None, False), (-9, -1, False)]:
        correction.valid_from = today + timedelta(days=first)
        correction.valid_to = None if last is None else today + timedelta(days=last)
        correction.save()
        assert answer("38820") == (("ge", ["15001"]) if holds else ("one", ["15085"]))
    correction.delete()
    assert answer("38820") == ("one", ["15085"])


def test_an_answer_costs_one_query():
    answer("38820")
    with CaptureQueriesContext(connection) as queries:
        answer("38820")
    assert len(queries) == 1


def test_what_changes_is_loaded_in_five_queries():
    FinderCorrection.objects.first().save()
    with CaptureQueriesContext(connection) as queries:
        answer("38820")
    assert len(queries) <= 5
