"""States of the components that the campaign's own pages and every page use."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from campaign.blocks import EXAMPLE_VIDEO
from campaign.gallery.state import LONG_NAME, LONG_TEXT, PICTURE, State

FIGURE: dict[str, Any] = {
    "key": "beispiel",
    "value": "104",
    "unit": "von 407 Jobcentern",
    "text": "führen Landkreise und Städte allein",
    "as_of": date(2019, 8, 21),
    "source": "Deutscher Städtetag, Mitteilung vom 21.08.2019",
    "source_url": "https://www.staedtetag.de/",
}
RECORD = FIGURE | {
    "percent": 25.6,
    "definition": "Zugelassene kommunale Träger nach § 6a SGB II.\n\nDie übrigen sind gemeinsame Einrichtungen.",
    "outdated": True,
    "citation": "104 von 407 Jobcentern. Stand: 21. August 2019. Quelle: Deutscher Städtetag.",
}
RELEASE = {
    "title": "Beispiel: Fünf Tage, an denen kommunale Jobcenter ihre Türen öffnen",
    "address": "#",
    "date": date(2019, 8, 21),
    "issuer_line": "Deutscher Landkreistag und Deutscher Städtetag",
    "intro": "Landkreise und Städte laden zu Gesprächen, Betriebsbesuchen und offenen Türen ein.",
}
CONTACT = {
    "office": "Deutscher Landkreistag, Pressestelle",
    "name": "Beispiel-Person Kim",
    "phone": "030 23125-100",
    "phone_uri": "tel:+493023125100",
    "email": "presse@beispiel.example",
}


class ExampleForm(forms.Form):
    """A field as the pages for accounts show it."""

    name = forms.CharField(
        label="E-Mail",
        help_text="Mit dieser Adresse melden Sie sich an.",
        widget=forms.TextInput({"class": "kern-form-input__input"}),
    )


def states() -> dict[str, list[State]]:
    """Return the states of each component, by its file name."""
    return {**_frame(), **_text(), **_ways(), **_figures(), **_press(), **_forms()}


def _frame() -> dict[str, list[State]]:
    trail = [{"title": "Start", "url": "/"}, {"title": "Presse", "url": "#"}, {"title": "Eine Mitteilung"}]
    return {
        "breadcrumb": [
            State("normal", {"items": trail}),
            State("lang", {"items": [*trail[:2], {"title": LONG_NAME}]}),
        ],
        "footer": [
            State("ohne Rechtliches", {}),
            State("mit Adresse", {"canonical_url": "https://www.example.org/"}),
        ],
        "head_assets": [State("lädt Schrift und Stile, zeigt nichts", {})],
        "wordmark": [State("normal", {})],
        "site_languages": [
            State("im Fuß, mit Überschrift", {"id": "a-sprachen"}),
            State("unter dem Suchfeld", {}),
            State("im Kopf einer Seite in anderer Sprache", {"id": "b-sprachen", "current": "uk"}),
        ],
        "messages": [
            State(level, {"messages": [{"level_tag": level, "message": f"Beispiel für „{level}“."}]})
            for level in ("success", "info", "warning", "error")
        ],
        "pagination": [
            State("erste Seite", {"page_obj": Paginator(range(60), 24).page(1), "label": "Beispiele"}),
            State("mitten drin", {"page_obj": Paginator(range(60), 24).page(2), "query": "land=hessen"}),
            State("nur eine Seite: nichts", {"page_obj": Paginator(range(3), 24).page(1)}),
        ],
    }


def _text() -> dict[str, list[State]]:
    steps = [
        {"title": "Kurze Wege", "text": "Man kennt sich und ruft an."},
        {"title": LONG_NAME, "text": LONG_TEXT},
    ]
    return {
        "statement": [
            State("normal", {"text": "Niemand erzählt dieselbe Geschichte an fünf Stellen."}),
            State("lang", {"text": LONG_TEXT}),
        ],
        "principles": [State("normal und lang", {"items": steps})],
        "quote": [
            State(
                "normal",
                {"text": "Ich stehe wieder gern auf.", "name": "Beispiel-Person", "role": "Schlosser"},
            ),
            State("ohne Name, lang", {"text": LONG_TEXT}),
        ],
        **_videos(),
        "picture": [
            State("normal", {"picture": PICTURE, "caption": "Die Werkstatt am Morgen"}),
            State("Hochformat, ohne Unterschrift", {"picture": PICTURE, "portrait": True}, narrow=True),
        ],
        "table": _tables(),
    }


def _tables() -> list[State]:
    day, hours = {"heading": "Tag"}, {"heading": "Uhrzeit", "is_number": True}
    note = {"heading": "Was Sie mitbringen"}
    rows = [
        [(day, "Montag"), (hours, "8–12"), (note, "Ausweis")],
        [(day, "Donnerstag"), (hours, "8–12, 14–17"), (note, LONG_TEXT)],
    ]
    table = {"caption": "Sprechzeiten im Beispielhaus", "columns": [day, hours, note], "rows": rows}
    return [
        State("normal und lang", {"table": table}),
        State("schmal: lässt sich schieben", {"table": table}, narrow=True),
        State("ohne Zeilen: nichts", {"table": table | {"rows": []}}),
    ]


def _videos() -> dict[str, list[State]]:
    film = EXAMPLE_VIDEO["film"]
    everything = EXAMPLE_VIDEO | {"signed": film, "described": film, "transcript": LONG_TEXT}
    return {
        "video": [
            State("normal", {"video": EXAMPLE_VIDEO, "text": "Ein Rundgang durch die Werkstatt"}),
            State("mit allem, lang", {"video": everything | {"title": LONG_NAME}, "text": LONG_TEXT}),
        ],
        "video_film": [State("nur die Abspielfläche", {"film": film, "name": "Rundgang (Beispiel)"})],
    }


def _ways() -> dict[str, list[State]]:
    chapters = [
        {"number": 1, "title": "Neues ausprobieren", "anchor": "neues"},
        {"number": 2, "title": LONG_NAME, "anchor": "lang"},
    ]
    return {
        "call_to_action": [
            State(
                "mit Satz",
                {"text": "Wie das aussieht, erzählen andere.", "url": "#", "label": "Geschichten lesen"},
            ),
            State("nur der Knopf", {"url": "#", "label": "Jobcenter finden"}),
        ],
        "contents": [State("normal und lang", {"items": chapters})],
        "download": [
            State(
                "normal",
                {"title": "Faltblatt", "url": "#", "kind": "PDF", "size": 412_000, "text": "Zwei Seiten"},
            ),
            State("nur Name", {"title": LONG_NAME, "url": "#"}),
        ],
        "source_line": [
            State("mit Datum", {"text": "Deutscher Städtetag", "day": date(2019, 8, 21)}),
            State("mit Adresse", {"text": "Deutscher Städtetag", "url": "https://www.staedtetag.de/"}),
        ],
    }


def _figures() -> dict[str, list[State]]:
    long = FIGURE | {
        "value": "mehr als 22 Millionen",
        "unit": "Einwohnerinnen und Einwohner",
        "source_url": "",
    }
    bare = {name: RECORD[name] for name in ("value", "unit", "text", "as_of", "source")} | {"key": "knapp"}
    return {
        "figure": [
            State("normal", {"figure": FIGURE}),
            State("lang, ohne Verweis, veraltet", {"figure": long | {"outdated": True, "place": "Hessen"}}),
        ],
        "figure_record": [State("veraltet", {"record": RECORD}), State("nur das Nötige", {"record": bare})],
        **_charts(),
    }


def _charts() -> dict[str, list[State]]:
    def bar(name: str, value: str, percent: float, top: float) -> dict[str, Any]:
        source = {name: FIGURE[name] for name in ("as_of", "source", "source_url")}
        return {"name": name, "value": value, "percent": percent, "top": top, "bar_top": top + 1.55, **source}

    bars = [bar("Nordrhein-Westfalen", "18", 100, 0), bar("Mecklenburg-Vorpommern", "1", 5.6, 3.1)]
    chart = {"key": "eins", "title": "kommunale Jobcenter gibt es", "height": 6.2, "bars": bars}
    one_source = {name: FIGURE[name] for name in ("as_of", "source", "source_url")}
    change = {"day": date(2026, 3, 2), "label": "führen Landkreise und Städte allein", "kind": "Korrektur"}
    other = change | {"kind": "Neuer Stand", "fields": "Quelle, Stand", "reason": LONG_TEXT}
    value = {"before": "105 von 407 Jobcentern", "after": "104 von 407 Jobcentern", "reason": "Zahlendreher"}
    return {
        "bar_chart": [
            State("eine Quelle, veraltet", {"chart": chart | one_source | {"outdated": True}}),
            State(
                "je Zeile eine Quelle",
                {"chart": chart | {"key": "zwei", "definition": LONG_TEXT}},
                narrow=True,
            ),
        ],
        "figure_changes": [
            State("Wert und Angaben", {"changes": [change | value, other]}),
            State("nichts", {"changes": []}),
        ],
    }


def _press() -> dict[str, list[State]]:
    long = RELEASE | {"title": f"Beispiel: {LONG_NAME} lädt ein"}
    return {
        "press_picture": [
            State(
                "normal",
                {
                    "picture": PICTURE | {"credit": ""},
                    "caption": "Die Werkstatt",
                    "credit": "Beispiel",
                    "number": 1,
                },
                narrow=True,
            ),
            State(
                "lang",
                {"picture": PICTURE | {"credit": ""}, "caption": LONG_TEXT, "credit": LONG_NAME, "number": 1},
                narrow=True,
            ),
        ],
        "press_contact": [
            State("normal", {"contact": CONTACT}),
            State("ohne Angaben", {"contact": {"office": "Deutscher Städtetag, Pressestelle"}}),
        ],
        "release_row": [
            State("mit Vorspann", {"release": RELEASE, "with_lead": True}),
            State("lang, ohne Vorspann", {"release": long}),
        ],
    }


def _forms() -> dict[str, list[State]]:
    return {
        "form_field": [
            State("leer", {"field": ExampleForm(prefix="leer")["name"]}),
            State("freiwillig", {"field": ExampleForm(prefix="frei")["name"], "optional": True}),
            State("Fehler", {"field": ExampleForm({}, prefix="fehler")["name"]}),
        ]
    }
