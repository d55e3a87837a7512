"""The life of an imported set of postcodes: stored, compared with what answers now, activated, taken back."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from campaign.audit import log
from jobcenters import postcodes, registry
from jobcenters.finder_words import words_of
from jobcenters.kreise import alle_kreise
from jobcenters.models import PostcodeSet
from jobcenters.names import sort_key
from jobcenters.postcodes import PostcodeRow, Postcodes


@dataclass(frozen=True)
class Change:
    """A postcode whose answer changes: names of the Kreise before (none when it is new) and after."""

    plz: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def with_known_places(rows: Iterable[PostcodeRow]) -> list[PostcodeRow]:
    """The rows, without names that are no municipality of their Kreis: large customers have a postcode of their own."""
    known = {
        (words_of(row.ort.split("(")[0]), row.ags) for each in postcodes.shipped().values() for row in each
    }
    return [
        row
        if row.plz in postcodes.shipped() or (words_of(row.ort.split("(")[0]), row.ags) in known
        else PostcodeRow(row.plz, "", row.ags)
        for row in rows
    ]


def changes(rows: Iterable[PostcodeRow], today: date) -> dict[str, list[Change]]:
    """What would answer otherwise with these rows than now, by Land in German order; two queries."""
    now = registry.finder_index().postcodes
    then = registry.corrected_on(postcodes.merged(postcodes.shipped(), rows), today)
    kreise = {kreis.ags: kreis for kreis in alle_kreise()}
    found: dict[str, list[Change]] = defaultdict(list)
    for plz in sorted(now.keys() | then.keys()):
        before, after = _ags(plz, now), _ags(plz, then)
        if before != after:
            change = Change(
                plz, *(tuple(kreise[ags].name for ags in each if ags in kreise) for each in (before, after))
            )
            found[kreise[(after or before)[0]].land].append(change)
    return dict(sorted(found.items(), key=lambda item: sort_key(item[0])))


def store(name: str, rows: Iterable[PostcodeRow]) -> PostcodeSet:
    """Keep the rows as a set; the same rows are kept once, whatever the file is called."""
    text = postcodes.write(rows)
    digest = hashlib.sha256(text.encode()).hexdigest()
    with transaction.atomic():
        kept, is_new = PostcodeSet.objects.get_or_create(digest=digest, defaults={"name": name, "rows": text})
        if is_new:
            log.record("postcodes.imported", obj=kept, label=str(kept))
    return kept


def activate(kept: PostcodeSet) -> bool:
    """Let the set answer from now on; False when it does already."""
    if PostcodeSet.objects.active() == kept:
        return False
    with transaction.atomic():
        kept.activated_at = timezone.now()
        kept.save(update_fields=["activated_at"])
        log.record("postcodes.activated", obj=kept, label=str(kept))
    return True


def roll_back() -> tuple[PostcodeSet | None, PostcodeSet | None]:
    """Take the active set back; return it and the one that answers now (None: the shipped file alone)."""
    with transaction.atomic():
        taken = PostcodeSet.objects.active()
        if taken:
            taken.activated_at = None
            taken.save(update_fields=["activated_at"])
            log.record("postcodes.rolled_back", obj=taken, label=str(taken))
        return taken, PostcodeSet.objects.active()


def _ags(plz: str, known: Postcodes) -> tuple[str, ...]:
    return tuple(sorted({row.ags for row in known.get(plz, ())}))
