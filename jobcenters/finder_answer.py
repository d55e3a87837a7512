"""What the finder says: the typed answer, and the sentences that all its ways share.

Sentences are in the language of the moment, which is German everywhere but on the pages in other languages; whole
sentences are translated, so names come in twice where German declines them (`where`, `kreis`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from campaign.counting import as_sentence
from campaign.site_languages import german_name
from jobcenters.finder_index import Label, Target
from jobcenters.names import in_kreis, sort_key

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
    looked up. `message` is a text for people; `contact` says in German whom to call, which a page shows by itself.
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


def where_you_live() -> str:
    """Say what decides which Jobcenter is responsible."""
    return _("In der Regel ist das Jobcenter zuständig, in dessen Gebiet Sie wohnen.")


def call_115() -> str:
    """Say who knows address and phone number."""
    return _("Anschrift und Telefonnummer nennt Ihnen die Behördennummer 115.")


def help_115() -> str:
    """Say who else knows."""
    return _("Auskunft gibt auch die Behördennummer 115.")


def please_type() -> str:
    """Say what the finder understands."""
    return _(
        "Bitte geben Sie Ihre Postleitzahl, Ihren Ort, Ihren Landkreis oder den Namen Ihres Jobcenters ein."
    )


def choose() -> str:
    """Ask for a choice."""
    return _("Bitte wählen Sie aus.")


def if_you_live_there() -> str:
    """Say on what condition the Jobcenter just named is responsible."""
    return _("Es ist in der Regel für Sie zuständig, wenn Sie dort wohnen.")


def said(*sentences: str) -> str:
    """Put sentences one behind the other; empty ones are left out."""
    return " ".join(sentence for sentence in sentences if sentence)


def phone_of(target: Target) -> str:
    """Whom to call about the one Jobcenter of an answer."""
    return f"Telefon: {target.phone}." if target.phone else call_115()


def about_one(result: Result) -> str:
    """Say that the Jobcenter is responsible, and on what condition."""
    text = _("Wenn Sie {where} wohnen, ist in der Regel dieses Jobcenter für Sie zuständig: {name}.")
    kreis, name = german_name(result.kreis), german_name(result.name)
    return text.format(where=in_kreis(result.kreis), kreis=kreis, name=name)


def about_ge(result: Result) -> str:
    """Say that the Jobcenter of the Kreis is a gemeinsame Einrichtung, and who knows more."""
    text = _(
        "{where} ist das Jobcenter eine gemeinsame Einrichtung von Kommune und Bundesagentur für Arbeit."
    ).format(where=as_sentence(in_kreis(result.kreis)), kreis=german_name(result.kreis))
    return said(text, if_you_live_there(), call_115())
