"""What the page shows for the finder's answer: the hit with everything a caller needs, a choice with phone numbers."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from campaign.site_languages import german_name
from jobcenters.finder import Answer, Result
from jobcenters.models.section import JobcenterPage
from jobcenters.names import bare_name


@dataclass(frozen=True)
class Card:
    """One Jobcenter of the answer with its contact (components/contact_card.html), which only a kommunales has here.

    `places`: the municipalities among which somebody finds the own one, without what the Kreis says already. `url`: the
    way on; a finder in another language asks itself for the Kreis, and keeps its readers in their language.
    """

    result: Result
    contact: dict[str, Any] | None
    places: tuple[str, ...] = ()
    url: str = ""


def cards(answer: Answer, finder_path: str = "") -> list[Card]:
    """Return each Jobcenter once, in the answer's order; two queries, however many there are.

    finder_path: of a finder in another language; "" for the German one.
    """
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
            f"{finder_path}?{urlencode({'q': results[0].kreis})}" if finder_path else results[0].url,
        )
        for ags, results in by_ags.items()
    ]


def title(answer: Answer, page_title: str) -> str:
    """Return what the browser's tab and a screen reader say first: whether the search found something, and what."""
    if answer.kind == "invalid":
        return _("Eingabe prüfen: {title}").format(title=page_title)
    if answer.kind == "one":
        return _("{name} ist zuständig").format(name=german_name(answer.results[0].name))
    if answer.kind == "ge":
        return _("Zuständig ist eine gemeinsame Einrichtung")
    query = german_name(answer.query)
    if answer.kind == "several":
        number = len({result.ags for result in answer.results})
        return _("{number} Treffer für „{query}“").format(number=number, query=query)
    return _("Nichts gefunden für „{query}“").format(query=query)
