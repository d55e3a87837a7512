"""Makes accessible PDFs (PDF/UA-1) of templates, where the text library Pango is installed.

WeasyPrint is imported at use: it is large, and without Pango its import fails. While it is imported it tells Pillow,
for the whole process, to take pictures that end half-way; uploads must still be refused then, so that is undone.
"""

from functools import cache
from types import ModuleType
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from PIL import ImageFile

STYLE = "css/paper.css"


@cache
def _weasyprint() -> ModuleType | None:
    """Return the library, or None on a machine without Pango."""
    tolerant = ImageFile.LOAD_TRUNCATED_IMAGES
    try:
        import weasyprint
    except OSError:
        return None
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = tolerant
    return weasyprint


def is_available() -> bool:
    """Whether this machine can make PDFs; without Pango pages are printed from the browser."""
    return _weasyprint() is not None


def pdf(template: str, context: dict[str, Any], *, style: str = STYLE) -> bytes:
    """Return the template as a tagged PDF. Only our style sheet and fonts are read: no address is ever fetched.

    Pictures stand in the template itself (data:). style: static path of the style sheet. Raises RuntimeError where
    `is_available()` is false.
    """
    library = _weasyprint()
    if library is None:
        raise RuntimeError("Ohne die Bibliothek Pango entstehen keine PDF.")
    fonts = library.text.fonts.FontConfiguration()
    fetcher = library.urls.URLFetcher(allowed_protocols={"file"}, allow_redirects=False)
    sheet = library.CSS(filename=str(finders.find(style)), url_fetcher=fetcher, font_config=fonts)
    closed = library.urls.URLFetcher(allowed_protocols={"data"})
    page = library.HTML(string=render_to_string(template, context), url_fetcher=closed)
    return page.write_pdf(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
