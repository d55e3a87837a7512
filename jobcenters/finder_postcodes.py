"""Answers a postcode: one Jobcenter, the question for the municipality, or the gemeinsame Einrichtung of the Kreis."""

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from campaign.site_languages import german_name
from jobcenters import finder_answer
from jobcenters.finder_answer import Answer, Result, said
from jobcenters.finder_index import FinderIndex, Label
from jobcenters.finder_places import Rank
from jobcenters.finder_words import core_of, words_of
from jobcenters.names import in_kreis
from jobcenters.postcodes import PostcodeRow

POSTCODE: Final = re.compile(r"(?<![0-9])(?:D-?\s*)?([0-9]{5})(?![0-9])", re.IGNORECASE)
_WITH_LETTER: Final = re.compile(r"(?<!\w)(?=(?:O*[0-9]){3})[0-9O]{5}(?!\w)", re.IGNORECASE)
_LENGTH: Final = 5
# Leitregionen that the Post never assigned.
_NEVER_ASSIGNED: Final = ("00", "05", "43", "62")


def with_zeros(text: str) -> tuple[str, str]:
    """The text with 0 for the letter O in postcodes, and a hint that says so (empty when there was none)."""
    read = _WITH_LETTER.sub(lambda found: re.sub("o", "0", found[0], flags=re.IGNORECASE), text)
    if read == text:
        return text, ""
    return read, _("In einer Postleitzahl stehen nur Ziffern: Wir haben den Buchstaben O als Null gelesen.")


def unknown(plz: str) -> str:
    """Say that no place of this postcode is known."""
    return _("Die Postleitzahl {plz} kennen wir nicht.").format(plz=plz)


def _check_it() -> str:
    return _("Bitte prüfen Sie die Zahl oder geben Sie Ihren Ort ein.")


def fault_of(digits: str, index: FinderIndex) -> str:
    """Why these digits are no postcode that could exist; empty when they are."""
    if len(digits) != _LENGTH:
        count = "1 Ziffer" if len(digits) == 1 else f"{len(digits)} Ziffern"
        text = _("Eine Postleitzahl hat 5 Ziffern, Sie haben {count} eingegeben.")
        wrong = text.format(count=count, number=len(digits))
        whole = f"0{digits}"
        meant = _("Meinten Sie {plz}?").format(plz=whole) if whole in index.postcodes else ""
        return said(wrong, meant, _check_it())
    if digits.startswith(_NEVER_ASSIGNED):
        return said(_("Die Postleitzahl {plz} gibt es nicht.").format(plz=digits), _check_it())
    return ""


def answer(kept: str, plz: str, words: tuple[str, ...], index: FinderIndex) -> Answer:
    """Answer five digits; `words` are what else was typed, in the spelling of `words_of`."""
    rows = tuple(_today(row, index) for row in index.postcodes.get(plz, ()))
    if not rows:
        message = said(unknown(plz), _check_it(), finder_answer.help_115())
        return Answer(kept, "unknown", (), message)
    rows, elsewhere = _narrowed(rows, words, index)
    if any(row.ags not in index.targets for row in rows):
        return _answer_in_part(kept, plz, rows, index)
    if elsewhere:
        return _answer_contradiction(kept, plz, rows, elsewhere, index)
    results = _results(rows, index)
    kind = finder_answer.kind_of(results)
    if kind == "one":
        result = results[0]
        text = _("In der Regel ist dieses Jobcenter für Sie zuständig: {name}.")
        message = said(_lies(plz, result), text.format(name=german_name(result.name)))
        return Answer(kept, kind, results, message, finder_answer.phone_of(index.targets[result.ags]))
    if kind == "ge":
        return Answer(kept, kind, results, _about_ge(plz, results))
    text = _(
        "Zur Postleitzahl {plz} gehören Gemeinden mit verschiedenen Jobcentern. In welcher Gemeinde wohnen Sie?"
    )
    message = said(text.format(plz=plz), finder_answer.where_you_live())
    return Answer(kept, kind, results, message, finder_answer.help_115())


def _today(row: PostcodeRow, index: FinderIndex) -> PostcodeRow:
    """The row with the Kreis of the Jobcenter that answers for it: two of them may have become one."""
    target = index.targets.get(row.ags)
    return row if target is None or target.ags == row.ags else replace(row, ags=target.ags)


