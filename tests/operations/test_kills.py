"""Killed at any step of what people do here: what was confirmed is there, and nothing is there by half.

Ten kills in the suite, 200 with `make kills`.
"""

import csv
import os
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import TaskState

from campaign.accounts.models import User
from campaign.audit import integrity, jobs
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.media import orphans, upkeep
from campaign.media.models import CampaignImage
from campaign.publishing.models import Approval, Withdrawal
from jobcenters.management.commands import import_jobcenters
from jobcenters.models import Jobcenter
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.conftest import ROOT
from tests.media.files import phone_photo
from tests.operations import kills

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Getötet wird im Betrieb, auf PostgreSQL"),
]
FEW = 10
KILLS = int(os.environ.get("KILLS", FEW))
REGISTRY = ROOT / "jobcenters/data/jobcenters.csv"


@dataclass(frozen=True)
class Case:
    """What somebody asks for, and the facts that must hold all together or not at all."""

    press: kills.Press
    facts: Callable[[], dict[str, bool]]
    # Whether asking a second time does nothing more: forms with a token.
    once: bool = True

    def is_done(self) -> bool:
        """Whether it happened; a half fails the test."""
        facts = self.facts()
        assert len(set(facts.values())) == 1, facts
        return all(facts.values())


def sent(client: Client, view: str, story: StoryPage, **fields: str) -> kills.Press:
    """Open the form of an act; pressing sends what the page put into it, each time the same."""
    path = reverse(view, args=[story.pk])
    hidden = client.get(path).context["form"].hidden_fields()
    data = {field.html_name: field.value() or "" for field in hidden} | fields
    return lambda: client.post(path, data).status_code == 302


def logged(act: str, story: StoryPage) -> bool:
    entries = AuditEntry.objects.filter(action=f"page.{act}", data__revision=story.latest_revision_id)
    assert len(entries) < 2
    return bool(entries)


def submitting(officer: User, picture: CampaignImage) -> Case:
    story = builders.draft(officer, portrait=picture)
    before = OutboxMail.objects.count()
    waiting = TaskState.objects.filter(revision=story.latest_revision_id, status="in_progress")
    return Case(
        sent(client_for(officer), "publishing_submit", story, note=""),
        lambda: {
            "liegt vor": waiting.count() == 1,
            "Hinweis": waiting.filter(submission__isnull=False).exists(),
            "Protokoll": logged("submitted", story),
            "Mail": OutboxMail.objects.count() > before,
        },
    )


def approving(officer: User, picture: CampaignImage) -> Case:
    story = builders.submitted(officer, portrait=picture)
    before = OutboxMail.objects.count()
    return Case(
        sent(client_for(builders.coordinator()), "publishing_approve", story, publish_at=""),
        lambda: {
            "öffentlich": builders.fresh(story).live_revision_id == story.latest_revision_id,
            "Freigabe": Approval.objects.in_force().filter(page=story).count() == 1,
            "entschieden": not TaskState.objects.filter(
                revision=story.latest_revision_id, status="in_progress"
            ).exists(),
            "Protokoll": logged("approved", story),
            "Mail": OutboxMail.objects.count() > before,
            "Seite": Client().get(story.url).status_code == 200,
        },
    )


def withdrawing(officer: User, picture: CampaignImage) -> Case:
    story = builders.published(author=officer, portrait=picture)
    before = OutboxMail.objects.count()
    return Case(
        sent(client_for(officer), "publishing_withdraw", story, reason=""),
        lambda: {
            "zurückgezogen": Withdrawal.objects.filter(page_number=story.pk).count() == 1,
            "offline": not StoryPage.objects.filter(pk=story.pk, live=True).exists(),
            "Freigabe endet": not Approval.objects.in_force().filter(page=story).exists(),
            "Protokoll": logged("withdrawn", story),
            "Mail": OutboxMail.objects.count() > before,
            "410": Client().get(story.url).status_code == 410,
        },
    )


def uploading(officer: User, picture: CampaignImage) -> Case:
    client, title = client_for(officer), f"Werkstatt {CampaignImage.objects.count()}"
    rows = CampaignImage.objects.filter(title=title)

    def press() -> bool:
        upload = SimpleUploadedFile("foto.jpg", phone_photo(6), "image/jpeg")
        data = {"title": title, "collection": builders.centre().collection_id, "file": upload}
        return client.post(reverse("wagtailimages:add"), data).status_code == 302

    return Case(
        press,
        lambda: {"Zeile": rows.exists(), "Datei": rows.exists() and Path(rows[0].file.path).is_file()},
        once=False,
    )


def importing(folder: Path, officer: User, picture: CampaignImage) -> Case:
    """A new centre and a changed one in the same file."""
    number = 700 + Jobcenter.objects.count()
    with REGISTRY.open(encoding="utf-8", newline="") as source:
        changed, *_ = csv.DictReader(source)
    slug, changed["einwohner"] = f"landkreis-probe-{number}", str(200_000 + number)
    new = changed | {
        "ags": f"08{number}",
        "traeger": f"Landkreis Probe {number}",
        "slug": slug,
        "nuts3": "DE1X9",
    }
    file = folder / f"{number}.csv"
    with file.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, list(changed))
        writer.writeheader()
        writer.writerows([changed, new])

    def press() -> bool:
        call_command(import_jobcenters.Command(), str(file), stdout=StringIO())
        return True

    def facts() -> dict[str, bool]:
        centre = Jobcenter.objects.filter(slug=slug).first()
        return {
            "neu": centre is not None,
            "Rechte": centre is not None and bool(centre.group_id and centre.collection_id),
            "Seiten": centre is not None and bool(centre.section_id and centre.folder_id),
            "geändert": Jobcenter.objects.filter(einwohner=200_000 + number).exists(),
        }

    return Case(press, facts)


def test_killed_at_any_step_nothing_confirmed_is_lost_and_nothing_is_half(tmp_path):
    officer, picture, rng = builders.officer(), builders.image(), random.Random(11)
    # Somebody to write to, when a story is submitted and when it is withdrawn.
    builders.coordinator(), builders.officer()
    making: list[Callable[[User, CampaignImage], Case]] = [
        submitting,
        approving,
        withdrawing,
        uploading,
        partial(importing, tmp_path),
    ]
    for make in making:
        steps = kills.steps_of(make(officer, picture).press)
        for _ in range(-(-KILLS // len(making))):
            case, last = make(officer, picture), rng.randint(1, steps)
            told, _ = kills.run(case.press, last)
            assert case.is_done() or not told, last
            # Whoever got no answer tries again.
            assert case.press()
            assert case.is_done(), last
    now = timezone.now() + orphans.SPARED + timedelta(minutes=1)
    if KILLS > FEW:
        assert jobs.run_all(timezone.now(), force=True, everything=True).failed == 0
    for job in (upkeep.job, orphans.job):
        job(now, force=True)
    assert list(integrity.findings()) == []
