"""The texts of the demonstration: complete, honest, and nobody in them could be taken for a real person."""

import csv
import re
from collections import Counter
from dataclasses import FrozenInstanceError, asdict
from pathlib import Path

import pytest

from campaign.blocks import StepBlock
from campaign.campaign_blocks import CampaignBodyBlock
from campaign.demo.content import load
from campaign.demo.pictures import SCENES
from campaign.demo.pictures.looks import Look
from campaign.demo.pictures.scenes import cast
from campaign.figures.numbers import as_number
from campaign.models import HomePage, PressReleasePage
from campaign.models.figures import Kennzahl
from jobcenters.opening import parse_day, write_day
from stories.models import StoryPage
from stories.topics import TOPICS

CONTENT = load()
REGISTRY = Path(__file__).parents[2] / "jobcenters" / "data" / "jobcenters.csv"
OPEN_FACT = "[vor dem Start zu ergänzen: "
every_story = pytest.mark.parametrize("story", [*CONTENT.stories, CONTENT.film], ids=lambda story: story.key)


def registry() -> dict[str, str]:
    with REGISTRY.open(encoding="utf-8", newline="") as stream:
        return {row["ags"]: row["land"] for row in csv.DictReader(stream)}


def words(story) -> int:
    sections = (f"{part.heading} {' '.join(part.paragraphs)} {part.quote}" for part in story.body)
    return len(" ".join([*sections, *story.helped]).split())


