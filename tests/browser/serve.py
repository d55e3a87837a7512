"""gunicorn's configuration for the browser's site: it ends when the tests end, however they end."""

import os
import signal
import threading
from typing import Any

bind = f"127.0.0.1:{os.environ['PORT']}"
workers, threads = 1, 4
loglevel = "warning"


def when_ready(server: Any) -> None:
    """Stop as soon as standard input closes: the pipe to the tests closes even when they are killed."""

    def watch() -> None:
        # Not sys.stdin: a thread that waits in it blocks the interpreter's end.
        os.read(0, 1)
        os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, daemon=True).start()