def _narrowed(
    rows: tuple[PostcodeRow, ...], words: tuple[str, ...], index: FinderIndex
) -> tuple[tuple[PostcodeRow, ...], list[Label]]:
    """The rows that fit the words beside the postcode, or all; and labels of the words if they fit none."""
    core = "".join(core_of(words))
    if not core:
        return rows, []
    named = index.places.named(core)
    meant = {(place.within or place.name, place.ags) for _, place in named}
    fitting = [row for row in rows if (row.ort, row.ags) in meant or words_of(row.ort) == words]
    if fitting:
        return tuple(fitting), []
    labels = list(index.core.get(core, ()))
    # A part of some other town may bear the name of a part of this one, or of a street.
    whole = {place.ags for rank, place in named if rank == Rank.WHOLE}
    labels += [label for label in index.labelled(core) if label.town and label.target.ags in whole]
    of_kreis = tuple(row for row in rows if row.ags in {label.target.ags for label in labels})
    return (of_kreis, []) if of_kreis else (rows, labels)


def _results(rows: Iterable[PostcodeRow], index: FinderIndex) -> tuple[Result, ...]:
    """One result per Kreis where that answers, per municipality where the Jobcenter differ and one is kommunal."""
    rows = tuple(rows)
    kreise = sorted({row.ags for row in rows}, key=lambda ags: index.targets[ags].order)
    targets = [index.targets[ags] for ags in kreise]
    if len(targets) == 1 or all(target.type == "ge" for target in targets):
        return tuple(
            finder_answer.result_for(target, _places(rows, target.ags, len(targets) > 1))
            for target in targets
        )
    each = dict.fromkeys(rows)
    return finder_answer.in_reading_order(
        finder_answer.result_for(index.targets[row.ags], row.ort) for row in each
    )


def _places(rows: tuple[PostcodeRow, ...], ags: str, must_choose: bool) -> str:
    """The municipality; several of them only where they help to choose the Kreis."""
    names = list(dict.fromkeys(row.ort for row in rows if row.ags == ags and row.ort))
    return ", ".join(names) if must_choose or len(names) == 1 else ""


def _lies(plz: str, result: Result) -> str:
    return _("Die Postleitzahl {plz} liegt {where}.").format(
        plz=plz, where=in_kreis(result.kreis), kreis=german_name(result.kreis)
    )


def _about_ge(plz: str, results: tuple[Result, ...]) -> str:
    if len(results) == 1:
        shared = _(
            "Dort ist das Jobcenter eine gemeinsame Einrichtung von Kommune und Bundesagentur für Arbeit."
        )
        return said(
            _lies(plz, results[0]), shared, finder_answer.if_you_live_there(), finder_answer.call_115()
        )
    names = [german_name(result.kreis) for result in results]
    text = _(
        "Die Postleitzahl {plz} gehört zu mehreren Kreisen: {kreise}. Das Jobcenter ist dort jeweils eine "
        "gemeinsame Einrichtung von Kommune und Bundesagentur für Arbeit."
    ).format(plz=plz, kreise=f"{', '.join(names[:-1])} und {names[-1]}", names=", ".join(names))
    return said(text, finder_answer.where_you_live(), finder_answer.call_115())


def _answer_in_part(kept: str, plz: str, rows: tuple[PostcodeRow, ...], index: FinderIndex) -> Answer:
    """A Kreis of the postcode has a kommunales Jobcenter that is not (or no longer) in the registry."""
    known = tuple(row for row in rows if row.ags in index.targets)
    text = _("Zur Postleitzahl {plz} gehört ein Gebiet, dessen Jobcenter wir hier nicht nennen können.")
    message = said(text.format(plz=plz), finder_answer.call_115())
    return Answer(kept, "unknown", _results(known, index), message)


def _answer_contradiction(
    kept: str, plz: str, rows: tuple[PostcodeRow, ...], labels: list[Label], index: FinderIndex
) -> Answer:
    found = _results(rows, index)
    other = tuple(one for one in finder_answer.results_of(labels) if one not in found)
    names = list(dict.fromkeys(row.ort or index.targets[row.ags].kreis for row in rows))
    if len(names) == 1:
        text = _("Postleitzahl und Ort passen nicht zusammen: {plz} gehört zu {place}.")
    else:
        text = _("Postleitzahl und Ort passen nicht zusammen: {plz} gehört zu anderen Gemeinden.")
    belongs = text.format(plz=plz, place=german_name(names[0]))
    message = said(belongs, finder_answer.where_you_live(), finder_answer.choose())
    results = found + other
    return Answer(kept, finder_answer.kind_of(results), results, message, finder_answer.help_115())
