"""What the campaign's own floor adds to the search: its pages, its press, and the job that keeps the rows right."""

from datetime import timedelta

from campaign.audit import jobs
from campaign.models import (
    ContentPage,
    DgsPage,
    FiguresPage,
    HomePage,
    Kennzahl,
    LeichteSpracheIndexPage,
    LeichteSprachePage,
    MaterialPage,
    PressIndexPage,
    PressReleasePage,
)
from campaign.search import kinds, material_words, writing
from campaign.share_cards import making


def register() -> None:
    """Register the page types and the job; listen to changes."""
    for page_type in (ContentPage, DgsPage, PressIndexPage):
        kinds.register(page_type, kinds.PAGE)
    kinds.register(MaterialPage, kinds.PAGE, keywords=material_words.of, shows_records=True)
    kinds.register(LeichteSprachePage, kinds.PAGE, label=lambda page: "Leichte Sprache")
    kinds.register(LeichteSpracheIndexPage, kinds.PAGE, keywords=_start_parts, shows_records=True)
    kinds.register(FiguresPage, kinds.PAGE, keywords=_figures, shows_records=True)
    kinds.register(PressReleasePage, kinds.PRESS, label=lambda page: f"{page.date:%d.%m.%Y}")
    writing.connect()
    jobs.register("campaign.search", writing.job, every=timedelta(minutes=10))
    jobs.register("campaign.share_cards_ended", making.look_through, every=timedelta(minutes=10))
    jobs.register("campaign.share_cards", making.job, every=timedelta(minutes=1))


def _start_parts(page: LeichteSpracheIndexPage) -> str:
    """It says what the start page says in Leichte Sprache."""
    home = HomePage.objects.parent_of(page).first()
    return "\n".join(text for _, _, text in home.easy_texts()) if home else ""


def _figures(page: FiguresPage) -> str:
    """The page names its figures through a block; they are found by their names."""
    return "\n".join(Kennzahl.objects.public().values_list("label", flat=True))
