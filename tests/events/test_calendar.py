"""The public calendar: by month, with filters, list equal to map, past ones apart; fixed number of queries."""

import gzip
from datetime import date, time

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from jobcenters.events import calendar, hosting, reading
from jobcenters.events.calendar import Entry
from jobcenters.events.times import Span
from jobcenters.models import AktionPage, CoHost, EventPage, JobcenterPage
from jobcenters.registry import ListedCentre
from tests import builders
from tests.events.made import DUEREN, HARZ, JENA, aktion, asked, day, event


def centre(slug: str, land: str) -> ListedCentre:
    return ListedCentre("05358", slug.title(), f"/jobcenter/{slug}/", land, "DE-XX", 10, 20, False)


A, B = centre("a", "Hessen"), centre("b", "Saarland")


def entry(pk: int, *hosts: ListedCentre, month: int = 8, kind: str = "jobmesse", aktion: str = "") -> Entry:
    span = Span(date(2026, month, pk), time(9))
    return Entry(
        pk, f"Termin {pk}", f"/t/{pk}/", kind, kind.title(), span, "", False, hosts, aktion, aktion.title()
    )


ENTRIES = [entry(1, A), entry(2, A, B, month=9), entry(3, B, kind="workshop", aktion="woche")]


def chosen(**parameters: str) -> list[int]:
    choice = calendar.read(parameters, ENTRIES)
    return [one.pk for one in ENTRIES if choice.fits(one)]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({}, [1, 2, 3]),
        ({"land": "hessen"}, [1, 2]),
        ({"land": "saarland", "monat": "2026-09"}, [2]),
        ({"art": "workshop"}, [3]),
        ({"aktion": "woche"}, [3]),
        ({"jobcenter": "b"}, [2, 3]),
        ({"jobcenter": "b", "land": "hessen"}, [2]),
        ({"land": "atlantis"}, [1, 2, 3]),
        ({"monat": "<script>"}, [1, 2, 3]),
    ],
)
def test_filters_narrow_and_nonsense_is_left_out(parameters, found):
    assert chosen(**parameters) == found


def test_what_nobody_knows_is_named():
    assert calendar.read({"land": "atlantis", "art": "\x00"}, ENTRIES).unknown == ("Art", "Land")


def test_every_filter_says_how_many_events_wait_behind_it():
    for choice in (calendar.read({}, ENTRIES), calendar.read({"land": "hessen"}, ENTRIES)):
        for group in calendar.filters(ENTRIES, choice, "/aktionen/"):
            for option in group["options"][1:]:
                query = dict(part.split("=") for part in option["url"].partition("?")[2].split("&"))
                assert option["count"] == len(chosen(**query)), option


def test_the_sentence_counts_and_says_where_and_when():
    choice = calendar.read({"land": "saarland", "monat": "2026-09"}, ENTRIES)
    assert calendar.in_sentence([ENTRIES[1]], choice) == "Ein Termin im Saarland im September 2026"
    assert calendar.in_sentence(ENTRIES, calendar.read({}, ENTRIES)) == "Drei Termine"
    assert calendar.in_sentence([], calendar.Choice()) == "Kein Termin"


def test_the_map_has_a_mark_for_each_centre_of_the_list_and_no_other():
    drawing = calendar.drawing(ENTRIES[:1], calendar.Choice(), "/aktionen/")
    assert [area["name"] for area in drawing["areas"]] == ["A: ein Termin"]
    assert drawing["areas"][0]["url"] == "/aktionen/?jobcenter=a"


@pytest.mark.django_db
def test_what_is_over_stands_in_the_archive_and_a_draft_nowhere():
    coming, over = event(title="Kommt noch"), event(title="War schon", starts_on=day(-3))
    running = event(title="Läuft seit gestern", starts_on=day(-1), ends_on=day(1))
    event(title="Nur ein Entwurf", live=False)
    now, then = (Client().get(f"/aktionen/{query}").content.decode() for query in ("", "?zeit=vergangen"))
    assert coming.title in now and running.title in now and over.title not in now
    assert over.title in then and coming.title not in then
    assert "Nur ein Entwurf" not in now + then
    assert "Dieser Termin ist vorbei." in Client().get(over.get_url()).content.decode()


@pytest.mark.django_db
def test_an_aktion_goes_from_invitation_to_report():
    before, after = (
        aktion(),
        aktion(
            starts_on=date(2019, 8, 26), ends_on=date(2019, 8, 30), report=[("text", "<p>So war es.</p>")]
        ),
    )
    event(title="Mit der Woche", aktion=before)
    page = Client().get(before.get_url()).content.decode()
    assert "Mit der Woche" in page and "kommt" in page and "/kalender.ics" in page
    page = Client().get(after.get_url()).content.decode()
    assert "So war es." in page and "vorbei" in page
    index = Client().get("/aktionen/").content.decode()
    assert index.index(before.title) < index.index("Archiv") < index.index(after.title)


@pytest.mark.django_db
def test_the_next_events_stand_on_the_pages_of_all_who_hold_them():
    page = event(DUEREN, title="Zusammen")
    hosting.answer(asked(page), CoHost.Says.YES, "", actor=builders.officer(HARZ))
    event(DUEREN, title="Fällt aus", cancelled=True)
    for slug, there in ((DUEREN, True), (HARZ, True), (JENA, False)):
        text = Client().get(f"/jobcenter/{slug}/").content.decode()
        assert ("Zusammen" in text) == there and "Fällt aus" not in text, slug
    assert [one.title for one in reading.upcoming(5, day=day(0))] == ["Zusammen"]
    assert reading.upcoming(5, day=day(11)) == []


def queries(path: str) -> int:
    assert Client().get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured:
        Client().get(path)
    return len(captured)


@pytest.mark.django_db
def test_300_events_cost_no_more_queries_than_three_and_stay_light():
    week = aktion()
    first = event(DUEREN, aktion=week)
    hosting.answer(asked(first), CoHost.Says.YES, "", actor=builders.officer(HARZ))
    paths = ("/aktionen/", week.get_url(), first.get_url(), f"/jobcenter/{DUEREN}/", "/aktionen/kalender.ics")
    few = {path: queries(path) for path in paths}
    many(300, week)
    for path in paths:
        assert queries(path) <= few[path] <= 12, (path, few[path])
    assert "Seite 1 von 13" in Client().get("/aktionen/").content.decode()
    assert len(gzip.compress(Client().get("/aktionen/").content)) <= 9 * 1024


def many(number: int, week: AktionPage) -> None:
    """Add live events in all sections with two statements: publishing 300 one by one takes a minute."""
    sections = list(JobcenterPage.objects.all())
    kind = ContentType.objects.get_for_model(EventPage)
    events = []
    for position in range(number):
        section, title = sections[position % len(sections)], f"Massentermin {position}"
        page = EventPage(title=title, draft_title=title, slug=f"massentermin-{position}", content_type=kind)
        page.intro, page.starts_on, page.aktion = "Satz.", day(5 + position % 90), week
        page.set_url_path(section)
        page.path, page.depth, page.locale_id = (
            f"{section.path}{9000 + position}",
            section.depth + 1,
            section.locale_id,
        )
        events.append(page)
    own = [field.name for field in Page._meta.local_concrete_fields if field.name != "id"]
    bases = Page.objects.bulk_create(Page(**{name: getattr(one, name) for name in own}) for one in events)
    for event_page, base in zip(events, bases, strict=True):
        event_page.page_ptr_id = base.pk
    EventPage._base_manager.get_queryset()._insert(
        events, fields=EventPage._meta.local_concrete_fields, using="default"
    )
