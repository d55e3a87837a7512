"""A release as the Koordination sends it by mail: Word or plain text, with the Sperrfrist on top while there is one."""

from collections.abc import Iterator
from html import unescape
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import strip_tags
from django.views.decorators.http import require_safe

from campaign import press_archive, word_document
from campaign.models import PressIndexPage, PressReleasePage

FORMATS = {"docx": (word_document.as_docx, word_document.DOCX), "txt": (word_document.as_txt, "text/plain")}


@require_safe
def copy(request: HttpRequest, page_id: int, suffix: str) -> HttpResponse:
    """Return the newest version of a release, public or not, as a file."""
    page = get_object_or_404(PressReleasePage, pk=page_id).get_latest_revision_as_object()
    if suffix not in FORMATS:
        raise Http404
    write, content_type = FORMATS[suffix]
    response = HttpResponse(write(page.title, "\n\n".join(_parts(page))), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="pressemitteilung-{page.slug}.{suffix}"'
    return response


def _parts(page: Any) -> Iterator[str]:
    """Yield the paragraphs of a release, marked as campaign.word_document reads them."""
    centres = list(press_archive.centres_of(one.group_id for one in page.co_issuers.all()).values())
    press = PressIndexPage.objects.get()
    if page.is_embargoed:
        hour = date_format(timezone.localtime(page.go_live_at), "j. F Y, H:i")
        yield f"Sperrfrist: {hour} Uhr. Bitte nicht vorher verwenden."
    yield f"Pressemitteilung, {press_archive.line(page.issuer_text, centres)}"
    yield f"{page.place}, {date_format(page.date, 'j. F Y')}. {page.intro}"
    yield from filter(None, (_words(block) for block in page.body))
    if press.about:
        yield f"# Über die Kampagne\n{press.about}"
    contacts = [one.as_shown() for one in press.contacts.all() if page.issuer in ("beide", one.publisher)]
    contacts += [{**one.contact, "office": one.name} for one in centres if one.contact]
    if contacts:
        yield "# Pressekontakt"
    for one in contacts:
        yield ", ".join(filter(None, (one["office"], one["name"], one["phone"], one["email"])))


def _words(block: Any) -> str:
    """The words of a block; pictures, figures and files stay on the page."""
    if block.block_type == "heading":
        return f"# {block.value}"
    if block.block_type == "text":
        marked = (
            block.value.source.replace("<li", "\n- <li").replace("</p>", "</p>\n\n").replace("<br/>", "\n")
        )
        return unescape(strip_tags(marked)).strip()
    if block.block_type == "quote":
        said = f"„{block.value['text']}“"
        return f"{said}, {block.value['by']}" if block.value.get("by") else said
    return ""
