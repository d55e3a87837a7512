"""Stories, news and press pages in every state, each with a picture, a document and a video of its own; and all files."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.files.base import ContentFile
from django.db import models
from django.db.models import Min
from django.utils import timezone
from wagtail.models import Page, UploadedFile

from campaign.media import creation, orders
from campaign.media.models import CampaignMedia, Delivery, RenditionOrder, VideoVersion
from campaign.media.recordings import clean_captions, clean_recording
from campaign.models import PressIndexPage, PressReleasePage, ReleasePicture
from campaign.publishing import lapse, review
from jobcenters.models import NewsPage
from stories.consents import acts
from stories.consents import upkeep as consent_upkeep
from stories.models import Consent, StoryPage
from tests import builders
from tests.media.files import PDF, VTT, drawn, encoded, phone_photo
from tests.media.videos import mp4, webm

Committing = Callable[[], AbstractContextManager]
READY = {"transcript": "Guten Tag.", "description_waiver": "Eine Person spricht.", "credit": "Beispiel"}


def names_in_rows() -> Iterator[str]:
    """Yield the name of each file in any field of any model."""
    for model in apps.get_models():
        fields = [one.name for one in model._meta.concrete_fields if isinstance(one, models.FileField)]
        for row in model._default_manager.values_list(*fields) if fields else ():
            yield from (name for name in row if name)


def names_on_disk(*roots: Path) -> Iterator[str]:
    """Yield what lies in folders, by its name below them."""
    for root in roots:
        yield from (path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file())


class World:
    """Makes the pages. `ever` collects the name of every file there is or was; `stories` and `files` are by state."""

    def __init__(self, committing: Committing, roots: tuple[Path, Path]) -> None:
        self.committing, self.roots = committing, roots
        self.centre, self.author = builders.centre(), builders.officer()
        self.stories: dict[str, StoryPage] = {}
        self.files: dict[str, list[Any]] = defaultdict(list)
        self.ever: set[str] = set()

    def act(self, function: Callable, *args: Any, **kwargs: Any) -> Any:
        """Do something with all that follows its commit, make the sizes, and note the files there are then.

        Of AVIF, which takes long, one size each.
        """
        with self.committing():
            done = function(*args, **kwargs)
            slow = RenditionOrder.objects.filter(spec__endswith="avif")
            first = slow.values("image").annotate(first=Min("pk")).values_list("first", flat=True)
            slow.exclude(pk__in=list(first)).delete()
            orders.make_ordered()
        self.ever |= {*names_in_rows(), *names_on_disk(*self.roots)}
        return done

    def body(self, state: str) -> tuple[Any, str]:
        """Store new files; return the picture and a text that shows picture, document and video."""
        picture, video = builders.image(self.centre), _video(self.centre.collection)
        document = creation.create_document("Blatt", PDF, self.centre.collection, "a.pdf")
        self.files[state] += [picture, document, video]
        shown = {"image": picture.pk, "alt_text": "Werkstatt", "decorative": False}
        blocks = [
            {
                "type": "text",
                "value": f'<p><a linktype="document" id="{document.pk}">Blatt</a></p>',
            },
            {"type": "picture", "value": {"image": shown, "caption": ""}},
            {"type": "video", "value": {"video": video.pk, "caption": ""}},
        ]
        return picture, json.dumps(blocks)

    def drafted(self, state: str) -> StoryPage:
        """Write a story and store the form that somebody has signed."""
        picture, body = self.body(state)
        story = builders.draft(self.author, portrait=picture, body=body)
        signed = builders.consent(story.persons.get(), form=Consent.Form.PAPER, email="kim@beispiel.example")
        acts.add_proof(signed, ContentFile(encoded(drawn(60, 60), "PNG"), "a.png"), actor=self.author)
        self.stories[state] = story
        return story

    def submitted(self, state: str) -> StoryPage:
        """The same, waiting for approval."""
        story = self.drafted(state)
        review.submit(story, self.author, revision_id=story.latest_revision_id)
        return builders.fresh(story)

    def approved(self, state: str, **when: Any) -> StoryPage:
        """The same, approved: public, or soon."""
        story = self.submitted(state)
        review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id, **when)
        return builders.fresh(story)

    def sent_back(self, state: str) -> None:
        """The same, returned for changes."""
        story = self.submitted(state)
        review.send_back(
            story, builders.coordinator(), revision_id=story.latest_revision_id, reason="Bitte ergänzen"
        )

    def edited(self, story: StoryPage) -> None:
        """Save a draft with other files on top of a public story."""
        draft = story.get_latest_revision_as_object()
        draft.portrait, draft.body = self.body("draft above live")
        draft.save_revision(user=self.author)

    def expired(self, story: StoryPage, on: Any) -> None:
        """Let the licence of the portrait end, and the round of jobs notice it."""
        portrait = story.portrait
        portrait.licence_until = timezone.localdate(on) - timedelta(days=1)
        portrait.save()
        lapse.lapse_ended(on, force=True)

    def unconsented(self, story: StoryPage, on: Any) -> None:
        """Let the consent end, and the round of jobs notice it."""
        Consent.objects.filter(person__story=story).update(
            valid_until=timezone.localdate(on) - timedelta(days=1)
        )
        consent_upkeep.take_offline(on, force=True)

    def news(self, slug: str, *, live: bool) -> NewsPage:
        """A piece of news, which the centre publishes without asking."""
        _, body = self.body(slug)
        page = NewsPage(
            title=slug, slug=slug, date=timezone.localdate(), intro="Kurz.", body=body, live=False
        )
        return self._stored(page, self.centre.section, live)

    def release(self, slug: str, *, live: bool) -> PressReleasePage:
        """A press release with a picture to print."""
        page = PressReleasePage(title=slug, slug=slug, date=timezone.localdate(), intro="Kurz.", live=False)
        picture = builders.image(self.centre)
        self.files[slug] += [picture]
        page.pictures = [ReleasePicture(image=picture, caption="Werkstatt")]
        return self._stored(page, PressIndexPage.objects.get(), live)

    def parked(self) -> None:
        """An upload that nobody finished."""
        UploadedFile.objects.create(file=ContentFile(phone_photo(), "a.jpg"), uploaded_by_user=self.author)

    def _stored(self, page: Any, below: Page, live: bool) -> Any:
        below.add_child(instance=page)
        revision = page.save_revision(user=self.author)
        if live:
            revision.publish()
        return type(page).objects.get(pk=page.pk)


def _video(collection: Any) -> CampaignMedia:
    """Store a video with everything a video can have."""
    parts = {name: clean_recording(ContentFile(mp4(), "a.mp4"), "video") for name in ("described", "signed")}
    video = creation.create_media(
        *("Film", mp4(), collection, "a.mp4"),
        captions=VTT,
        descriptions=clean_captions(ContentFile(VTT, "a.vtt")),
        thumbnail=encoded(drawn()),
        **parts,
        **READY,
    )
    for part in video.parts:
        for codec, name, data in (("h264", "a.mp4", mp4), ("av1", "a.webm", webm)):
            version = VideoVersion(recording=video, part=part, codec=codec, size=480, state="done")
            version.source = getattr(video, part).name
            version.file.save(name, ContentFile(data(), name=name))
    CampaignMedia.objects.filter(pk=video.pk).update(delivery=Delivery.VERSIONS)
    return video
