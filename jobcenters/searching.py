"""What the Jobcenter add to the search: their pages with all their names, their news, and the finder's answer on top."""

from functools import partial

from django.db.models import Q
from django.db.models.signals import post_save
from django.urls import reverse
from django.utils import timezone

from campaign import sitemap
from campaign.search import answers, kinds, writing
from campaign.search.kinds import Kind
from campaign.search.words import Query
from campaign.site_languages import LANGUAGES
from jobcenters import finder_cards, registry
from jobcenters.finder import find
from jobcenters.finder_postcodes import POSTCODE
from jobcenters.models import (
    AktionIndexPage,
    AktionPage,
    ConferencePage,
    EventPage,
    Jobcenter,
    JobcenterIndexPage,
    JobcenterPage,
    NewsPage,
    SectionContentPage,
)

CENTRE = Kind("jobcenter", "Jobcenter", "Jobcenter", 10)
NEWS = Kind("neuigkeit", "Neuigkeit", "Neuigkeiten", 30)
EVENT = Kind("termin", "Termin", "Termine und Aktionen", 35)


def register() -> None:
    """Register page types and the answer; listen to changes of the registry."""
    kinds.register(JobcenterIndexPage, kinds.PAGE, keywords=lambda page: page.intro)
    kinds.register(JobcenterPage, CENTRE, keywords=_names, label=_land)
    kinds.register(NewsPage, NEWS, label=lambda page: f"{_section(page)}, {page.date:%d.%m.%Y}")
    kinds.register(SectionContentPage, CENTRE, label=_section)
    kinds.register(AktionIndexPage, kinds.PAGE, keywords=lambda page: page.intro)
    kinds.register(AktionPage, EVENT, label=_days)
    kinds.register(ConferencePage, EVENT, label=_days)
    kinds.register(EventPage, EVENT, label=lambda page: f"{_section(page)}, {_days(page)}")
    answers.register(answer)
    sitemap.add_address(lambda: reverse("developers"))
    # Their titles are in no language that the search's readers speak; search engines find them here.
    for language in LANGUAGES:
        sitemap.add_address(partial(getattr, language, "path"))
    sitemap.leave_out(_of_closed)
    post_save.connect(_record_saved, sender=Jobcenter, dispatch_uid="search_jobcenter")


def answer(query: Query) -> answers.Answer | None:
    """Return the finder's answer where it is sure: a postcode, or the name of exactly one Jobcenter or Kreis."""
    found = find(query.text, registry.finder_index())
    postcode = bool(POSTCODE.search(query.text))
    # „Arbeit“ occurs in the name of a Jobcenter; who types it looks for something else.
    sure = found.kind in ("one", "ge") and len(found.results) == 1 and found.sure
    if not sure and not (postcode and found.kind in ("one", "several", "ge")):
        return None
    arguments = {"answer": found, "cards": finder_cards.cards(found)}
    return answers.Answer("components/finder_answer.html", arguments)


def _of_closed() -> Q:
    """The page of a centre that is no longer there says who is responsible; search engines leave it out."""
    return Q(page__jobcenterpage__jobcenter__closed_on__lte=timezone.localdate())


def _land(page: JobcenterPage) -> str:
    # A new centre's page is there before its record; the record writes the entry anew (`_record_saved`).
    record = getattr(page, "jobcenter", None)
    return record.land if record else ""


def _names(page: JobcenterPage) -> str:
    record = getattr(page, "jobcenter", None)
    if record is None:
        return ""
    towns = [location.town for location in page.locations.all()]
    names = [
        record.traeger,
        record.jobcenter_name,
        *record.aliasse,
        *record.orte,
        *towns,
        record.verwaltungssitz,
    ]
    return "\n".join(dict.fromkeys(str(name) for name in names if name))


def _days(page: AktionPage | ConferencePage | EventPage) -> str:
    first = f"{page.starts_on:%d.%m.%Y}"
    return f"{first} bis {page.ends_on:%d.%m.%Y}" if page.ends_on and page.ends_on > page.starts_on else first


def _section(page: EventPage | NewsPage | SectionContentPage) -> str:
    return page.get_parent().title


def _record_saved(sender: type, instance: Jobcenter, **kwargs) -> None:
    if instance.section_id:
        writing.write(JobcenterPage, instance.section_id)
