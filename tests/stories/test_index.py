"""„Menschen vor Ort“: filters, their counts, what the list says, and whatever stands in the address."""

import re
from html import unescape

import pytest
from django.test import Client

from stories.models import Topic
from tests import builders

pytestmark = pytest.mark.django_db
INDEX = "/menschen-vor-ort/"


@pytest.fixture
def tell():
    """Publish stories that share one picture and one author per centre."""
    pictures, authors = {}, {}

    def make(slug="kreis-dueren", number=1, topic=None, **fields):
        centre = builders.centre(slug)
        picture = pictures.setdefault(slug, pictures.get(slug) or builders.image(centre))
        author = authors.setdefault(slug, authors.get(slug) or builders.officer(slug))
        stories = []
        for _ in range(number):
            story = builders.draft(author, centre, portrait=picture, **fields)
            if topic:
                story.topics.set(Topic.objects.filter(key=topic))
                story.save_revision(user=author)
            stories.append(approve(builders.fresh(story), author))
        return stories

    return make


def approve(story, author):
    from campaign.publishing import review

    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    return builders.fresh(story)


def read(path=INDEX, **address):
    response = Client().get(path, address)
    assert response.status_code == 200
    return response.content.decode()


def heading(text):
    found = re.search(r'<h2 id="ergebnis">(.*?)</h2>', text, re.S)
    return " ".join(unescape(re.sub(r"<[^>]+>", "", found[1])).split())


def options(text, label):
    """Title → (count, current) of one filter's links."""
    part = re.search(rf'aria-label="Filter: {label}">(.*?)</nav>', text, re.S)[1]
    rows = re.findall(r"<li>(.*?)</li>", part, re.S)
    return {
        unescape(re.search(r">([^<]+)</a>", row)[1]): (
            int(found[1]) if (found := re.search(r'aria-hidden="true">(\d+)<', row)) else None,
            "aria-current" in row,
        )
        for row in rows
    }


def titles(text):
    return re.findall(r'class="story-card__title"><a [^>]*>([^<]+)</a>', text)


def test_each_filter_shows_its_stories_and_says_so(tell):
    tell("kreis-dueren", kind="client", title="Aus Düren", topic="ausbildung")
    tell("landkreis-harz", kind="staff", title="Aus dem Harz", topic="beratung")
    for address, title, words in (
        ({"land": "sachsen-anhalt"}, "Aus dem Harz", "Eine Geschichte aus Sachsen-Anhalt"),
        ({"wer": "im-jobcenter"}, "Aus dem Harz", "Eine Geschichte, erzählt von Menschen, die im Jobcenter"),
        ({"thema": "ausbildung"}, "Aus Düren", "Eine Geschichte zum Thema „Ausbildung“"),
        ({"jobcenter": "landkreis-harz"}, "Aus dem Harz", "Eine Geschichte aus dem Landkreis Harz"),
    ):
        text = read(**address)
        assert titles(text) == [title]
        assert heading(text).startswith(words)


def test_filters_combine(tell):
    tell("kreis-dueren", kind="client", title="Eins")
    tell("kreis-dueren", kind="employer", title="Zwei")
    tell("landkreis-harz", kind="employer", title="Drei")
    assert titles(read(wer="betrieb", land="nordrhein-westfalen")) == ["Zwei"]
    assert heading(read(wer="im-jobcenter", land="sachsen-anhalt")).startswith("Keine Geschichte")


def test_every_option_says_how_many_stories_wait_there_under_the_other_filters(tell):
    tell("kreis-dueren", number=2, kind="client", topic="ausbildung")
    tell("kreis-dueren", kind="staff", topic="beratung")
    tell("landkreis-harz", kind="client", topic="beratung")
    text = read(wer="arbeit-gefunden")
    assert options(text, "Land") == {
        "Alle Länder": (None, True),
        "Nordrhein-Westfalen": (2, False),
        "Sachsen-Anhalt": (1, False),
    }
    assert options(text, "Thema") == {
        "Alle Themen": (None, True),
        "Ausbildung": (2, False),
        "Beratung": (1, False),
    }
    assert options(text, "Wer erzählt") == {
        "Alle": (None, False),
        "Hat Arbeit gefunden": (3, True),
        "Arbeitet im Jobcenter": (1, False),
    }


