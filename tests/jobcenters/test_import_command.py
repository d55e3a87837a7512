"""`import_jobcenters`: all or nothing, repeatable, and everything that belongs to a centre is made together."""

from collections import Counter
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import GroupPagePermission, Page

from campaign.audit.models import AuditEntry
from jobcenters import provisioning
from jobcenters.life import acts
from jobcenters.life.acts import Kind, Wanted
from jobcenters.models import Jobcenter
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db

FILE = Path("jobcenters/data/jobcenters.csv")
PER_LAND = {
    "BW": 11,
    "BY": 10,
    "BB": 7,
    "HE": 16,
    "MV": 1,
    "NI": 16,
    "NW": 18,
    "RP": 5,
    "SL": 3,
    "SN": 5,
    "ST": 6,
    "SH": 2,
    "TH": 4,
}


def edited(tmp_path, old: str, new: str) -> str:
    text = FILE.read_text()
    assert text.count(old) == 1
    changed = tmp_path / "neu.csv"
    changed.write_text(text.replace(old, new))
    return str(changed)


def test_exactly_104_with_the_right_number_in_each_land():
    assert (
        Counter(code.removeprefix("DE-") for code in Jobcenter.objects.values_list("land_code", flat=True))
        == PER_LAND
    )
    assert Jobcenter.objects.count() == 104
    assert not [text for centre in Jobcenter.objects.all() for text in provisioning.missing_parts(centre)]


def test_a_second_import_changes_nothing(capsys):
    before = list(Jobcenter.objects.order_by("pk").values()), Page.objects.count(), AuditEntry.objects.count()
    call_command("import_jobcenters", str(FILE))
    assert "0 neu, 0 geändert, 104 unverändert" in capsys.readouterr().out
    assert before == (
        list(Jobcenter.objects.order_by("pk").values()),
        Page.objects.count(),
        AuditEntry.objects.count(),
    )


def test_a_broken_file_changes_nothing_and_names_line_and_column(tmp_path, capsys):
    before = list(Jobcenter.objects.order_by("pk").values())
    text = FILE.read_text().replace("Landkreis Biberach,Landkreis,2005", "Landkreis Neu,Landkreis,gestern", 1)
    broken = tmp_path / "kaputt.csv"
    broken.write_text(text.replace("DE-BW,Baden-Württemberg,Enzkreis", "DE-XX,Baden-Württemberg,Enzkreis", 1))
    with pytest.raises(CommandError):
        call_command("import_jobcenters", str(broken))
    errors = capsys.readouterr().err
    assert "Zeile 2, Spalte seit: " in errors
    assert "Zeile 4, Spalte land_code: " in errors
    assert list(Jobcenter.objects.order_by("pk").values()) == before


def test_a_changed_fact_is_taken_over_and_a_dry_run_only_tells(tmp_path, capsys):
    file = edited(
        tmp_path,
        "08426,DE146,DE-BW,Baden-Württemberg,Landkreis Biberach,Landkreis,2005,199742",
        "08426,DE146,DE-BW,Baden-Württemberg,Landkreis Biberach,Landkreis,2005,200000",
    )
    call_command("import_jobcenters", file, dry_run=True)
    assert "1 geändert" in capsys.readouterr().out
    assert Jobcenter.objects.get(ags="08426").einwohner == 199742
    call_command("import_jobcenters", file)
    assert Jobcenter.objects.get(ags="08426").einwohner == 200000


def test_rows_that_are_missing_are_reported_and_nothing_is_closed(tmp_path, capsys):
    lines = FILE.read_text().splitlines(keepends=True)
    shorter = tmp_path / "kurz.csv"
    shorter.write_text("".join(lines[:-1]))
    call_command("import_jobcenters", str(shorter))
    assert "1 nicht in der Datei" in capsys.readouterr().out
    assert Jobcenter.objects.count() == 104


def test_every_group_has_rights_on_its_own_section_and_folder_alone():
    for centre in Jobcenter.objects.select_related("section", "folder"):
        paths = set(GroupPagePermission.objects.filter(group=centre.group).values_list("page_id", flat=True))
        assert paths == {centre.section_id, centre.folder_id}


def test_unverified_names_are_shown_as_jobcenter_of_the_traeger():
    for centre in Jobcenter.objects.filter(name_geprueft=False)[:5]:
        assert centre.name == f"Jobcenter {centre.traeger}"


def test_all_104_are_listed_and_each_page_answers():
    text = Client().get("/jobcenter/").content.decode()
    for centre in Jobcenter.objects.all():
        assert f'href="/jobcenter/{centre.slug}/"' in text
    assert Client().get("/jobcenter/landkreis-biberach/").status_code == 200


def test_a_section_without_phone_names_traeger_and_115_and_the_koordination_gets_the_list():
    text = Client().get("/jobcenter/landkreis-biberach/").content.decode()
    assert "Behördennummer 115" in text
    assert "Landkreis Biberach" in text
    listed = client_for(builders.coordinator()).get("/admin/stammdaten/").content.decode()
    assert "Jobcenter Landkreis Biberach" in listed
    assert client_for(builders.officer()).get("/admin/stammdaten/").status_code == 403


def test_the_finder_answers_as_json_and_without_script():
    answer = Client().get("/daten/finder.json", {"q": "Düren"}).json()
    assert (answer["kind"], answer["results"][0]["url"]) == ("one", "/jobcenter/kreis-dueren/")
    assert set(answer) == {"query", "kind", "results", "message"}
    assert 'href="/jobcenter/kreis-dueren/"' in Client().get("/jobcenter/", {"q": "Dueren"}).content.decode()
    assert Client().get("/jobcenter/", {"q": "x" * 5000}).status_code == 200


def test_the_registry_as_data():
    data = Client().get("/daten/jobcenter.json").json()
    assert len(data["results"]) == 104
    assert {"licence", "as_of", "results"} == set(data)
    header, *rows = Client().get("/daten/jobcenter.csv").content.decode().splitlines()
    assert (header.split(","), len(rows)) == (list(data["results"][0]), 104)


def test_reading_the_file_again_does_not_undo_what_was_decided(capsys):
    values = {"jobcenter_name": "Jobcenter Rureifel", "ags": "05399"}
    wanted = Wanted(Kind.FACTS, timezone.localdate(), "Beschluss", values)
    acts.schedule(builders.centre(), wanted, builders.coordinator())
    call_command("import_jobcenters", str(FILE))
    told = capsys.readouterr().out
    assert "0 neu, 0 geändert, 104 unverändert, 0 nicht in der Datei." in told
    assert "Spalte jobcenter_name: „job-com – Jobcenter Kreis Düren“ widerspricht einer Änderung" in told
    assert "Spalte ags: „05358“ widerspricht einer Änderung im Register. Es bleibt: „05399“." in told
    centre = builders.centre()
    assert (centre.name, centre.ags, Jobcenter.objects.count()) == ("Jobcenter Rureifel", "05399", 104)


def test_a_centre_that_ended_stays_ended_whatever_the_file_says(capsys):
    wanted = Wanted(Kind.CLOSE, timezone.localdate(), "Option zurückgegeben")
    acts.schedule(builders.centre(), wanted, builders.coordinator())
    call_command("import_jobcenters", str(FILE))
    assert "besteht nicht mehr. Die Zeile bleibt ohne Wirkung." in capsys.readouterr().out
    assert builders.centre().is_closed()
