"""Every way to publish, while something is missing: refused each time, with the reason where a person sees it.

The ways without any approval are in test_no_way_round_approval; here each meets each missing thing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.models import Page

from campaign.media.creation import create_media
from campaign.media.models import CampaignImage, CampaignMedia
from campaign.publishing import review, schedule
from campaign.publishing.finish import publish_approved_revision
from campaign.publishing.guard import PublicationRefused
from campaign.publishing.models import Approval
from stories.models import Consent, Person, StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import MP4, VTT, drawn, encoded

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
YESTERDAY = timezone.localdate() - DAY
REFUSED = (PublicationRefused, review.Blocked, review.Conflict)


@dataclass(frozen=True)
class Missing:
    """What is taken away from a good story, and the words of the sentence that says so.

    is_lasting: an approved story cannot lose it, because the approval keeps it.
    """

    says: str
    take: Callable[[StoryPage], Any]
    is_lasting: bool = False


def consents(**values: Any) -> Callable[[StoryPage], Any]:
    return lambda story: Consent.objects.filter(person__story=story).update(**values)


def persons(**values: Any) -> Callable[[StoryPage], Any]:
    return lambda story: Person.objects.filter(story=story).update(**values)


def picture(**values: Any) -> Callable[[StoryPage], Any]:
    return lambda story: CampaignImage.objects.filter(pk=story.portrait_id).update(**values)


def video(**values: Any) -> Callable[[StoryPage], Any]:
    return lambda story: CampaignMedia.objects.filter(pk=story.body[1].value["video"].pk).update(**values)


MISSING = {
    "no consent": Missing("fehlt", lambda story: Consent.objects.filter(person__story=story).delete()),
    "no consent of the second person": Missing(
        "Aylin fehlt", lambda story: Person.objects.create(story=story, shown_name="Beispiel Aylin"), True
    ),
    "expired": Missing("abgelaufen", consents(valid_until=YESTERDAY)),
    "withdrawn": Missing("widerrufen", consents(withdrawn_at=timezone.now())),
    "resting": Missing("ruht", consents(rests_since=timezone.now())),
    "unproven": Missing("Nachweis", consents(form="paper")),
    "not for the website": Missing("gilt nicht für: Website", consents(web=False)),
    "no guardian of a minor": Missing("sorgeberechtigte", persons(age="youth", guardians=1)),
    "surname of a minor": Missing("Nachname", lambda story: _child_with_surname(story), True),
    "special data not named": Missing("besonderen Angaben", persons(special=True), True),
    "more of the name than allowed": Missing("vollen Namen", persons(name_form="full"), True),
    "no form for staff": Missing("Formular für Beschäftigte", persons(kind="staff"), True),
    "no alternative text": Missing("Alternativtext fehlt", picture(description="")),
    "no credit": Missing("Bildnachweis fehlt", picture(credit="")),
    "licence over": Missing("Lizenz", picture(licence_until=YESTERDAY)),
    "no captions": Missing("Untertitel fehlen", video(captions="")),
    "no transcript": Missing("Abschrift fehlt", video(transcript="")),
    "no audio description": Missing("Audiodeskription fehlt", video(description_waiver="")),
    "no person at all": Missing(
        "mindestens eine Person", lambda story: story.persons.first().take_out(), True
    ),
}


FILM = {"no captions", "no transcript", "no audio description"}
# One of each kind is read on the page of the approval; the sentences come from the same list for all.
READ = {"no consent", "no credit", "no captions"}


def _child_with_surname(story: StoryPage) -> None:
    person = story.persons.get()
    Person.objects.filter(pk=person.pk).update(age="child", guardians=1, shown_name="Murat Sonderlich")
    Consent.objects.filter(person=person).update(giver="guardian1", giver_name="Eva Sonderlich")


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def coordinator():
    return builders.coordinator()


def good(author, name: str) -> StoryPage:
    """A submitted story with a picture, and a video where that is to miss something; nothing is missing to it yet."""
    if name not in FILM:
        return builders.submitted(author)
    words = {"transcript": "Guten Tag.", "credit": "Beispiel", "description_waiver": "Eine Person spricht."}
    files = {"captions": VTT, "thumbnail": encoded(drawn())}
    film = create_media("Film", MP4, builders.centre().collection, "a.mp4", author, **files, **words)
    CampaignMedia.objects.filter(pk=film.pk).update(delivery="original")
    body = [("text", "<p>Um sieben beginnt die Schicht.</p>"), ("video", {"video": film, "caption": ""})]
    return builders.submitted(author, body=body)


def in_code(story: StoryPage, coordinator) -> dict[str, Callable[[], Any]]:
    """Every way in code: the acts, Wagtail's actions, the end of a workflow, saving, the calendar."""
    folder, revision = story.get_parent(), story.latest_revision
    task = review.task_in_review(story)

    def save(model: type[Page]) -> None:
        page = model.objects.get(pk=story.pk)
        page.live = True
        page.save()

    def on_a_date() -> None:
        revision.approved_go_live_at = timezone.now() - DAY
        revision.save()
        call_command("publish_scheduled")

    return {
        "approve": lambda: review.approve(story, coordinator, revision_id=revision.pk),
        "finish action": lambda: publish_approved_revision(task.workflow_state, user=coordinator),
        "task approved": lambda: task.specific.approve(user=coordinator),
        "revision.publish": lambda: revision.publish(skip_permission_checks=True),
        "page.publish": lambda: story.publish(revision),
        "save page": lambda: save(Page),
        "save story": lambda: save(StoryPage),
        "scheduled revision": on_a_date,
        "copy": lambda: CopyPageAction(
            story, keep_live=True, update_attrs={"slug": "kopie", "live": True}
        ).execute(skip_permission_checks=True),
        "alias": lambda: CreatePageAliasAction(story, parent=folder, update_slug="alias").execute(
            skip_permission_checks=True
        ),
    }


