"""States of the components of the search."""

from campaign.gallery.state import LONG_NAME, LONG_TEXT, State
from campaign.search.words import excerpt, marked, read


def states() -> dict[str, list[State]]:
    """Return the states of each component, by its file name."""
    query = read("Betreuung von Kindern")
    hit = {
        "url": "#",
        "title": marked(LONG_NAME, query),
        "kind": "Jobcenter",
        "label": "Sachsen-Anhalt",
        "excerpt": excerpt(LONG_TEXT, read("Kinderbetreuung")),
    }
    return {
        "search_form": [
            State("leer", {}),
            State("mit Fehler", {"query": "???", "problem": "In der Eingabe steht kein Wort."}),
        ],
        "search_hit": [
            State("mit Fundstelle", {"hit": hit}),
            State("nur Titel, schmal", {"hit": hit | {"label": "", "excerpt": []}}, narrow=True),
        ],
    }
