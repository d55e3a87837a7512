"""Makes accessible PDFs (PDF/UA-1) of templates, where the text library Pango is installed.

WeasyPrint is imported at use: it is large, and without Pango its import fails.
"""

from functools import cache
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

STYLE = "css/paper.css"


@cache
def is_available() -> bool:
    """Whether this machine can make PDFs; without Pango pages are printed from the browser."""
    try:
        import weasyprint  # noqa: F401 - only whether it can be loaded
    except OSError:
        return False
    return True


def pdf(template: str, context: dict[str, Any]) -> bytes:
    """Return the template as a tagged PDF. Only our style sheet and fonts are read: no address is ever fetched."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fetcher, fonts = URLFetcher(allowed_protocols={"file"}, allow_redirects=False), FontConfiguration()
    style = CSS(filename=str(finders.find(STYLE)), url_fetcher=fetcher, font_config=fonts)
    page = HTML(string=render_to_string(template, context), url_fetcher=URLFetcher(allowed_protocols=set()))
    return page.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
