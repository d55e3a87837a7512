"""A centre's draft in Leichte Sprache for the walk; each field carries a word of its own."""

from typing import Any

from campaign.models import LeichteSprachePage


def note(made: Any) -> None:
    """Give the section of a world.Centre a page in Leichte Sprache that only its own people may see."""
    words = made.words
    page = LeichteSprachePage(
        title=words.sentence("Leichte Sprache: Titel"),
        slug=words.secret("Leichte Sprache: Adresse"),
        search_description=words.secret("Leichte Sprache: Beschreibung"),
        body=[
            ("heading", words.sentence("Leichte Sprache: Überschrift")),
            ("lines", words.sentence("Leichte Sprache: Zeilen")),
        ],
        live=False,
        owner=made.officer,
    )
    made.record.section.specific.add_child(instance=page)
    page.save_revision(user=made.officer)
    made.pages["easy"] = page.pk
