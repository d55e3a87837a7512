"""The words by which the finder knows a Jobcenter, laid out for fast lookup: built once, read often."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal
from urllib.parse import urlencode

from jobcenters.finder_places import PlaceIndex, build_places
from jobcenters.finder_words import Nearness, core_of, words_of
from jobcenters.names import bare_name, fold, in_kreis, is_city, sort_key
from jobcenters.postcodes import Postcodes

# „Mülheim an der Ruhr“, „Kempten (Allgäu)“: people leave out what follows the name of the town.
_ADDITION: Final = re.compile(r"\s*(?:\(.*\)|\s(?:am|an der|an|in der|im|vor der|ob der)\s.*)$")
_COMPOUND: Final = re.compile(r"(\w{3,})kreis")


@dataclass(frozen=True)
class CentreEntry:
    """A kommunales Jobcenter as the finder sees it.

    `url`: path of its page, `towns`: its offices' places, `phone`: the number as it is shown, may be empty.
    `kreise`: further AGS it is responsible for, `former`: names that led to it and are no longer used.
    """

    ags: str
    name: str
    traeger: str
    land: str
    url: str
    towns: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    phone: str = ""
    kreise: tuple[str, ...] = ()
    former: tuple[str, ...] = ()


@dataclass(frozen=True)
class KreisEntry:
    """One of all Kreise and kreisfreie Städte; `kommunal` says that the Jobcenter there is a kommunales."""

    ags: str
    name: str
    land: str
    kommunal: bool
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Target:
    """Where a search ends: a kommunales Jobcenter („kjc“) or the gemeinsame Einrichtung („ge“) of a Kreis."""

    type: Literal["kjc", "ge"]
    ags: str
    name: str
    kreis: str
    land: str
    url: str
    phone: str = ""

    @property
    def is_city(self) -> bool:
        """The Träger is a kreisfreie Stadt: whoever lives in the town of that name belongs here."""
        return is_city(self.kreis)

    @property
    def order(self) -> tuple[bool, tuple[str, str], str]:
        """Towns before Kreise, then by the name of the Träger."""
        return not self.is_city, sort_key(bare_name(self.kreis)), self.ags


@dataclass(frozen=True)
class Label:
    """One name of a target. `town`: it is a place, not the Träger; `place`: that place if inside the Kreis.

    `whole`: nothing was left out of the name. `former`: the name, if it is one of former days.
    """

    target: Target
    words: tuple[str, ...]
    core: tuple[str, ...]
    of_kreis: bool = False
    town: bool = False
    place: str = ""
    whole: bool = True
    former: str = ""


@dataclass(frozen=True)
class FinderIndex:
    """Labels by full name, by core and by word; places and postcodes by name and number; targets by AGS.

    The core is the name without kind words, written in one: „jobcom“ is „job-com“. A full name keeps its
    blanks, else „Stadt Hagen“ were „Stadthagen“.
    """

    labels: tuple[Label, ...]
    full: dict[str, list[Label]]
    core: dict[str, list[Label]]
    by_word: dict[str, set[int]]
    words: list[str] = field(repr=False)
    nearness: Nearness = field(repr=False)
    targets: dict[str, Target] = field(repr=False)
    places: PlaceIndex = field(repr=False)
    postcodes: Postcodes = field(repr=False)

    def with_word(self, word: str) -> set[int]:
        """Numbers of the labels that have exactly this word."""
        return self.by_word.get(word, set())

    def with_prefix(self, prefix: str) -> set[int]:
        """Numbers of the labels that have a word beginning with `prefix`."""
        found: set[int] = set()
        for position in range(bisect_left(self.words, prefix), len(self.words)):
            if not self.words[position].startswith(prefix):
                break
            found |= self.by_word[self.words[position]]
        return found

    def near(self, core: str) -> list[str]:
        """Cores of labels and places that are nearly `core`, none nearer than another; Kreise before places."""
        found = self.nearness.near(core) + self.places.nearness.near(core)
        nearest = min((distance for distance, _ in found), default=0)
        return list(dict.fromkeys(name for distance, name in found if distance == nearest))

    def labelled(self, core: str) -> list[Label]:
        """Labels with exactly this core, those of places behind; a place without a Jobcenter to name has none."""
        labels = list(self.core.get(core, ()))
        for _, place in self.places.named(core):
            target = self.targets.get(place.ags)
            if target:
                labels.append(Label(target, (), (), town=True, place=place.shown))
        return labels


def build_index(
    centres: Iterable[CentreEntry],
    kreise: Iterable[KreisEntry],
    finder_path: str = "/jobcenter/",
    *,
    postcodes: Postcodes | None = None,
    places: PlaceIndex | None = None,
) -> FinderIndex:
    """Index over the centres and over the Kreise whose Jobcenter is a gemeinsame Einrichtung.

    A Kreis with a centre lends its names to the centre; a `kommunal` Kreis without one (not yet imported,
    closed) is left out, for it has no gemeinsame Einrichtung to name. A gE has no page of its own: its `url`
    asks the finder at `finder_path` for the Kreis.
    """
    kreis_by_ags = {kreis.ags: kreis for kreis in kreise}
    centres = tuple(centres)
    independent = {
        fold(_short(bare_name(kreis.name))): kreis.ags
        for kreis in kreis_by_ags.values()
        if is_city(kreis.name)
    }
    labels: list[Label] = []
    for centre in centres:
        own = [kreis_by_ags[ags] for ags in (centre.ags, *centre.kreise) if ags in kreis_by_ags]
        labels.extend(_labels_of_centre(centre, own, independent))
    with_centre = {ags for centre in centres for ags in (centre.ags, *centre.kreise)}
    for kreis in kreis_by_ags.values():
        if kreis.ags not in with_centre and not kreis.kommunal:
            labels.extend(_labels_of_ge(kreis, finder_path))
    index = _lay_out(labels, places or build_places({}), postcodes or {})
    index.targets.update(
        (ags, index.targets[centre.ags])
        for centre in centres
        for ags in centre.kreise
        if centre.ags in index.targets
    )
    return index


def _labels_of_centre(
    centre: CentreEntry, kreise: Iterable[KreisEntry], independent: dict[str, str]
) -> Iterator[Label]:
    target = Target("kjc", centre.ags, centre.name, centre.traeger, centre.land, centre.url, centre.phone)
    own_place = bare_name(centre.traeger) if target.is_city else ""
    names = (centre.traeger, *(name for kreis in kreise for name in (kreis.name, *kreis.aliases)))
    for name in (*names, *_spoken(names)):
        yield from _labels(target, name, of_kreis=True, place=own_place)
    for name in (centre.name, f"Jobcenter {centre.traeger}", *centre.aliases):
        yield from _labels(target, name, place=own_place)
    for name in centre.former:
        yield from (replace(label, former=name) for label in _labels(target, name))
    for town in centre.towns:
        # The seat of Landkreis Osnabrück is the Stadt Osnabrück, which is none of its municipalities.
        outside = independent.get(fold(_short(town)), centre.ags) != centre.ags
        yield from _labels(target, town, town=True, place="" if outside else town)


def _labels_of_ge(kreis: KreisEntry, finder_path: str) -> Iterator[Label]:
    url = f"{finder_path}?{urlencode({'q': kreis.name})}"
    target = Target("ge", kreis.ags, f"Jobcenter {in_kreis(kreis.name)}", kreis.name, kreis.land, url)
    place = bare_name(kreis.name) if target.is_city else ""
    names = (kreis.name, *kreis.aliases)
    for name in (*names, *_spoken(names)):
        yield from _labels(target, name, of_kreis=True, place=place)
    yield from _labels(target, target.name, place=place)


def _labels(
    target: Target, name: str, *, of_kreis: bool = False, town: bool = False, place: str = ""
) -> Iterator[Label]:
    """One label per way to write the name: with ae or a for ä, with or without „am Main“ behind it."""
    short = _short(name) if of_kreis or town else name
    seen = set()
    for text in dict.fromkeys((name, short)):
        for words in (words_of(text), words_of(text, plain=True)):
            if words not in seen:
                seen.add(words)
                yield Label(target, words, core_of(words), of_kreis, town, place, text == name)


def _spoken(names: Iterable[str]) -> list[str]:
    """What people call a Kreis whose name ends with the word: „Vogelsberg“ for Vogelsbergkreis.

    Without it a village of that name somewhere else would be the only answer.
    """
    return [found[1] for name in dict.fromkeys(names) if (found := _COMPOUND.fullmatch(name))]


def _short(name: str) -> str:
    return _ADDITION.sub("", name) or name


def _lay_out(labels: list[Label], places: PlaceIndex, postcodes: Postcodes) -> FinderIndex:
    full: dict[str, list[Label]] = defaultdict(list)
    core: dict[str, list[Label]] = defaultdict(list)
    by_word: dict[str, set[int]] = defaultdict(set)
    for number, label in enumerate(labels):
        for word in label.core:
            by_word[word].add(number)
        # A town and a bare „Osnabrück“ are never the full name: several Träger may share them.
        if not label.town and label.words != label.core:
            full[" ".join(label.words)].append(label)
        if label.core:
            core["".join(label.core)].append(label)
    return FinderIndex(
        labels=tuple(labels),
        full=dict(full),
        core=dict(core),
        by_word=dict(by_word),
        words=sorted(by_word),
        nearness=Nearness(core),
        targets={label.target.ags: label.target for label in labels},
        places=places,
        postcodes=postcodes,
    )
