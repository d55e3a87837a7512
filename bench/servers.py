"""The parts that are measured: PostgreSQL, gunicorn as in production, nginx where it is installed. Loopback only."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
SECONDS: Final = 120
TICKS: Final = os.sysconf("SC_CLK_TCK")
# gunicorn without threads ("sync"): so the goals for processor time are meant.
ONE_AT_A_TIME: Final = ("--threads", "1")


class Process:
    """A running program and its children; stopped by its number alone."""

    def __init__(self, command: list[str], environment: Mapping[str, str], log: Path) -> None:
        self.program = subprocess.Popen(
            command, cwd=ROOT, env=dict(environment), stdout=log.open("ab"), stderr=subprocess.STDOUT
        )

    @property
    def pid(self) -> int:
        """The number of the first process."""
        return self.program.pid

    def stop(self) -> None:
        """End it and wait."""
        self.program.send_signal(signal.SIGTERM)
        try:
            self.program.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.program.kill()
            self.program.wait()


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens on a port; raises TimeoutError."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"Auf Port {port} antwortet niemand.")


def web(port: int, environment: Mapping[str, str], folder: Path, *options: str) -> Process:
    """Start two workers of gunicorn with the configuration of production; options: what is to be otherwise."""
    command = [sys.executable, "-m", "gunicorn", "-c", "ops/gunicorn.conf.py", "-b", f"127.0.0.1:{port}"]
    process = Process([*command, *options, "campaign.wsgi"], environment, folder / "gunicorn.log")
    wait_for(port)
    return process


def family(*pids: int) -> dict[int, list[str]]:
    """Return the processes and all that descend from them: number → fields of /proc/N/stat after the name."""
    stats: dict[int, list[str]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            stats[int(path.parent.name)] = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue
    wanted = set(pids)
    while more := {pid for pid, each in stats.items() if int(each[1]) in wanted} - wanted:
        wanted |= more
    return {pid: stats[pid] for pid in wanted if pid in stats}


def cpu_ms(*pids: int) -> float:
    """Return the milliseconds of processor time these processes, their children and ended children took so far."""
    members = family(*pids)
    ended = sum(sum(map(int, each[13:15])) for each in members.values()) / TICKS
    return (sum(map(_seconds_of, members)) + ended) * 1000


def _seconds_of(pid: int) -> float:
    # The process table counts in hundredths of a second: ten requests for a copy.
    clock = ctypes.c_int()
    if ctypes.CDLL(None).clock_getcpuclockid(pid, ctypes.byref(clock)):
        return 0
    try:
        return time.clock_gettime(clock.value)
    except OSError:
        return 0


def memory_mb(pid: int) -> float:
    """Return the resident memory of one process in megabytes, what it shares with others included."""
    return _status(pid, "VmRSS:")


def most_memory_mb() -> float:
    """Return the most memory this process ever had; what its parent had before it began is not counted."""
    return _status(os.getpid(), "VmHWM:")


def _status(pid: int, name: str) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


def workers(pid: int) -> list[int]:
    """Return the children of a process."""
    return [child for child, each in family(pid).items() if int(each[1]) == pid]


def run(command: list[str], environment: Mapping[str, str]) -> float:
    """Run a program to its end; return its processor time in seconds."""
    program = subprocess.Popen(command, cwd=ROOT, env=dict(environment), stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(program.pid, 0)
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, command)
    return used.ru_utime + used.ru_stime
