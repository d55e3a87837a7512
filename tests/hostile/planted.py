"""Writes what an attacker would into every text that somebody can write, in tables and in stored versions of pages."""

from collections.abc import Iterator
from typing import Any, Final

from django.apps import apps
from django.db import DatabaseError, models, transaction
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

# A formula for spreadsheets, a tag for pages, and both quotation marks for attributes; as short as can be.
PAYLOAD: Final = "=1<zqx zqq\"'>"
OURS: Final = {
    "accounts",
    "campaign",
    "jobcenters",
    "media",
    "publishing",
    "stories",
    "audit",
    "wagtailcore",
    "taggit",
}
# Not typed by anybody: keys, codes, paths, what migrations and settings make.
NOT_TYPED: Final = {
    *("path", "url_path", "codename", "content_type", "object_id", "spec", "hash", "file_hash", "key", "token", "action"),
    *("password", "state", "kind", "ags", "key_hash", "base_content_type", "permission_type", "session_key", "extension"),
    *("language_code", "translation_key", "hostname", "content", "data", "plz", "postcode", "phone", "fax", "secret"),
    *("reach", "hide_children", "type", "model", "app_label", "traeger_kind", "land", "contentpath", "uuid"),
    *("centre", "proof"),
}  # fmt: skip
TABLES_OF_THE_MACHINE: Final = {
    "auditentry",
    "jobrun",
    "permission",
    "locale",
    "site",
    "usedtoken",
    "revision",
    "searchentry",
}
# A class of Django's that holds text as it is; its heirs (slug, e-mail, address) check what is written.
PLAIN: Final = (models.CharField, models.TextField)


def plain_fields(model: type[models.Model], payload: str = PAYLOAD) -> list[models.Field]:
    """Return the fields of a table whose text somebody types freely, and has room for the payload."""
    return [
        one
        for one in model._meta.local_fields
        if type(one) in PLAIN or (isinstance(one, PLAIN) and not isinstance(one, CHECKED))
        if not (one.choices or one.unique or one.primary_key or one.name in NOT_TYPED)
        if (one.max_length or 999) >= 2 * len(payload)
    ]


CHECKED: Final = (
    models.SlugField, models.EmailField, models.URLField, models.FilePathField, models.CommaSeparatedIntegerField,
    RichTextField, StreamField,
)  # fmt: skip


def plant(payload: str = PAYLOAD) -> set[str]:
    """Write the payload into every such text of every row; return the fields (app.Model.field)."""
    done = set()
    for model in apps.get_models():
        meta = model._meta
        if (
            meta.app_label not in OURS
            or meta.model_name in TABLES_OF_THE_MACHINE
            or not meta.managed
            or meta.proxy
        ):
            continue
        for one in plain_fields(model, payload):
            if _written(model, one, payload):
                done.add(f"{meta.label}.{one.name}")
    _plant_versions({name.rpartition(".")[2] for name in done}, payload)
    return done


def _written(model: type[models.Model], one: models.Field, payload: str) -> int:
    try:
        with transaction.atomic():
            return (
                model._base_manager.exclude(**{one.name: ""})
                .exclude(**{f"{one.name}__isnull": True})
                .update(**{one.name: payload})
            )
    except DatabaseError:
        return 0


def _plant_versions(names: set[str], payload: str) -> None:
    for version in Revision.objects.iterator():
        version.content = _spoilt(version.content, names, payload)
        version.save(update_fields=["content"])


def _spoilt(value: Any, names: set[str], payload: str, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _spoilt(part, names, payload, key) for key, part in value.items()}
    if isinstance(value, list):
        return [_spoilt(part, names, payload, name) for part in value]
    return payload if isinstance(value, str) and value and name in names else value


def executed(html: str) -> Iterator[str]:
    """Yield what of the payload stands in a page as it was written, where it should be text."""
    for part in ("<zqx", 'zqq"', "zqq&quot;'", "zqq&#34;'"):
        place = html.find(part)
        if place >= 0:
            yield html[max(0, place - 90) : place + 40]
