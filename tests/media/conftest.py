"""Throw-away folders for each test of files."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def roots(settings, tmp_path) -> tuple[Path, Path]:
    """Give each test its own (public, private) folders."""
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    settings.MEDIA_SENDFILE = "app"
    return settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT
