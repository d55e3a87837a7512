"""The manifest: what the demo consists of, for tests and tools from outside. Addresses are paths."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page

from campaign.accounts import throttle
from campaign.media import formats
from campaign.media.models import CampaignImage, CampaignMedia
from campaign.media.storage import private_storage
from campaign.models import Kennzahl, PressReleasePage
from campaign.publishing.states import state_of, with_states
from jobcenters.models import Jobcenter, NewsPage
from jobcenters.models.location import ACCESS, HOURS
from stories.demo.figures import figure_entry
from stories.demo.people import People
from stories.models import Consent, StoryPage


def build(people: People, centres: list[Jobcenter], shared: CampaignImage) -> dict[str, Any]:
    """Return the whole manifest as JSON-ready data."""
    return {
        "accounts": people.as_manifest(),
        "centres": [_centre(centre) for centre in centres],
        "objects": [entry for centre in centres for entry in _objects(centre)] + list(_common(shared)),
        "forms": _forms(shared),
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
        yield _page(news, "news", centre, "live" if news.live else "draft", f"{centre.slug}/{news.slug}")
    for story in with_states(StoryPage.objects.filter(jobcenter=centre)).select_related("portrait"):
        files = _files(story.portrait) if story.portrait else []
        yield _page(story, "story", centre, str(state_of(story)), f"{centre.slug}/{story.slug}", files)
    for consent in Consent.objects.filter(person__story__jobcenter=centre).order_by("pk"):
        yield _consent(consent, centre)
    for image in CampaignImage.objects.filter(collection=centre.collection):
        yield _image(image, centre.slug)
    for figure in Kennzahl.objects.filter(group=centre.group):
        yield figure_entry(figure, centre.slug)
    for video in CampaignMedia.objects.filter(collection=centre.collection):
        yield _video(video, centre.slug)


def _common(shared: CampaignImage) -> Iterator[dict[str, Any]]:
    yield _image(shared, None)
    for release in PressReleasePage.objects.all():
        yield _page(release, "press", None, "live" if release.live else "draft", release.slug)
    for figure in Kennzahl.objects.filter(group=None):
        yield figure_entry(figure, None)


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
        "files": [private_storage().url(name) for name in video.public_files()],
    }


def _files(image: CampaignImage) -> list[str]:
    return [rendition.file.url for rendition in image.renditions.all()]


def _forms(shared: CampaignImage) -> dict[str, Any]:
    login = [
        {"url": reverse("account_login"), "fields": {"username": "login", "password": "password"}},
        {"url": reverse("mfa_authenticate"), "fields": {"code": "code"}},
    ]
    act = {"token": "token", "revision": "revision"}
    return {
        "login": login,
        "story": {"fields": STORY_FIELDS, "defaults": STORY_DEFAULTS | {"portrait": str(shared.pk)}},
        "section": {"fields": SECTION_FIELDS, "defaults": SECTION_DEFAULTS},
        # `{id}` is the person's: the edit form of a story links to /admin/einwilligungen/person/{id}/.
        "consent": {
            "url": reverse("consents_add", args=[0]).replace("/0/", "/{id}/"),
            "fields": {name: name for name in (*CONSENT_DEFAULTS, "token", "scan")},
            "defaults": CONSENT_DEFAULTS,
        },
        "submit": _act("submit", act | {"note": "note"}, {"note": ""}),
        "recall": _act("recall", act, {}),
        "approve": _act("approve", act | {"publish_at": "publish_at"}, {"publish_at": ""}),
        "send_back": _act(
            "send_back", act | {"reason": "reason"}, {"reason": "Beispiel: Bitte ergänzen Sie den Ort."}
        ),
        "withdraw": _act("withdraw", act | {"reason": "reason"}, {"reason": ""}),
    }


def _act(name: str, fields: dict[str, str], defaults: dict[str, str]) -> dict[str, Any]:
    url = reverse(f"publishing_{name}", args=[0]).replace("/0/", "/{id}/")
    return {"url": url, "fields": fields, "defaults": defaults}


def _rich_text(text: str) -> str:
    """Return a paragraph as the rich text editor sends it."""
    block = {
        "key": "absatz",
        "type": "unstyled",
        "text": text,
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
    }
    return json.dumps({"blocks": [block], "entityMap": {}})


def _formset(prefix: str, total: int, maximum: int) -> dict[str, str]:
    numbers = {"TOTAL_FORMS": total, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": maximum}
    return {f"{prefix}-{name}": str(number) for name, number in numbers.items()}


def _body(text: str) -> dict[str, str]:
    return {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-id": "",
        "body-0-value": _rich_text(text),
    }


_BODY = {"body": "body-0-value"}
STORY_FIELDS = {
    **{name: name for name in ("title", "slug", "kind", "place", "quote", "intro", "portrait", "topics")},
    **_BODY,
    "description": "search_description",
    "person_name": "persons-0-shown_name",
    "person_name_form": "persons-0-name_form",
    "person_role": "persons-0-role",
    "person_kind": "persons-0-kind",
    "person_age": "persons-0-age",
    "token": "idempotency_token",
    "revision": "loaded_revision_id",
}
STORY_DEFAULTS: dict[str, Any] = {
    "title": "Beispiel: Ein neuer Anfang",
    "slug": "beispiel-ein-neuer-anfang",
    "search_description": "",
    "kind": "client",
    "place": "Beispielort",
    "quote": "Ich gehe wieder gern aus dem Haus.",
    "intro": "Eine Geschichte zum Ausprobieren.",
    "topics": [],
    **_body("Um sieben beginnt die Schicht."),
    **_formset("persons", 1, 6),
    "persons-0-id": "",
    "persons-0-shown_name": "Beispiel-Person Kim",
    "persons-0-name_form": "first",
    "persons-0-role": "Lagerarbeit",
    "persons-0-kind": "client",
    "persons-0-age": "adult",
    "persons-0-guardians": "2",
    "persons-0-adult_on": "",
}
# A signed form on paper counts once its scan is sent along in the field „scan“ (PDF, JPEG or PNG).
CONSENT_DEFAULTS: dict[str, Any] = {
    "giver": "self",
    "giver_name": "Kim Beispiel",
    "declared_on": "2026-01-15",
    "channels": ["web"],
    "name_form": "first",
    "valid_until": "",
    "email": "",
}
_LOCATION = {
    "id": "",
    "ORDER": "1",
    "name": "Beispiel-Standort",
    "street": "Beispielstraße 2",
    "postcode": "12345",
    "town": "Beispielort",
    **dict.fromkeys(HOURS, "8–12"),
    "hours_sat": "geschlossen",
    "hours_sun": "geschlossen",
    "hours_note": "Beispiel: Zeiten sind erfunden.",
    **dict.fromkeys(ACCESS, "yes"),
    "access": "",
}
SECTION_FIELDS = {
    **{name: name for name in ("intro", "phone", "fax", "email", "website")},
    **{name: name for name in ("press_name", "press_phone", "press_email")},
    **_BODY,
    "description": "search_description",
    "street": "locations-0-street",
    "postcode": "locations-0-postcode",
    "town": "locations-0-town",
    **{name: f"locations-0-{name}" for name in (*HOURS, "hours_note", *ACCESS, "access")},
    **{name: name for name in ("languages", "languages_interpreted", "languages_note")},
    "hours": "locations-0-hours_note",
    "revision": "loaded_revision_id",
}
SECTION_DEFAULTS: dict[str, Any] = {
    "intro": "Beispiel: Wir sind für Sie da.",
    "phone": "03943 58-3234",
    "fax": "",
    "email": "beispiel@jobcenter.example",
    "website": "https://jobcenter.example/",
    "press_name": "",
    "press_phone": "",
    "press_email": "",
    "languages": ["ar", "en"],
    "languages_interpreted": ["uk"],
    "languages_note": "",
    "search_description": "",
    **_body("Beispiel: So helfen wir."),
    **_formset("locations", 1, 1000),
    **{f"locations-0-{name}": value for name, value in _LOCATION.items()},
    "action-publish": "action-publish",
}
