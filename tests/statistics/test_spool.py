"""Views are noted by many processes at once, and none is lost or counted twice."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from campaign.statistics import spool
from campaign.statistics.spool import View

ROOT = Path(__file__).resolve().parent.parent.parent
PAGE = View("2026-11-22", "page", "17")
WRITER = """
import sys
from pathlib import Path
from campaign.statistics.spool import View, note
for number in range(int(sys.argv[2])):
    note(Path(sys.argv[1]), View("2026-11-22", "page", str(number % 3)))
"""


def writer(folder: Path, number: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WRITER, str(folder), str(number)], cwd=ROOT)


def counted(folder: Path) -> Counter[View]:
    return sum((spool.read(path) for path in spool.take(folder)), Counter())


def test_processes_that_write_while_files_are_taken_away_lose_nothing(tmp_path):
    writers = [writer(tmp_path, 3000) for _ in range(3)]
    found: Counter[View] = Counter()
    taken = 0
    while any(one.poll() is None for one in writers):
        for path in spool.take(tmp_path):
            found += spool.read(path)
            path.unlink()
            taken += 1
    found += counted(tmp_path)
    assert [one.returncode for one in writers] == [0, 0, 0]
    assert {view.key: number for view, number in found.items()} == {"0": 3000, "1": 3000, "2": 3000}
    assert taken > 3


def test_a_process_that_is_killed_loses_no_view_it_has_answered(tmp_path):
    script = WRITER + "\nimport os; os.kill(os.getpid(), 9)"
    subprocess.run([sys.executable, "-c", script, str(tmp_path), "50"], cwd=ROOT, check=False)
    assert counted(tmp_path).total() == 50


def test_a_file_that_was_taken_but_not_counted_waits_for_the_next_run(tmp_path):
    spool.note(tmp_path, PAGE)
    spool.take(tmp_path)
    spool.note(tmp_path, PAGE)
    assert counted(tmp_path) == {PAGE: 2}


def test_a_line_cut_off_by_a_power_failure_spoils_no_other(tmp_path):
    spool.note(tmp_path, PAGE)
    with (tmp_path / spool.CURRENT).open("ab") as file:
        file.write(b"2026-11-2\xff")
    assert counted(tmp_path) == {PAGE: 1}


def test_nothing_is_written_on_a_disk_that_has_had_enough(tmp_path, monkeypatch):
    monkeypatch.setattr(spool, "MOST_BYTES", 60)
    for _ in range(20):
        spool.note(tmp_path, PAGE)
    assert (tmp_path / spool.CURRENT).stat().st_size < 100


@pytest.mark.parametrize(
    "view",
    [
        View("2026-11-22", "page", ""),
        View("2026-11-22", "page", "1\n2026-11-22\tpage\t2\t"),
        View("2026-11-22", "page", "a b"),
        View("gestern", "page", "1"),
        View("2026-11-22", "embed", "story:1", "Böse\tWebsite"),
    ],
)
def test_what_would_not_be_read_again_is_refused(view, tmp_path):
    with pytest.raises(ValueError, match="Nicht zu zählen"):
        spool.note(tmp_path, view)
    assert not (tmp_path / spool.CURRENT).exists()
