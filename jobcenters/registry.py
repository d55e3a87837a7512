"""The registry in memory for the finder; it reloads when a record changes."""

import threading
from datetime import datetime

from django.db.models import Count, Max

from jobcenters.finder_index import CentreEntry, FinderIndex, build_index
from jobcenters.kreise import alle_kreise

_lock = threading.Lock()
_loaded: tuple[tuple[datetime | None, int], FinderIndex] | None = None


def finder_index() -> FinderIndex:
    """Return the finder's index; one query to see whether it is still true, 104 rows more when it is not."""
    global _loaded
    from jobcenters.models import Jobcenter

    state = Jobcenter.objects.aggregate(changed=Max("updated_at"), number=Count("pk"))
    version = (state["changed"], state["number"])
    loaded = _loaded
    if loaded is None or loaded[0] != version:
        with _lock:
            loaded = _loaded = (version, build_index(_entries(Jobcenter), alle_kreise()))
    return loaded[1]


def _entries(model) -> list[CentreEntry]:
    return [
        CentreEntry(
            ags=centre.ags,
            name=centre.name,
            traeger=centre.traeger,
            land=centre.land,
            url=f"/jobcenter/{centre.slug}/",
            towns=(centre.verwaltungssitz, *centre.orte),
            aliases=tuple(centre.aliasse),
        )
        for centre in model.objects.all()
    ]
