"""What a page under approval refers to: files of its own centre or the campaign, ready to be shown, and public pages.

The form asks the same of whoever saves. Between saving and approval a file can move to another centre, a page can go
offline, and somebody may work for two centres; so the approval asks again, of exactly the revision it is about.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models
from wagtail.models import Page

from campaign.accounts.gate import as_id
from campaign.accounts.ownership import collections_of_branch
from campaign.media import licences, references
from campaign.media.release import file_models
from campaign.publishing.checks import Finding, Level

NOT_PUBLIC = (
    "Ein Link führt zu einer Seite, die nicht öffentlich ist. Veröffentlichen Sie diese zuerst, oder nehmen Sie den "
    "Link heraus."
)
# By the name of a model, as a sentence begins.
ONE = {"campaignimage": "Ein Bild", "campaigndocument": "Ein Dokument", "campaignmedia": "Eine Aufnahme"}


def referred_findings(page: Page) -> Iterator[Finding]:
    """Yield what blocks because of something the page refers to, in the order of its fields; a query per kind."""
    found = list(references.of_page(page))
    allowed = collections_of_branch(page.path)
    files = {model: _by_key(model, found) for model in file_models()}
    public = _public_pages(found)
    for reference in found:
        number = as_id(reference.key)
        if reference.model in files:
            file = files[reference.model].get(number)
            yield from _of_file(reference, file, allowed)
            yield from _ends_too_early(reference, file, page)
        elif issubclass(reference.model, Page) and number not in public:
            yield Finding(reference.field, NOT_PUBLIC)


def _of_file(reference: references.Reference, file: Any, allowed: frozenset[int] | None) -> Iterator[Finding]:
    one = ONE[reference.model._meta.model_name or ""]
    if file is None:
        yield Finding(reference.field, f"{one} gibt es nicht mehr. Bitte wählen Sie etwas anderes.")
        return
    if allowed is not None and file.collection_id not in allowed:
        # Without its title: whoever reads this need not work for that centre.
        yield Finding(reference.field, f"{one} gehört weder zu diesem Jobcenter noch zur Kampagne.")
        return
    name = f"{one.split()[1]} „{file.title}“"
    for gap in file.publication_gaps():
        yield Finding(reference.field, f"{name}: {gap}.")
    for warning in file.publication_warnings():
        yield Finding(reference.field, f"{name}: {warning}.", Level.WARNING)


def _ends_too_early(reference: references.Reference, file: Any, page: Page) -> Iterator[Finding]:
    """Yield what forbids the day on which the page is to appear, where that is known (`appears_on`)."""
    day = getattr(page, "appears_on", None)
    until = file.licence_until if file is not None else None
    if day and until and licences.has_ended(until, day) and not licences.has_ended(until):
        one = ONE[reference.model._meta.model_name or ""].split()[1]
        text = f"{one} „{file.title}“: Am Tag der Veröffentlichung ist die Lizenz abgelaufen ({licences.in_words(until)})."
        yield Finding(reference.field, text)


def _by_key(model: type[models.Model], found: list[references.Reference]) -> dict[int | None, Any]:
    keys = _keys(one for one in found if one.model is model)
    return model._default_manager.in_bulk(keys) if keys else {}


def _public_pages(found: list[references.Reference]) -> frozenset[int]:
    keys = _keys(one for one in found if issubclass(one.model, Page))
    if not keys:
        return frozenset()
    return frozenset(Page.objects.live().public().filter(pk__in=keys).values_list("pk", flat=True))


def _keys(found: Iterable[references.Reference]) -> set[int]:
    return {number for one in found if (number := as_id(one.key)) is not None}
