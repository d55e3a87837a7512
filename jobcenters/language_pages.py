"""The pages in other languages as setup_site makes them; what people change in them later stays."""

import tomllib
from pathlib import Path
from typing import Any

from wagtail.models import Page

from campaign.publishing.fixed import add_published
from campaign.site_languages import LANGUAGES
from jobcenters.models import LanguagePage

TEXTS = Path(__file__).parent / "data" / "language_pages.toml"


def make(home: Page) -> None:
    """Add the page of each language that has none yet."""
    texts = tomllib.loads(TEXTS.read_text(encoding="utf-8"))
    there = set(LanguagePage.objects.values_list("language", flat=True))
    for language in LANGUAGES:
        if language.code not in there:
            home.refresh_from_db()
            add_published(home, _page(language.code, texts[language.code]))


def _page(code: str, text: dict[str, Any]) -> LanguagePage:
    parts = [(kind, part[kind]) for part in text["parts"] for kind in ("heading", "text")]
    return LanguagePage(
        title=text["title"],
        slug=code,
        language=code,
        intro=text["intro"],
        search_description=text["description"],
        body=parts,
    )
