"""The words with which flyer and poster begin; the Koordination changes them in the admin."""

from typing import Final

DEFAULTS: Final[dict[str, dict[str, str]]] = {
    "flyer": {
        "headline": "Hilfe aus einer\u00a0Hand.",
        "lead": (
            "{jobcenter} ist für Sie da, wenn Sie Arbeit suchen oder Ihr Geld nicht zum Leben reicht. "
            "Beratung, Geld und Hilfe bekommen Sie bei uns vor Ort."
        ),
        "points": (
            "Wir beraten Sie persönlich.\n"
            "Wir helfen bei der Suche nach Arbeit und Ausbildung.\n"
            "Wir sichern Ihren Lebensunterhalt, wenn Sie Anspruch haben.\n"
            "Wir kennen die Betriebe und Hilfen in Ihrer Nähe."
        ),
        "closing": "Rufen Sie uns an, oder kommen Sie vorbei.",
    },
    "plakat": {
        "headline": "Für Sie da.",
        "lead": "{jobcenter}: Beratung, Arbeit und Hilfe aus einer Hand. Hier vor Ort.",
        "points": "",
        "closing": "So erreichen Sie uns:",
    },
}
