"""The measurement of the finder: it tells right from wrong, unknown and unasked, and counts only what it should."""

from pathlib import Path

import pytest

from bench.finder_accuracy import expected, main, report
from tests.jobcenters.finder_data import real_index

HEADER = "plz,ort,ags5,kreis,art,quelle\n"


def table(tmp_path: Path, *lines: str) -> Path:
    file = tmp_path / "plz.csv"
    file.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("lines", "kept", "told"),
    [
        (["38820,,15085,,zustell,", "10115,,11000,,zustell,"], True, "genau richtig: 2 (100.000%)"),
        (["38820,,15085,,zustell,", "38820,,15001,,strittig,"], True, "genau richtig: 1 "),
        (["10115,,15085,,zustell,"], False, "falsch: 1 10115"),
        (["99999,,15085,,zustell,"], False, "nicht bekannt: 1 99999"),
        (["38820,,15085,,zustell,", "38820,,15001,,zustell,"], False, "0 von 1, nicht bei: 38820"),
    ],
)
def test_the_report_tells_what_is_right(tmp_path: Path, lines: list[str], kept: bool, told: str) -> None:
    said, is_kept = report(expected(table(tmp_path, *lines)), real_index())
    assert is_kept == kept
    assert told in "\n".join(said)


def test_without_a_table_it_says_how_to_call_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    assert "REF=" in capsys.readouterr().err
