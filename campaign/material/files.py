"""Files of the material kit: what may be uploaded, and what a reader wants to know before she loads one.

SVG from outside is refused: it can hold programs, and cleaning it is never finished. Only our own drawings are SVG.
"""

from dataclasses import dataclass
from typing import Any, Final

from django.core.files.base import ContentFile, File
from PIL import Image

from campaign.media import pdf
from campaign.media.checked import CheckedFile, refuse
from campaign.media.fields import PrivateFileField
from campaign.media.formats import DOCUMENT_EXTENSIONS, DOCUMENT_MB, IMAGE_EXTENSIONS, IMAGE_MB, extension_of
from campaign.media.pictures import clean_image
from campaign.media.storage import MATERIAL
from campaign.media.validation import clean_document

SVG: Final = "Eine SVG-Datei kann Programme enthalten. Bitte laden Sie das Bild als PNG oder PDF hoch."
NOT_READABLE_ALOUD: Final = {pdf.NO_TITLE, pdf.NOT_TAGGED, pdf.NO_LANGUAGE, pdf.UNREADABLE}
MM_PER_POINT: Final = 25.4 / 72
ACCEPTED: Final = (
    f"Bilder (JPG, PNG, WebP, höchstens {IMAGE_MB} MB) und Dokumente (PDF, Word, PowerPoint, Text, "
    f"höchstens {DOCUMENT_MB} MB)."
)


@dataclass(frozen=True)
class Prepared:
    """A file that passed its check, and what is said about it; see Materialdatei for the words."""

    file: CheckedFile
    format: str
    measure: str = ""
    is_accessible: bool | None = None
    label: str = ""


class MaterialField(PrivateFileField):
    """A file of the kit: in a folder of its own that is never released as a whole."""

    folder = MATERIAL

    def checked(self, instance: Any, content: File) -> CheckedFile:
        return content if isinstance(content, CheckedFile) else prepare(content).file


def prepare(upload: File) -> Prepared:
    """Check an uploaded file and measure it; ValidationError (German) when it is refused."""
    extension = extension_of(upload.name or "")
    if extension == "svg":
        raise refuse(SVG, "svg")
    if extension in IMAGE_EXTENSIONS:
        picture = clean_image(upload)
        with Image.open(picture) as opened:
            measure = f"{opened.width} × {opened.height} Pixel"
        picture.seek(0)
        return Prepared(picture, _kind_of(picture), measure)
    if extension not in DOCUMENT_EXTENSIONS:
        raise refuse(f"Diese Art von Datei nehmen wir nicht an. Möglich sind: {ACCEPTED}")
    document = clean_document(upload)
    if extension != "pdf":
        return Prepared(document, _kind_of(document))
    measure = _pages(document)
    return Prepared(document, "pdf", measure, not NOT_READABLE_ALOUD & set(document.remarks))


def made(data: bytes, extension: str, *, label: str = "", measure: str = "") -> Prepared:
    """Return a picture that our own programs have drawn, in whatever format."""
    return Prepared(
        CheckedFile(ContentFile(data), name=f"datei.{extension}"), extension, measure, label=label
    )


def _kind_of(file: File) -> str:
    """Return the format as people call it."""
    extension = extension_of(file.name or "")
    return "jpg" if extension == "jpeg" else extension


def _pages(file: File) -> str:
    """Return number and size of the pages; "" where nobody can tell."""
    from pypdf import PdfReader

    file.seek(0)
    try:
        pages = PdfReader(file, strict=False).pages
        box = pages[0].trimbox
        width, height = (round(float(side) * MM_PER_POINT) for side in (box.width, box.height))
        count = len(pages)
    except Exception:  # the parser raises nearly every class on odd files
        return ""
    finally:
        file.seek(0)
    return f"{count} {'Seite' if count == 1 else 'Seiten'}, {width} × {height} mm"
