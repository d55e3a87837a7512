"""The files that are shipped: exactly the 104, all 401 Kreise, and both agree."""

from collections import Counter
from pathlib import Path

import pytest

from jobcenters.importing import JobcenterRow, parse
from jobcenters.kreise import KREISE_FILE, alle_kreise
from jobcenters.names import ascii_slug

DATA = KREISE_FILE.parent
PER_LAND = {
    "DE-BW": 11,
    "DE-BY": 10,
    "DE-BB": 7,
    "DE-HE": 16,
    "DE-MV": 1,
    "DE-NI": 16,
    "DE-NW": 18,
    "DE-RP": 5,
    "DE-SL": 3,
    "DE-SN": 5,
    "DE-ST": 6,
    "DE-SH": 2,
    "DE-TH": 4,
}


@pytest.fixture(scope="module")
def rows() -> tuple[JobcenterRow, ...]:
    parsed = parse((DATA / "jobcenters.csv").read_bytes())
    assert parsed.problems == ()
    return parsed.rows


def test_the_file_holds_exactly_the_104_of_the_komtrzv_per_land(rows: tuple[JobcenterRow, ...]) -> None:
    assert len(rows) == 104
    assert Counter(row.land_code for row in rows) == PER_LAND


def test_every_centre_has_its_own_ags_and_the_slug_of_its_traeger(rows: tuple[JobcenterRow, ...]) -> None:
    assert len({row.ags for row in rows}) == 104
    assert len({row.slug for row in rows}) == 104
    assert [row.slug for row in rows] == [ascii_slug(row.traeger) for row in rows]


def test_every_checked_name_and_every_contact_has_a_source(rows: tuple[JobcenterRow, ...]) -> None:
    stated = [
        row for row in rows if row.name_geprueft or row.website or row.telefon or row.email or row.adresse
    ]
    assert len(stated) > 30
    assert [row.ags for row in stated if not row.quelle] == []


def test_the_registry_keeps_the_two_sites_of_dueren_and_the_brand_of_harz(
    rows: tuple[JobcenterRow, ...],
) -> None:
    by_ags = {row.ags: row for row in rows}
    assert by_ags["05358"].orte == ("Jülich",)
    assert "KoBa Harz" in by_ags["15085"].aliasse
    assert by_ags["06438"].telefon == "+4960748058100"
    assert by_ags["06438"].durchwahl == "100"
    assert by_ags["06435"].stand_erlaeuterung.endswith("Kreis minus Hanau")


def test_the_kreise_are_all_401_and_mark_the_same_104(rows: tuple[JobcenterRow, ...]) -> None:
    kreise = alle_kreise()
    assert len({kreis.ags for kreis in kreise}) == 401
    assert {kreis.ags for kreis in kreise if kreis.kommunal} == {row.ags for row in rows}
    assert len({kreis.name for kreis in kreise}) == 401


def test_a_kreis_lies_in_the_same_land_in_both_files(rows: tuple[JobcenterRow, ...]) -> None:
    land_of = {kreis.ags: kreis.land for kreis in alle_kreise()}
    assert [row.ags for row in rows if land_of[row.ags] != row.land] == []


def test_hanau_is_a_kreisfreie_stadt_without_a_kommunales_jobcenter() -> None:
    hanau = next(kreis for kreis in alle_kreise() if kreis.ags == "06415")
    assert (hanau.name, hanau.kommunal) == ("Stadt Hanau", False)


def test_the_readme_names_the_licences_of_the_data() -> None:
    text = Path(DATA / "README.md").read_text(encoding="utf-8")
    for word in ("CC BY 4.0", "Destatis", "GeoNames", "KomtrZV", "§ 5 UrhG"):
        assert word in text
