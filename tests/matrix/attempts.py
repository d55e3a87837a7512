"""Writes at another centre: complete forms that succeed when their owner sends them, and own forms with foreign keys."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from campaign.accounts.gate import Access, access
from tests.matrix import bodies
from tests.matrix.addresses import STATES, Address, all_addresses, keys_of
from tests.matrix.plan import REDAKTION
from tests.matrix.walker import Answer, Walker
from tests.matrix.world import Centre
from tests.media.files import MP4, PDF, drawn, encoded

PAGES = "wagtailadmin_pages"
# What an empty field gets, by the last part of its name.
FILLED = {
    "title": "Neuer Titel",
    "slug": "neue-seite",
    "new_title": "Neue Kopie",
    "date": "2026-11-02",
    "intro": "Ein neuer Satz.",
    "note": "Bitte bald.",
    "reason": "Ein neuer Grund.",
    "description": "Zeichnung: ein Baum",
    "credit": "Zeichnung: Beispiel",
}
# What is uploaded, by the part of the admin; and the fields for it.
FILES = {
    "wagtailimages": ("neu.jpg", encoded(drawn(400, 500))),
    "wagtaildocs": ("neu.pdf", PDF),
    "wagtailmedia": ("neu.mp4", MP4),
}
UPLOADS = {
    "file": "collection",
    "image-chooser-upload-file": "image-chooser-upload-collection",
    "document-chooser-upload-file": "document-chooser-upload-collection",
}
# Views that show no form of their own take that of another one, under a prefix with the object's key.
BORROWED = {
    "wagtailimages:edit_multiple": ("wagtailimages:edit", "image-{}"),
    "wagtailimages:create_multiple_from_uploaded_image": ("wagtailimages:edit", "uploaded-image-{}"),
    "wagtaildocs:edit_multiple": ("wagtaildocs:edit", "doc-{}"),
}
# Nothing to fill in: the button is all.
PLAIN = {
    *(f"{PAGES}:delete", f"{PAGES}:set_page_position", f"{PAGES}:unpublish"),
    *("wagtailimages:delete_upload_multiple", "wagtaildocs:delete", "wagtailmedia:delete"),
}
# Only pages of the section can be published by hand.
IN_SECTION = ("section", "news")
# Without a form of these among the complete ones, the proof has a hole.
EXPECTED = {
    *(f"{PAGES}:{name}" for name in ("add", "copy", "delete", "edit", "revisions_revert")),
    *("wagtailimages:edit", "wagtailimages:edit_multiple", "wagtailimages:add", "wagtaildocs:edit"),
    *("wagtaildocs:add", "wagtaildocs:delete", "wagtailmedia:edit", "wagtailmedia:add", "publishing_submit"),
}


@dataclass(frozen=True)
class Sending:
    """One POST."""

    path: str
    body: Mapping[str, Any]

    def by(self, walker: Walker) -> Answer:
        """Send it for good; files are made anew, since reading uses them up."""
        body = {
            name: SimpleUploadedFile(*value) if isinstance(value, tuple) else value
            for name, value in self.body.items()
        }
        return walker.ask("post", self.path, body, undone=False)


@dataclass(frozen=True)
class Attempt:
    """What a stranger sends, and what the owner of the objects in it sends to show that the form is complete."""

    view: str
    what: str
    attack: Sending
    proof: Sending


def on_objects(owner: Walker, centre: Centre, states: tuple[str, ...] = STATES) -> Iterator[Attempt]:
    """Yield every form that the owner is shown for an object of the centre, completed; strangers send the same."""
    for address, what, body in _all_forms(owner, centre, states):
        if address.kinds:
            sending = Sending(address.path, body)
            yield Attempt(address.view, what, sending, sending)


def on_references(
    sender: Walker, own: Centre, foreign: Centre, states: tuple[str, ...] = STATES
) -> Iterator[Attempt]:
    """Yield the sender's own forms with one field naming an object of the foreign centre."""
    for address, what, form in _all_forms(sender, own, states):
        for field, right, wrong in _pairs(form, own, foreign):
            attack, proof = (Sending(address.path, {**form, **keys}) for keys in (wrong, right))
            yield Attempt(address.view, f"{what} {field}", attack, proof)


