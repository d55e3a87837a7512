"""The page of the search: what it shows, what it never shows, what it costs, and what nobody should be able to break."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from campaign.models import ContentPage, HomePage, SearchEntry
from campaign.publishing import review
from campaign.search import finding, writing
from jobcenters.models import JobcenterPage, NewsPage
from stories.models import Consent
from tests import builders
from tests.search.world import page, text

pytestmark = pytest.mark.django_db

CANARY = "Zwiebelfischkanarie"


def searched(query: str, **more: str) -> str:
    """The page of the search as a visitor sees it."""
    response = Client().get("/suche/", {"q": query, **more})
    assert response.status_code == 200
    return response.content.decode()


def queries(query: str) -> int:
    Client().get("/suche/", {"q": query})
    with CaptureQueriesContext(connection) as captured:
        Client().get("/suche/", {"q": query})
    return len(captured)


def test_every_page_offers_the_search_and_its_own_page_is_kept_out_of_search_engines():
    for path in ("/", "/jobcenter/", "/impressum/", "/menschen-vor-ort/"):
        assert 'action="/suche/"' in Client().get(path).content.decode(), path
    assert '<meta name="robots" content="noindex, nofollow">' in searched("Harz")


def test_a_postcode_and_the_name_of_a_jobcenter_lead_straight_to_the_card():
    for query in ("38820", "Landkreis Harz", "D-38820 Halberstadt"):
        assert "contact-card" in searched(query), query
    assert "contact-card" not in searched("Arbeit")
    assert "gemeinsame Einrichtung" in searched("10115")


def test_a_story_is_found_while_it_is_public_and_gone_the_moment_its_consent_is():
    story = builders.published(title=f"Am Start mit {CANARY}", slug="start")
    assert "Am Start mit" in searched(CANARY)
    assert "1 Treffer" in searched(CANARY)
    # The row is still there: what is asked is asked of the consents, at that moment.
    Consent.objects.filter(person__story=story).update(withdrawn_at=timezone.now())
    assert SearchEntry.objects.filter(page=story).exists()
    page = searched(CANARY)
    assert "Am Start mit" not in page
    assert "Keine Treffer" in page
    assert "Meinten Sie" not in searched("Zwiebelfischkanarien")
    assert "Meinten Sie" not in searched("Zwiebelfischkanarei")


def test_a_withdrawn_story_leaves_no_row_behind():
    story = builders.published(title=f"Am Start mit {CANARY}", slug="start")
    review.withdraw(story, builders.coordinator())
    assert not SearchEntry.objects.filter(title__contains=CANARY).exists()
    assert "Am Start mit" not in searched(CANARY)


def test_drafts_consents_and_reasons_are_in_no_row():
    author = builders.officer()
    builders.draft(author, title=f"Entwurf {CANARY}")
    builders.submitted(author, intro=f"Eingereicht {CANARY}")
    live = builders.published(author=author)
    live.intro = f"Neue Fassung {CANARY}"
    live.save_revision(user=author)
    builders.consent(live.persons.get(), giver_name=f"{CANARY} Beispiel", email=f"{CANARY}@beispiel.example")
    home = HomePage.objects.get()
    hidden = ContentPage(title=f"Unfertig {CANARY}", live=False)
    home.add_child(instance=hidden)
    changed = page(home, ContentPage, "Fertige Seite", body=text("Alles gut."))
    changed.body = text(f"Geheim {CANARY}")
    changed.save_revision()
    writing.settle()
    for field in ("title", "label", "keywords", "text"):
        assert not SearchEntry.objects.filter(**{f"{field}__icontains": CANARY}).exists(), field
    assert "Keine Treffer" in searched(CANARY)


def test_a_page_taken_offline_moved_or_renamed_is_found_as_it_is_now():
    section = JobcenterPage.objects.get(jobcenter__slug="kreis-dueren")
    news = page(section, NewsPage, f"Fest {CANARY}", date=timezone.localdate(), intro="Ein Fest.")
    assert "Fest Zwiebel" in searched(CANARY)
    news.title = "Umbenannt"
    news.save_revision().publish()
    assert "Keine Treffer" in searched(CANARY)
    news.unpublish()
    assert "Umbenannt" not in searched("Umbenannt").partition("<h1>")[2].partition("</h2>")[2]
    # Whoever changes rows past all signals: the question at the time of the search still holds.
    Page.objects.filter(pk=changed_past_signals(section).pk).update(live=False)
    assert "Keine Treffer" in searched("Rundschreibenprobe")


def changed_past_signals(section: JobcenterPage) -> Page:
    return page(section, NewsPage, "Rundschreibenprobe", date=timezone.localdate(), intro="Ein Text.")


def test_hits_are_filtered_by_kind_and_come_in_parts_and_cost_the_same():
    section = JobcenterPage.objects.get(jobcenter__slug="kreis-dueren")
    home = HomePage.objects.get()
    for number in range(12):
        page(home, ContentPage, f"{CANARY} {number}", slug=f"seite-{number}")
    few = queries(CANARY)
    for number in range(12):
        page(section, NewsPage, f"{CANARY} {number}", date=timezone.localdate(), intro="Kurz.")
    assert queries(CANARY) == few <= 8
    assert queries("38820") <= 8
    assert queries("Zwiebelfischkanarei") <= 8
    everything = searched(CANARY)
    assert "24 Treffer" in everything
    assert everything.count('class="search-hit"') == 12
    assert "Seite 1 von 2" in everything
    news = searched(CANARY, art="neuigkeit")
    assert news.count('class="search-hit"') == 12
    assert "Seite 1 von" not in news
    assert searched(CANARY, art="gibt-es-nicht", seite="zwei").count('class="search-hit"') == 12


def test_what_is_found_is_marked_and_escaped():
    page(HomePage.objects.get(), ContentPage, "Zeichen", body=text(f"Ein &lt;b&gt; und {CANARY}."))
    found = searched(CANARY)
    assert f"<mark>{CANARY}</mark>" in found
    assert "&lt;b&gt;" in found
    assert "<script" not in searched("<script>alert(1)</script>").partition('id="inhalt"')[2]


HOSTILE = [
    "'", "''", "\\", "& | ! : * ( ) <->", "a & b | !c", "a:*A", "'a':*", "½", "a½b", "漢字", "🙂", "_", "%", "%s", "{}",
    "‮abc", "a\tb\nc", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "der die das", "-" * 90, "x " * 50,
]  # fmt: skip


def test_no_query_breaks_the_search():
    for query in HOSTILE:
        assert Client().get("/suche/", {"q": query}).status_code == 200, query


def test_too_long_a_query_is_told_and_no_byte_is_a_fault():
    assert "zu lang" in searched("x" * 201)
    assert "kein Wort" in searched("???")
    assert Client().get("/suche/").status_code == 200
    assert Client().get("/suche/?q=%00").status_code < 500
    assert Client().get("/suche/?q=%ff%fe&art=%00&seite=99999999999999999999").status_code < 500
    assert Client().post("/suche/").status_code == 405


def test_a_common_word_is_ranked_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(finding, "MOST", 20)
    monkeypatch.setattr(finding, "MOST_IN_TITLE", 10)
    assert "Mehr als 19 Treffer" in searched("Jobcenter")
