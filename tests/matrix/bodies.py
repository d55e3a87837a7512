"""What is sent: the form a page shows, with the ids in it pointed at another centre's objects."""

from collections.abc import Mapping
from html.parser import HTMLParser

from tests.matrix.addresses import Keys

# The last part of a field's name -> what it names.
FIELDS = {
    "portrait": "image",
    "image": "image",
    "document": "document",
    "collection": "collection",
    "new_parent_page": "folder",
    "parent": "folder",
    "page": "folder",
    "chosen_page": "folder",
    "collection_id": "collection",
    "groups": "group",
    "centres": "group",
    "centre": "group",
    "move_page": "folder",
}
# Buttons, and what would undo a form by itself.
LEFT_OUT = {"csrfmiddlewaretoken", "action-cancel-workflow", "next"}


class Form(HTMLParser):
    """Collects what a browser would post of all forms of a page; a field named twice keeps its last value."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = self._area = ""
        self._only_asks = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        name, value = attributes.get("name", ""), attributes.get("value", "")
        if tag == "form":
            self._only_asks = attributes.get("method", "get").lower() == "get"
        elif self._only_asks:
            return
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in attributes or self._select not in self.values:
                self.values[self._select] = value
        elif tag == "textarea":
            self._area = name
            self.values[name] = ""
        elif tag == "input" and name and _is_sent(attributes):
            self.values[name] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._only_asks = False
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data


def _is_sent(attributes: Mapping[str, str]) -> bool:
    kind = attributes.get("type")
    return kind not in ("submit", "button", "file") and (
        kind not in ("checkbox", "radio") or "checked" in attributes
    )


def form_of(html: str) -> dict[str, str]:
    """Return the fields of a page's forms with the values they come with."""
    values = Form(html).values
    if values.keys() & {"slug", "loaded_revision_id"}:
        # The blocks of a page's text are drawn by a script.
        values.setdefault("body-count", "0")
    return {name: value for name, value in values.items() if name and name not in LEFT_OUT}


def pointed_at(form: Mapping[str, str], keys: Keys) -> dict[str, str]:
    """Return the form with every field that names an object naming one of these instead."""
    return {
        name: str(_key(FIELDS[last], keys)) if (last := name.rpartition("-")[2]) in FIELDS else value
        for name, value in form.items()
    }


def guessed(keys: Keys) -> dict[str, object]:
    """Return a body for views that show no form: the usual names with the keys of one centre."""
    return {
        **{name: str(_key(kind, keys)) for name, kind in FIELDS.items()},
        "id": [str(_key(kind, keys)) for kind in ("draft", "image", "document")],
        "title": "Neu",
        "tags": "neu",
        "new_title": "Neu",
        "new_slug": "neu",
        "comment": "Bitte",
        "reason": "Bitte",
        "confirm": "on",
        "restriction_type": "none",
        "position": "0",
        "move-to": "0",
        "locked": "on",
    }


def _key(kind: str, keys: Keys) -> int:
    return keys("page", kind) if kind in ("folder", "draft") else keys(kind, "")
