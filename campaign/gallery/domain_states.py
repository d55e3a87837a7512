"""States of the components that show Jobcenter and stories; plain data, as those apps hand it over."""

from datetime import date
from typing import Any

from campaign.gallery.state import LONG_NAME, LONG_TEXT, PICTURE, State
from campaign.models import PressReleasePage

PLACE: dict[str, Any] = {
    "street": "Beispielstraße 1",
    "postcode": "38820",
    "city": "Halberstadt",
    "label": "Hauptstelle",
    "route_url": "#",
    "state": {"text": "Jetzt geöffnet, noch bis 16 Uhr", "is_open": True},
    "rows": [
        {"days": "Montag", "hours": "8–12, 13–16 Uhr", "today": True, "machine": ["Mo 08:00-12:00"]},
        {"days": "Dienstag bis Freitag", "hours": "8–12 Uhr", "today": False, "machine": []},
    ],
    "hours_note": "Feiertags geschlossen.",
    "features": [
        {"name": "Eingang ohne Stufen", "there": True, "text": "Eingang ohne Stufen"},
        {"name": "Aufzug", "there": False, "text": "Kein Aufzug"},
    ],
    "access": "Wer nicht hinaufkommt, wird unten beraten. Bitte klingeln Sie.",
}
SPOKEN = [
    {"code": "ar", "german": "Arabisch", "own": "العربية"},
    {"code": "tr", "german": "Türkisch", "own": "Türkçe"},
    {"code": "uk", "german": "Ukrainisch", "own": "українська"},
]
CLOSED = {name: PLACE[name] for name in ("street", "postcode", "city")} | {
    "state": {"text": "Geschlossen, öffnet Montag um 8 Uhr", "is_open": False}
}
CONTACT: dict[str, Any] = {
    "name": LONG_NAME,
    "phone_display": "03943 58-3234",
    "phone_uri": "tel:+493943583234",
    "addresses": [PLACE],
    "fax_display": "03943 58-3235",
    "email": "jobcenter@beispiel.example",
    "website": "https://jobcenter.example/",
    "website_label": "jobcenter.example",
    "languages": SPOKEN,
    "vcard_url": "#",
    "area": "Landkreis Beispiel",
}
WITHOUT = {
    "name": "Jobcenter Beispiel",
    "addresses": [],
    "note": "Die Telefonnummer liegt uns noch nicht vor.",
}
STORY: dict[str, Any] = {
    "title": "Wieder an der Werkbank",
    "url": "#",
    "quote": "Ich stehe wieder gern auf.",
    "kind_label": "Hat Arbeit gefunden",
    "centre_name": "Jobcenter Kreis Düren",
    "land": "Nordrhein-Westfalen",
    "picture": PICTURE,
}
FACTS: dict[str, Any] = {
    "traeger": "Landkreis Rotenburg (Wümme)",
    "where": "im Landkreis Rotenburg (Wümme)",
    "land": "Niedersachsen",
    "land_url": "#",
    "since": 2005,
    "population": 163_782,
    "area_km2": 2075,
    "as_of": date(2019, 12, 31),
}
OPTIONS = [
    {"title": "Alle", "url": "#", "current": False},
    {"title": "Hessen", "url": "#", "current": True, "count": 4},
    {"title": "Nordrhein-Westfalen", "url": "#", "current": False, "count": 12},
]
# The sheet of static/img/karte.svg; areas and dots are made up.
DOTS = "M470 480h0M700 700h0M900 1200h0"
VIEW = "0 0 1296 1750"


def states() -> dict[str, list[State]]:
    """Return the states of each component, by its file name."""
    return {**_contact(), **_finder(), **_lists(), **_map()}


def _contact() -> dict[str, list[State]]:
    centre = {"name": LONG_NAME, "land": "Sachsen-Anhalt", "url": "#"}
    number = {"phone_display": CONTACT["phone_display"], "phone_uri": CONTACT["phone_uri"]}
    return {
        "place": [
            State("geöffnet, alles bekannt", {"place": PLACE}),
            State("nur das Nötige", {"place": CLOSED}),
        ],
        "contact_card": [
            State("alles bekannt", {"contact": CONTACT}),
            State(
                "zwei Standorte",
                {"contact": CONTACT | {"addresses": [PLACE, CLOSED | {"label": "Außenstelle"}]}},
            ),
            State("Angaben fehlen, mit Verweis", {"contact": WITHOUT, "url": "#", "heading": "h3"}),
        ],
        "centre_card": [
            State("mit Nummer", {"centre": centre | number, "stories_url": "#"}),
            State("ohne Nummer", {"centre": centre, "heading": "h3"}),
        ],
        "responsible": [
            State("normal", {"facts": FACTS | {"as_of_note": "Gebietsstand", "name_checked": True}}),
            State("Name nicht bestätigt", {"facts": FACTS}),
            State("mit Gemeinden", {"facts": FACTS | {"municipalities": ("Ahausen", "Bothel", LONG_NAME)}}),
        ],
        "languages": [
            State(
                "gesprochen und gedolmetscht",
                {"spoken": SPOKEN[:2], "interpreted": SPOKEN[2:], "note": LONG_TEXT},
            ),
            State("nur ein Hinweis", {"note": "Bitte sagen Sie uns vorher, welche Sprache Sie sprechen."}),
        ],
        "section_back": [State("normal", {"title": LONG_NAME, "url": "#"})],
        "share": [
            State(
                "normal", {"title": "Eine Geschichte", "address": "https://www.example.org/eine/geschichte/"}
            )
        ],
    }


