"""Finds the Jobcenter for a name, a Kreis, a town or a brand: one typed answer from a query and an index.

Whatever the answer, it says who is responsible „in der Regel“: the law goes by habitual residence and knows
exceptions (§ 36 SGB II).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from campaign.counting import as_sentence
from jobcenters.finder_index import (
    CentreEntry,
    FinderIndex,
    KreisEntry,
    Label,
    Target,
    build_index,
    core_of,
    words_of,
)
from jobcenters.finder_lookup import Found, guess, look_up
from jobcenters.laender import LAENDER
from jobcenters.names import fold, in_kreis

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
_MAX_RESULTS: Final = 20
_MAX_SUGGESTIONS: Final = 5
_POSTCODE_LENGTH: Final = 5
# Leitregionen that the Post never assigned.
_NO_POSTCODES: Final = ("00", "05", "43", "62")
_POSTCODE: Final = re.compile(r"(?<![0-9])(?:D-?\s*)?[0-9]{5}(?![0-9])", re.IGNORECASE)
_DIGITS_ONLY: Final = re.compile(r"(?:D(?:E)?)?([0-9]+)", re.IGNORECASE)
_LAENDER: Final = {fold(land.name): land.name for land in LAENDER.values()}

_WHAT_TO_TYPE: Final = "Ihren Ort, Ihren Landkreis oder den Namen Ihres Jobcenters"
_EXAMPLE: Final = ", zum Beispiel „Landkreis Harz“"
_FITTING: Final = {"words": "Namen, in denen es vorkommt", "beginning": "Namen, die so beginnen"}
_WHERE_YOU_LIVE: Final = "In der Regel ist das Jobcenter zuständig, in dessen Gebiet Sie wohnen."
_CALL_115: Final = "Anschrift und Telefonnummer nennt Ihnen die Behördennummer 115."
_HELP_115: Final = "Auskunft gibt auch die Behördennummer 115."

Kind = Literal["one", "several", "ge", "unknown", "invalid"]


@dataclass(frozen=True)
class Result:
    """A Jobcenter of the answer; `kreis` is its Träger, `place` the town that was asked for, else empty."""

    type: Literal["kjc", "ge"]
    ags: str
    name: str
    kreis: str
    land: str
    url: str
    place: str


@dataclass(frozen=True)
class Answer:
    """What the finder found.

    `one`: exactly one kommunales Jobcenter. `several`: a choice, with at least one kommunales and perhaps
    gemeinsame Einrichtungen. `ge`: only gemeinsame Einrichtungen, one result per Kreis. `unknown`: nothing
    certain; `results` then are suggestions. `invalid`: the query cannot be looked up. `message` is a German
    text for people.
    """

    query: str
    kind: Kind
    results: tuple[Result, ...]
    message: str

    def as_dict(self) -> dict[str, object]:
        """The answer in the shape of `/daten/finder.json`."""
        fields = ("type", "ags", "name", "kreis", "land", "url", "place")
        results = [{field: getattr(result, field) for field in fields} for result in self.results]
        return {"query": self.query, "kind": self.kind, "results": results, "message": self.message}


def find(query: str, index: FinderIndex) -> Answer:
    """Look the query up; never raises. The answer repeats it without control characters, cut to the limit."""
    kept = "".join(character for character in query if unicodedata.category(character) not in ("Cc", "Cs"))
    kept = kept[:MAX_QUERY_CHARS]
    refusal = _refusal(query)
    if refusal:
        return Answer(kept, "invalid", (), refusal)
    text = _readable(query)
    digits = _DIGITS_ONLY.fullmatch(re.sub(r"[\W_]+", "", text))
    if digits:
        return _answer_digits(kept, digits.group(1))
    words = words_of(_POSTCODE.sub(" ", text)) or words_of(text)
    if not words:
        message = f"In „{text}“ steht kein Name. Bitte geben Sie {_WHAT_TO_TYPE} ein."
        return Answer(kept, "invalid", (), message)
    return _answer_words(kept, text, words, index)


def _refusal(query: str) -> str:
    """Why the query is not even looked at, else an empty string."""
    if len(query) > MAX_QUERY_CHARS:
        return f"Die Eingabe ist zu lang. Bitte geben Sie höchstens {MAX_QUERY_CHARS} Zeichen ein."
    # Line breaks and tabs come with pasted text and count as blanks.
    if any(
        unicodedata.category(character) in ("Cc", "Cs") and character not in "\t\r\n" for character in query
    ):
        return (
            f"Die Eingabe enthält Zeichen, die es in keinem Namen gibt. Bitte geben Sie {_WHAT_TO_TYPE} ein."
        )
    if not _readable(query):
        return f"Bitte geben Sie {_WHAT_TO_TYPE} ein."
    return ""


def _readable(query: str) -> str:
    """The query with single blanks, plain digits and without invisible characters."""
    visible = (character for character in query if unicodedata.category(character) != "Cf")
    latin = (str(unicodedata.decimal(character, character)) for character in visible)
    return " ".join("".join(latin).split())


def _answer_digits(kept: str, digits: str) -> Answer:
    instead = f"Bitte geben Sie {_WHAT_TO_TYPE} ein{_EXAMPLE}."
    if len(digits) != _POSTCODE_LENGTH:
        count = "1 Ziffer" if len(digits) == 1 else f"{len(digits)} Ziffern"
        return Answer(
            kept, "invalid", (), f"Eine Postleitzahl hat 5 Ziffern, Sie haben {count} eingegeben. {instead}"
        )
    if digits.startswith(_NO_POSTCODES):
        return Answer(kept, "invalid", (), f"Die Postleitzahl {digits} gibt es nicht. {instead}")
    message = f"Die Suche nach der Postleitzahl ({digits}) ist noch nicht möglich, sie folgt. {instead}"
    return Answer(kept, "unknown", (), message)


def _answer_words(kept: str, text: str, words: tuple[str, ...], index: FinderIndex) -> Answer:
    if not core_of(words):
        message = f"„{text}“ passt zu sehr vielen Einträgen. Bitte nennen Sie den Namen dazu{_EXAMPLE}."
        return Answer(kept, "unknown", (), message)
    found = look_up(words, index)
    land = _LAENDER.get(" ".join(words))
    if land and not (found.labels and found.by == "name"):
        return Answer(kept, "unknown", (), f"{land} ist ein Land. Bitte geben Sie {_WHAT_TO_TYPE} ein.")
    if found.labels:
        return _answer_found(kept, text, found)
    results = _results(guess(words, index))[:_MAX_SUGGESTIONS]
    message = f"„{text}“ haben wir nicht gefunden. "
    if results:
        names = ", ".join(_with_place(result) for result in results)
        return Answer(kept, "unknown", results, f"{message}Meinten Sie: {names}?")
    return Answer(kept, "unknown", (), f"{message}Bitte geben Sie {_WHAT_TO_TYPE} ein. {_HELP_115}")


def _answer_found(kept: str, text: str, found: Found) -> Answer:
    results = _results(found.labels)
    if len(results) > _MAX_RESULTS:
        message = f"„{text}“ passt zu {len(results)} Jobcentern. Bitte geben Sie mehr vom Namen ein."
        return Answer(kept, "unknown", (), message)
    hedge = f"Genau „{text}“ kennen wir nicht, aber {_FITTING[found.by]}. " if found.by in _FITTING else ""
    types = {result.type for result in results}
    if types == {"ge"}:
        return Answer(kept, "ge", results, hedge + _about_ge(text, results))
    if len(results) == 1:
        return Answer(kept, "one", results, hedge + _about_one(results[0]))
    message = f"„{text}“ passt zu mehreren Jobcentern. {_WHERE_YOU_LIVE} Bitte wählen Sie aus."
    return Answer(kept, "several", results, hedge + message)


def _about_one(result: Result) -> str:
    where = in_kreis(result.kreis)
    return f"Wenn Sie {where} wohnen, ist in der Regel dieses Jobcenter für Sie zuständig: {result.name}."


def _about_ge(text: str, results: tuple[Result, ...]) -> str:
    shared = "eine gemeinsame Einrichtung von Kommune und Bundesagentur für Arbeit"
    if len(results) > 1:
        return f"„{text}“ gibt es mehrmals. Das Jobcenter ist dort {shared}. {_WHERE_YOU_LIVE} {_CALL_115}"
    where = in_kreis(results[0].kreis)
    responsible = "Es ist in der Regel für Sie zuständig, wenn Sie dort wohnen."
    return f"{as_sentence(where)} ist das Jobcenter {shared}. {responsible} {_CALL_115}"


def _with_place(result: Result) -> str:
    return result.kreis if result.place in result.kreis else f"{result.place} ({result.kreis})"


def _results(labels: Iterable[Label]) -> tuple[Result, ...]:
    """One result per target, towns first; the place is that of the label that names one."""
    places: dict[Target, str] = {}
    for label in labels:
        places[label.target] = places.get(label.target) or label.place
    return tuple(
        Result(target.type, target.ags, target.name, target.kreis, target.land, target.url, places[target])
        for target in sorted(places, key=lambda target: target.order)
    )
