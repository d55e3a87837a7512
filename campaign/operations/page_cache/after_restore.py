"""After a restore: whatever nginx keeps shows what was before, and the database no longer knows of it."""

from collections.abc import Sequence

from django.conf import settings
from django.db import connection

from campaign.operations.models import CachedCopy
from campaign.operations.page_cache.watching import change_everything


def known() -> list[CachedCopy]:
    """Return the copies noted up to now; to be asked before the database is replaced, which may still be empty."""
    if (
        not settings.CACHE_PURGE_URLS
        or CachedCopy._meta.db_table not in connection.introspection.table_names()
    ):
        return []
    return list(CachedCopy.objects.all())


def forget(before: Sequence[CachedCopy]) -> None:
    """Have all copies replaced, those too that the restored database cannot know: the next act or job does it."""
    fields = {field.name: field for field in CachedCopy._meta.local_fields if not field.primary_key}
    rows = [CachedCopy(**{name: getattr(copy, name) for name in fields}) for copy in before]
    CachedCopy.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["uri"],
        update_fields=[name for name in fields if name != "uri"],
    )
    change_everything()
