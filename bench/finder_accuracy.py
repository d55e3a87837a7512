"""Measures the finder against a table of postcodes that is right: how often the answer is exact, wrong or missing.

`make finder-accuracy REF=plz_kreis.csv`. The table has the columns plz and ags5, one line per postcode and Kreis; with
a column art only its lines „zustell“ (postcodes of streets) count. It is for measuring alone and belongs to no part of
the program. Without database: the shipped files answer, as they do on a fresh site. Ends with exit code 1 when the
promise of docs/finder.md is broken.
"""

import csv
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Final

from django.conf import settings

from jobcenters import postcodes
from jobcenters.finder import CentreEntry, FinderIndex, build_index, find
from jobcenters.finder_places import build_places
from jobcenters.importing import parse
from jobcenters.kreise import KREISE_FILE, alle_kreise
from jobcenters.names import display_name

EXACT: Final = 0.999
ASKED: Final = 56
P99_MS: Final = 5.0
Responsible = frozenset[str]


def shipped_index() -> FinderIndex:
    """The finder's index over the shipped files."""
    rows = parse(KREISE_FILE.with_name("jobcenters.csv").read_bytes()).rows
    centres = [
        CentreEntry(
            row.ags,
            display_name(row.jobcenter_name, row.name_geprueft, row.traeger),
            row.traeger,
            row.land,
            f"/jobcenter/{row.slug}/",
            (row.verwaltungssitz, *row.orte),
            row.aliasse,
        )
        for row in rows
    ]
    known = postcodes.shipped()
    return build_index(
        centres, alle_kreise(), postcodes=known, places=build_places(known, postcodes.quarters())
    )


def expected(path: Path) -> dict[str, Responsible]:
    """What the table says: per postcode the AGS of kommunale Jobcenter, and „ge“ for all others together."""
    kommunal = {kreis.ags for kreis in alle_kreise() if kreis.kommunal}
    found: dict[str, set[str]] = defaultdict(set)
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row.get("art", "zustell") == "zustell":
                found[row["plz"]].add(row["ags5"] if row["ags5"] in kommunal else "ge")
    return {plz: frozenset(each) for plz, each in found.items()}


def answered(plz: str, index: FinderIndex) -> tuple[Responsible, float]:
    """What the finder says, in the same form, and how many milliseconds of processor time it took."""
    begin = time.thread_time()
    answer = find(plz, index)
    took = (time.thread_time() - begin) * 1000
    return frozenset(one.ags if one.type == "kjc" else "ge" for one in answer.results), took


def report(reference: dict[str, Responsible], index: FinderIndex) -> tuple[list[str], bool]:
    """Lines to print, and whether the promise is kept."""
    # The first answer of a process reads the words it is made of.
    find("", index)
    got = {plz: answered(plz, index) for plz in reference}
    total = len(reference)
    exact = [plz for plz in reference if got[plz][0] == reference[plz]]
    missing = sorted(plz for plz in reference if not got[plz][0])
    wrong = sorted(plz for plz in reference if got[plz][0] and not got[plz][0] & reference[plz])
    ambiguous = [plz for plz in reference if len(reference[plz]) > 1]
    silent = sorted(plz for plz in ambiguous if len(got[plz][0]) < 2)
    asked = len(ambiguous) - len(silent)
    needless = sorted(plz for plz in reference if len(reference[plz]) == 1 and len(got[plz][0]) > 1)
    p99 = sorted(took for _, took in got.values())[int(total * 0.99)]
    lines = [
        f"{total} Postleitzahlen",
        f"genau richtig: {len(exact)} ({len(exact) / total:.3%})",
        f"falsch: {len(wrong)} {' '.join(wrong)}".rstrip(),
        f"nicht bekannt: {len(missing)} {' '.join(missing)}".rstrip(),
        f"fragt bei verschiedenen Jobcentern nach: {asked} von {len(ambiguous)}, nicht bei: {' '.join(silent) or '–'}",
        f"fragt ohne Not nach: {len(needless)} {' '.join(needless)}".rstrip(),
        f"Dauer: 99 % unter {p99:.2f} ms",
    ]
    kept = len(exact) / total >= EXACT and not wrong and asked >= min(ASKED, len(ambiguous)) and p99 <= P99_MS
    return lines, kept


def main(arguments: list[str]) -> int:
    """Print the report; 2 when no table was named."""
    if len(arguments) != 1:
        sys.stderr.write("Aufruf: make finder-accuracy REF=/pfad/plz_kreis.csv\n")
        return 2
    lines, kept = report(expected(Path(arguments[0])), shipped_index())
    sys.stdout.write("\n".join(lines) + "\n")
    return 0 if kept else 1


if __name__ == "__main__":
    # The finder's words can be translated; here they are German, and no settings of a site are needed.
    settings.configure(USE_I18N=False, LANGUAGE_CODE="de")
    sys.exit(main(sys.argv[1:]))
