"""A small public site to search in: beside the tree of the 104, some pages, news, a release and two stories."""

from datetime import date
from typing import Any

from wagtail.models import Page

from campaign.models import ContentPage, HomePage, PressIndexPage, PressReleasePage
from jobcenters.models import JobcenterPage, NewsPage, SectionContentPage
from tests import builders


def text(*paragraphs: str) -> list[tuple[str, str]]:
    """The text of a page, a paragraph each."""
    return [("text", "".join(f"<p>{one}</p>" for one in paragraphs))]


def page(parent: Page, page_type: type[Page], title: str, **fields: Any) -> Any:
    """A page that is public at once."""
    made = page_type(title=title, **fields)
    parent.add_child(instance=made)
    made.save_revision().publish()
    return made


def build() -> None:
    """Make what tests/search/test_relevance.py looks for."""
    _pages_of_the_campaign()
    _pages_of_a_centre()
    _stories()


def _pages_of_the_campaign() -> None:
    home = HomePage.objects.get()
    page(
        home,
        ContentPage,
        "Grundsicherungsgeld: was Ihnen zusteht",
        intro="So beantragen Sie Geld für Miete und Essen.",
        body=text("Seit Juli 2026 heißt die Leistung Grundsicherungsgeld. Früher hieß sie Bürgergeld."),
    )
    page(
        home,
        ContentPage,
        "Häuser der Begegnung",
        body=text("In vielen Gemeinden gibt es offene Häuser. Kinder und Großeltern sind willkommen."),
    )
    page(
        home,
        ContentPage,
        "Kinderbetreuung während der Ausbildung",
        body=text(
            "Wer einen Kitaplatz sucht, bekommt Hilfe beim Jugendamt. Auch Schuldnerberatung gehört dazu."
        ),
    )
    page(
        PressIndexPage.objects.get(),
        PressReleasePage,
        "Jobcenter begrüßen Neuregelung beim Rehabilitationsgeld",
        date=date(2026, 3, 4),
        intro="Die Verbände sehen einen Schritt zur Entbürokratisierung.",
        body=text("Die Präsidenten der Verbände äußerten sich in Berlin."),
    )


def _pages_of_a_centre() -> None:
    section = JobcenterPage.objects.get(jobcenter__slug="kreis-dueren")
    page(
        section,
        NewsPage,
        "Bewerbungstag im Rathaus",
        date=date(2026, 5, 6),
        intro="Zwanzig Betriebe stellen ein.",
        body=text("Bringen Sie Ihren Lebenslauf mit. Der Eingang ist stufenlos."),
    )
    page(section, SectionContentPage, "Sprachkurse am Abend", body=text("Deutsch lernen in kleinen Gruppen."))


def _stories() -> None:
    author, centre = builders.officer("landkreis-harz"), builders.centre("landkreis-harz")
    builders.published(
        centre,
        author,
        title="Vom Lager in den Pflegedienst",
        slug="pflegedienst",
        intro="Eine Lagerarbeiterin wird Pflegehelferin.",
        body=[("text", "<p>Heute betreut sie ältere Menschen in Wernigerode.</p>")],
    )
    builders.published(
        centre,
        author,
        title="Nähen lernen, Werkstatt eröffnen",
        slug="naehen",
        intro="Aus einem Kurs wurde eine Schneiderei.",
        body=[("text", "<p>Die Nähmaschinen kamen aus einer Auflösung.</p>")],
    )
