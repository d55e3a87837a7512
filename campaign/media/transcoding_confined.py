"""Runs a program that reads strangers' files within limits; a script, started as its own process.

python -I transcoding_confined.py PROGRAM ARGUMENT…
The program is kinder than the website, gets so much memory, time and disk and no more, and ends with whoever started it.
"""

import ctypes
import os
import resource
import signal
import sys

NICENESS = 15
GIB = 1024**3
# Address space, of which encoders use a part; CPU seconds; the largest file; no memory dumps.
LIMITS = {
    resource.RLIMIT_AS: 6 * GIB,
    resource.RLIMIT_CPU: 6 * 3600,
    resource.RLIMIT_FSIZE: 2 * GIB,
    resource.RLIMIT_CORE: 0,
}
PR_SET_PDEATHSIG = 1


def main() -> None:
    """Take the limits on and become the program."""
    os.nice(NICENESS)
    for name, value in LIMITS.items():
        resource.setrlimit(name, (value, value))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    os.execvp(sys.argv[1], sys.argv[1:])


if __name__ == "__main__":
    main()
