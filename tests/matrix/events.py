"""A centre's events for the walk, what it asks others, is asked, and answers; each field carrying a word of its own."""

from datetime import date
from typing import Any

from django.utils import timezone

from jobcenters.models import (
    AktionAnswer,
    AktionIndexPage,
    AktionPage,
    CoHost,
    EventKind,
    EventPage,
    Jobcenter,
)


def add(made: Any) -> None:
    """Give a world.Centre a draft of an event, a question of its own and one to it, and an answer to an Aktion."""
    other, page, row = _other(), _event(made), _answer(made)
    made.pages["event"] = page.pk
    elsewhere = EventPage(
        title="Termin", slug=f"termin-{made.record.slug}", intro="Satz.", starts_on=date(2027, 3, 1)
    )
    elsewhere.live = False
    other.section.specific.add_child(instance=elsewhere)
    elsewhere.save_revision()
    question, asked = _asked(made, "Frage", page, other), _asked(made, "Anfrage", elsewhere, made.record)
    made.keys |= {"question": question.pk, "cohost": asked.pk, "answer": row.pk}


def _asked(made: Any, what: str, page: EventPage, centre: Jobcenter) -> CoHost:
    secret = made.words.secret
    return CoHost.objects.create(
        event=page,
        centre=centre,
        told_title=secret(f"{what}: Titel"),
        told_when=secret(f"{what}: Zeit"),
        told_where=secret(f"{what}: Ort"),
        told_message=secret(f"{what}: Nachricht"),
        answer_note=secret(f"{what}: Bemerkung"),
        asked_at=timezone.now(),
    )


def _event(made: Any) -> EventPage:
    words = made.words
    texts = ("place_name", "street", "town", "access", "contact_name", "registration", "cancelled_note")
    page = EventPage(
        title=words.sentence("Termin: Titel"),
        slug=words.secret("Termin: Adresse"),
        intro=words.sentence("Termin: Satz"),
        body=[("text", f"<p>{words.sentence('Termin: Text')}</p>")],
        kind=EventKind.OTHER,
        starts_on=date(2027, 3, 1),
        contact_email=f"{words.secret('Termin: E-Mail')}@beispiel.test",
        online_url=f"https://{words.secret('Termin: Adresse im Netz')}.beispiel.test/",
        registration_url=f"https://{words.secret('Termin: Anmeldung im Netz')}.beispiel.test/",
        live=False,
        owner=made.officer,
        **{name: words.secret(f"Termin: {name}") for name in texts},
    )
    made.record.section.specific.add_child(instance=page)
    page.save_revision(user=made.officer)
    return page


def _answer(made: Any) -> AktionAnswer:
    """All centres of the walk answer the same public Aktion, each for itself."""
    aktion = AktionPage.objects.filter(slug="gang-aktion").first()
    if aktion is None:
        days = {"starts_on": date(2027, 3, 1), "ends_on": date(2027, 3, 5)}
        aktion = AktionPage(title="Aktion des Gangs", slug="gang-aktion", intro="Fünf Tage.", **days)
        AktionIndexPage.objects.get().add_child(instance=aktion)
    return AktionAnswer.objects.create(
        aktion=aktion,
        centre=made.record,
        note=made.words.secret("Rückmeldung: Bemerkung"),
        invited_at=timezone.now(),
        answered_at=timezone.now(),
    )


def _other() -> Jobcenter:
    """A centre for which nobody of the walk works: it may read what it is told."""
    return Jobcenter.objects.get(slug="stadt-muenster")
