"""The Koordination's side of an Aktion: who answered what, invitation, reminder, table."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from campaign import spreadsheets
from campaign.audit.outbox import rendered
from campaign.counting import as_sentence, counted
from jobcenters.events import answers, notices, reading
from jobcenters.models import AktionAnswer, AktionIndexPage, AktionPage, EventPage, Jobcenter
from jobcenters.names import is_city

Says = AktionAnswer.Says
NOT_INVITED, NO_WORD = "nicht eingeladen", "keine Antwort"
COLUMNS = ("Land", "Verband", "Jobcenter", "Antwort", "Bemerkung", "geantwortet am", "erinnert am", "Termine")
SHOWN = {"": "Alle", "fehlt": NO_WORD, "dabei": "dabei", "nicht": "nicht dabei", "offen": "offen"}


def aktionen(today: date) -> dict[str, Any]:
    """Return the Aktionen as the first page of „Aktionen und Termine“ lists them; the number of queries is fixed."""
    silent = Count("answers", filter=Q(answers__answered_at=None))
    agreed = Count("answers", filter=Q(answers__says=Says.YES))
    index = AktionIndexPage.objects.first()
    found = AktionPage.objects.annotate(invited=Count("answers"), silent=silent, agreed=agreed)
    return {
        "is_koordination": True,
        "aktionen": [
            {"page": page, "state": page.state(today).label} for page in found.order_by("-starts_on", "-pk")
        ],
        "add_aktion": _add("aktionpage", index),
        "add_conference": _add("conferencepage", index),
    }


def _add(model: str, index: AktionIndexPage | None) -> str:
    return reverse("wagtailadmin_pages:add", args=["jobcenters", model, index.pk]) if index else ""


def rows_of(aktion: AktionPage) -> list[dict[str, Any]]:
    """Return one row per centre, by Land and name; four queries."""
    given = {row.centre_id: row for row in aktion.answers.all()}
    events: Counter[str] = Counter()
    for entry in reading.entries(EventPage.objects.live().filter(aktion=aktion)):
        events.update(host.ags for host in entry.hosts)
    return [
        _row(centre, given.get(centre.pk), events[centre.ags])
        for centre in Jobcenter.objects.serving().in_order()
    ]


def overview(request: HttpRequest, page_id: int) -> HttpResponse:
    """„Rückmeldungen“: every centre with its answer; `?zeigen=` narrows the list."""
    aktion = get_object_or_404(AktionPage, pk=page_id)
    rows = rows_of(aktion)
    asked = request.GET.get("zeigen", "")
    asked = asked if asked in SHOWN else ""
    numbers = Counter(row["word"] for row in rows)
    options = [
        {"word": word, "label": label, "number": numbers[label] if word else len(rows)}
        for word, label in SHOWN.items()
    ]
    context = {
        "aktion": aktion,
        "rows": [row for row in rows if not asked or row["word"] == SHOWN[asked]],
        "options": options,
        "asked": asked,
        "not_invited": numbers[NOT_INVITED],
        "silent": numbers[NO_WORD],
        "by_verband": _by_verband(rows),
    }
    return TemplateResponse(request, "events/overview.html", context)


def table(request: HttpRequest, page_id: int) -> StreamingHttpResponse:
    """The same as a table for a spreadsheet."""
    aktion = get_object_or_404(AktionPage, pk=page_id)
    return spreadsheets.csv_download(f"rueckmeldungen-{aktion.slug}", _lines(aktion))


def _lines(aktion: AktionPage) -> Iterator[tuple[Any, ...]]:
    yield COLUMNS
    for row in rows_of(aktion):
        yield (
            *(row["land"], row["verband"], row["name"], row["word"], row["note"]),
            *(row["answered"] or "", row["reminded"] or "", row["events"]),
        )


def preview(aktion: AktionPage) -> dict[str, Any]:
    """Return the reminder as somebody will read it, and how many centres get it."""
    waiting = answers.silent(aktion)
    sample = waiting[0] if waiting else None
    subject = notices.reminder_subject(aktion)
    text = rendered("events/reminded", {**notices.words_of(sample), "subject": subject}) if sample else ""
    return {"waiting": waiting, "mail": {"subject": subject, "text": text}}


def _row(centre: Jobcenter, row: AktionAnswer | None, events: int) -> dict[str, Any]:
    answered = row.answered_at if row else None
    word = NOT_INVITED if row is None else row.get_says_display() if answered else NO_WORD
    return {
        "name": centre.name,
        "land": centre.land,
        "verband": "Städtetag" if is_city(centre.traeger) else "Landkreistag",
        "word": word,
        "note": row.note if row else "",
        "answered": timezone.localdate(answered) if answered else None,
        "reminded": row.reminded_on if row else None,
        "events": events,
    }


def _by_verband(rows: list[dict[str, Any]]) -> list[str]:
    """Say for each association how many of its centres take part."""
    found = []
    for verband in ("Landkreistag", "Städtetag"):
        own = [row for row in rows if row["verband"] == verband]
        agreed = sum(row["word"] == Says.YES.label for row in own)
        number = as_sentence(counted(agreed, "ein Jobcenter", "Jobcenter"))
        found.append(f"{verband}: {number} von {len(own)} {'ist' if agreed == 1 else 'sind'} dabei.")
    return found
