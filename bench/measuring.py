"""The measurements themselves, each with its goal."""

import os
import subprocess
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any, Final

from PIL import Image

from bench import cached, load, seeding, servers
from bench import pages as measured
from bench.pages import Measured
from bench.verdicts import Table

MOST_SAME: Final = 3
FEW: Final = 100
# What `make start` does where everything is there already.
SECOND_START: Final = """
import django
django.setup()
from ops.start import run
run("Datenbank", "migrate")
run("Seitenbaum", "setup_site")
run("Jobcenter", "import_jobcenters", "jobcenters/data/jobcenters.csv")
from campaign.wsgi import application
"""
OFFICER, WORKER_MB, UPLOAD_MB, START_S, CHECK_S = 1.3, 150, 350, 5, 3
# nginx with a copy needs at most so many times the processor time of nginx with a file: 95 % of its pace.
COPY: Final = round(1 / 0.95, 3)
OFTEN: Final = 500
IN_DJANGO_MS: Final = 0.9


def fill(size: int, *, queue: bool) -> None:
    """Bring the number of stories and of those that wait to what is to be measured."""
    # First what is told the ordinary way: the copies take the places after it.
    if queue:
        measured.fill_queue()
    seeding.grow(size)


def pages(
    table: Table, size: int, port: int, pids: tuple[int, int], options: Namespace
) -> list[tuple[Measured, str]]:
    """Measure every page: statements, bytes and processor time, and how that has grown since 100 stories.

    Returns the pages of the admin, each with the cookie of who opens it.
    """
    from django.test import Client

    clients: dict[str, Any] = {"": Client(HTTP_HOST="127.0.0.1")}
    wanted = list(measured.public())
    if not options.public:
        clients |= measured.people()
        wanted += measured.admin()
    opened: list[tuple[Measured, str]] = []
    for page in wanted:
        client = clients[page.who]
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        if size == FEW and not page.who:
            _first_view(table, page, port)
        path = page.path if page.who else page.made_anew
        asked = load.queries(client, path, page.status)
        told = load.load(port, path, pids, number=options.requests, cookie=cookie, status=page.status)
        _note(table, page, size, asked, told)
        if page.gzipped and size == FEW:
            table.add("4 Gewicht", page.name, "Bytes gzip", load.get(port, path).packed, page.gzipped)
        if page.who:
            opened.append((page, cookie))
    if not options.public:
        _officer(table, size)
    return opened


def computing(table: Table, port: int, pids: tuple[int, ...], options: Namespace) -> None:
    """Measure processor time as the goals name it: by two processes that each answer one request at a time."""
    for page in measured.public():
        if page.cpu_ms:
            told = load.load(port, page.made_anew, pids, number=options.requests, status=page.status)
            table.add("1 Rechnen", page.name, "CPU ms, ohne Fäden", told.cpu_ms, page.cpu_ms)
    from_memory(table, port, pids, "CPU ms, ohne Fäden", IN_DJANGO_MS)


def from_memory(table: Table, port: int, pids: tuple[int, ...], measure: str, most: float = 0) -> None:
    """Measure what a copy in the memory of a process costs."""
    from campaign.operations.models import CacheChange

    # A thousand notes of filling: the job leaves a few dozen, those of the last five minutes.
    CacheChange.objects.all().delete()
    spent = load.of_one_connection(port, "/", pids, number=OFTEN)
    table.add("3 Kopie", "Startseite aus dem Speicher", measure, spent, most)


def _note(table: Table, page: Measured, size: int, asked: load.Queries, told: load.Load) -> None:
    table.add("2 Abfragen", page.name, f"Abfragen ({size})", asked.number, page.queries)
    # Wagtail's own pages of the admin repeat themselves; that is not ours to judge.
    table.add("2 Abfragen", page.name, f"gleiche ({size})", asked.same, 0 if page.who else MOST_SAME)
    if asked.same > MOST_SAME:
        table.notes.append(f"{page.name}: {asked.same} × {asked.most[:160]}")
    table.add("1 Rechnen", page.name, f"CPU ms ({size})", told.cpu_ms)
    table.add("6 Wachsen", page.name, f"p99 ms ({size})", told.p99_ms)
    few = table.figure(page.name, f"CPU ms ({FEW})")
    if size > FEW and few:
        most = page.grows[size > 10_000]
        table.add("6 Wachsen", page.name, f"CPU {size} gegen {FEW}", told.cpu_ms / few, most)


def _officer(table: Table, size: int) -> None:
    """Compare what one of 104 Redaktionen pays with what somebody pays who may do everything."""
    for name in ("Übersicht", "Seitenbaum", "Bearbeiten"):
        officer = table.figure(f"{name}, Redaktion", f"CPU ms ({size})")
        technik = table.figure(f"{name}, Technik", f"CPU ms ({size})")
        if officer and technik:
            table.add("7 Redaktion", name, f"gegen Technik ({size})", officer / technik, OFFICER)


def _first_view(table: Table, page: Measured, port: int) -> None:
    """The first visitor waits little longer than the second: nothing is drawn for her."""
    if page.name.startswith("Liste, 24"):
        for _ in range(4):
            load.get(port, "/impressum/")
        first, *others = (load.get(port, page.made_anew).ms for _ in range(6))
        table.add("8 Bilder", page.name, "erster Abruf ms", first)
        table.add("8 Bilder", page.name, "weitere Abrufe ms", sorted(others)[len(others) // 2])


def once(table: Table, pid: int, port: int) -> None:
    """Measure what does not depend on the page: memory of a warm worker, and that no visit made a picture."""
    from campaign.media.models import CampaignRendition

    before = CampaignRendition.objects.count()
    for page in measured.public():
        load.get(port, page.made_anew)
    table.add(
        "8 Bilder", "Abrufe von Besuchern", "neue Bildgrößen", CampaignRendition.objects.count() - before
    )
    most = max(servers.memory_mb(worker) for worker in servers.workers(pid))
    table.add("8 Speicher", "ein Prozess, warm", "MB", most, WORKER_MB)


def copies(table: Table, folder: Path, port: int, pids: tuple[int, ...]) -> None:
    """Measure what a copy of the start page costs: in the memory of a process, and in nginx against a file."""
    from_memory(table, port, pids, "CPU ms")
    found = cached.times(folder, port, "/")
    if found is None:
        table.notes.append("nginx fehlt: Ziel 3 nicht gemessen.")
    else:
        table.add("3 Kopie", "Startseite aus nginx", "CPU gegen Datei", found, COPY)


def programs(table: Table, variables: dict[str, str], folder: Path) -> None:
    """Measure programs that begin and end: checks, the second start, a photo of 24 megapixels."""
    demo = os.environ | {"BENCH_FOLDER": str(folder)}
    check = servers.run([sys.executable, "manage.py", "check"], demo)
    table.add("Start", "manage.py check", "CPU s", check, CHECK_S)
    start = servers.run([sys.executable, "-c", SECOND_START], demo)
    table.add("Start", "make start, zweites Mal", "CPU s", start, START_S)
    photo = folder / "foto.jpg"
    picture = Image.effect_noise((6000, 4000), 40).convert("RGB")
    picture.save(photo, "JPEG", quality=88)
    command = [sys.executable, "-m", "bench.upload", str(photo)]
    told = subprocess.run(command, cwd=servers.ROOT, env=demo, capture_output=True, text=True, check=True)
    most = float(told.stdout.splitlines()[-1])
    table.add("8 Bilder", "Foto mit 24 Megapixeln", "MB höchstens", most, UPLOAD_MB)
