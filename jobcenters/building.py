"""What is known about getting into an office and around in it: one answer to each question, or none.

About what nobody answered, nothing is said. A „no“ is worth as much as a „yes“ to somebody who uses a wheelchair.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

YES: Final = "yes"
NO: Final = "no"
ANSWERS: Final = ((YES, "ja"), (NO, "nein"))
# Sign language is a right (§ 17 Abs. 2 SGB I): no office may say it has none.
ONLY_YES: Final = ((YES, "ja, nach Anmeldung"),)


class Question(NamedTuple):
    """`field` of the location, the question in the form, and what the page says for yes and for no."""

    field: str
    label: str
    yes: str
    no: str


QUESTIONS: Final = (
    Question("step_free", "Eingang ohne Stufen", "Eingang ohne Stufen", "Stufen am Eingang"),
    Question(
        "automatic_door", "Tür öffnet von selbst", "Tür öffnet von selbst", "Tür öffnet nicht von selbst"
    ),
    Question("lift", "Aufzug", "Aufzug", "Kein Aufzug"),
    Question(
        "toilet",
        "Toilette für Menschen im Rollstuhl",
        "Toilette für Menschen im Rollstuhl",
        "Keine Toilette für Menschen im Rollstuhl",
    ),
    Question(
        "parking",
        "Parkplatz für Menschen mit Behinderung",
        "Parkplatz für Menschen mit Behinderung",
        "Kein Parkplatz für Menschen mit Behinderung",
    ),
    Question(
        "guidance",
        "Leitsystem für blinde Menschen",
        "Leitsystem für blinde Menschen",
        "Kein Leitsystem für blinde Menschen",
    ),
    Question(
        "hearing_loop",
        "Höranlage (Induktionsschleife)",
        "Höranlage (Induktionsschleife)",
        "Keine Höranlage",
    ),
    Question(
        "sign_language",
        "Gebärdensprache (DGS)",
        "Gebärdensprache (DGS), bitte vorher anmelden",
        "",
    ),
)


class Feature(NamedTuple):
    """One thing the page says; `name` is what is there or not."""

    name: str
    there: bool
    text: str


def features(answers: Mapping[str, str]) -> list[Feature]:
    """What the page says for the answers by field, what is there first; unanswered questions are left out."""
    found = [
        Feature(one.label, answers[one.field] == YES, one.yes if answers[one.field] == YES else one.no)
        for one in QUESTIONS
        if answers.get(one.field) in (YES, NO)
    ]
    return sorted((one for one in found if one.text), key=lambda one: not one.there)
