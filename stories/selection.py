"""Which stories the index is to show: read from the address, put into words, written back as links. No database."""

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final
from urllib.parse import urlencode

from campaign.counting import as_sentence, counted
from jobcenters.laender import LAENDER
from jobcenters.names import ascii_slug, is_city
from stories.kinds import KINDS
from stories.topics import TOPICS

# Value in the address → our key, per parameter; a centre's slug is looked up by who has the registry.
LAND_KEYS: Final = {ascii_slug(land.name): code for code, land in LAENDER.items()}
KIND_KEYS: Final = {kind.key: name for name, kind in KINDS.items()}
TOPIC_KEYS: Final = {key: key for key in TOPICS}
PARAMETERS: Final = {"land": "land", "kind": "wer", "topic": "thema", "centre": "jobcenter"}
LABELS: Final = {"land": "Land", "kind": "Wer erzählt", "topic": "Thema", "centre": "Jobcenter"}
SLUG: Final = re.compile(r"[a-z0-9-]{1,255}")


@dataclass(frozen=True)
class Selection:
    """Land (ISO 3166-2), kind and topic by their keys in the database, centre by its slug; empty = all.

    `unknown` names the filters whose value nobody knows: they are left out, and the page says so.
    """

    land: str = ""
    kind: str = ""
    topic: str = ""
    centre: str = ""
    unknown: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.chosen)

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that narrow the list."""
        return {name: value for name, value in asdict(self).items() if name in PARAMETERS and value}

    @property
    def query(self) -> str:
        """The encoded query of the address, without question mark; empty for all stories."""
        words = {
            "land": ascii_slug(LAENDER[self.land].name) if self.land else "",
            "kind": KINDS[self.kind].key if self.kind else "",
            "topic": self.topic,
            "centre": self.centre,
        }
        return urlencode({PARAMETERS[name]: word for name, word in words.items() if word})

    def link(self, base: str, **changes: str) -> str:
        """Return the address of the index with other filters; a centre lies in one Land, so they go together."""
        query = self.changed(**changes).query
        return f"{base}?{query}" if query else base

    def without(self, name: str) -> "Selection":
        """Return the selection with an unknown value left out and noted."""
        values = {key: value for key, value in self.chosen.items() if key != name}
        return Selection(**values, unknown=(*self.unknown, LABELS[name]))

    def changed(self, **changes: str) -> "Selection":
        """Return the selection with other filters, named like the fields."""
        return Selection(**{**self.chosen, **changes}, unknown=self.unknown)


def read(parameters: Mapping[str, str]) -> Selection:
    """Read the address; whatever stands there, the answer is a selection."""
    selection = Selection()
    for name, parameter in PARAMETERS.items():
        word = parameters.get(parameter, "").strip()
        if not word:
            continue
        value = _key(name, word)
        selection = selection.changed(**{name: value}) if value else selection.without(name)
    return selection


def _key(name: str, word: str) -> str:
    if name == "centre":
        return word if SLUG.fullmatch(word) else ""
    keys = {"land": LAND_KEYS, "kind": KIND_KEYS, "topic": TOPIC_KEYS}[name]
    return keys.get(word, "")


def in_words(number: int, selection: Selection, traeger: str = "") -> str:
    """Say what the list holds: „Zwölf Geschichten aus Hessen zum Thema „Ausbildung““. `traeger` is the centre's."""
    return as_sentence(counted(number, "eine Geschichte", "Geschichten")) + narrowed(selection, traeger)


def narrowed(selection: Selection, traeger: str = "") -> str:
    """Say what narrows a list, to stand right behind its name: „ aus Hessen, erzählt von …“; empty for all stories."""
    parts = [""]
    if traeger:
        parts.append(f"aus {'der' if is_city(traeger) else 'dem'} {traeger}")
    elif selection.land:
        land = LAENDER[selection.land].name
        parts.append(f"aus {'dem ' if land == 'Saarland' else ''}{land}")
    if selection.topic:
        parts.append(f"zum Thema „{TOPICS[selection.topic]}“")
    words = " ".join(parts)
    return f"{words}, erzählt von Menschen, {KINDS[selection.kind].tellers}" if selection.kind else words
