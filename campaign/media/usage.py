"""Which live pages show a file, who decides about it just now, and what therefore must not happen to it.

Wagtail's reference index knows foreign keys, StreamField choosers and rich text of a page and of its inline
children, always in the state that is live. Other models are not looked at.
"""

from collections import defaultdict
from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import BigIntegerField, CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from campaign.accounts.roles import Role

REFUSAL = (
    "Diese Datei ist auf einer veröffentlichten Seite zu sehen. "
    "Sie kann deshalb weder ersetzt noch gelöscht werden. "
    "Mit „Neue Fassung“ kommt die neue Datei in die Entwürfe Ihrer Seiten; die alte bleibt, bis diese freigegeben sind."
)

UNDER_DECISION = (
    "Diese Datei gehört zu einer Geschichte, die zur Freigabe liegt oder freigegeben ist und noch erscheint. "
    "Bis dahin bleibt die Datei, wie sie ist. Holen Sie die Geschichte zuerst zurück, oder laden Sie die neue Fassung "
    "als eigene Datei hoch."
)
Decides = Callable[[models.Model], bool]
_deciding: list[Decides] = []
_hiding: list[Callable[[], Q]] = []


def register(is_under_decision: Decides) -> None:
    """Add a question asked of each file: does somebody decide just now about a page that shows it?"""
    _deciding.append(is_under_decision)


def register_hidden(condition: Callable[[], Q]) -> None:
    """Add a condition for rows of the reference index that show nobody anything, though their page is live."""
    _hiding.append(condition)


class FileInUse(Exception):
    """A file in use was to be replaced or deleted; the text is German and may be shown."""


def _content_type(model: type[models.Model]) -> ContentType:
    return ContentType.objects.get_for_model(model, for_concrete_model=False)


def live_references(model: type[models.Model]) -> Exists:
    """Return a filter: the row of `model` is shown on at least one live page."""
    live = Page.objects.filter(live=True, pk=Cast(OuterRef("object_id"), BigIntegerField()))
    shown = ReferenceIndex.objects.filter(
        Exists(live),
        to_content_type=_content_type(model),
        to_object_id=Cast(OuterRef("pk"), CharField()),
        base_content_type=_content_type(Page),
    )
    for condition in _hiding:
        shown = shown.exclude(condition())
    return Exists(shown)


def is_shown_live(obj: models.Model) -> bool:
    """Say whether a live page shows this image, document or recording."""
    model = type(obj)
    return obj.pk is not None and model._default_manager.filter(live_references(model), pk=obj.pk).exists()


def referenced_by(page: Page) -> dict[type[models.Model] | None, list[int]]:
    """Return the keys of what the page refers to, by model, as the reference index has it (so: its live state)."""
    found: dict[type[models.Model] | None, list[int]] = defaultdict(list)
    rows = ReferenceIndex.objects.filter(base_content_type=_content_type(Page), object_id=str(page.pk))
    for kind, key in rows.values_list("to_content_type", "to_object_id").distinct():
        if key.isdigit():
            found[ContentType.objects.get_for_id(kind).model_class()].append(int(key))
    return found


def replacement_refused(obj: models.Model, user) -> str | None:
    """Return why this person may not replace or delete the file (German), or None when it is allowed.

    `user` None stands for a program acting for nobody: it is refused like an officer. What somebody decides about
    stays for everybody: the reviewer must get what she saw.
    """
    if obj.pk is not None and any(is_under_decision(obj) for is_under_decision in _deciding):
        return UNDER_DECISION
    if not is_shown_live(obj):
        return None
    if user is not None and user.is_authenticated and user.has_role(Role.KOORDINATION):
        return None
    return REFUSAL
