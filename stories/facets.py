"""The filters above the list of stories: which values lead somewhere, and how many stories wait there."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from jobcenters.laender import LAENDER
from jobcenters.names import fold_plain
from stories.kinds import KINDS
from stories.selection import LABELS, Selection
from stories.topics import TOPICS


@dataclass(frozen=True)
class Cell:
    """How many stories of one kind one centre has; `name` is what the public calls the centre.

    topic: of these, so many are about it; empty: of whatever topic.
    """

    centre: str
    name: str
    traeger: str
    land: str
    kind: str
    number: int
    topic: str = ""


@dataclass(frozen=True)
class Counts:
    """What the database counted: cells without regard to Land, kind and centre, topics without regard to topic."""

    cells: tuple[Cell, ...]
    topics: Mapping[str, int]

    @classmethod
    def of(cls, cells: Iterable[Cell], selection: Selection) -> "Counts":
        """Choose from the cells of all topics what a selection needs."""
        chosen: list[Cell] = []
        topics: Counter[str] = Counter()
        for cell in cells:
            if cell.topic == selection.topic:
                chosen.append(cell)
            if cell.topic and _fits(cell, selection):
                topics[cell.topic] += cell.number
        return cls(tuple(chosen), topics)

    def total(self, selection: Selection) -> int:
        """How many stories the selection shows."""
        return sum(cell.number for cell in self._cells(selection))

    def traeger(self, slug: str) -> str:
        """The Träger of a centre that has stories, else an empty text."""
        return next((cell.traeger for cell in self.cells if cell.centre == slug), "")

    def groups(self, selection: Selection, base: str) -> list[dict[str, Any]]:
        """Return the filters as components/filter_bar.html shows them. Centres are offered within one Land."""
        laender = self._by("land", selection, "land", "centre")
        kinds = self._by("kind", selection, "kind")
        groups = [
            _group("kind", "Alle", ((key, kind.label) for key, kind in KINDS.items()), kinds),
            _group("land", "Alle Länder", _sorted({code: x.name for code, x in LAENDER.items()}), laender),
            _group("topic", "Alle Themen", _sorted(TOPICS), self.topics),
        ]
        if selection.land or selection.centre:
            names = {cell.centre: cell.name for cell in self.cells}
            centres = self._by("centre", selection, "centre")
            groups.append(_group("centre", "Alle Jobcenter", _sorted(names), centres))
        return [_as_shown(group, selection, base) for group in groups]

    def _cells(self, selection: Selection, *but: str) -> Iterable[Cell]:
        wanted = selection.changed(**dict.fromkeys(but, ""))
        return (cell for cell in self.cells if _fits(cell, wanted))

    def _by(self, name: str, selection: Selection, *but: str) -> Counter[str]:
        numbers: Counter[str] = Counter()
        for cell in self._cells(selection, *but):
            numbers[getattr(cell, name)] += cell.number
        return numbers


def _fits(cell: Cell, selection: Selection) -> bool:
    """Say whether a cell is of the Land, kind and centre that are wanted."""
    return (
        selection.land in ("", cell.land)
        and selection.kind in ("", cell.kind)
        and selection.centre in ("", cell.centre)
    )


@dataclass(frozen=True)
class _Group:
    name: str
    all_label: str
    values: tuple[tuple[str, str, int], ...]


def _group(
    name: str, all_label: str, titles: Iterable[tuple[str, str]], numbers: Mapping[str, int]
) -> _Group:
    return _Group(name, all_label, tuple((key, title, numbers.get(key, 0)) for key, title in titles))


def _sorted(titles: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(titles.items(), key=lambda item: fold_plain(item[1]))


def _as_shown(group: _Group, selection: Selection, base: str) -> dict[str, Any]:
    """Only values that lead to stories are links; the chosen one stays in sight even when nothing is left."""
    current = selection.chosen.get(group.name, "")
    leave = {"centre": ""} if group.name == "land" else {}
    options = [
        {
            "title": title,
            "count": number,
            "current": key == current,
            "url": selection.link(base, **leave, **{group.name: key}),
        }
        for key, title, number in group.values
        if number or key == current
    ]
    everything = {
        "title": group.all_label,
        "current": not current,
        "url": selection.link(base, **leave, **{group.name: ""}),
    }
    return {
        "label": LABELS[group.name],
        "chosen": next((option["title"] for option in options if option["current"]), ""),
        "options": [everything, *options],
    }