def test_centres_are_offered_within_their_land(tell):
    tell("kreis-dueren")
    tell("landkreis-harz")
    assert "Filter: Jobcenter" not in read()
    assert list(options(read(land="sachsen-anhalt"), "Jobcenter")) == [
        "Alle Jobcenter",
        builders.centre("landkreis-harz").name,
    ]


def test_another_land_leaves_the_centre_behind(tell):
    tell("kreis-dueren")
    tell("landkreis-harz")
    text = read(jobcenter="kreis-dueren")
    assert 'href="/menschen-vor-ort/?land=sachsen-anhalt"' in text


def test_what_is_not_public_is_not_counted(tell):
    tell("kreis-dueren")
    builders.submitted(builders.officer())
    assert options(read(), "Land")["Nordrhein-Westfalen"] == (1, False)


def test_a_reset_is_offered_only_where_something_is_chosen(tell):
    tell()
    assert "Filter zurücksetzen" not in read()
    assert '<a href="/menschen-vor-ort/">Filter zurücksetzen</a>' in read(land="nordrhein-westfalen")


def test_an_empty_result_offers_a_way_on(tell):
    tell("kreis-dueren")
    text = read(jobcenter="landkreis-fulda")
    assert heading(text) == "Keine Geschichte aus dem Landkreis Fulda."
    assert 'href="/jobcenter/landkreis-fulda/"' in text
    assert 'href="/menschen-vor-ort/">Alle Geschichten' in text
    assert options(text, "Jobcenter")[builders.centre("landkreis-fulda").name] == (0, True)


def test_without_any_story_the_page_still_helps():
    text = read()
    assert "Die ersten Geschichten kommen bald" in text
    assert "filter-bar" not in text
    assert 'href="/jobcenter/"' in text


HOSTILE = ["x" * 1500, "0", "-1", "9" * 1500, "<b>", "%FF", "a b", "=", "😀"]


def test_no_value_in_the_address_breaks_the_page():
    builders.published()
    for parameter in ("land", "wer", "thema", "jobcenter", "seite", "gibt-es-nicht"):
        for value in HOSTILE:
            assert "Wieder an der Werkbank" in read(**{parameter: value}), (parameter, value)
        assert Client().get(INDEX, {parameter: "\x00"}).status_code == 400


def test_an_unknown_value_is_said_and_left_out(tell):
    tell("kreis-dueren", title="Trotzdem da")
    for address, label in (({"land": "atlantis"}, "Land"), ({"jobcenter": "kreis-nirgendwo"}, "Jobcenter")):
        text = read(**address)
        assert f"{label}: Diesen Filter kennen wir nicht" in text
        assert titles(text) == ["Trotzdem da"]


def test_the_newest_story_opens_the_whole_list_and_only_that(tell):
    tell(number=2)
    assert "story-card--large" in read()
    assert "story-card--large" not in read(land="nordrhein-westfalen")


@pytest.fixture
def small_pages(monkeypatch):
    monkeypatch.setattr("stories.parts.PER_PAGE", 2)


def test_pages_keep_the_filters_and_no_story_comes_twice(tell, small_pages):
    tell(number=3)
    first, second = read(land="nordrhein-westfalen"), read(land="nordrhein-westfalen", seite="2")
    assert "?land=nordrhein-westfalen&amp;seite=2" in first
    assert "?land=nordrhein-westfalen&amp;seite=1" in second
    assert (len(titles(first)), len(titles(second))) == (2, 1)
    assert not set(titles(first)) & set(titles(second))
    assert "Seite 2" in heading(second)
    assert "story-card--large" not in read(seite="2")


def test_filtered_lists_are_the_whole_list_for_search_engines_and_its_pages_name_themselves(
    tell, small_pages
):
    tell(number=3)

    def canonical(text):
        return re.search(r'<link rel="canonical" href="[^"]*?(/menschen[^"]*)"', text)[1]

    assert canonical(read()) == canonical(read(land="nordrhein-westfalen", seite="2")) == INDEX
    assert canonical(read(seite="2")) == f"{INDEX}?seite=2"


def test_the_title_of_the_window_says_what_is_shown(tell):
    tell("landkreis-harz")
    assert "<title>Eine Geschichte aus Sachsen-Anhalt – " in read(land="sachsen-anhalt")
    assert "<title>Menschen vor Ort – " in read()
