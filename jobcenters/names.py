"""How the names of Träger and Jobcenter are shown, sorted, compared and turned into slugs."""

import re
import unicodedata
from itertools import filterfalse
from typing import Final

# Letters that Unicode does not take apart into base letter and accent.
_WHOLE_LETTERS: Final = {
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "ı": "i",
}
_UMLAUTS: Final = {"ä": "ae", "ö": "oe", "ü": "ue"}
_WITH_UMLAUTS: Final = str.maketrans(_WHOLE_LETTERS | _UMLAUTS)
_WITHOUT_UMLAUTS: Final = str.maketrans(_WHOLE_LETTERS)
# What is neither letter nor digit.
_BETWEEN: Final = re.compile(r"[\W_]+")

_LEADING_TYPE: Final = re.compile(
    r"^(?:Landeshauptstadt|Landkreis|Kreis|Stadt|Region|Städteregion|Regionalverband)\s+(?=\S)",
    re.IGNORECASE,
)
_FEMININE: Final = re.compile(r"^(?:Stadt|Landeshauptstadt|Region|Städteregion)\b", re.IGNORECASE)
_ADJECTIVE_KREIS: Final = re.compile(r"er Kreis$")


def fold(text: str) -> str:
    """Search key after DIN 5007 variant 2: ä = ae, ß = ss, no accents, case or punctuation, single blanks.

    `fold("Rotenburg (Wümme)") == fold("ROTENBURG  WUEMME") == "rotenburg wuemme"`
    """
    return _fold(text, _WITH_UMLAUTS)


def fold_plain(text: str) -> str:
    """The same key after DIN 5007 variant 1 (ä = a), as people write without umlauts on their keyboard."""
    return _fold(text, _WITHOUT_UMLAUTS)


def _fold(text: str, letters: dict[int, str]) -> str:
    # Composed first: only then is a typed „u“ + trema the letter „ü“.
    composed = unicodedata.normalize("NFKC", text).casefold().translate(letters)
    decomposed = unicodedata.normalize("NFKD", composed)
    bare = "".join(filterfalse(unicodedata.combining, decomposed))
    return " ".join(_BETWEEN.sub(" ", bare).split())


def sort_key(text: str) -> tuple[str, str]:
    """Key for German alphabetical order (DIN 5007 variant 1: ä like a); the text decides between equals."""
    return fold_plain(text), text


def ascii_slug(traeger: str) -> str:
    """Slug of a centre from its Träger: „Kreis Düren“ → `kreis-dueren`, „Stadt Jena“ → `stadt-jena`.

    Raises ValueError when no letter or digit is left.
    """
    slug = re.sub(r"[^a-z0-9]+", "-", fold(traeger)).strip("-")
    if not slug:
        raise ValueError(f"Aus „{traeger}“ lässt sich kein Kurzname für die Adresse bilden.")
    return slug


def bare_name(traeger: str) -> str:
    """The Träger without its kind, to sort and to search by: „Landkreis Harz“ → „Harz“, „Enzkreis“ stays."""
    return _LEADING_TYPE.sub("", traeger.strip())


def is_city(traeger: str) -> bool:
    """True for a kreisfreie Stadt („Stadt Jena“, „Landeshauptstadt Stuttgart“)."""
    return bool(re.match(r"(?:Stadt|Landeshauptstadt)\s", traeger.strip(), re.IGNORECASE))


def in_kreis(traeger: str) -> str:
    """The Träger in the dative, for running text: „im Landkreis Harz“, „in der Stadt Jena“.

    „Märkischer Kreis“ is declined: „im Märkischen Kreis“.
    """
    name = traeger.strip()
    if _FEMININE.match(name):
        return f"in der {name}"
    return f"im {_ADJECTIVE_KREIS.sub('en Kreis', name)}"


def display_name(jobcenter_name: str, name_geprueft: bool, traeger: str) -> str:
    """The name to show: the own one when it was checked, else „Jobcenter <Träger>“ (§ 6d SGB II)."""
    if name_geprueft and jobcenter_name.strip():
        return jobcenter_name.strip()
    return f"Jobcenter {traeger.strip()}"
