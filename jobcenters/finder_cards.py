"""What the page shows for the finder's answer: the hit with everything a caller needs, a choice with phone numbers."""

from dataclasses import dataclass
from typing import Any

from jobcenters.finder import Answer, Result
from jobcenters.models.section import JobcenterPage
from jobcenters.names import bare_name


@dataclass(frozen=True)
class Card:
    """One Jobcenter of the answer with its contact (components/contact_card.html), which only a kommunales has here.

    `places`: the municipalities among which somebody finds the own one, without what the Kreis says already.
    """

    result: Result
    contact: dict[str, Any] | None
    places: tuple[str, ...] = ()


def cards(answer: Answer) -> list[Card]:
    """Return each Jobcenter once, in the answer's order; two queries, however many there are."""
    by_ags: dict[str, list[Result]] = {}
    for result in answer.results:
        by_ags.setdefault(result.ags, []).append(result)
    wanted = [ags for ags, results in by_ags.items() if results[0].type == "kjc"]
    sections = (
        JobcenterPage.objects.filter(jobcenter__ags__in=wanted)
        .select_related("jobcenter")
        .prefetch_related("locations")
    )
    contacts = {section.jobcenter.ags: section.contact for section in sections} if wanted else {}
    return [
        Card(
            results[0],
            contacts.get(ags),
            tuple(one.place for one in results if one.place and one.place != bare_name(one.kreis)),
        )
        for ags, results in by_ags.items()
    ]


def title(answer: Answer, page_title: str) -> str:
    """Return what the browser's tab and a screen reader say first: whether the search found something, and what."""
    if answer.kind == "invalid":
        return f"Eingabe prüfen: {page_title}"
    if answer.kind == "one":
        return f"{answer.results[0].name} ist zuständig"
    if answer.kind == "ge":
        return "Zuständig ist eine gemeinsame Einrichtung"
    number = len({result.ags for result in answer.results})
    found = f"{number} Treffer" if answer.kind == "several" else "Nichts gefunden"
    return f"{found} für „{answer.query}“"
