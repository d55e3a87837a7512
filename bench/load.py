"""Asks a running server and looks at the process table: processor time per request, waiting time, bytes.

Waiting times are printed, never judged: they double when the machine does something else. Processor time of web server and
database together moves by a few percent only.
"""

import collections
import gzip
import http.client
import re
import time
from dataclasses import dataclass
from typing import Any, Final

from bench import servers

# Each process writes and plans its questions the first time, in each of its threads.
WARM_UP: Final = 16


@dataclass(frozen=True)
class Answer:
    """One answer: status, body as it came unpacked, bytes of the body packed, milliseconds till it was there."""

    status: int
    body: bytes
    packed: int
    ms: float


@dataclass(frozen=True)
class Load:
    """What one request costs on average: processor time of all processes; and the times somebody waited, in ms."""

    cpu_ms: float
    p50_ms: float
    p99_ms: float


@dataclass(frozen=True)
class Queries:
    """Statements of one warm request; `same`: how often the most repeated one came."""

    number: int
    same: int
    most: str


def get(port: int, path: str, headers: dict[str, str] | None = None) -> Answer:
    """Ask once, over a connection of its own."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    begin = time.perf_counter()
    link.request("GET", path, headers={"Accept-Encoding": "gzip"} | (headers or {}))
    reply = link.getresponse()
    body = reply.read()
    spent = (time.perf_counter() - begin) * 1000
    link.close()
    plain = gzip.decompress(body) if reply.headers.get("Content-Encoding") == "gzip" else body
    return Answer(reply.status, plain, len(gzip.compress(plain, 6)), spent)


def load(
    port: int, path: str, pids: tuple[int, ...], *, number: int, cookie: str = "", status: int = 200
) -> Load:
    """Ask for a page again and again, after a few times that nobody counts; AssertionError for another status."""
    headers = {"Cookie": cookie} if cookie else {}
    for _ in range(WARM_UP):
        first = get(port, path, headers)
        assert first.status == status, f"{path}: {first.status} statt {status}"
    before = servers.cpu_ms(*pids)
    waits = sorted(get(port, path, headers).ms for _ in range(number))
    spent = servers.cpu_ms(*pids) - before
    return Load(spent / number, waits[len(waits) // 2], waits[int((len(waits) - 1) * 0.99)])


def of_one_connection(port: int, path: str, pids: tuple[int, ...], *, number: int) -> float:
    """Return the milliseconds of processor time of one request among many over one connection, as browsers keep it."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=120)

    def ask(times: int) -> None:
        for _ in range(times):
            link.request("GET", path)
            link.getresponse().read()

    ask(WARM_UP)
    before = servers.cpu_ms(*pids)
    ask(number)
    spent = servers.cpu_ms(*pids) - before
    link.close()
    return spent / number


def queries(client: Any, path: str, status: int = 200) -> Queries:
    """Count the statements of a warm request inside this process; `client` is one of Django's for tests."""
    from django.db import connection

    shapes: collections.Counter[str] = collections.Counter()

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        shapes[re.sub(r"%s(, %s)+|\d+", "?", sql)] += 1
        return execute(sql, params, many, context)

    for _ in range(2):
        assert (got := client.get(path).status_code) == status, f"{path}: {got} statt {status}"
    # Outermost: the question as it was asked, not the name that it has with the database.
    connection.execute_wrappers.insert(0, count)
    try:
        response = client.get(path)
        if response.streaming:
            b"".join(response)
    finally:
        connection.execute_wrappers.remove(count)
    most, same = max(shapes.items(), key=lambda item: item[1], default=("", 0))
    return Queries(shapes.total(), same, most)
