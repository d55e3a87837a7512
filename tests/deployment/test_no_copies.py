"""What never becomes a copy in nginx, and that nobody queues for it, nor for a table that somebody holds."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction

from tests.deployment.deployment import Deployment

pytestmark = [pytest.mark.requires("nginx", "redis-server")]


@pytest.mark.parametrize("path", ["/barriere-melden/", "/widerruf/gibt-es-nicht/", "/menschenvorort"])
def test_nobody_waits_for_a_copy_of_what_never_becomes_one(site: Deployment, path: str):
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: site.get(path), range(4)))
    # In the queue for a copy it would say MISS: one after the other, half a second each.
    assert {answer.header("X-Cache") for answer in answers} == {"BYPASS"}


@pytest.mark.parametrize(
    "path", ["/impressum/?utm_source=x", "/jobcenter/?q=Harz", "/gibt-es-nicht/", "/healthz"]
)
def test_what_is_asked_failed_or_technical_leaves_no_copy(site: Deployment, path: str):
    site.get(path)
    assert site.get(path).header("X-Cache") in ("MISS", "BYPASS")


def test_who_meets_a_held_table_is_told_to_come_again_instead_of_waiting(site: Deployment):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("LOCK TABLE wagtailcore_page IN ACCESS EXCLUSIVE MODE")
        began = time.monotonic()
        answer = site.get("/suche/?q=Werkbank")
        waited = time.monotonic() - began
    assert (answer.status, bool(answer.header("Retry-After"))) == (503, True) and waited < 5
    assert site.get("/suche/?q=Werkbank").status == 200
