"""After a withdrawal nothing is left but the proof: no row, no file, no mail, however often the work is cut off."""

import json
import os
import random
import signal
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.models import FormState
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.audit.idempotency import new_token
from campaign.audit.models import OutboxMail
from campaign.media.models import CampaignImage
from campaign.publishing import erasure, review
from campaign.publishing.erasure_steps import RESTORE_LIST
from campaign.publishing.models import Withdrawal
from jobcenters.models import NewsPage
from stories.consents import acts
from stories.consents.rules import Channel
from stories.forms import WITHDRAWN_ADDRESS
from stories.models import Consent, ConsentLink, StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import drawn, encoded

CANARY = "kanarienwort"
KILLS = 30
# What other websites read or show of our stories, and the list of those told in Leichte Sprache.
OUTLETS = (
    *(
        "/menschen-vor-ort/feed/",
        "/menschen-vor-ort/feed.json",
        "/menschen-vor-ort/feed.json?land=nordrhein-westfalen",
    ),
    *("/einbetten/geschichten/", "/einbetten/geschichten/?jobcenter=kreis-dueren"),
    "/leichte-sprache/",
)
# Start, lists, search, sitemap, feed and open data: wherever a word of a story could stand.
PUBLIC = (
    *OUTLETS,
    *("/", "/menschen-vor-ort/", "/jobcenter/kreis-dueren/", f"/jobcenter/?q={CANARY[:5]}"),
    *("/sitemap.xml", "/presse/", "/presse/feed/", "/daten/jobcenter.json", "/daten/finder.json?q=52351"),
)


def agreed(story: StoryPage, author: User) -> None:
    """A signed consent and a wish by link, the canary in both."""
    person = story.persons.get()
    signed = SimpleUploadedFile(f"{CANARY}.png", encoded(drawn(200, 200), "PNG"))
    proven = builders.consent(
        person,
        giver_name=CANARY,
        form=Consent.Form.PAPER,
        email=f"{CANARY}@beispiel.example",
        channels=frozenset({Channel.WEB, Channel.PARTNERS}),
    )
    acts.add_proof(proven, signed, actor=author)
    ConsentLink.objects.create(person=person, purpose="ask", token_hash=CANARY, wish=f"{CANARY} als Wunsch")


def previewed(story: StoryPage, author: User) -> None:
    """What a preview keeps of a form that is not saved yet."""
    kept = {"user": author, "data": f"intro={CANARY}", "last_updated_at": timezone.now()}
    FormState.objects.update_or_create_by_instance(story, defaults=kept, user=author)


def told(**fields) -> StoryPage:
    """A public story with the canary wherever somebody can write, a draft on top of it, and its way behind it."""
    author = builders.officer()
    picture = builders.image(
        title=f"{CANARY} Bild", description=f"{CANARY} am Fenster", credit=f"Foto: {CANARY}"
    )
    story = builders.draft(
        author,
        title=f"{CANARY} im Titel",
        place=CANARY,
        quote=f"{CANARY} im Satz.",
        intro=f"{CANARY} in der Einleitung.",
        body=[("text", f"<p>{CANARY} im Text.</p>")],
        easy_text=f"{CANARY} in Leichter Sprache.",
        portrait=picture,
        **fields,
    )
    story.persons.update(shown_name=f"Beispiel {CANARY}", role=CANARY)
    agreed(story, author)
    review.submit(story, author, revision_id=story.latest_revision_id, note=f"{CANARY} als Hinweis")
    coordinator = builders.coordinator()
    review.claim(builders.fresh(story), coordinator)
    review.send_back(
        builders.fresh(story),
        coordinator,
        revision_id=story.latest_revision_id,
        reason=f"{CANARY} als Grund",
        remarks={"quote": f"{CANARY} als Anmerkung"},
    )
    story = builders.fresh(story)
    story.save_revision(user=author)
    story = builders.fresh(story)
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(builders.fresh(story), builders.coordinator(), revision_id=story.latest_revision_id)
    story = builders.fresh(story)
    story.intro = f"{CANARY} im neuen Entwurf."
    story.save_revision(user=author)
    previewed(story, author)
    return builders.fresh(story)


def withdrawn(story: StoryPage) -> Withdrawal:
    return review.withdraw(
        builders.fresh(story), builders.officer(), reason="Die Person möchte es nicht mehr."
    )