def _answer(kind: str, query: str, message: str, *results: dict[str, str]) -> dict[str, Any]:
    return {"kind": kind, "query": query, "message": message, "results": results}


def _finder() -> dict[str, list[State]]:
    one = {"type": "kjc", "name": LONG_NAME, "kreis": "Landkreis Harz", "land": "Sachsen-Anhalt", "url": "#"}
    shared = {
        "type": "ge",
        "name": "",
        "kreis": "Landkreis Beispiel",
        "land": "Hessen",
        "url": "",
        "place": "Dorf",
    }
    single = _answer("one", "Harz", "Für Sie ist in der Regel zuständig:", one)
    several = _answer("several", "Neustadt", "Welcher Ort ist gemeint?", one, shared)
    unknown = _answer("unknown", "xyz", "Dazu kennen wir keinen Ort.")
    invalid = _answer("invalid", "1", "Eine Postleitzahl hat fünf Ziffern.")
    return {
        "finder_form": [
            State("leer", {"prefix": "a-"}),
            State("mit Anfrage", {"prefix": "b-", "answer": single}),
            State("Fehler", {"prefix": "c-", "answer": invalid}),
        ],
        "finder_answer": [
            State("ein Treffer", {"answer": single, "cards": [{"result": one, "contact": CONTACT}]}),
            State(
                "mehrere, einer davon gemeinsame Einrichtung",
                {
                    "answer": several,
                    "cards": [
                        {"result": one, "contact": CONTACT},
                        {"result": shared, "contact": None, "places": ("Beispieldorf", "Musterhausen")},
                    ],
                },
            ),
            State("nichts gefunden", {"answer": unknown, "cards": []}),
        ],
    }


def _lists() -> dict[str, list[State]]:
    groups = [
        {"label": "Land", "chosen": "Hessen", "options": OPTIONS},
        {"label": "Thema", "chosen": "", "options": OPTIONS[:1]},
    ]
    news = {"title": "Offene Sprechstunde", "intro": "Jeden Mittwoch ohne Termin.", "date": date(2026, 11, 4)}
    centres = [{"title": "Jobcenter Kreis Düren", "url": "#"}, {"title": LONG_NAME, "url": "#"}]
    land = {
        "name": "Beispielland",
        "slug": "beispielland",
        "number": "2 kommunale Jobcenter",
        "centres": centres,
    }
    return {
        "filters": [State("eines gewählt", {"label": "Land", "options": OPTIONS})],
        "filter_bar": [
            State("eines gewählt", {"groups": groups, "narrowed": True, "reset_url": "#"}),
            State("nichts gewählt", {"groups": groups[1:]}),
        ],
        "news_row": [
            State("normal", {"news": PressReleasePage(**news)}),
            State("lang, nur Titel", {"news": PressReleasePage(title=LONG_NAME, date=date(2026, 11, 4))}),
        ],
        "land_list": [State("normal und lang", {"laender": [land]})],
        "story_card": [
            State("normal", {"story": STORY}, narrow=True),
            State("Aufmacher", {"story": STORY, "variant": "large", "heading": "h2"}),
            State(
                "in einer Zeile, lang",
                {"story": STORY | {"title": LONG_NAME, "quote": LONG_TEXT}, "variant": "row"},
            ),
            State(
                "ohne Bild, Satz und Land",
                {"story": STORY | {"picture": None, "quote": "", "land": ""}},
                narrow=True,
            ),
        ],
    }


def _map() -> dict[str, list[State]]:
    area = {"name": LONG_NAME, "url": "#", "path": "M620 620h160v160h-160z", "dot": "M700 700h0"}
    own = {
        "view": "140 265 662 580",
        "area": area["path"],
        "dot": area["dot"],
        "label": "Lage im Land (Beispiel)",
    }
    plain = {"view": VIEW, "dots": DOTS, "label": "Karte mit drei Punkten (Beispiel)"}
    linked = {"view": VIEW, "dots": DOTS, "areas": [area], "label": "Karte mit Verweisen (Beispiel)"}
    return {
        "data_fields": [
            State(
                "kurz und lang",
                {"fields": {"ags": "Kreisschlüssel, fünf Ziffern als Text", "kind": LONG_TEXT}},
            )
        ],
        "map": [
            State("normal", {"map": plain}, narrow=True),
        ],
        "map_area": [State("normal", {"map": own}, narrow=True)],
        "map_credit": [State("normal", {})],
        "map_links": [
            State("alle Länder", {"map": linked}, narrow=True),
            State(
                "ein Land, ein Treffer",
                {"map": linked | {"one_land": True, "found": "M700 700h0"}},
                narrow=True,
            ),
        ],
    }
