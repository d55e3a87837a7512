"""States of the components of Aktionen and events; plain data, as those pages hand it over."""

from typing import Any

from django.core.paginator import Paginator

from campaign.gallery.domain_states import DOTS, VIEW
from campaign.gallery.state import LONG_NAME, LONG_TEXT, State

EVENT: dict[str, Any] = {
    "title": "Offene Tür im Jobcenter",
    "url": "#",
    "when": "Mittwoch, 26. August 2026, 10 bis 16 Uhr",
    "where": "Kreishaus, Saal 1, Düren",
    "host_names": "Jobcenter Kreis Düren",
    "kind_label": "Tag der offenen Tür",
    "cancelled": False,
}
JOINT = EVENT | {"title": LONG_TEXT[:120], "host_names": f"{LONG_NAME}, Jobcenter Kreis Düren", "where": ""}
CANCELLED = EVENT | {"cancelled": True}
AKTION = {
    "title": "Aktionswoche der kommunalen Jobcenter",
    "url": "#",
    "period": "24. bis 28. August 2026",
    "intro": "Fünf Tage, an denen kommunale Jobcenter zeigen, was sie tun.",
    "state": "before",
    "state_label": "kommt",
}
MAP = {"view": VIEW, "dots": DOTS, "areas": [], "label": "Karte mit drei Terminen (Beispiel)"}
MONTHS = [{"name": "August 2026", "slug": "2026-08", "entries": [EVENT, CANCELLED]}]
EMPTY = "Zurzeit ist kein Termin angekündigt."


def states() -> dict[str, list[State]]:
    """Return the states by component."""
    rows = Paginator([EVENT, CANCELLED], 25).get_page(1)
    full = {
        "months": MONTHS,
        "rows": rows,
        "summary": "Zwei Termine",
        "map": MAP,
        "groups": [],
        "empty": EMPTY,
    }
    return {
        "aktion_card": [
            State("kommt", {"aktion": AKTION}),
            State("läuft", {"aktion": AKTION | {"state": "during", "state_label": "läuft"}}),
            State(
                "vorbei, ohne Satz",
                {"aktion": AKTION | {"state": "after", "state_label": "vorbei", "intro": ""}},
            ),
        ],
        "event_calendar": [
            State("mit Terminen", full),
            State(
                "leer, unbekannter Filter",
                {"months": [], "groups": [], "unknown": ("Land",), "empty": EMPTY},
            ),
        ],
        "event_row": [
            State("normal", {"event": EVENT}, narrow=True),
            State("gemeinsam, lang, ohne Ort", {"event": JOINT}, narrow=True),
            State("abgesagt", {"event": CANCELLED}, narrow=True),
        ],
    }
