"""What is known about getting into an office and around in it: one answer to each question, or none.

About what nobody answered, nothing is said. A „no“ is worth as much as a „yes“ to somebody who uses a wheelchair.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

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
    Question(
        "step_free",
        gettext_noop("Eingang ohne Stufen"),
        gettext_noop("Eingang ohne Stufen"),
        gettext_noop("Stufen am Eingang"),
    ),
    Question(
        "automatic_door",
        gettext_noop("Tür öffnet von selbst"),
        gettext_noop("Tür öffnet von selbst"),
        gettext_noop("Tür öffnet nicht von selbst"),
    ),
    Question("lift", gettext_noop("Aufzug"), gettext_noop("Aufzug"), gettext_noop("Kein Aufzug")),
    Question(
        "toilet",
        gettext_noop("Toilette für Menschen im Rollstuhl"),
        gettext_noop("Toilette für Menschen im Rollstuhl"),
        gettext_noop("Keine Toilette für Menschen im Rollstuhl"),
    ),
    Question(
        "parking",
        gettext_noop("Parkplatz für Menschen mit Behinderung"),
        gettext_noop("Parkplatz für Menschen mit Behinderung"),
        gettext_noop("Kein Parkplatz für Menschen mit Behinderung"),
    ),
    Question(
        "guidance",
        gettext_noop("Leitsystem für blinde Menschen"),
        gettext_noop("Leitsystem für blinde Menschen"),
        gettext_noop("Kein Leitsystem für blinde Menschen"),
    ),
    Question(
        "hearing_loop",
        gettext_noop("Höranlage (Induktionsschleife)"),
        gettext_noop("Höranlage (Induktionsschleife)"),
        gettext_noop("Keine Höranlage"),
    ),
    Question(
        "sign_language",
        gettext_noop("Gebärdensprache (DGS)"),
        gettext_noop("Gebärdensprache (DGS), bitte vorher anmelden"),
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
        Feature(_(one.label), answers[one.field] == YES, _of(one, answers[one.field]))
        for one in QUESTIONS
        if answers.get(one.field) in (YES, NO)
    ]
    return sorted((one for one in found if one.text), key=lambda one: not one.there)


def _of(question: Question, answer: str) -> str:
    text = question.yes if answer == YES else question.no
    # The empty text is what catalogues keep their own header under.
    return _(text) if text else ""
