"""What the finder says: the typed answer, and the sentences that all its ways share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from campaign.counting import as_sentence
from jobcenters.finder_index import Label, Target
from jobcenters.names import in_kreis, sort_key

WHERE_YOU_LIVE: Final = "In der Regel ist das Jobcenter zuständig, in dessen Gebiet Sie wohnen."
CALL_115: Final = "Anschrift und Telefonnummer nennt Ihnen die Behördennummer 115."
HELP_115: Final = "Auskunft gibt auch die Behördennummer 115."
SHARED: Final = "eine gemeinsame Einrichtung von Kommune und Bundesagentur für Arbeit"

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
    gemeinsame Einrichtungen; for a postcode one result per municipality. `ge`: only gemeinsame Einrichtungen, one
    result per Kreis. `unknown`: nothing certain; `results` then are suggestions. `invalid`: the query cannot be
    looked up. `message` is a German text for people; `contact` says whom to call, which a page shows by itself.
    `sure`: a whole name was typed, or several words of one; not only a word that occurs in names or begins them.
    """

    query: str
    kind: Kind
    results: tuple[Result, ...]
    message: str
    contact: str = ""
    sure: bool = True

    def as_dict(self) -> dict[str, object]:
        """The answer in the shape of `/daten/finder.json`."""
        fields = ("type", "ags", "name", "kreis", "land", "url", "place")
        results = [{field: getattr(result, field) for field in fields} for result in self.results]
        message = f"{self.message} {self.contact}".strip()
        return {"query": self.query, "kind": self.kind, "results": results, "message": message}


def result_for(target: Target, place: str = "") -> Result:
    """The target as a result of the answer."""
    return Result(target.type, target.ags, target.name, target.kreis, target.land, target.url, place)


def results_of(labels: Iterable[Label]) -> tuple[Result, ...]:
    """One result per target, towns first; the place is that of the label that names one."""
    places: dict[Target, str] = {}
    for label in labels:
        places[label.target] = places.get(label.target) or label.place
    return tuple(
        result_for(target, places[target]) for target in sorted(places, key=lambda target: target.order)
    )


def in_reading_order(results: Iterable[Result]) -> tuple[Result, ...]:
    """Results by place, as somebody looks for the own municipality in a list."""
    return tuple(sorted(results, key=lambda result: (sort_key(result.place), sort_key(result.kreis))))


def kind_of(results: tuple[Result, ...]) -> Kind:
    """The kind of an answer that has these results; at least one."""
    if all(result.type == "ge" for result in results):
        return "ge"
    return "one" if len({result.ags for result in results}) == 1 else "several"


def phone_of(target: Target) -> str:
    """Whom to call about the one Jobcenter of an answer."""
    return f"Telefon: {target.phone}." if target.phone else CALL_115


def about_one(result: Result) -> str:
    """Say that the Jobcenter is responsible, and on what condition."""
    where = in_kreis(result.kreis)
    return f"Wenn Sie {where} wohnen, ist in der Regel dieses Jobcenter für Sie zuständig: {result.name}."


def about_ge(result: Result) -> str:
    """Say that the Jobcenter of the Kreis is a gemeinsame Einrichtung, and who knows more."""
    where = as_sentence(in_kreis(result.kreis))
    responsible = "Es ist in der Regel für Sie zuständig, wenn Sie dort wohnen."
    return f"{where} ist das Jobcenter {SHARED}. {responsible} {CALL_115}"