def undone(act: Callable[[], Any]) -> Exception | None:
    """Do it, take it back; return what it raised. Asserts that no story was public in between."""
    raised = None
    with transaction.atomic():
        try:
            with transaction.atomic():
                act()
        except REFUSED as refused:
            raised = refused
        assert not StoryPage.objects.public().exists()
        transaction.set_rollback(True)
    return raised


def test_a_story_to_which_nothing_is_missing_becomes_public(author, coordinator):
    story = good(author, "no captions")
    review.approve(story, coordinator, revision_id=story.latest_revision_id)
    assert [one.pk for one in StoryPage.objects.public()] == [story.pk]


@pytest.mark.parametrize("name", MISSING)
def test_nothing_is_public_while_something_is_missing(name, author, coordinator):
    missing, story = MISSING[name], good(author, name)
    if not missing.is_lasting:
        undone(lambda: _lost_before_its_day(story, coordinator, missing))
    missing.take(story)
    story = builders.fresh(story)
    for path, act in in_code(story, coordinator).items():
        refused = undone(act)
        assert refused is not None or path in ("copy", "alias"), path
    if name in READ:
        page = client_for(coordinator).get(reverse("publishing_approve", args=[story.pk]))
        assert missing.says in page.content.decode()
    with pytest.raises(review.Blocked) as blocked:
        review.approve(story, coordinator, revision_id=story.latest_revision_id)
    assert any(missing.says in one.text and one.text.endswith(".") for one in blocked.value.findings)
    review.recall(story, author)
    with pytest.raises(review.Blocked, match=missing.says):
        review.submit(builders.fresh(story), author, revision_id=story.latest_revision_id)


def _lost_before_its_day(story: StoryPage, coordinator, missing: Missing) -> None:
    """Approve it for tomorrow, lose what must not be missing: it does not appear, and somebody reads why."""
    review.approve(story, coordinator, revision_id=story.latest_revision_id, publish_at=timezone.now() + DAY)
    missing.take(story)
    for way in (story.latest_revision.publish, lambda: schedule.publish_due(timezone.now() + 2 * DAY)):
        undone(way)
    schedule.publish_due(timezone.now() + 2 * DAY)
    assert Approval.objects.get(page=story).lapsed_because
