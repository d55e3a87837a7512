"""The second worker waits for the database of the first, and copies it; when the first fails it makes its own."""

import threading
from pathlib import Path

import pytest

from tests.turns import Turn


@pytest.mark.parametrize("made", ["test_gw0_snapshot", ""])
def test_who_comes_second_waits_and_learns_what_the_first_has_made(tmp_path: Path, made: str):
    first, got = Turn(tmp_path), []
    second = threading.Thread(target=lambda: got.append(Turn(tmp_path)), daemon=True)
    second.start()
    second.join(0.2)
    assert first.prepared == "" and second.is_alive()
    first.end(made)
    second.join(10)
    assert got[0].prepared == made
    got[0].end(made)


def test_a_turn_ends_once(tmp_path: Path):
    first = Turn(tmp_path)
    first.end("test_gw0_snapshot")
    first.end()
    assert Turn(tmp_path).prepared == "test_gw0_snapshot"


def test_whoever_waits_for_something_else_does_not_wait(tmp_path: Path):
    first = Turn(tmp_path)
    other = Turn(tmp_path, "demonstration")
    other.end("made.json")
    first.end("database")
    assert [Turn(tmp_path).prepared, Turn(tmp_path, "demonstration").prepared] == ["database", "made.json"]
