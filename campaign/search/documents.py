"""Reads the text of public PDF files, so that the search finds them by what they say."""

from typing import Final

from django.db.models.fields.files import FieldFile
from django.utils import timezone
from wagtail.documents import get_document_model

from campaign.audit.tally import Tally
from campaign.models.search import SearchEntry
from campaign.search import kinds

# A round reads so many files, of each so many pages and letters: the job comes again soon.
PER_ROUND: Final = 20
MOST_PAGES: Final = 200
MOST_TEXT: Final = 100_000
MOST_BYTES: Final = 30_000_000


def read_new() -> Tally:
    """Write an entry for public documents that have none; one whose text cannot be read is found by its title."""
    missing = get_document_model().objects.filter(is_released=True, search_entry=None).order_by("pk")
    done = 0
    for document in missing[:PER_ROUND]:
        text = text_of(document)
        SearchEntry.objects.get_or_create(
            document=document,
            defaults={
                "kind": kinds.DOCUMENT.key,
                "title": document.title,
                "label": f"{document.file_extension.upper()}, Stand {timezone.localtime(document.created_at):%d.%m.%Y}",
                "text": text,
            },
        )
        done += 1
    return Tally(done=done)


def text_of(document) -> str:
    """Return the text of a document; empty for other formats than PDF."""
    return text_of_pdf(document.file) if document.file_extension.lower() == "pdf" else ""


def text_of_pdf(stored: FieldFile) -> str:
    """Return the text of a stored PDF, cut to the limits; empty for what no parser reads."""
    # Only the job needs the parser; the website shall not carry it.
    from pypdf import PdfReader

    texts: list[str] = []
    try:
        with stored.open("rb") as file:
            if file.size > MOST_BYTES:
                return ""
            for number, page in enumerate(PdfReader(file, strict=False).pages):
                texts.append(page.extract_text())
                if number + 1 >= MOST_PAGES or sum(map(len, texts)) >= MOST_TEXT:
                    break
    except Exception:  # the parser raises nearly every class on odd bytes
        return ""
    return "\n".join(texts).replace("\x00", "")[:MOST_TEXT]
