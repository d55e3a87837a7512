"""What a look through a centre's pages found and how often they were seen, each text with a word of its own."""

from datetime import date
from typing import Any

from django.utils import timezone

from campaign.models import DailyCount, OutdatedTerm, PageLink, TermFinding


def note(made: Any) -> None:
    """Enter findings and views about the live story of a centre of the matrix (world.Centre)."""
    secret, page = made.words.secret, made.pages["live"]
    term, _ = OutdatedTerm.objects.get_or_create(
        word="Rundgangswort",
        defaults={"spellings": "rundgangswort", "since": date(2026, 1, 1), "instead": "Gangwort"},
    )
    finding = TermFinding.objects.create(
        page_id=page,
        term=term,
        place=secret("Fundstelle: Ort"),
        word=secret("Fundstelle: Wort"),
        before=secret("Fundstelle: davor"),
        after=secret("Fundstelle: danach"),
        digest=secret("Fundstelle: Kennung"),
    )
    PageLink.objects.create(
        page_id=page,
        address=f"https://{secret('Link: Adresse')}.beispiel.test/",
        place=secret("Link: Ort"),
        problem=secret("Link: Fehler"),
    )
    host = f"{secret('Einbettung: Website')}.beispiel.test".lower()
    DailyCount.objects.create(
        day=timezone.localdate(), kind="embed", key=f"story:{page}", host=host, number=17
    )
    made.keys["term_finding"] = finding.pk
