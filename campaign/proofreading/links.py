"""Where the links of a page lead: pages and documents by the database, paths of ours by asking ourselves."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from wagtail.documents import get_document_model
from wagtail.models import Page

from campaign.media import references
from campaign.models.proofreading import LinkCheck, PageLink
from campaign.proofreading.passages import Address

NO_PAGE: Final = "Diese Seite gibt es nicht mehr."
NOT_PUBLIC: Final = "Diese Seite ist nicht öffentlich."
NO_DOCUMENT: Final = "Dieses Dokument gibt es nicht mehr."
NO_ADDRESS: Final = "Die Adresse ist falsch geschrieben."
NO_ANCHOR: Final = "Auf der Seite fehlt die Stelle, zu der der Link springt."
MAX_LENGTH: Final = 500
_OTHER_SCHEMES = re.compile(r"^(mailto|tel|sms|data|javascript):", re.IGNORECASE)


def found_in(
    page: Page, referred: Sequence[references.Reference], typed: Iterable[Address]
) -> list[PageLink]:
    """Return rows for the links of a page, not stored yet; what other websites said is taken over.

    referred: what it refers to (references.of_page); typed: the addresses that stand in it. Asks whole pages of ours:
    never inside a transaction, where everybody else would wait for the answers.
    """
    rows = {(one.address, one.place): one for one in [*_of_tree(page, referred), *_typed(page, typed)]}
    outside = {one.address for one in rows.values() if is_outside(one.address)}
    problems = dict(
        LinkCheck.objects.filter(address__in=outside).exclude(problem="").values_list("address", "problem")
    )
    for row in rows.values():
        row.problem = row.problem or problems.get(row.address, "")
    return list(rows.values())


def replace(page: Page, rows: Iterable[PageLink]) -> None:
    """Replace what is known of a page's links, in the caller's transaction."""
    PageLink.objects.filter(page_id=page.pk).delete()
    PageLink.objects.bulk_create(rows)


def is_outside(address: str) -> bool:
    """Say whether an address leads to another website."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and parts.netloc != urlsplit(settings.BASE_URL).netloc


def _of_tree(page: Page, found: Sequence[references.Reference]) -> Iterator[PageLink]:
    """Yield links to pages and documents that were chosen, not typed."""
    documents = get_document_model()
    pages = {one.pk: one for one in Page.objects.filter(pk__in=_keys(found, Page))}
    files = documents.objects.in_bulk(_keys(found, documents))
    for one in found:
        if issubclass(one.model, Page):
            target = pages.get(int(one.key))
            problem = NO_PAGE if target is None else "" if target.live else NOT_PUBLIC
            yield _row(page, target.title if target else "Seite", one.field, problem)
        elif one.model is documents:
            document = files.get(int(one.key))
            problem = "" if document and document.file.storage.exists(document.file.name) else NO_DOCUMENT
            yield _row(page, document.title if document else "Dokument", one.field, problem)


def _keys(found: Iterable[references.Reference], model: type) -> set[int]:
    return {int(one.key) for one in found if issubclass(one.model, model) and one.key.isdigit()}


def _row(page: Page, address: str, field: str, problem: str) -> PageLink:
    name = str(getattr(page._meta.get_field(field), "verbose_name", field))
    return PageLink(
        page_id=page.pk, address=address[:MAX_LENGTH], place=name[:1].upper() + name[1:], problem=problem
    )


def _typed(page: Page, typed: Iterable[Address]) -> Iterator[PageLink]:
    for one in typed:
        url = one.url.strip()
        if not url or _OTHER_SCHEMES.match(url) or len(url) > MAX_LENGTH:
            continue
        problem = "" if is_outside(url) else _problem_of(page, url)
        yield PageLink(page_id=page.pk, address=url, place=one.place[:200], problem=problem)


def _problem_of(page: Page, url: str) -> str:
    try:
        return problem_at_home(urljoin(page.get_url() or "/", url))
    except ValueError:
        # Not even an address: „http://[“. One such link must not keep the job from all other pages.
        return NO_ADDRESS


def problem_at_home(address: str) -> str:
    """Ask ourselves for an address of ours, following one redirect; return what is wrong with it, or ""."""
    parts = urlsplit(address)
    response = _answer(parts.path or "/", parts.query)
    if response.status_code in (301, 302, 307, 308):
        onward = urlsplit(urljoin(address, response.headers.get("Location", "")))
        if is_outside(onward.geturl()):
            return ""
        response = _answer(onward.path or "/", onward.query)
    if response.status_code in (404, 410):
        return NO_PAGE
    if parts.fragment and response.status_code == 200 and isinstance(response, HttpResponse):
        mark = f'id="{unquote(parts.fragment)}"'
        return "" if mark in response.content.decode(errors="replace") else NO_ANCHOR
    return ""


def _answer(path: str, query: str) -> HttpResponseBase:
    """Return what a visitor without a browser's name gets: nothing is counted."""
    site = urlsplit(settings.BASE_URL)
    environment = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path),
        "QUERY_STRING": query,
        "SERVER_NAME": site.hostname or "localhost",
        "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
        "HTTP_HOST": site.netloc,
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.input": io.BytesIO(),
        "wsgi.url_scheme": site.scheme,
    }
    return _handler().get_response(WSGIRequest(environment))


@cache
def _handler() -> BaseHandler:
    handler = BaseHandler()
    handler.load_middleware()
    return handler
