"""States of the components in Leichte Sprache and sign language."""

from campaign.blocks import EXAMPLE_VIDEO
from campaign.gallery.state import State
from campaign.leichte_sprache.lines import parts

SHORT = parts(
    "Willkommen im Job-Center.\nWir helfen Ihnen:\n- mit Geld\n- mit Arbeit\n\nRufen Sie uns bitte an."
)
LONG = parts("Die Grund-Sicherungs-Geld-Beratung ist im Rat·haus von Rotenburg an der Wümme, im 2. Stock.")


def states() -> dict[str, list[State]]:
    """Return the states by component."""
    easy = [{"title": "Das finden Sie hier", "parts": SHORT}, {"title": "Das gibt es noch", "parts": LONG}]
    signed = [{"title": "Das finden Sie hier", "video": EXAMPLE_VIDEO}]
    return {
        "easy_text": [
            State("Absätze und Liste", {"parts": SHORT}),
            State("lange Wörter", {"parts": LONG}, narrow=True),
        ],
        "start_parts": [
            State("beides", {"easy_parts": easy, "signed_parts": signed}),
            State("nur Leichte Sprache", {"easy_parts": easy, "signed_parts": []}),
        ],
    }
