"""The manifest: what the demo consists of, for tests and tools from outside. Addresses are paths."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from campaign.accounts import throttle
from campaign.media import formats
from campaign.media.models import CampaignDocument, CampaignImage, CampaignMedia
from campaign.media.storage import private_storage
from campaign.models import Kennzahl, Material, PressReleasePage
from campaign.publishing.states import state_of, with_states
from jobcenters.models import BarrierReport, EventPage, Jobcenter, NewsPage
from stories.demo import barriers
from stories.demo.events import event_entry
from stories.demo.figures import figure_entry
from stories.demo.manifest_forms import forms
from stories.demo.material import material_entry
from stories.demo.people import People
from stories.models import Consent, StoryPage


def build(people: People, centres: list[Jobcenter], shared: CampaignImage) -> dict[str, Any]:
    """Return the whole manifest as JSON-ready data."""
    return {
        "accounts": people.as_manifest(),
        "centres": [_centre(centre) for centre in centres],
        "objects": [entry for centre in centres for entry in _objects(centre)] + list(_common(shared)),
        "forms": forms(shared),
        "limits": {
            "image_mb": formats.IMAGE_MB,
            "image_mp": formats.IMAGE_MP,
            "video_mb": formats.VIDEO_MB,
            "document_mb": formats.DOCUMENT_MB,
            "login_failures": throttle.FAILURES,
            "query_chars": settings.QUERY_CHARS,
        },
    }


def _centre(centre: Jobcenter) -> dict[str, Any]:
    add = reverse("wagtailadmin_pages:add", args=["stories", "storypage", centre.folder_id])
    return {
        "key": centre.slug,
        "ags": centre.ags,
        "name": centre.name,
        "page_id": centre.section_id,
        "public_url": centre.url,
        "collection_id": centre.collection_id,
        "story_add_url": add,
        "section_edit_url": reverse("wagtailadmin_pages:edit", args=[centre.section_id]),
    }


def _objects(centre: Jobcenter) -> Iterator[dict[str, Any]]:
    section = centre.section
    yield _page(section, "section", centre, "live", centre.slug)
    for news in NewsPage.objects.child_of(section):
        kind = "press" if news.is_release else "news"
        yield _page(news, kind, centre, "live" if news.live else "draft", f"{centre.slug}/{news.slug}")
    for event in EventPage.objects.child_of(section):
        yield event_entry(event, centre.slug)
    for story in with_states(StoryPage.objects.filter(jobcenter=centre)).select_related("portrait"):
        files = _files(story.portrait) if story.portrait else []
        yield _page(story, "story", centre, str(state_of(story)), f"{centre.slug}/{story.slug}", files)
    # What told of a withdrawn story is about to be erased, whenever the jobs run next.
    gone = StoryPage.objects.filter(jobcenter=centre, withdrawal__isnull=False)
    consents = Consent.objects.filter(person__story__jobcenter=centre).exclude(person__story__in=gone)
    for consent in consents.order_by("pk"):
        yield _consent(consent, centre)
    last_seen = gone.exclude(portrait=None).values("portrait")
    for image in CampaignImage.objects.filter(collection=centre.collection).exclude(pk__in=last_seen):
        yield _image(image, centre.slug)
    for document in CampaignDocument.objects.filter(collection=centre.collection):
        yield _document(document, centre.slug)
    for figure in Kennzahl.objects.filter(group=centre.group):
        yield figure_entry(figure, centre.slug)
    for report in BarrierReport.objects.filter(centre=centre).select_related("centre").order_by("pk"):
        yield barriers.entry(report)
    for video in CampaignMedia.objects.filter(collection=centre.collection):
        yield _video(video, centre.slug)


def _common(shared: CampaignImage) -> Iterator[dict[str, Any]]:
    yield _image(shared, None)
    for release in PressReleasePage.objects.all():
        waits = "approved_scheduled" if release.approved_schedule else "draft"
        yield _page(release, "press", None, "live" if release.live else waits, release.slug)
    for figure in Kennzahl.objects.filter(group=None):
        yield figure_entry(figure, None)
    for material in Material.objects.with_files():
        yield material_entry(material)
    for report in BarrierReport.objects.filter(centre=None).order_by("pk"):
        yield barriers.entry(report)


def _page(
    page: Page, kind: str, centre: Jobcenter | None, state: str, key: str, files: list[str] | None = None
) -> dict[str, Any]:
    return {
        "key": f"{kind}/{key}",
        "kind": kind,
        "centre": centre.slug if centre else None,
        "state": state,
        "id": page.pk,
        "title": page.draft_title,
        "public_url": page.get_url(),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "history_url": reverse("wagtailadmin_pages:history", args=[page.pk]),
        "files": files or [],
    }


def _consent(consent: Consent, centre: Jobcenter) -> dict[str, Any]:
    person = reverse("consents_person", args=[consent.person_id])
    return {
        "key": f"consent/{consent.pk}",
        "kind": "consent",
        "centre": centre.slug,
        "state": consent.state.name.lower(),
        "id": consent.pk,
        "title": str(consent),
        "public_url": None,
        "edit_url": person,
        "history_url": person,
        "files": [],
    }


def _image(image: CampaignImage, centre: str | None) -> dict[str, Any]:
    return {
        "key": f"image/{image.pk}",
        "kind": "image",
        "centre": centre,
        "state": "released" if image.is_released else "private",
        "id": image.pk,
        "title": image.title,
        "public_url": None,
        "edit_url": reverse("wagtailimages:edit", args=[image.pk]),
        "history_url": None,
        "files": _files(image),
    }


def _document(document: CampaignDocument, centre: str) -> dict[str, Any]:
    return {
        "key": f"document/{document.pk}",
        "kind": "document",
        "centre": centre,
        "state": "released" if document.is_released else "private",
        "id": document.pk,
        "title": document.title,
        "public_url": None,
        "edit_url": reverse("wagtaildocs:edit", args=[document.pk]),
        "history_url": None,
        "files": [document.url],
    }


def _video(video: CampaignMedia, centre: str) -> dict[str, Any]:
    return {
        "key": f"video/{video.pk}",
        "kind": "video",
        "centre": centre,
        "state": "released" if video.is_released else "private",
        "id": video.pk,
        "title": video.title,
        "public_url": None,
        "edit_url": reverse("wagtailmedia:edit", args=[video.pk]),
        "history_url": None,
        "files": _files(video),
    }


def _files(file: CampaignImage | CampaignMedia) -> list[str]:
    """Return the files that are public as long as their object is; others of it never are."""
    return [private_storage().url(name) for name in file.public_files()]
