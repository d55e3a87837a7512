"""What `make bench` fills a database with are whole stories: what may be shown, may be shown for the same reasons."""

import os
import time

import pytest
from django.db import connection
from django.test import Client

from bench import seeding, servers
from bench.verdicts import KEPT, MISSED, TOLD, Table
from campaign.publishing import guard
from campaign.search import finding
from campaign.search.words import read
from stories.models import Consent, StoryPage
from tests import builders


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="die Datenbank kopiert selbst")
def test_copies_are_public_found_and_hidden_like_their_story():
    builders.published(title="Wieder im Takt")
    seeding.grow(2)
    copies = list(StoryPage.objects.public().filter(slug__startswith=seeding.SLUG).order_by("pk"))
    assert len(copies) == seeding.number_of_copies() == 2
    assert [guard.refusal(page) for page in copies] == ["", ""]
    page = Client().get(copies[1].get_url())
    assert page.status_code == 200
    assert "Wieder im Takt 2" in page.content.decode()
    assert len(finding.find(read(seeding.RARE.format(number=2))).hits) == 1
    assert len(finding.find(read(seeding.COMMON)).hits) == 2
    Consent.objects.filter(person__story=copies[0]).update(web=False)
    assert list(StoryPage.objects.public().filter(slug__startswith=seeding.SLUG)) == copies[1:]


def test_a_figure_is_judged_by_its_goal_and_told_without_one():
    table = Table()
    table.add("2 Abfragen", "Seite", "Abfragen", 12, 12)
    table.add("2 Abfragen", "Seite", "gleiche", 4, 3)
    table.add("6 Wachsen", "Seite", "p99 ms", 900)
    assert [row.verdict for row in table.rows] == [KEPT, MISSED, TOLD]
    assert table.missed
    assert table.figure("Seite", "gleiche") == 4


def test_processor_time_is_told_finer_than_the_process_table_counts():
    before = time.process_time()
    noted = servers.cpu_ms(os.getpid())
    begun = time.process_time()
    while time.process_time() - begun < 0.0235:
        pass
    ended = time.process_time()
    spent = servers.cpu_ms(os.getpid()) - noted
    assert ended - begun <= spent / 1000 <= time.process_time() - before
