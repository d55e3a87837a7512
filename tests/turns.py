"""One worker of xdist makes what all need, the others take a copy of it: hundreds of migrations run once."""

import fcntl
from pathlib import Path


class Turn:
    """A worker's turn at the database, or at what else `what` names; waits until nobody else is at it.

    `prepared` names what was made ready before, and is empty for whoever comes first.
    """

    def __init__(self, folder: Path, what: str = "database") -> None:
        self._file = (folder / f"prepared-{what}").open("a+")
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._file.seek(0)
        self.prepared = self._file.read()

    def end(self, prepared: str = "") -> None:
        """Let the next worker have its turn, and tell it what to copy; without a name it makes its own."""
        if self._file.closed:
            return
        self._file.truncate(0)
        self._file.write(prepared)
        # Whoever closes the file gives up the lock.
        self._file.close()
