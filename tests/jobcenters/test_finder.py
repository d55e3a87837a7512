"""The finder over the real 104 and all 401 Kreise: what people type, and what they get."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from jobcenters.finder import CentreEntry, FinderIndex, KreisEntry, build_index, find
from jobcenters.importing import JobcenterRow
from jobcenters.kreise import alle_kreise
from jobcenters.names import bare_name, in_kreis
from tests.jobcenters.finder_data import ROWS, entry, found, real_index

GE = [kreis for kreis in alle_kreise() if not kreis.kommunal]


@pytest.fixture(scope="module")
def index() -> FinderIndex:
    return real_index()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.slug)
def test_each_of_the_104_is_found_by_name_traeger_and_seat(row: JobcenterRow, index: FinderIndex) -> None:
    for query in (entry(row).name, row.traeger, f"Jobcenter {row.traeger}"):
        assert found(find(query, index)) == ("one", [row.ags]), query
    for query in (row.jobcenter_name, row.verwaltungssitz, bare_name(row.traeger), *row.orte):
        answer = find(query, index)
        assert answer.kind in ("one", "several"), query
        assert row.ags in [result.ags for result in answer.results], query


@pytest.mark.parametrize("row", [row for row in ROWS if row.aliasse], ids=lambda row: row.slug)
def test_each_alias_leads_to_its_centre(row: JobcenterRow, index: FinderIndex) -> None:
    for alias in row.aliasse:
        answer = find(alias, index)
        assert answer.kind in ("one", "several"), alias
        assert row.ags in [result.ags for result in answer.results], alias


@pytest.mark.parametrize("kreis", GE, ids=lambda kreis: kreis.ags)
def test_each_kreis_with_a_gemeinsame_einrichtung_is_named_as_such(
    kreis: KreisEntry, index: FinderIndex
) -> None:
    answer = find(kreis.name, index)
    assert found(answer) == ("ge", [kreis.ags])
    result = answer.results[0]
    assert (result.type, result.kreis, result.land) == ("ge", kreis.name, kreis.land)
    assert "gemeinsame Einrichtung" in answer.message
    assert in_kreis(kreis.name).split(" ", 1)[1] in answer.message
    assert "115" in answer.message
    assert kreis.ags in [result.ags for result in find(bare_name(kreis.name), index).results]


@pytest.mark.parametrize("kreis", GE, ids=lambda kreis: kreis.ags)
def test_the_link_and_the_name_of_a_gemeinsame_einrichtung_lead_back_to_it(
    kreis: KreisEntry, index: FinderIndex
) -> None:
    result = find(kreis.name, index).results[0]
    address = urlsplit(result.url)
    assert address.path == "/jobcenter/"
    for query in (parse_qs(address.query)["q"][0], result.name):
        assert found(find(query, index)) == ("ge", [kreis.ags])


@pytest.mark.parametrize(
    ("query", "kind", "ags"),
    [
        ("Harz", "one", ["15085"]),
        ("koba harz", "one", ["15085"]),
        ("KoBa", "one", ["15085"]),
        ("Halberstadt", "one", ["15085"]),
        ("38820 Halberstadt", "one", ["15085"]),
        ("KoBa Halberstadt", "one", ["15085"]),
        ("Landkreis Wernigerode", "one", ["15085"]),
        ("KCA Main-Kinzig", "one", ["06435"]),
        ("MaßArbeit", "one", ["03459"]),
        ("Massarbeit Osnabrueck", "one", ["03459"]),
        ("jobcom", "one", ["05358"]),
        ("job-com", "one", ["05358"]),
        ("Düren", "one", ["05358"]),
        ("DUEREN", "one", ["05358"]),
        ("Duren", "one", ["05358"]),
        ("Du\u0308ren", "one", ["05358"]),
        ("Job-Center Düren", "one", ["05358"]),
        ("Stadt Düren", "one", ["05358"]),
        ("Jülich", "one", ["05358"]),
        ("Proarbeit", "several", ["05770", "06438", "03356"]),
        ("Leipzig", "several", ["14713", "14729"]),
        ("Jobcenter Leipzig", "several", ["14713", "14729"]),
        ("Landkreis Leipzig", "one", ["14729"]),
        ("LK Leipzig", "one", ["14729"]),
        ("Stadt Leipzig", "ge", ["14713"]),
        ("Offenbach", "several", ["06413", "06438"]),
        ("Stadt Offenbach", "one", ["06413"]),
        ("Kreis Offenbach", "one", ["06438"]),
        ("Landkreis Offenbach", "one", ["06438"]),
        ("Osnabrück", "several", ["03404", "03459"]),
        ("Oldenburg", "several", ["03403", "03458"]),
        ("Pforzheim", "several", ["08231", "08236"]),
        ("München", "several", ["09162", "09184"]),
        ("Munchen", "several", ["09162", "09184"]),
        ("Landeshauptstadt München", "ge", ["09162"]),
        ("Koblenz", "several", ["07111", "07137"]),
        ("Rotenburg", "several", ["06632", "03357"]),
        ("Kassel", "ge", ["06611", "06633"]),
        ("Hanau", "ge", ["06415"]),
        ("Eisenach", "ge", ["07232", "16063"]),
        ("Münster", "several", ["05515", "06432", "09779"]),
        ("Wernigerode", "one", ["15085"]),
        ("Halle", "several", ["15002", "03456", "05754", "03255"]),
        ("Halle Westf.", "one", ["05754"]),
        ("Bautzen", "one", ["14625"]),
        ("Altona", "ge", ["02000"]),
        ("Homburg", "several", ["06434", "10045"]),
        ("Ulm", "ge", ["08421"]),
        ("Aachen", "ge", ["05334"]),
        ("Frankfurt", "ge", ["06412", "12053"]),
        ("Frankfurt a. M.", "ge", ["06412", "12053"]),
        ("Frankfurt/Oder", "ge", ["12053"]),
        ("Frankfurt am Main", "ge", ["06412"]),
        ("Mühldorf a. Inn", "ge", ["09183"]),
        ("Rhein Sieg Kreis", "ge", ["05382"]),
        ("im Märkischen Kreis", "ge", ["05962"]),
        ("Sankt Wendel", "one", ["10046"]),
        ("St. Wendel", "one", ["10046"]),
        ("Bad Homburg", "one", ["06434"]),
        ("Kreis Bergstrasse", "one", ["06431"]),
        ("Rüg", "one", ["13073"]),
        ("Steinb", "ge", ["01061"]),
        ("Cösfeld", "one", ["05558"]),
        ("GROSS GERAU", "one", ["06433"]),
        ("Landkreis Osterode", "one", ["03159"]),
        # Villages of these names lie elsewhere; most people mean the Kreis.
        ("Vogelsberg", "several", ["16068", "06535"]),
        ("Odenwald", "several", ["08225", "06437"]),
        ("Bodensee", "several", ["08435", "03159", "09776"]),
        ("Ostalb", "one", ["08136"]),
        ("  harz\t\n", "one", ["15085"]),
        ("ha\u00adrz\u200b", "one", ["15085"]),
    ],
)
def test_what_people_type_finds_what_they_mean(
    query: str, kind: str, ags: list[str], index: FinderIndex
) -> None:
    assert found(find(query, index)) == (kind, ags)


def test_the_answer_says_in_der_regel_and_names_jobcenter_and_kreis(index: FinderIndex) -> None:
    assert find("Harz", index).message == (
        "Wenn Sie im Landkreis Harz wohnen, ist in der Regel dieses Jobcenter für Sie zuständig: "
        "KoBa Harz – Kommunale Beschäftigungsagentur Jobcenter Landkreis Harz."
    )
    for query in ("Leipzig", "Kassel", "Hanau"):
        assert "in der Regel" in find(query, index).message.replace("In der", "in der")


def test_the_place_is_named_only_where_it_belongs_to_the_kreis(index: FinderIndex) -> None:
    places = {result.ags: result.place for result in find("Pforzheim", index).results}
    assert places == {"08231": "Pforzheim", "08236": ""}
    assert find("Halberstadt", index).results[0].place == "Halberstadt"
    assert find("Minden", index).results[0].place == "Minden"
    assert find("Landkreis Harz", index).results[0].place == ""


def test_a_word_out_of_a_name_finds_but_does_not_pretend_to_know_the_place(index: FinderIndex) -> None:
    answer = find("Holzland", index)
    assert found(answer) == ("ge", ["16074"])
    assert answer.message.startswith("Genau „Holzland“ kennen wir nicht")


def test_stadthagen_is_not_the_stadt_hagen(index: FinderIndex) -> None:
    assert found(find("Stadthagen", index)) == ("one", ["03257"])
    assert found(find("Stadt Hagen", index)) == ("ge", ["05914"])


def test_the_beginning_of_a_word_finds_but_does_not_pretend_to_know_the_place(index: FinderIndex) -> None:
    answer = find("Burgenl", index)
    assert found(answer) == ("one", ["15084"])
    assert answer.message.startswith("Genau „Burgenl“ kennen wir nicht")


def test_namesakes_are_listed_each_with_its_kreis_and_land(index: FinderIndex) -> None:
    answer = find("Burg", index)
    assert {(result.place, result.kreis, result.land) for result in answer.results} >= {
        ("Burg", "Landkreis Jerichower Land", "Sachsen-Anhalt"),
        ("Burg (Spreewald)", "Landkreis Spree-Neiße", "Brandenburg"),
        ("Burg (Dithmarschen)", "Kreis Dithmarschen", "Schleswig-Holstein"),
    }


def test_a_quarter_is_named_with_its_town(index: FinderIndex) -> None:
    answer = find("Zwotzen", index)
    assert [(one.place, one.kreis) for one in answer.results] == [("Zwötzen (Gera)", "Stadt Gera")]


@pytest.mark.parametrize(
    "name", ["München", "Osnabrück", "Würzburg", "Offenbach", "Leipzig", "Ansbach", "Oldenburg"]
)
def test_stadt_and_landkreis_of_one_name_are_kept_apart(name: str, index: FinderIndex) -> None:
    both = [result.kreis for result in find(name, index).results]
    assert len(both) == 2 and name in both[0] and name in both[1]
    for kreis in both:
        assert [result.kreis for result in find(kreis, index).results] == [kreis]


def test_the_json_has_exactly_the_promised_shape(index: FinderIndex) -> None:
    answer = find("Leipzig", index).as_dict()
    assert list(answer) == ["query", "kind", "results", "message"]
    assert json.loads(json.dumps(answer))["results"] == [
        {
            "type": "ge",
            "ags": "14713",
            "name": "Jobcenter in der Stadt Leipzig",
            "kreis": "Stadt Leipzig",
            "land": "Sachsen",
            "url": "/jobcenter/?q=Stadt+Leipzig",
            "place": "Leipzig",
        },
        {
            "type": "kjc",
            "ags": "14729",
            "name": "Kommunales Jobcenter Landkreis Leipzig",
            "kreis": "Landkreis Leipzig",
            "land": "Sachsen",
            "url": "/jobcenter/landkreis-leipzig/",
            "place": "",
        },
    ]


def test_a_kommunal_kreis_without_its_centre_is_never_called_a_gemeinsame_einrichtung() -> None:
    without_harz = build_index([entry(row) for row in ROWS if row.ags != "15085"], alle_kreise())
    for query in ("Landkreis Harz", "Harz", "Halberstadt"):
        answer = find(query, without_harz)
        assert answer.kind != "ge"
        assert "15085" not in [result.ags for result in answer.results]
    assert find("Hanau", without_harz).kind == "ge"


def test_a_centre_is_found_under_its_new_name_in_a_kreis_that_was_a_gemeinsame_einrichtung() -> None:
    hanau = CentreEntry("06415", "Jobcenter Hanau", "Stadt Hanau", "Hessen", "/jobcenter/stadt-hanau/")
    assert found(find("Hanau", build_index([hanau], alle_kreise()))) == ("one", ["06415"])


def test_a_seat_in_a_foreign_stadt_never_hides_that_stadt() -> None:
    seat = "Neustadt an der Weinstraße"
    centre = CentreEntry(
        "07332", "Jobcenter Dürkheim", "Landkreis Bad Dürkheim", "Rheinland-Pfalz", "/x/", (seat,)
    )
    assert found(find(seat, build_index([centre], alle_kreise()))) == ("several", ["07316", "07332"])


def test_a_centre_is_found_by_the_other_names_of_its_kreis() -> None:
    harz = next(row for row in ROWS if row.ags == "15085")
    kreis = KreisEntry("15085", "Harzkreis", "Sachsen-Anhalt", True, ("Quedlinburg",))
    index = build_index([entry(harz)], [kreis])
    for query in ("Harzkreis", "Quedlinburg"):
        assert found(find(query, index)) == ("one", ["15085"])


def test_an_empty_index_answers_unknown() -> None:
    assert found(find("Harz", build_index([], []))) == ("unknown", [])