def strings(value):
    """Every text inside nested data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def everything() -> list[str]:
    parts = [
        *CONTENT.stories,
        CONTENT.film,
        CONTENT.start,
        CONTENT.press,
        *CONTENT.pages.values(),
        *CONTENT.section_texts.values(),
    ]
    return [text for part in parts for text in strings(asdict(part))]


def shows(person: Look, wanted: str) -> bool:
    """Whether the drawn person is what `drawn` asks for: „frau alt“, „mann“, „kind“, „egal“."""
    kind, *marks = wanted.split()
    if kind == "egal":
        return True
    if kind == "kind":
        return person.age == "kind"
    traits = {"kopftuch"} if person.scarf else set()
    return person.woman == (kind == "frau") and set(marks) <= traits | {person.age}


def test_there_are_enough_stories_for_every_state():
    assert len(CONTENT.stories) >= 20


def test_the_first_twelve_stories_come_from_at_least_eight_centres_and_five_laender():
    centres = {story.ags for story in CONTENT.stories[:12]}
    assert len(centres) >= 8
    assert len({registry()[ags] for ags in centres}) >= 5


@pytest.mark.parametrize("field", ["key", "title", "slug"])
def test_no_two_stories_share_a(field):
    assert max(Counter(getattr(story, field) for story in CONTENT.stories).values()) == 1


@every_story
def test_a_story_has_three_to_five_sections_and_250_to_450_words(story):
    assert 3 <= len(story.body) <= 5
    assert 250 <= words(story) <= 450


@every_story
def test_a_story_has_one_quote_that_stands_out_and_says_what_helped(story):
    quotes = [part.quote for part in story.body if part.quote]
    assert len(quotes) == 1
    assert not any(quotes[0] in paragraph for part in story.body for paragraph in part.paragraphs)
    assert 3 <= len(story.helped) <= 4
    assert all(len(point) <= 200 for point in story.helped)


@every_story
def test_the_quotes_of_a_story_of_several_people_name_who_speaks(story):
    names = {person.name for person in story.persons}
    for part in story.body:
        assert not part.quote or part.quote_by in (names if len(names) > 1 else {""})


@every_story
def test_a_story_fits_into_its_fields(story):
    for name in ("title", "slug", "place", "quote", "intro"):
        text = getattr(story, name)
        assert 0 < len(text) <= StoryPage._meta.get_field(name).max_length
    assert re.fullmatch(r"[a-z0-9-]+", story.slug)


@every_story
def test_everybody_portrayed_is_marked_as_an_example(story):
    assert 1 <= len(story.persons) <= 2
    for person in story.persons:
        assert "Beispiel" in person.name
        assert person.role


@every_story
def test_neither_title_nor_slug_holds_a_name(story):
    for person in story.persons:
        for word in set(re.split(r"[\s-]", person.name)) - {"Beispiel", "Person"}:
            assert word.lower() not in f"{story.title} {story.slug}".lower()


@every_story
def test_topics_come_from_the_fixed_vocabulary(story):
    assert story.topics
    assert set(story.topics) <= set(TOPICS)


@every_story
def test_a_story_belongs_to_a_registered_centre(story):
    assert story.ags is None or story.ags in registry()


@every_story
def test_the_picture_shows_whom_the_story_tells_of(story):
    assert story.scene in SCENES
    people = cast(story.scene, story.seed)
    assert len(people) == len(story.drawn) >= len(story.persons)
    assert all(shows(person, wanted) for person, wanted in zip(people, story.drawn, strict=True))


def test_no_two_stories_share_a_picture():
    assert max(Counter((story.scene, story.seed) for story in CONTENT.stories).values()) == 1


def test_the_stories_cover_all_kinds_topics_and_name_forms():
    assert {story.kind for story in CONTENT.stories} == {"client", "staff", "employer"}
    assert {topic for story in CONTENT.stories for topic in story.topics} == set(TOPICS)
    forms = {person.name_form for story in CONTENT.stories for person in story.persons}
    assert forms == {"full", "first", "changed"}


def test_at_least_one_story_tells_of_two_people():
    assert any(len(story.persons) == 2 for story in CONTENT.stories)


def test_the_two_stories_of_the_campaigns_start_are_there():
    by_centre = {story.ags: story for story in CONTENT.stories[:12]}
    assert by_centre["05358"].persons[0].role == "Schlosser"
    assert "35" in by_centre["08111"].intro
    assert "Spedition" in by_centre["08111"].persons[0].role


def test_the_voice_is_calm_and_uses_no_outdated_words():
    for text in everything():
        assert "!" not in text
        assert not re.search(r"Hartz|Bürgergeld|Arbeitslosengeld II", text)
        assert '"' not in text


def test_the_pages_of_the_contract_are_there():
    assert {
        "markenkern",
        "leitbild-2030",
        "zahlen-und-fakten",
        "presse",
        "jobcenter",
        "menschen-vor-ort",
    } <= set(CONTENT.pages)
    assert {slug for slug, page in CONTENT.pages.items() if page.in_footer} == {
        "impressum",
        "datenschutz",
        "barrierefreiheit",
    }


@pytest.mark.parametrize("slug", ["impressum", "datenschutz", "barrierefreiheit"])
def test_legal_pages_mark_what_nobody_knows_yet_and_invent_no_contact(slug):
    texts = list(strings(asdict(CONTENT.pages[slug])))
    assert any(OPEN_FACT in text for text in texts)
    for text in texts:
        assert text.count("[") == text.count("]") == text.count(OPEN_FACT)
        assert "@" not in text
        assert not re.search(r"\d{5}", text)


def test_the_start_page_fits_into_its_fields():
    start = CONTENT.start
    assert start.slogan == "Stark. Sozial. Vor Ort."
    assert len(start.lead) <= HomePage._meta.get_field("lead").max_length
    assert len(start.strengths) == len(start.steps) == 4
    limits = StepBlock().child_blocks
    for strength in start.strengths:
        assert len(strength) <= 160
    for step in start.steps:
        assert len(step.title) <= limits["title"].field.max_length
        assert len(step.text) <= limits["text"].field.max_length


def test_every_figure_has_unit_day_and_source():
    assert [figure.value for figure in CONTENT.figures if not figure.land] == [
        "104",
        "1,5 Millionen",
        "mehr als 250.000",
        "mehr als 22 Millionen",
    ]
    for figure in CONTENT.figures:
        Kennzahl(**asdict(figure), level="land" if figure.land else "bund").clean_fields()
        assert as_number(figure.value)
        assert figure.definition


def test_the_figures_of_the_laender_make_up_all_104():
    assert sum(int(figure.value) for figure in CONTENT.figures if figure.land) == 104


def test_the_criticism_of_the_integrations_stands_beside_the_figure():
    figure = next(figure for figure in CONTENT.figures if figure.key == "integrationen")
    assert "Paritätische" in figure.definition and "Sanktionsfrei" in figure.definition


@pytest.mark.django_db
@pytest.mark.parametrize("release", CONTENT.press.releases, ids=lambda release: release.slug)
def test_a_release_is_marked_as_an_example_and_fits_into_its_fields(release):
    assert release.title.startswith("Beispiel: ") and release.slug.startswith("beispiel-")
    page = PressReleasePage(title=release.title, date=release.day, issuer=release.issuer, intro=release.intro)
    page.clean_fields(exclude={"slug", "path", "depth", "content_type", "page_ptr", "draft_title", "locale"})
    figures = [text for block in release.body if block.kind == "text" for text in strings(block.value)]
    if any(re.search(r"\d{3}\.\d{3}|Millionen", text) for text in figures):
        assert any(block.kind == "source" for block in release.body)


def test_press_contacts_can_be_nobody_real():
    for contact in CONTENT.press.contacts:
        assert "Beispiel" in contact.name
        # Kept free by the Bundesnetzagentur for films.
        assert contact.phone.startswith("030 23125-")
        assert contact.email.endswith(".example")


def test_every_block_of_a_page_is_one_the_page_knows():
    known = set(CampaignBodyBlock().child_blocks)
    bodies = [page.body for page in (*CONTENT.pages.values(), *CONTENT.press.releases)]
    assert {block.kind for body in bodies for block in body} <= known


def test_ten_centres_have_words_for_their_section():
    assert len(CONTENT.section_texts) == 10
    assert set(CONTENT.section_texts) <= set(registry())
    assert {story.ags for story in CONTENT.stories[:8]} <= set(CONTENT.section_texts)


@pytest.mark.parametrize("section", CONTENT.section_texts.values(), ids=lambda section: section.ags)
def test_a_section_explains_help_papers_and_marked_example_hours(section):
    headings = [part.heading for part in section.body]
    assert headings == ["So helfen wir", "Das bringen Sie mit", "Offene Sprechstunde"]
    assert section.hours_note.startswith("Beispiel: ")
    for hours in section.hours:
        assert write_day(parse_day(hours)) == hours
    assert any(parse_day(hours) for hours in section.hours)
    assert "Beispiel: " in section.body[2].paragraphs[0]
    assert 1 <= len(section.news) <= 2
    assert all(re.fullmatch(r"[a-z0-9-]+", news.slug) for news in section.news)


def test_the_texts_cannot_be_changed_by_their_readers():
    with pytest.raises(FrozenInstanceError):
        CONTENT.stories[0].__setattr__("title", "anders")
