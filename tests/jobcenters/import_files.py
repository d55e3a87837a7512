"""Small import files, and how to look at what the reader says about them."""

import csv
import io

from jobcenters.importing import Parsed, Problem, parse

HARZ = {
    "ags": "15085",
    "nuts3": "DEE09",
    "land_code": "DE-ST",
    "land": "Sachsen-Anhalt",
    "traeger": "Landkreis Harz",
    "traeger_typ": "Landkreis",
    "seit": "2005",
    "einwohner": "214446",
    "flaeche_km2": "2104.72",
    "stand": "2018-12-31",
    "verwaltungssitz": "Halberstadt",
    "lat": "51.89562",
    "lon": "11.05622",
    "jobcenter_name": "KoBa Harz",
    "name_geprueft": "ja",
    "website": "https://www.harz.example/jobcenter/",
    "telefon": "03943 58-3234",
    "email": "info@harz.example",
    "adresse": "Beispielweg 1, 38820 Halberstadt",
    "quelle": "harz.example 2020",
    "hinweis": "",
    "slug": "",
    "adresse_stand": "2020",
    "orte": "Wernigerode",
    "aliasse": "KoBa | Kommunale Beschäftigungsagentur|KoBa",
}
JENA = HARZ | {
    "ags": "16053",
    "nuts3": "DEG03",
    "land_code": "DE-TH",
    "land": "Thüringen",
    "traeger": "Stadt Jena",
    "traeger_typ": "Kreisfreie Stadt",
}


def csv_bytes(*rows: dict[str, str], header: list[str] | None = None) -> bytes:
    """A file with these rows; the header is that of the first row unless given."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header or list(HARZ))
    writer.writerows([list(row.values()) for row in rows])
    return text.getvalue().encode()


def messages(parsed: Parsed) -> list[str]:
    """The problems as people read them."""
    return [str(problem) for problem in parsed.problems]


def only_problem(data: bytes) -> Problem:
    """The one problem of a file that must have exactly one."""
    parsed = parse(data)
    assert len(parsed.problems) == 1, messages(parsed)
    return parsed.problems[0]
