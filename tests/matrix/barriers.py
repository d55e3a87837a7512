"""A barrier that somebody reported about a centre's section, each text with a word of its own."""

from typing import Any

from django.utils import timezone

from jobcenters.barriers import clock
from jobcenters.models import BarrierReport


def note(made: Any) -> None:
    """Enter an open report about the section of a centre of the matrix (world.Centre)."""
    secret, today = made.words.secret, timezone.localdate()
    report = BarrierReport.objects.create(
        centre=made.record,
        number=secret("Meldung: Nummer"),
        page_path=f"/jobcenter/{made.record.slug}/{secret('Meldung: Seite')}/",
        email=f"{secret('Meldung: E-Mail')}@beispiel.test",
        received_on=today,
        due_on=clock.due_on(today),
        **{
            name: secret(f"Meldung: {name}")
            for name in ("problem", "assistive", "phone", "passed_note", "answer")
        },
    )
    made.keys["barrier"] = report.pk
