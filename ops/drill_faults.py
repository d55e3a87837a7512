"""The faults of the drill, in the order in which they hurt."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Final

import psycopg
from django.db import connections
from django.urls import reverse

from ops.drill_site import Answer, Site

SEEN: Final = ("/", "/jobcenter/", "/suche/?q=arbeit", "/menschen-vor-ort/", "/admin/")
PUBLIC: Final = SEEN[:-1]
WAIT_S, BACK_S = 1.0, 5.0
ROW: Final = "{:<44} {:<46} {:<50} {}\n"


@dataclass
class Report:
    """What was expected and what was seen."""

    rows: list[tuple[str, str, str, bool]] = field(default_factory=list)

    def add(self, fault: str, expected: str, seen: str, good: bool) -> None:
        """Note one observation and say it at once."""
        self.rows.append((fault, expected, seen, good))
        sys.stdout.write(ROW.format(fault, expected, seen, "gehalten" if good else "VERFEHLT"))
        sys.stdout.flush()

    @property
    def failed(self) -> bool:
        """Whether anything was not as expected."""
        return not all(good for *_, good in self.rows)

    def print(self) -> None:
        """Say how it ended."""
        bad = sum(not good for *_, good in self.rows)
        sys.stdout.write(f"\n{bad or 'Keine'} von {len(self.rows)} Beobachtungen verfehlt.\n")


def is_page(answer: Answer) -> bool:
    """The page for faults: 503, when to come again, in German."""
    return answer.status == 503 and bool(answer.head.get("Retry-After")) and 'lang="de"' in answer.text


def _refused(site: Site, report: Report, fault: str, paths: tuple[str, ...] = SEEN) -> None:
    answers = [site.ask(path, known=path.startswith("/admin/")) for path in paths]
    slowest = max(answer.seconds for answer in answers)
    seen = f"{sorted({answer.status for answer in answers})}, längste {slowest:.2f} s"
    good = all(map(is_page, answers)) and slowest <= WAIT_S
    report.add(fault, "503, Retry-After, deutsche Seite, ≤ 1 s", seen, good)


def back(site: Site, report: Report, fault: str) -> None:
    """Measure how long it takes until everything answers as before."""
    began = time.monotonic()
    statuses: list[int] = []
    while time.monotonic() - began < 3 * BACK_S:
        statuses = [site.ask(path, known=path.startswith("/admin/")).status for path in SEEN]
        if set(statuses) == {200}:
            break
        time.sleep(0.1)
    took = time.monotonic() - began
    good = set(statuses) == {200} and took <= BACK_S
    report.add(
        f"{fault}: vorbei",
        "alles wieder da ≤ 5 s, ohne Neustart",
        f"{sorted(set(statuses))} nach {took:.1f} s",
        good,
    )


def stopped(site: Site, report: Report, story: Any) -> None:
    """The database server is stopped."""
    connections.close_all()
    site.database.stop()
    _refused(site, report, "Datenbank angehalten")
    alive, ready = site.ask("/healthz").status, site.ask("/readyz").status
    report.add(
        "Datenbank angehalten", "/healthz 200, /readyz 503", f"{alive}, {ready}", (alive, ready) == (200, 503)
    )
    site.database.start()
    back(site, report, "Datenbank angehalten")


def silent(site: Site, report: Report, story: Any) -> None:
    """The database server stands still: it takes connections and questions, and answers none."""
    connections.close_all()
    site.database.freeze()
    try:
        _refused(site, report, "Datenbank schweigt")
        alive = site.ask("/healthz")
        seen = f"{alive.status} nach {alive.seconds:.2f} s"
        report.add(
            "Datenbank schweigt: /healthz", "200 ≤ 1 s", seen, alive.status == 200 and alive.seconds <= 1
        )
    finally:
        site.database.thaw()
    back(site, report, "Datenbank schweigt")


def restarted_under_load(site: Site, report: Report, story: Any) -> None:
    """The database server is restarted while eight people read."""
    answers: list[Answer] = []
    over = threading.Event()

    def read(number: int) -> None:
        while not over.is_set():
            answers.append(site.ask(PUBLIC[number % len(PUBLIC)]))

    readers = [threading.Thread(target=read, args=(number,)) for number in range(8)]
    for one in readers:
        one.start()
    time.sleep(2)
    site.database.stop()
    time.sleep(1)
    site.database.start()
    time.sleep(2)
    over.set()
    for one in readers:
        one.join()
    odd = [one for one in answers if one.status != 200 and not is_page(one)]
    slowest = max((one.seconds for one in answers if is_page(one)), default=0.0)
    seen = f"{len(answers)} Antworten {sorted({one.status for one in answers})}, 503 nach {slowest:.2f} s"
    good = not odd and len(answers) > 20 and 0 < slowest <= WAIT_S
    report.add("Neustart unter Last", "nur 200 und die Seite für Störungen, ≤ 1 s", seen, good)
    back(site, report, "Neustart unter Last")


def read_only(site: Site, report: Report, story: Any) -> None:
    """The database takes no writes: people read on, acts are refused and come through afterwards."""
    path = reverse("publishing_submit", args=[story.pk])
    form = site.hidden(path)
    _for_all(site, "ALTER SYSTEM SET default_transaction_read_only = on")
    statuses = [site.ask(one).status for one in PUBLIC]
    report.add("nur lesbar", "öffentliche Seiten 200", str(sorted(set(statuses))), set(statuses) == {200})
    answer = site.send(path, form)
    seen = f"{answer.status} nach {answer.seconds:.2f} s"
    report.add(
        "nur lesbar: einreichen",
        "503, Retry-After, deutsche Seite, ≤ 1 s",
        seen,
        is_page(answer) and answer.seconds <= WAIT_S,
    )
    _for_all(site, "ALTER SYSTEM RESET default_transaction_read_only")
    back(site, report, "nur lesbar")
    again = site.send(path, form)
    report.add(
        "nur lesbar: noch einmal gesendet", "eingereicht (302)", str(again.status), again.status == 302
    )


def _for_all(site: Site, order: str) -> None:
    with site.database.connect() as line:
        line.execute("SET default_transaction_read_only = off")
        line.execute(order)
        line.execute("SELECT pg_reload_conf()")
    time.sleep(0.5)


def locked(site: Site, report: Report, story: Any) -> None:
    """Somebody holds the tables that everything needs."""
    with site.database.connect() as line, line.transaction():
        line.execute("LOCK TABLE wagtailcore_page, django_session, wagtailcore_site IN ACCESS EXCLUSIVE MODE")
        # None that a process has in its memory: those are asked for in a table that nobody holds.
        _refused(
            site, report, "Tabellen gesperrt", ("/jobcenter/kreis-dueren/", "/suche/?q=arbeit", "/admin/")
        )
    back(site, report, "Tabellen gesperrt")


def full(site: Site, report: Report, story: Any) -> None:
    """All connections of the server are taken."""
    connections.close_all()
    with _every_connection(site):
        _refused(site, report, "keine Verbindung mehr frei")
    back(site, report, "keine Verbindung mehr frei")


@contextmanager
def _every_connection(site: Site) -> Iterator[None]:
    taken = [site.database.connect()]
    taken[0].execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE pid <> pg_backend_pid() AND datname IS NOT NULL"
    )
    try:
        while True:
            try:
                taken.append(site.database.connect())
            except psycopg.OperationalError:
                break
        yield
    finally:
        for line in taken:
            line.close()


def cache_away(site: Site, report: Report, story: Any) -> None:
    """The shared cache is gone: people read and work on; only what counts attempts must wait."""
    site.cache.stop()
    _all_answered(site, report, "Zwischenspeicher weg")
    stranger = replace(site, cookies={})
    form = stranger.hidden("/admin/login/") | {"login": "wer@beispiel.test", "password": "falsch"}
    answer = stranger.send("/admin/login/", form)
    seen = f"{answer.status} nach {answer.seconds:.2f} s"
    report.add(
        "Zwischenspeicher weg: anmelden",
        "503 (gezählt wird sonst nichts), ≤ 1 s",
        seen,
        is_page(answer) and answer.seconds <= WAIT_S,
    )
    site.cache.start()
    back(site, report, "Zwischenspeicher weg")


def cache_silent(site: Site, report: Report, story: Any) -> None:
    """The shared cache stands still: nobody waits for long for what is kept for speed only."""
    site.cache.freeze()
    try:
        _all_answered(site, report, "Zwischenspeicher schweigt")
    finally:
        site.cache.thaw()
    back(site, report, "Zwischenspeicher schweigt")


def _all_answered(site: Site, report: Report, fault: str) -> None:
    answers = [site.ask(path, known=path.startswith("/admin/")) for path in SEEN]
    slowest = max(answer.seconds for answer in answers)
    seen = f"{sorted({answer.status for answer in answers})}, längste {slowest:.2f} s"
    good = slowest <= 2 * WAIT_S and all(answer.status == 200 for answer in answers)
    report.add(fault, "Seiten und Verwaltung 200, ≤ 2 s", seen, good)
