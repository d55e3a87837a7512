"""What a killed upload left in the stores goes by itself; what belongs to a row, or may still get one, stays."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from campaign.media import integrity, orphans
from campaign.media.storage import consent_storage, private_storage

pytestmark = pytest.mark.django_db


def later():
    return timezone.now() + orphans.SPARED + timedelta(minutes=1)


def test_a_file_without_row_goes_after_an_hour_and_not_before(make):
    kept = make["image"]()
    stray = private_storage().save("originals/fremd.jpg", ContentFile(b"x"))
    scan = consent_storage().save("bogen.pdf", ContentFile(b"x"))
    half = Path(private_storage().path("originals/.0011.tmp"))
    half.touch()
    assert orphans.job(timezone.now(), force=True).done == 0
    assert orphans.job(later(), force=True).done == 3
    assert not private_storage().exists(stray) and not consent_storage().exists(scan) and not half.exists()
    assert Path(kept.file.path).exists() and list(integrity.rows_and_files()) == []


def test_so_many_files_without_rows_are_somebody_elses(roots):
    for number in range(orphans.MOST + 1):
        private_storage().save(f"originals/{number}.jpg", ContentFile(b"x"))
    outcome = orphans.job(later(), force=True)
    assert (outcome.done, outcome.failed) == (0, 1)
    assert len(os.listdir(roots[1] / "originals")) == orphans.MOST + 1
