"""Who shows a centre's stories elsewhere, and where it shows the logo, each text with a word of its own."""

from typing import Any

from jobcenters.material import logo_use
from jobcenters.material.logo_use import Answer
from stories.models import Reuse
from tests.matrix import barriers, easy, proofread


def note(made: Any) -> None:
    """Enter a place that shows the live story of a centre of the matrix (world.Centre)."""
    secret = made.words.secret
    reuse = Reuse.objects.create(
        story_id=made.pages["live"],
        place=secret("Verwendung: Ort"),
        url=f"https://{secret('Verwendung: Adresse')}.beispiel.test/",
        email=f"{secret('Verwendung: E-Mail')}@beispiel.test",
        recorded_by=made.officer,
    )
    made.keys["reuse"] = reuse.pk
    proofread.note(made)
    barriers.note(made)
    easy.note(made)
    said = Answer(
        "ja",
        note=secret("Logo im Einsatz: Anmerkung"),
        link=f"https://{secret('Logo im Einsatz: Adresse')}.beispiel.test/",
    )
    logo_use.save(made.record, {"internet": said}, actor=made.officer)
