"""What can be said about a page from its HTML alone: syntax, headings, landmarks, names, nothing inline."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib

from campaign.site_languages import GERMAN
from campaign.site_languages import LANGUAGES as OTHERS

LANGUAGES = {GERMAN, *(one.code for one in OTHERS)}
HEADINGS = re.compile(r"h[1-6]")
# Inside of these a header or footer belongs to the part, not to the page.
SECTIONING = {"article", "aside", "main", "nav", "section"}
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "headers", "form", "list")
LOADING = {"script": "src", "img": "src", "source": "src", "video": "src", "audio": "src", "iframe": "src"}


class Document:
    """A parsed page; `errors` are those of the HTML standard's parser."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        self.root: Element = parser.parse(html)
        self.errors = [
            f"Zeile {place[0]}: {code} {data or ''}".strip() for place, code, data in parser.errors
        ]
        self.elements = [one for one in self.root.iter() if isinstance(one.tag, str)]
        self.ids = [one.get("id") for one in self.elements if one.get("id") is not None]
        self.parents = {child: parent for parent in self.elements for child in parent}

    def named(self, *names: str) -> list[Element]:
        """Return all elements with one of these names, in order."""
        return [one for one in self.elements if one.tag in names]

    def above(self, element: Element) -> Iterator[Element]:
        """Yield the ancestors of an element, nearest first."""
        while element in self.parents:
            element = self.parents[element]
            yield element

    @property
    def title(self) -> str:
        """The page's title."""
        return next((text(one) for one in self.named("title")), "")

    @property
    def links(self) -> list[str]:
        """All addresses that somebody can follow."""
        return [one.get("href", "") for one in self.named("a") if one.get("href") is not None]


def text(element: Element) -> str:
    """Return an element's text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def problems(html: str) -> list[str]:
    """Return everything that is wrong with a whole page, in German."""
    document = Document(html)
    checks = (_syntax, _language, _headings, _landmarks, _references, _names, _inline, _foreign)
    return [problem for check in checks for problem in check(document)]


def _syntax(document: Document) -> Iterator[str]:
    yield from (f"HTML-Fehler, {error}" for error in document.errors)
    yield from ("HTML-Fehler, leeres action" for form in document.named("form") if form.get("action") == "")


def _language(document: Document) -> Iterator[str]:
    if document.root.get("lang") not in LANGUAGES:
        yield f"<html lang> ist „{document.root.get('lang')}“"
    if not document.title:
        yield "kein Titel"
    for viewport in (one for one in document.named("meta") if one.get("name") == "viewport"):
        if re.search("user-scalable|maximum-scale", viewport.get("content", "")):
            yield "Der Viewport verbietet das Vergrößern"


def _headings(document: Document) -> Iterator[str]:
    headings = [one for one in document.elements if HEADINGS.fullmatch(one.tag)]
    tops = [text(one) for one in headings if one.tag == "h1"]
    if len(tops) != 1:
        yield f"{len(tops)} Überschriften h1: {tops}"
    before = 0
    for heading in headings:
        level = int(heading.tag[1])
        if level > before + 1:
            yield f"Überschrift h{level} „{text(heading)}“ folgt auf {f'h{before}' if before else 'nichts'}"
        if not text(heading):
            yield f"leere Überschrift h{level}"
        before = level


def _landmarks(document: Document) -> Iterator[str]:
    roles = {"main": "main", "header": "banner", "footer": "contentinfo"}
    for name, role in roles.items():
        own = [
            one
            for one in document.named(name)
            if name == "main" or not any(outer.tag in SECTIONING for outer in document.above(one))
        ]
        if len(own) != 1:
            yield f"{len(own)} Bereiche „{role}“ statt einem"
    labels = [nav.get("aria-label") or nav.get("aria-labelledby") or "" for nav in document.named("nav")]
    yield from (f"Navigation mit Namen „{label}“" for label in labels if not label)
    yield from (
        f"zwei Navigationen heißen „{label}“" for label, times in Counter(labels).items() if times > 1
    )


def _references(document: Document) -> Iterator[str]:
    known = set(document.ids)
    yield from (
        f"id „{one}“ gibt es {times}-mal" for one, times in Counter(document.ids).items() if times > 1
    )
    for element in document.elements:
        for name in REFERENCES:
            missing = set((element.get(name) or "").split()) - known
            if missing:
                yield f"<{element.tag} {name}> zeigt auf nichts: {sorted(missing)}"
    for href in document.links:
        if href.startswith("#") and href[1:] not in known:
            yield f"Sprungziel {href} fehlt"


def _names(document: Document) -> Iterator[str]:
    for image in document.named("img"):
        if image.get("alt") is None:
            yield f"Bild ohne alt: {image.get('src')}"
        if not (image.get("width") and image.get("height")):
            yield f"Bild ohne Maße: {image.get('src')}"
    labelled = {one.get("for") for one in document.named("label")}
    for field in document.named("input", "select", "textarea"):
        if field.get("type") in ("hidden", "submit", "button", "image"):
            continue
        inside = any(outer.tag == "label" for outer in document.above(field))
        if not (inside or field.get("id") in labelled or field.get("aria-labelledby")):
            yield f"Feld ohne sichtbare Beschriftung: {field.get('name')}"
    for frame in document.named("iframe", "table"):
        if frame.tag == "iframe" and not frame.get("title"):
            yield "iframe ohne Titel"


def _inline(document: Document) -> Iterator[str]:
    for element in document.elements:
        for name in element.attrib:
            if name == "style" or name.startswith("on"):
                yield f"<{element.tag} {name}> steht im HTML"
    if document.named("style"):
        yield "<style> steht im HTML"
    for script in document.named("script"):
        if script.get("src") is None and script.get("type") != "application/ld+json":
            yield "<script> steht im HTML"


def _foreign(document: Document) -> Iterator[str]:
    for element in document.elements:
        address = element.get(LOADING.get(element.tag, ""), "")
        if element.tag == "link" and element.get("rel") not in ("canonical", "alternate"):
            address = element.get("href", "")
        if urlsplit(address).netloc:
            yield f"<{element.tag}> lädt von {urlsplit(address).netloc}"
