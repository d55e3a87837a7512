"""Kills a process in the middle of what somebody asked for, at a step that is chosen.

A step is a statement sent to the database, its answer, a transaction's end, or a change in the file system. The process
is a child of its own with a database connection of its own, and it kills itself as `kill -9` would: nothing is tidied up.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, connections

FILE_STEPS = {"os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir", "os.chmod", "shutil.copyfile"}
# Says whether the person got an answer that it is done.
Press = Callable[[], bool]


class Countdown:
    """Counts steps and kills this process before step `last`; 0: only counts."""

    def __init__(self, last: int = 0) -> None:
        self.last, self.steps, self.listening = last, 0, True

    def step(self) -> None:
        """One step more, or the end."""
        self.steps += 1
        if self.steps == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        """Wrap a statement: before it and after it."""
        self.step()
        answer = execute(*arguments)
        self.step()
        return answer

    def audited(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Hear of changes of files; Python tells them to whoever asks."""
        if self.listening and (event in FILE_STEPS or (event == "open" and _creates(arguments[2]))):
            self.step()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        """Count what happens inside."""
        # Inside Django, where every transaction's end passes.
        wrapper: Any = connection
        commit = wrapper._commit

        def counted() -> None:
            self.step()
            commit()
            self.step()

        sys.addaudithook(self.audited)
        wrapper._commit = counted
        try:
            with connection.execute_wrapper(self.statement):
                yield
        finally:
            # Python knows no way to take the hook back.
            self.listening, wrapper._commit = False, commit


def _creates(flags: object) -> bool:
    return isinstance(flags, int) and bool(flags & os.O_CREAT)


def steps_of(press: Press) -> int:
    """Press here, to its end, and return the number of steps; so no child has to read templates and the like anew."""
    countdown = Countdown()
    with countdown.at_work():
        assert press()
    return countdown.steps


def run(press: Press, last: int = 0) -> tuple[bool, int]:
    """Let a child press the button and die before step `last`; return whether it was told „done“, and its steps."""
    connections.close_all()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            countdown = Countdown(last)
            connection.ensure_connection()
            with countdown.at_work():
                told = press()
            os.write(writing, f"{int(told)} {countdown.steps}".encode())
        finally:
            os._exit(0)
    os.close(writing)
    with open(reading) as answer:
        said = answer.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return False, last
    assert said, "Das Kind brach ab, ohne getötet worden zu sein."
    done, steps = said.split()
    return done == "1", int(steps)
