"""`verify_integrity` finds nothing in sound data, and each fault by name."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Page

from campaign.accounts import roles
from campaign.audit import integrity
from campaign.media.models import CampaignImage
from campaign.publishing.models import Approval
from tests import builders

pytestmark = pytest.mark.django_db


def report() -> tuple[int, dict]:
    out = StringIO()
    try:
        call_command("verify_integrity", stdout=out)
    except SystemExit as stop:
        return int(stop.code or 0), json.loads(out.getvalue())
    return 0, json.loads(out.getvalue())


def found(check: str, *besides: str) -> list[str]:
    """What a check found, when no other but those named found anything."""
    code, answer = report()
    assert {one["check"] for one in answer["findings"]} <= {check, *besides}
    assert code == (1 if answer["findings"] else 0)
    return [one["text"] for one in answer["findings"] if one["check"] == check]


@pytest.fixture
def story():
    return builders.published(portrait=builders.image())


def test_sound_data_has_no_findings(story):
    code, answer = report()
    assert (code, answer["findings"]) == (0, [])
    assert set(answer["checks"]) >= {
        *("default_groups", "rows_and_files", "released_files", "trees", "approvals", "centres")
    }


def test_a_group_of_wagtail_is_found(db):
    Group.objects.create(name="Moderators")
    assert "Moderators" in found("default_groups")[0]


def test_a_lost_file_and_a_file_of_nobody_are_found(story):
    lost = Path(story.portrait.file.path)
    lost.rename(lost.with_name("fremd.jpg"))
    # What was approved can no longer be compared either.
    texts = " ".join(found("rows_and_files", "approvals"))
    assert f"Die Datei {story.portrait.file.name} fehlt." in texts and "originals/fremd.jpg" in texts


def test_a_public_file_without_right_and_a_missing_one_are_found(story, settings):
    stray = Path(settings.MEDIA_ROOT, "originals", "fremd.jpg")
    stray.parent.mkdir(parents=True)
    stray.touch()
    CampaignImage.objects.filter(pk=story.portrait_id).update(is_released=True)
    texts = " ".join(found("released_files"))
    assert "Öffentlich ohne Grund ist die Datei originals/fremd.jpg." in texts
    assert f"media.CampaignImage {story.portrait_id}: Die öffentliche Datei" in texts


def test_a_live_story_without_approval_is_found(story):
    Approval.objects.all().delete()
    assert found("approvals") == [
        f"Seite {story.pk} ist öffentlich: Diese Seite darf nur nach einer Freigabe öffentlich werden."
    ]


def test_a_live_story_without_consent_is_found(story):
    story.persons.get().consents.all().delete()
    assert "Es fehlt die Einwilligung" in found("approvals")[0]


def test_words_changed_behind_the_approval_are_found(story):
    type(story).objects.filter(pk=story.pk).update(intro="Etwas anderes.")
    assert "weicht von der freigegebenen Fassung ab" in found("approvals")[0]


def test_a_broken_tree_is_found(story):
    Page.objects.filter(pk=story.get_parent().pk).update(numchild=7)
    assert found("trees") == [f"Seite {story.get_parent().pk}: falsche Zahl von Kindern."]


def test_a_group_with_more_rights_than_a_redaktion_is_found(db):
    centre = builders.centre()
    roles.apply_redaktion(
        centre.group, centre.section, builders.centre("kreis-borken").folder, centre.collection
    )
    assert found("centres") == [
        "kreis-dueren: Die Gruppe hat andere Rechte als eine Redaktion; „manage.py setup_site“ gibt sie ihr."
    ]


def test_a_check_that_breaks_is_a_finding_and_stops_no_other(monkeypatch):
    def broken():
        raise RuntimeError("kaputt")
        yield ""

    monkeypatch.setattr(integrity, "_checks", {"broken": broken} | integrity._checks)
    assert found("broken") == ["Die Prüfung brach ab: RuntimeError: kaputt"]
