"""What the tests of copies in nginx do again and again: have some made, wait for a change, look."""

import time

from django.utils import timezone

from campaign.operations.models import CacheChange, CachedCopy
from campaign.operations.page_cache import refreshing
from tests.deployment.deployment import Deployment


def copied(site: Deployment, *paths: str) -> list[str]:
    """Throw all copies away, have some made, make sure that they are, and return their bodies."""
    files = list((site.folder / "seiten").rglob("?" * 32))
    for file in files:
        file.unlink()
    if files:
        # nginx keeps a file open that it has just sent, and looks once a second whether it is still there.
        time.sleep(1.1)
    CachedCopy.objects.all().delete()
    CacheChange.objects.update(done_at=timezone.now())
    bodies = []
    for path in paths:
        site.get(path)
        answer = site.get(path)
        assert answer.header("X-Cache") == "HIT", path
        bodies.append(answer.body.decode())
    return bodies


def settled() -> None:
    """Do what an act does before it is answered, and a job after it where the machine is too busy."""
    tally = refreshing.run(60)
    assert not tally.failed, tally


def shown(site: Deployment, path: str) -> str:
    """Return what the next visitor gets."""
    return site.get(path).body.decode()
