"""What the open data mean, as the developers' page shows it; tests compare the fields with the answers."""

from dataclasses import dataclass
from typing import Final

LICENCE: Final = (
    "CC BY 4.0 (Namen: KomtrZV, amtliches Werk, § 5 UrhG; Einwohner und Fläche: Destatis; Orte: GeoNames)"
)

# Keys of `results` in /daten/jobcenter.json and header of /daten/jobcenter.csv.
COLUMNS: Final = {
    "ags": "Kreisschlüssel des Trägers, fünf Ziffern als Text",
    "name": "Name des Jobcenters; ist er nicht bestätigt, „Jobcenter“ und der Träger",
    "traeger": "Landkreis oder Stadt, die das Jobcenter führt",
    "land": "Name des Landes",
    "url": "Seite des Jobcenters auf dieser Website, als Pfad",
    "phone": "Telefonnummer nach E.164, leer: nicht bekannt",
    "email": "E-Mail-Adresse, leer: nicht bekannt",
    "website": "eigene Website des Jobcenters, leer: nicht bekannt",
    "lat": "geografische Breite des Verwaltungssitzes, Grad (WGS 84)",
    "lon": "geografische Länge des Verwaltungssitzes, Grad (WGS 84)",
    "population": "Menschen im Gebiet",
}

FINDER_FIELDS: Final = {
    "query": "Ihre Eingabe, ohne Steuerzeichen, höchstens 100 Zeichen",
    "kind": (
        "one: ein kommunales Jobcenter; several: Auswahl, mindestens eines davon kommunal; ge: gemeinsame "
        "Einrichtung, ein Ergebnis je Kreis; unknown: nicht gefunden, Ergebnisse sind Vorschläge; invalid: so nicht "
        "zu beantworten"
    ),
    "results": "Liste der Jobcenter, siehe unten",
    "message": "Antwort als deutscher Text, zum Anzeigen",
}

RESULT_FIELDS: Final = {
    "type": "kjc (kommunales Jobcenter) oder ge (gemeinsame Einrichtung)",
    "ags": "Kreisschlüssel, fünf Ziffern als Text",
    "name": "Name des Jobcenters",
    "kreis": "Landkreis oder Stadt",
    "land": "Name des Landes",
    "url": "Seite auf dieser Website, als Pfad; bei ge die Antwort des Finders",
    "place": "Gemeinde, nach der gefragt wurde oder die zur Auswahl steht, sonst leer",
}


@dataclass(frozen=True)
class Source:
    """Where data come from, under which licence, and where that can be read."""

    what: str
    credit: str
    licence: str
    url: str


SOURCES: Final = (
    Source(
        "Postleitzahlen und Gemeinden",
        "© OpenStreetMap-Mitwirkende, Stand 2021",
        "Open Database License (ODbL) 1.0",
        "https://www.openstreetmap.org/copyright",
    ),
    Source(
        "Zuordnung der Gemeinden zu Kreisen, Karte",
        "© GeoBasis-DE / BKG 2016 (Daten verändert)",
        "GeoNutzV",
        "https://www.bkg.bund.de",
    ),
    Source(
        "Ortsteile, Lage der Orte, eingelesene Postleitzahlen",
        "GeoNames",
        "CC BY 4.0",
        "https://www.geonames.org",
    ),
    Source(
        "Einwohner, Fläche, Kreisschlüssel",
        "© Statistisches Bundesamt (Destatis), 2019",
        "CC BY 4.0",
        "https://www.destatis.de",
    ),
    Source(
        "Namen der 104 Träger",
        "Kommunalträger-Zulassungsverordnung (KomtrZV)",
        "amtliches Werk, § 5 UrhG",
        "https://www.gesetze-im-internet.de/komtrzv/",
    ),
)
