"""What the page shows for the finder's answer: the hit with everything a caller needs, a choice with phone numbers."""

from dataclasses import dataclass
from typing import Any

from jobcenters.finder import Answer, Result
from jobcenters.models.section import JobcenterPage


@dataclass(frozen=True)
class Card:
    """One result with its contact (components/contact_card.html), which only a kommunales Jobcenter has here."""

    result: Result
    contact: dict[str, Any] | None


def cards(answer: Answer) -> list[Card]:
    """Return the results in the answer's order; two queries, however many there are."""
    wanted = [result.ags for result in answer.results if result.type == "kjc"]
    sections = (
        JobcenterPage.objects.filter(jobcenter__ags__in=wanted)
        .select_related("jobcenter")
        .prefetch_related("locations")
    )
    contacts = {section.jobcenter.ags: section.contact for section in sections} if wanted else {}
    return [Card(result, contacts.get(result.ags)) for result in answer.results]


def title(answer: Answer, page_title: str) -> str:
    """Return what the browser's tab and a screen reader say first: whether the search found something, and what."""
    if answer.kind == "invalid":
        return f"Eingabe prüfen: {page_title}"
    if answer.kind == "one":
        return f"{answer.results[0].name} ist zuständig"
    if answer.kind == "ge":
        return "Zuständig ist eine gemeinsame Einrichtung"
    found = f"{len(answer.results)} Treffer" if answer.kind == "several" else "Nichts gefunden"
    return f"{found} für „{answer.query}“"
