"""Finds the Jobcenter for a postcode, a name, a Kreis, a town or a brand: one typed answer from a query and an index.

Whatever the answer, it says who is responsible „in der Regel“: the law goes by habitual residence and knows
exceptions (§ 36 SGB II).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from campaign.site_languages import german_name
from jobcenters import finder_answer, finder_postcodes
from jobcenters.finder_answer import Answer, Result, please_type, results_of, said
from jobcenters.finder_index import CentreEntry, FinderIndex, KreisEntry, Label, build_index
from jobcenters.finder_lookup import Found, guess, look_up
from jobcenters.finder_words import core_of, words_of
from jobcenters.laender import LAENDER
from jobcenters.names import fold

__all__ = [
    "MAX_QUERY_CHARS",
    "Answer",
    "CentreEntry",
    "FinderIndex",
    "KreisEntry",
    "Result",
    "build_index",
    "find",
]

MAX_QUERY_CHARS: Final = 100
_MAX_RESULTS: Final = 50
_MAX_SUGGESTIONS: Final = 5
_DIGITS_ONLY: Final = re.compile(r"(?:D(?:E)?)?([0-9]+)", re.IGNORECASE)
_LAENDER: Final = {fold(land.name): land.name for land in LAENDER.values()}


def find(query: str, index: FinderIndex) -> Answer:
    """Look the query up; never raises. The answer repeats it without control characters, cut to the limit."""
    kept = "".join(character for character in query if unicodedata.category(character) not in ("Cc", "Cs"))
    kept = kept[:MAX_QUERY_CHARS]
    refusal = _refusal(query)
    if refusal:
        return Answer(kept, "invalid", (), refusal)
    text, hint = finder_postcodes.with_zeros(_readable(query))
    digits = _DIGITS_ONLY.fullmatch(re.sub(r"[\W_]+", "", text))
    if digits:
        return _hinting(hint, _answer_digits(kept, digits[1], index))
    written = finder_postcodes.POSTCODE.search(text)
    words = words_of(finder_postcodes.POSTCODE.sub(" ", text))
    if written and (written[1] in index.postcodes or not core_of(words)):
        return _hinting(hint, _answer_digits(kept, written[1], index, words))
    words = words or words_of(text)
    if not words:
        message = _("In „{text}“ steht kein Name.").format(text=german_name(text))
        return Answer(kept, "invalid", (), said(message, please_type()))
    if written:
        hint = finder_postcodes.unknown(written[1])
    return _hinting(hint, _answer_words(kept, text, words, index))


def _hinting(hint: str, answer: Answer) -> Answer:
    return replace(answer, message=said(hint, answer.message)) if hint else answer


def _refusal(query: str) -> str:
    """Why the query is not even looked at, else an empty string."""
    if len(query) > MAX_QUERY_CHARS:
        text = _("Die Eingabe ist zu lang. Bitte geben Sie höchstens {number} Zeichen ein.")
        return text.format(number=MAX_QUERY_CHARS)
    # Line breaks and tabs come with pasted text and count as blanks.
    if any(
        unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\r\n" for character in query
    ):
        return said(_("Die Eingabe enthält Zeichen, die es in keinem Namen gibt."), please_type())
    return "" if _readable(query) else please_type()


def _readable(query: str) -> str:
    """The query with single blanks, plain digits and without invisible characters."""
    visible = (character for character in query if unicodedata.category(character) != "Cf")
    latin = (str(unicodedata.decimal(character, character)) for character in visible)
    return " ".join("".join(latin).split())


def _answer_digits(kept: str, digits: str, index: FinderIndex, words: tuple[str, ...] = ()) -> Answer:
    fault = finder_postcodes.fault_of(digits, index)
    return (
        Answer(kept, "invalid", (), fault) if fault else finder_postcodes.answer(kept, digits, words, index)
    )


def _answer_words(kept: str, text: str, words: tuple[str, ...], index: FinderIndex) -> Answer:
    if not core_of(words):
        message = _(
            "„{text}“ passt zu sehr vielen Einträgen. Bitte nennen Sie den Namen dazu, zum Beispiel „{example}“."
        )
        message = message.format(text=german_name(text), example=german_name("Landkreis Harz"))
        return Answer(kept, "unknown", (), message)
    found = look_up(words, index)
    land = _LAENDER.get(" ".join(words))
    # „Brandenburg“ and „Berlin“ are a Stadt as well; „Sachsen b. Ansbach“ is not what „Sachsen“ means.
    of_traeger = found.by == "name" and any(not label.town for label in found.labels)
    if land and not of_traeger:
        message = _("{land} ist ein Land.").format(land=german_name(land))
        return Answer(kept, "unknown", (), said(message, please_type()))
    if found.labels:
        sure = found.by == "name" or (found.by == "words" and len(core_of(words)) > 1)
        return replace(_answer_found(kept, text, found), sure=sure)
    return _answer_suggesting(kept, text, _suggestions(guess(words, index)))


def _answer_suggesting(kept: str, text: str, results: tuple[Result, ...]) -> Answer:
    message = _("„{text}“ haben wir nicht gefunden.").format(text=german_name(text))
    if results:
        names = ", ".join(german_name(_with_place(result)) for result in results)
        return Answer(kept, "unknown", results, said(message, _("Meinten Sie: {names}?").format(names=names)))
    return Answer(kept, "unknown", (), said(message, please_type(), finder_answer.help_115()))


def _suggestions(labels: Iterable[Label]) -> tuple[Result, ...]:
    """One result per target, the likeliest first."""
    found: dict[str, Result] = {}
    for label in labels:
        found.setdefault(label.target.ags, finder_answer.result_for(label.target, label.place))
    return tuple(found.values())[:_MAX_SUGGESTIONS]


def _answer_found(kept: str, text: str, found: Found) -> Answer:
    results = results_of(found.labels)
    if len(results) > _MAX_RESULTS:
        message = _("„{text}“ passt zu {number} Jobcentern. Bitte geben Sie mehr vom Namen ein.")
        return Answer(kept, "unknown", (), message.format(text=german_name(text), number=len(results)))
    hedge = said(_formerly(found.labels), _not_exactly(text, found))
    kind = finder_answer.kind_of(results)
    if kind == "ge":
        return Answer(kept, kind, results, said(hedge, _about_ge(text, results)))
    if kind == "one":
        contact = finder_answer.phone_of(found.labels[0].target)
        return Answer(kept, kind, results, said(hedge, finder_answer.about_one(results[0])), contact)
    message = _("„{text}“ passt zu mehreren Jobcentern.").format(text=german_name(text))
    message = said(hedge, message, finder_answer.where_you_live(), finder_answer.choose())
    return Answer(kept, kind, results, message, finder_answer.help_115())


def _not_exactly(text: str, found: Found) -> str:
    if found.by == "words":
        message = _("Genau „{text}“ kennen wir nicht, aber Namen, in denen es vorkommt.")
    elif found.by == "beginning":
        message = _("Genau „{text}“ kennen wir nicht, aber Namen, die so beginnen.")
    else:
        return ""
    return message.format(text=german_name(text))


def _formerly(labels: tuple[Label, ...]) -> str:
    """Say what the place is called today where somebody knows it by a name of former days."""
    names = {(label.former, label.target.name) for label in labels if not label.of_kreis and not label.town}
    if len(names) != 1:
        return ""
    former, today = names.pop()
    if not former:
        return ""
    return _("Früher „{former}“, heute „{today}“.").format(
        former=german_name(former), today=german_name(today)
    )


def _about_ge(text: str, results: tuple[Result, ...]) -> str:
    if len(results) == 1:
        return finder_answer.about_ge(results[0])
    message = _(
        "„{text}“ gibt es mehrmals. Das Jobcenter ist dort eine gemeinsame Einrichtung von Kommune und "
        "Bundesagentur für Arbeit."
    ).format(text=german_name(text))
    return said(message, finder_answer.where_you_live(), finder_answer.call_115())


def _with_place(result: Result) -> str:
    return result.kreis if result.place in result.kreis else f"{result.place} ({result.kreis})"
