"""So many questions a minute from one address, counted in memory: a limit must not cost what it is to save."""

import math
import threading
import time
from collections import OrderedDict
from typing import Final

_MAX_CLIENTS: Final = 20_000


class RateLimit:
    """A bucket of `burst` permits per client, refilled with `per_second`; each process counts for itself."""

    def __init__(self, burst: int, per_second: float) -> None:
        self._burst = burst
        self._per_second = per_second
        # Client → permits left, and when that was true; those who asked last stand at the end.
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def seconds_to_wait(self, client: str, now: float | None = None) -> int:
        """Take a permit and return 0, or return after how many whole seconds there is one again."""
        now = time.monotonic() if now is None else now
        with self._lock:
            left, since = self._clients.pop(client, (float(self._burst), now))
            left = min(self._burst, left + (now - since) * self._per_second)
            wait = 0 if left >= 1 else math.ceil((1 - left) / self._per_second)
            self._clients[client] = (left if wait else left - 1, now)
            if len(self._clients) > _MAX_CLIENTS:
                self._clients.popitem(last=False)
        return wait
