"""The one way to write the audit log."""

import math
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from typing import Any

from campaign.audit.models import AuditEntry

DEPTH = 6
NO_ACTOR = "System"

CentreFinder = Callable[[Any], str]
PersonFinder = Callable[[Any], Iterable[str]]
_centre_finders: list[CentreFinder] = []
_person_finders: list[PersonFinder] = []


def set_centre_finder(finder: CentreFinder) -> None:
    """Tell whose objects are: a function from an object to the AGS of its centre, "" for none (centres lie above)."""
    _centre_finders[:] = [finder]


def set_person_finder(finder: PersonFinder) -> None:
    """Tell where people work: a function from an account to the AGS of its centres (centres lie above)."""
    _person_finders[:] = [finder]


def record_person(action: str, *, actor: Any, person: Any, data: Any = None) -> None:
    """Add one entry for each centre the person works for: its people read it, and none names another centre.

    person: an account; its address is the entry's label. One entry without a centre for somebody of none.
    """
    centres = list(_person_finders[0](person)) if _person_finders else []
    for ags in centres or [""]:
        record(action, actor=actor, obj=person, centre=ags, label=person.get_username(), data=data)


def record(
    action: str, *, actor: Any = None, obj: Any = None, centre: str = "", label: str = "", data: Any = None
) -> AuditEntry:
    """Add one entry in the caller's transaction: what is rolled back leaves no trace, what is done has one.

    action: dotted key, object first, past tense (`story.approved`). actor: a user, or a text for somebody
    without account ("Einwilligungslink"), or None for the system. obj: what was acted on, usually a model
    instance. centre: AGS of the centre whose Redaktion may read the entry; without it that of the
    object's centre. label: how people recognise the
    object, never the name of a portrayed person (therefore `str(obj)` is not used). data: anything JSON can
    nearly hold, without such names too. Odd input is cut or turned into text, never refused. Only a
    database that is away raises.
    """
    return AuditEntry.objects.create(
        action=_text(action, 80),
        actor_id=_number(getattr(actor, "pk", None)),
        actor_label=_actor_label(actor),
        object_type=_object_type(obj),
        object_id=_text(getattr(obj, "pk", None), 64),
        object_label=_text(label, 200),
        centre=_text(centre or _centre_of(obj), 8),
        data=_data(data),
    )


def _centre_of(obj: Any) -> str:
    return _centre_finders[0](obj) if _centre_finders and obj is not None else ""


def _actor_label(actor: Any) -> str:
    if actor is None:
        return NO_ACTOR
    get_username = getattr(actor, "get_username", None)
    return _text(get_username() if callable(get_username) else actor, 200) or NO_ACTOR


def _object_type(obj: Any) -> str:
    if obj is None:
        return ""
    meta = getattr(obj, "_meta", None)
    return _text(getattr(meta, "label_lower", None) or type(obj).__name__, 100)


def _number(value: Any) -> int | None:
    return value if isinstance(value, int) and abs(value) < 2**63 else None


def _data(value: Any) -> Any:
    return {} if value is None else _plain(value, DEPTH)


def _plain(value: Any, depth: int) -> Any:
    """Turn a value into what both databases store as JSON; too deep (or circular) nesting becomes text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping) and depth:
        return {_text(key, 200): _plain(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset) and depth:
        return [_plain(item, depth - 1) for item in value]
    return _text(value, 2000)


def _text(value: Any, length: int) -> str:
    """Shorten to `length`; PostgreSQL stores neither NUL nor half a surrogate pair."""
    if value is None:
        return ""
    try:
        text = str(value)
    except Exception:
        # A broken __str__ of somebody else's object must not undo the act that is being recorded.
        text = f"<{type(value).__name__}>"
    return text.replace("\x00", "").encode("utf-8", "replace").decode()[:length]
