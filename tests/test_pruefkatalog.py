"""What the catalogue for auditors names is there."""

import re

from tests.conftest import ROOT

TEXT = (ROOT / "docs/pruefkatalog.md").read_text()
NAMED = re.findall(r"`([a-z_/0-9]+\.py)(?:::(test_\w+))?`", TEXT)


def test_each_named_test_is_there():
    assert len(NAMED) > 40
    for path, name in NAMED:
        source = (ROOT / "tests" / path.removeprefix("tests/")).read_text()
        assert not name or f"def {name}(" in source, f"{path}::{name}"


def test_each_named_target_is_there():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"`make ([a-z-]+)`", TEXT + (ROOT / "SECURITY.md").read_text()):
        assert f"\n{target}:" in makefile, target
