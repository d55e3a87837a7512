"""What the drawn people look like, as data: chosen by seed, described in German for the alt text."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Literal

from campaign.demo.pictures.palette import GREY_HAIR, LIVELY_HAIR, SKINS

Age = Literal["kind", "jung", "mittel", "alt"]
Headwear = Literal["", "helm", "haube", "muetze", "schirm", "schiffchen"]

WOMEN_HAIR = ("bob", "lang", "dutt", "zopf", "locken", "kopftuch", "kurz", "afro", "lang", "kopftuch")
MEN_HAIR = ("kurz", "locken", "kurz", "tolle", "glatze", "afro", "kurz", "tolle")
CHILDREN_HAIR = ("kurz", "locken", "zopf", "dutt", "afro", "bob")
OLD_WOMEN_HAIR = ("bob", "dutt", "kurz", "locken", "kopftuch")
OLD_MEN_HAIR = ("kranz", "kurz", "tolle", "glatze", "kranz")


@dataclass(frozen=True)
class Look:
    """One drawn person. `hair` names the style, `hair_colour` and `skin` are '#RRGGBB'."""

    woman: bool
    age: Age
    skin: str
    hair: str
    hair_colour: str
    glasses: bool
    beard: bool
    open_smile: bool
    turn: float

    @property
    def scarf(self) -> bool:
        return self.hair == "kopftuch"


def look(rng: Random, woman: bool | None = None, age: Age | None = None) -> Look:
    """A person by chance; what is given stays as given."""
    is_woman = rng.random() < 0.5 if woman is None else woman
    free: tuple[Age, ...] = ("jung", "mittel", "mittel", "mittel", "alt")
    years: Age = rng.choice(free) if age is None else age
    tone = rng.randrange(len(SKINS))
    hair = _hair(rng, is_woman, years, tone)
    colours = GREY_HAIR if years == "alt" else LIVELY_HAIR[: 5 if tone < 2 else 3 if tone < 4 else 1]
    return Look(
        woman=is_woman,
        age=years,
        skin=SKINS[tone],
        hair=hair,
        hair_colour=rng.choice(colours),
        glasses=rng.random() < 0.3,
        beard=not is_woman and years != "kind" and (hair == "glatze" or rng.random() < 0.4),
        open_smile=rng.random() < 0.5,
        turn=rng.choice((-1.0, -0.5, 0.5, 1.0)),
    )


def _hair(rng: Random, woman: bool, age: Age, tone: int) -> str:
    if age == "alt":
        return rng.choice(OLD_WOMEN_HAIR if woman else OLD_MEN_HAIR)
    if age == "kind":
        return rng.choice(CHILDREN_HAIR)
    if tone == len(SKINS) - 1:
        return rng.choice(("afro", "kopftuch", "zopf", "dutt") if woman else ("afro", "kurz", "glatze"))
    return rng.choice(WOMEN_HAIR if woman else MEN_HAIR)


def describe(person: Look, headwear: str = "") -> str:
    """The person in the nominative, small first letter: „eine ältere Frau mit Kopftuch und Brille“."""
    if person.age == "kind":
        return "ein Kind"
    noun = {True: ("eine", "junge", "ältere", "Frau"), False: ("ein", "junger", "älterer", "Mann")}[
        person.woman
    ]
    adjective = {"jung": f"{noun[1]} ", "mittel": "", "alt": f"{noun[2]} "}[person.age]
    marks = [mark for mark in (_hair_words(person, headwear), _beard_words(person)) if mark]
    if person.glasses:
        marks.append("Brille")
    if headwear and not (person.scarf and headwear in UNDER_SCARF):
        marks.append(HEADWEAR_WORDS[headwear])
    tail = f" mit {_joined(marks)}" if marks else ""
    return f"{noun[0]} {adjective}{noun[3]}{tail}"


# With a headscarf the soft hats stay away; a helmet is worn over it.
UNDER_SCARF = ("haube", "muetze", "schirm", "schiffchen")
HEADWEAR_WORDS = {
    "helm": "Schutzhelm",
    "haube": "Kochmütze",
    "muetze": "Wollmütze",
    "schirm": "Schirmmütze",
    "schiffchen": "Bäckerschiffchen",
}
HAIR_WORDS = {
    "kopftuch": "Kopftuch",
    "glatze": "Glatze",
    "kranz": "Haarkranz",
    "locken": "Locken",
    "afro": "krausem Haar",
    "dutt": "Dutt",
    "zopf": "Pferdeschwanz",
    "lang": "langem Haar",
}


def _hair_words(person: Look, headwear: str) -> str:
    if person.hair in ("glatze", "kranz", "dutt") and headwear:
        return ""
    if person.age == "alt" and person.hair not in ("kopftuch", "glatze", "kranz"):
        return "grauem Haar"
    return HAIR_WORDS.get(person.hair, "")


def _beard_words(person: Look) -> str:
    if not person.beard:
        return ""
    return "grauem Bart" if person.age == "alt" else "Bart"


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} und {words[-1]}"
