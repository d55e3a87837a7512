"""The words of the pages in other languages: none is missing, none is left over, none breaks a sentence."""

import ast
import gettext
import re
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.timezone import get_current_timezone

from campaign import phone
from campaign.site_languages import LANGUAGES
from campaign.templatetags.language_tags import german_names
from jobcenters import building, finder_cards, opening
from jobcenters.finder import find
from tests.jobcenters.finder_data import real_index

ROOT = Path(settings.BASE_DIR)
CODES = [language.code for language in LANGUAGES]
SPEAKING = [
    ROOT / "jobcenters" / name
    for name in (
        "building.py",
        "finder.py",
        "finder_answer.py",
        "finder_cards.py",
        "finder_postcodes.py",
        "models/section.py",
        "opening.py",
    )
]
PLACEHOLDER = re.compile(r"{\w+}")
# German declines names, other languages get them as they are.
INSTEAD = {"{where}": "{kreis}", "{kreise}": "{names}", "{count}": "{number}"}


def said_in_python() -> Iterator[str]:
    for file in SPEAKING:
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("_", "gettext_noop"):
                (text,) = node.args
                assert isinstance(text, ast.Constant) or ast.unparse(node) in (
                    "_(one.label)",
                    "_(text)",
                    "_(CLOSED)",
                    "_(WEEKDAYS[numbers[0]])",
                    "_(WEEKDAYS[numbers[-1]])",
                    "_(WEEKDAYS[day.weekday()])",
                ), f"{file.name}: {ast.unparse(node)}"
                if isinstance(text, ast.Constant):
                    yield text.value


def said_in_templates() -> Iterator[str]:
    for file in (ROOT / "templates").rglob("*.html"):
        yield from re.findall(r'{% translate "([^"]+)" %}', file.read_text())


def catalogue(code: str) -> dict[str, str]:
    with (ROOT / f"campaign/locale/{code}/LC_MESSAGES/django.mo").open("rb") as compiled:
        known = gettext.GNUTranslations(compiled)._catalog
    return {german: text for german, text in known.items() if german}


def written(code: str) -> dict[str, str]:
    source = (ROOT / f"campaign/locale/{code}/LC_MESSAGES/django.po").read_text()
    pairs = re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', source, re.M)
    return {one.replace('\\"', '"'): other.replace('\\"', '"') for one, other in pairs}


@pytest.mark.parametrize("code", CODES)
def test_every_word_is_translated_and_compiled_and_none_is_left_over(code: str):
    assert set(catalogue(code)) == {*said_in_python(), *said_in_templates()}
    assert catalogue(code) == written(code)


@pytest.mark.parametrize("code", CODES)
def test_a_translation_names_what_the_german_sentence_names(code: str):
    for german, text in catalogue(code).items():
        wanted = {INSTEAD.get(name, name) for name in PLACEHOLDER.findall(german)}
        assert set(PLACEHOLDER.findall(text)) == wanted, german


@pytest.mark.parametrize("code", CODES)
def test_typographic_marks_are_those_of_the_language(code: str):
    for text in catalogue(code).values():
        assert not re.search("[\"'„]", text), text


def test_a_translated_sentence_marks_the_german_names_in_it():
    with translation.override("ar"):
        answer = find("38820", real_index())
    text = str(german_names(answer.message))
    assert '<bdi lang="de">Landkreis Harz</bdi>' in text
    assert f'<bdi lang="de">{answer.results[0].name}</bdi>' in text
    assert not re.search("[\u2068\u2069]", text)


def test_what_somebody_typed_is_marked_and_never_becomes_markup():
    with translation.override("en"):
        answer = find("<b>Xyzabcq</b>\u2068", real_index())
        text = str(german_names(answer.message))
    assert "We did not find “<bdi" in text and "&lt;b&gt;" in text and "<b>" not in text


def test_a_german_sentence_stays_as_it_was():
    answer = find("38820", real_index())
    assert answer.message.startswith("Die Postleitzahl 38820 liegt im Landkreis Harz. In der Regel ist")
    assert str(german_names("Müller & Söhne")) == "Müller &amp; Söhne"


def test_every_kreis_leads_from_a_choice_to_itself():
    index = real_index()
    for target in {one.ags: one for one in index.targets.values()}.values():
        answer = find(target.kreis, index)
        assert {result.ags for result in answer.results} == {target.ags}, target.kreis


def test_the_title_says_what_was_found():
    with translation.override("en"):
        assert finder_cards.title(find("1011", real_index()), "Find") == "Check your search: Find"
        assert finder_cards.title(find("10115", real_index()), "Find").startswith("Run jointly")
        assert "“\u2068Neustadt\u2069”: " in finder_cards.title(find("Neustadt", real_index()), "Find")


WEEK = opening.read_week(
    ["8–12, 13:30–16", "8–12, 13:30–16", "", "8–18", "8–12", "geschlossen", "geschlossen"]
)


@pytest.mark.parametrize(
    ("code", "days", "hours"),
    [
        ("de", "Montag und Dienstag", "8 bis 12 und 13:30 bis 16 Uhr"),
        ("en", "Monday and Tuesday", "8:00 to 12:00 and 13:30 to 16:00"),
        ("uk", "понеділок і вівторок", "8:00–12:00 і 13:30–16:00"),
        ("ar", "الاثنين والثلاثاء", "8:00 إلى 12:00 و13:30 إلى 16:00"),
        ("tr", "Pazartesi ve Salı", "8:00–12:00 ve 13:30–16:00"),
    ],
)
def test_opening_hours_are_said_in_the_language(code: str, days: str, hours: str):
    with translation.override(code):
        table = opening.rows(WEEK, date(2026, 11, 23))
    assert (table[0].days, table[0].hours) == (days, hours)
    assert table[0].machine == ("Mo-Tu 08:00-12:00", "Mo-Tu 13:30-16:00")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("en", "Closed now, opens Monday, 30 November at 8:00"),
        ("uk", "Зараз зачинено. Відчиниться: понеділок, 30 листопада, 8:00"),
        ("tr", "Şu anda kapalı. Açılış: 30 Kasım Pazartesi, saat 8:00"),
        ("ar", "مغلق الآن، يفتح الاثنين 30 نوفمبر الساعة 8:00"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(code: str, said: str):
    week = opening.read_week(["8–12", *["geschlossen"] * 6])
    now = datetime(2026, 11, 23, 15, tzinfo=get_current_timezone())
    with translation.override(code):
        state = opening.state(week, now, frozenset(), frozenset())
    assert state is not None and state.text == said


def test_a_number_is_shown_as_people_from_elsewhere_dial_it():
    assert phone.shown("+493943583234", "3234") == "03943 58-3234"
    with translation.override("uk"):
        assert phone.shown("+493943583234", "3234") == "+49 3943 583234"


@pytest.mark.parametrize("code", CODES)
def test_what_is_known_about_a_building_is_said_in_the_language(code: str):
    answers = {one.field: building.NO if one.no else building.YES for one in building.QUESTIONS}
    german = {one.text for one in building.features(answers)}
    with translation.override(code):
        said = building.features(answers)
    assert len(said) == len(building.QUESTIONS) and not german & {one.text for one in said}
