"""The languages besides German in which the site says how to find a Jobcenter, and the addresses of these pages.

The pages carry the tree (setup_site makes them, nobody can move them), so links to them cost no query.
"""

from typing import Final, NamedTuple

from django.utils.translation import get_language

GERMAN: Final = "de"
# The page that says the same in German.
GERMAN_PATH: Final = "/jobcenter/"


class SiteLanguage(NamedTuple):
    """`code` after BCP 47, `own` as those call it who speak it, `german` for the admin."""

    code: str
    own: str
    german: str

    @property
    def path(self) -> str:
        """Address of the page in this language."""
        return f"/{self.code}/"


LANGUAGES: Final = (
    SiteLanguage("en", "English", "Englisch"),
    SiteLanguage("uk", "Українська", "Ukrainisch"),
    SiteLanguage("ar", "العربية", "Arabisch"),
    SiteLanguage("tr", "Türkçe", "Türkisch"),
)
# Every address that says the same, with its language; search engines want the whole group on each page of it.
ALTERNATES: Final = ((GERMAN, GERMAN_PATH), *((one.code, one.path) for one in LANGUAGES))


def is_german() -> bool:
    """True where German is spoken: everywhere but on the pages in other languages."""
    return get_language() in (None, GERMAN)


def german_name(name: str) -> str:
    """A German name, or what somebody typed, for a sentence in the language of the moment.

    In another language it stands between Unicode's isolates: so Arabic text around it keeps its order, and the filter
    `german_names` finds it to mark it as German.
    """
    return name if is_german() else f"\u2068{name}\u2069"
