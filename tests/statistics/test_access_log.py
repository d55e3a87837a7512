"""What a cache answered by itself is read out of its log, once."""

import gzip
from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from campaign.models import DailyCount
from campaign.statistics import access_log
from campaign.statistics.spool import View

BERLIN = ZoneInfo("Europe/Berlin")
AGENT = "Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0"


def combined(request: str, *, at: str = "22/Nov/2026:23:30:00 +0000", status: int = 200, **other: str) -> str:
    agent, referer = other.get("agent", AGENT), other.get("referer", "-")
    return f'203.0.113.7 - - [{at}] "{request} HTTP/1.1" {status} 512 "{referer}" "{agent}"\n'


def read(*lines: str) -> dict[View, int]:
    return access_log.views(lines, {"/presse/": 7}.get, BERLIN, "kampagne.example")


def test_days_are_german_ones_and_queries_do_not_matter():
    night = combined("GET /presse/?jahr=2026")
    own = f'2026-11-22T10:00:00+01:00 "GET /presse/" 200 "-" "{AGENT}"'
    assert read(night, own, night) == {View("2026-11-23", "page", "7"): 2, View("2026-11-22", "page", "7"): 1}


@pytest.mark.parametrize(
    "line",
    [
        combined("HEAD /presse/"),
        combined("GET /presse/", status=304),
        combined("GET /presse/", agent="Googlebot"),
        combined("GET /presse/", agent="-"),
        combined("GET /gibt-es-nicht/"),
        combined("GET /presse/", at="99/Nov/2026:23:30:00 +0000"),
        combined("GET /einbetten/finder/", referer="https://kampagne.example/admin/"),
        "Unfug",
        '"" ""',
    ],
)
def test_everything_else_is_left_out(line):
    assert read(line) == {}


def test_embeds_are_counted_with_the_host_alone():
    line = combined("GET /einbetten/geschichte/17/", referer="https://www.kreis.example/seite?wer=ich")
    assert read(line) == {View("2026-11-23", "embed", "story:17", "www.kreis.example"): 1}


@pytest.mark.django_db
def test_the_command_takes_the_higher_number_of_whole_days_and_may_run_twice(tmp_path, capsys):
    page = Page.objects.get(slug="presse")
    yesterday = timezone.now() - timedelta(days=1)
    lines = [combined("GET /presse/", at=f"{when:%d/%b/%Y:12:00:00} +0000") for when in (yesterday,) * 5]
    today = combined("GET /presse/", at=f"{timezone.now().astimezone(UTC):%d/%b/%Y:%H:%M:%S} +0000")
    path = tmp_path / "access.log.gz"
    path.write_bytes(gzip.compress("".join([*lines, today]).encode()))
    day = timezone.localdate() - timedelta(days=1)
    DailyCount.objects.create(day=day, kind="page", key=str(page.pk), number=2)
    for _ in range(2):
        call_command("count_access_log", str(path))
    assert [(one.day, one.number) for one in DailyCount.objects.all()] == [(day, 5)]
    assert "5 Aufrufe an 1 Tagen" in capsys.readouterr().out
    DailyCount.objects.update(number=9)
    call_command("count_access_log", str(path))
    assert DailyCount.objects.get().number == 9
    with pytest.raises(CommandError, match="Nicht lesbar"):
        call_command("count_access_log", str(tmp_path / "fehlt.log"))