def _all_forms(
    walker: Walker, centre: Centre, states: tuple[str, ...]
) -> Iterator[tuple[Address, str, dict[str, Any]]]:
    """Yield (address, what it is, complete body) for all that the Redaktion can send."""
    addresses = _open_addresses(centre, states)
    shown = {one.view: one.path for one in addresses}
    for address in addresses:
        source, prefix = BORROWED.get(address.view, ("", ""))
        answer = walker.ask("get", shown[source] if source else address.path)
        form = bodies.form_of(answer.html) if answer.status == 200 else {}
        if not form and address.view not in PLAIN:
            continue
        body = _completed(form, address.view)
        if prefix:
            key = address.path.rstrip("/").rpartition("/")[2]
            body = {f"{prefix.format(key)}-{name}": value for name, value in body.items()}
        yield address, address.state, body
        if address.view in (f"{PAGES}:add", f"{PAGES}:edit") and address.state in IN_SECTION:
            yield address, f"{address.state}, öffentlich", {**body, "action-publish": "1"}


def _open_addresses(centre: Centre, states: tuple[str, ...]) -> list[Address]:
    found = [
        replace(one, path=one.path.replace("stories/storypage", "jobcenters/sectioncontentpage"))
        if one.state == "section"
        else one
        for one in all_addresses(keys_of(centre), states)
        if access(one.view, REDAKTION) is Access.OWN and one.view != "wagtailadmin_explore"
    ]
    return list({one.path: one for one in found}.values())


def _completed(form: Mapping[str, str], view: str) -> dict[str, Any]:
    body: dict[str, Any] = {
        name: value if value.strip() else FILLED.get(name.rpartition("-")[2], value)
        for name, value in form.items()
    }
    if "new_slug" in body:
        body["new_slug"] = "neue-kopie"
    space, _, act = view.partition(":")
    space = space.removesuffix("_chooser")
    if space in FILES and act in ("add", "create", "chooser_upload"):
        field = f"{space[7:-1]}-chooser-upload-file" if act == "create" else "file"
        body[field] = FILES[space]
    return body


def _pairs(
    form: Mapping[str, Any], own: Centre, foreign: Centre
) -> Iterator[tuple[str, dict[str, str], dict[str, str]]]:
    """Yield (field, own keys, foreign keys) for each field, block and link that can name an object."""
    states = {str(key): state for state, key in own.pages.items()}
    for name, value in form.items():
        kind = bodies.FIELDS.get(name.rpartition("-")[2])
        if kind and kind in own.keys:
            yield name, {name: str(own.keys[kind])}, {name: str(foreign.keys[kind])}
        elif kind and value in states:
            yield name, {name: value}, {name: str(foreign.pages[states[value]])}
    for field in (UPLOADS[name] for name in UPLOADS if isinstance(form.get(name), tuple)):
        # Who works for one centre is not asked for the collection.
        yield field, *({field: str(centre.keys["collection"])} for centre in (own, foreign))
    if "body-count" in form:
        for what in ("LINK", "DOCUMENT", "picture"):
            yield f"Text: {what}", _text_with(what, own), _text_with(what, foreign)


def _text_with(what: str, centre: Centre) -> dict[str, str]:
    """Return a text of one block that refers to an object of the centre, as the editor's script sends it."""
    head = {"body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-id": ""}
    if what == "picture":
        picture = {"image": str(centre.keys["image"]), "alt_text": "Zeichnung"}
        words = {f"body-0-value-image-{name}": value for name, value in picture.items()}
        return {**head, **words, "body-0-type": "picture", "body-0-value-caption": "Bild"}
    key = centre.keys["document"] if what == "DOCUMENT" else centre.pages["draft"]
    block = {"key": "a", "text": "Verweis", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
    block["entityRanges"] = [{"key": 0, "offset": 0, "length": 7}]
    entity = {"type": what, "mutability": "MUTABLE", "data": {"id": key, "url": "/x/", "parentId": 1}}
    state = json.dumps({"blocks": [block], "entityMap": {"0": entity}})
    return {**head, "body-0-type": "text", "body-0-value": state}
