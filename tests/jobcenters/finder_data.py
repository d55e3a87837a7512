"""The finder's index over the real 104 and all 401 Kreise, as the site builds it."""

from functools import cache

from jobcenters import postcodes
from jobcenters.finder import Answer, CentreEntry, FinderIndex, build_index
from jobcenters.finder_places import build_places
from jobcenters.importing import JobcenterRow, parse
from jobcenters.kreise import KREISE_FILE, alle_kreise
from jobcenters.names import display_name

ROWS = parse((KREISE_FILE.parent / "jobcenters.csv").read_bytes()).rows


def entry(row: JobcenterRow) -> CentreEntry:
    """The centre of a row of the file, under its address on the site."""
    name = display_name(row.jobcenter_name, row.name_geprueft, row.traeger)
    towns = (row.verwaltungssitz, *row.orte)
    return CentreEntry(row.ags, name, row.traeger, row.land, f"/jobcenter/{row.slug}/", towns, row.aliasse)


@cache
def real_index() -> FinderIndex:
    """The index of all centres and Kreise, built once per test run."""
    known = postcodes.shipped()
    return build_index(
        [entry(row) for row in ROWS],
        alle_kreise(),
        postcodes=known,
        places=build_places(known, postcodes.quarters()),
    )


def found(answer: Answer) -> tuple[str, list[str]]:
    """Kind and AGS of an answer, in its order."""
    return answer.kind, [result.ags for result in answer.results]
