"""The forms of the manifest: where they are, how their fields are called, and a complete answer for each."""

import json
from typing import Any

from django.urls import reverse

from campaign.media.models import CampaignImage
from jobcenters.models.location import ACCESS, HOURS


def forms(shared: CampaignImage) -> dict[str, Any]:
    """Return {name: {url, fields, defaults}}; `shared` is a picture every centre may choose."""
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
