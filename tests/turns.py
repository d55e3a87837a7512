"""One worker of xdist prepares the database, the others take a copy of it: hundreds of migrations run once."""

import fcntl
from pathlib import Path


class Turn:
    """A worker's turn at the database; waits until nobody else is at it.

    `prepared` names the database that was made ready before, and is empty for whoever comes first.
    """

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "prepared-database").open("a+")
        fcntl.flock(self._file, fcntl.LOCK_EX)
        self._file.seek(0)
        self.prepared = self._file.read()

    def end(self, prepared: str = "") -> None:
        """Let the next worker have its turn, and tell it which database to copy; without a name it makes its own."""
        if self._file.closed:
            return
        self._file.truncate(0)
        self._file.write(prepared)
        # Whoever closes the file gives up the lock.
        self._file.close()