def rows_with(word: str) -> Iterator[str]:
    """Tables in which the word stands in any column, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word in str(value).lower() for row in cursor.fetchall() for value in row):
                yield table


def files_with(*words: str) -> Iterator[Path]:
    """Files below the public and the private folder with one of the words in name or content."""
    for root in (settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT):
        for path in Path(root).rglob("*"):
            text = path.name.encode() + (path.read_bytes() if path.is_file() else b"")
            if any(word.encode() in text for word in words):
                yield path


@pytest.mark.django_db(transaction=True)
def test_nothing_of_a_withdrawn_story_is_left_in_database_or_files():
    story = told(slug=f"{CANARY}-adresse")
    url, visitor = story.get_url(), Client()
    assert visitor.get(url).status_code == 200
    # Whatever is kept of these pages is kept now.
    assert any(CANARY in visitor.get(path).content.decode().lower() for path in PUBLIC)
    own_card = f"/einbetten/geschichte/{story.pk}/"
    asking = f"/oembed/?{urlencode({'url': story.full_url})}"
    for path in (*OUTLETS, own_card, asking):
        assert CANARY in visitor.get(path).content.decode().lower(), path
    picture = story.portrait
    scan = Consent.objects.exclude(scan="").get().scan.name
    names = [scan, picture.file.name, *picture.renditions.values_list("file", flat=True)]
    assert (
        len(names) > 1 and set(rows_with(CANARY)) and len(list(files_with(*map(os.path.basename, names)))) > 1
    )
    withdrawn(story)
    assert visitor.get(url).status_code == 410
    call_command("run_jobs", "--once", "--now")
    assert list(rows_with(CANARY)) == []
    left = [path.name for path in files_with(CANARY, *map(os.path.basename, names))]
    assert left == []
    assert visitor.get(url).status_code == 410
    assert [
        key for key, value in cache._cache.items() if CANARY.encode() in key.lower().encode() + value
    ] == []
    assert (visitor.get(own_card).status_code, visitor.get(asking).status_code) == (410, 404)
    for path in (*PUBLIC, own_card, asking):
        assert CANARY not in visitor.get(path).content.decode().lower(), path


@pytest.mark.django_db
def test_the_proof_says_who_approved_what_and_when_but_not_what_it_told():
    story = told()
    revision = story.live_revision
    withdrawal = withdrawn(story)
    erasure.erase(withdrawal)
    withdrawal.refresh_from_db()
    assert withdrawal.page is None and withdrawal.page_number == story.pk and withdrawal.erased_at
    assert withdrawal.place_id == builders.centre().folder_id
    [approval] = withdrawal.proof["approvals"]
    assert approval["published_at"] and approval["content_hash"] and approval["approved_by"]
    assert revision.pk and not Page.objects.filter(pk=story.pk).exists()


@pytest.mark.django_db
def test_a_restore_finds_what_to_erase_again():
    story = told()
    withdrawal = withdrawn(story)
    erasure.erase(withdrawal)
    lines = (Path(settings.PRIVATE_MEDIA_ROOT) / RESTORE_LIST).read_text().splitlines()
    assert {"page": story.pk, "url_hash": Withdrawal.hash_of(story.url_path)}.items() <= json.loads(
        lines[-1]
    ).items()


@pytest.mark.django_db
def test_a_picture_that_another_page_shows_stays_and_is_counted():
    story = told()
    section = builders.centre().section
    page = NewsPage(title="Neues", slug="neues", date="2026-11-02", intro="Kurz.")
    page.body = [("picture", {"image": story.portrait, "caption": ""})]
    page.live = False
    section.add_child(instance=page)
    page.save_revision()
    withdrawal = withdrawn(story)
    erasure.erase(withdrawal)
    withdrawal.refresh_from_db()
    assert withdrawal.proof["files_others_show"] == 1
    assert CampaignImage.objects.filter(pk=story.portrait_id).exists()


@pytest.mark.django_db
def test_mails_about_it_are_emptied_and_those_that_wait_are_not_sent():
    story = told()
    assert OutboxMail.objects.filter(subject__contains=CANARY).exists()
    erasure.erase(withdrawn(story))
    assert not OutboxMail.objects.filter(about=f"page:{story.pk}", state=OutboxMail.State.PENDING).exists()
    said = OutboxMail.objects.filter(subject__endswith=": Eine Geschichte ist zurückgezogen")
    assert said and all(CANARY not in mail.text and str(story.pk) in mail.text for mail in said)


@pytest.mark.django_db
def test_a_step_that_fails_is_tried_again_and_the_steps_before_it_are_not(monkeypatch):
    calls, broken = [], [True]

    def step(withdrawal: Withdrawal) -> None:
        calls.append(withdrawal.pk)
        if broken:
            raise OSError("voll")

    monkeypatch.setattr(erasure, "_steps", dict(erasure._steps))
    erasure.register("beispiel", step, order=erasure.FILES - 1)
    before = [one.name for one in erasure.steps()].index("beispiel")
    story = told()
    withdrawal = withdrawn(story)
    assert erasure.job(timezone.now()).failed == 1
    assert not Page.objects.filter(pk=story.pk).exists() and withdrawal.steps.count() == before
    broken.clear()
    assert erasure.job(timezone.now()).done == 1
    assert len(calls) == 2 and not CampaignImage.objects.filter(pk=story.portrait_id).exists()
    assert erasure.job(timezone.now()).done == 0


@pytest.mark.django_db(transaction=True)
def test_it_completes_however_often_it_is_killed():
    rng, numbers, kills = random.Random(7), count(), 0
    while kills < KILLS:
        withdrawal, longest = withdrawn(told(slug=f"nummer-{next(numbers)}")), 0.3
        while Withdrawal.objects.to_erase().exists():
            kills += _killed(rng.uniform(0.0, longest))
            longest *= 1.1
        assert list(rows_with(CANARY)) == []
        assert withdrawal.steps.count() == len(erasure.steps())


def _killed(after: float) -> bool:
    """Let a child process erase and kill it; return whether it was still at work."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            erasure.job(timezone.now())
        finally:
            os._exit(0)
    end = time.monotonic() + after
    while time.monotonic() < end:
        if os.waitpid(child, os.WNOHANG) != (0, 0):
            return False
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


@pytest.mark.django_db
def test_the_address_of_a_withdrawn_story_is_never_used_again():
    story = told(slug="wieder-da")
    erasure.erase(withdrawn(story))
    client, folder = client_for(builders.officer()), builders.centre().folder_id
    path = reverse("wagtailadmin_pages:add", args=["stories", "storypage", folder])
    data = {"title": "Wieder da", "body-count": "0", "persons-TOTAL_FORMS": "0", "persons-INITIAL_FORMS": "0"}
    answer = client.post(path, data | {"slug": "wieder-da", "idempotency_token": new_token()})
    assert answer.context["form"].errors["slug"] == [WITHDRAWN_ADDRESS]
    answer = client.post(path, data | {"slug": "", "idempotency_token": new_token()})
    assert (answer.status_code, StoryPage.objects.get(draft_title="Wieder da").slug) == (302, "wieder-da-2")
