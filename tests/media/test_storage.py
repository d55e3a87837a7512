"""The private store and the released names beside it."""

import os
import stat

import pytest
from django.core.files.base import ContentFile

from campaign.media import storage
from campaign.media.storage import ConsentStorage, PrivateStorage, release_file, withdraw_file

NAME = "documents/" + "a" * 32 + ".pdf"


@pytest.fixture
def stored(roots) -> str:
    return PrivateStorage().save(NAME, ContentFile(b"%PDF-1"))


def mode(path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_stored_file_lies_in_the_private_folder_only_and_strangers_cannot_read_it(roots, stored):
    public, private = roots
    assert stored == NAME
    assert (private / NAME).read_bytes() == b"%PDF-1"
    assert not public.exists()
    assert mode(private / NAME) == 0o640
    assert mode(private) == mode(private / "documents") == 0o750


def test_a_released_file_is_readable_for_a_web_server_and_costs_no_second_copy(roots, stored):
    public, private = roots
    assert release_file(NAME)
    assert (public / NAME).samefile(private / NAME)
    assert mode(public / NAME) == 0o644
    assert mode(public / "documents") == 0o755
    assert not release_file(NAME)


def test_a_withdrawn_file_is_private_again(roots, stored):
    public, private = roots
    release_file(NAME)
    assert withdraw_file(NAME)
    assert not (public / NAME).exists()
    assert (private / NAME).read_bytes() == b"%PDF-1"
    assert mode(private / NAME) == 0o640
    assert not withdraw_file(NAME)


def test_on_two_file_systems_a_copy_takes_the_place_of_the_link(roots, stored, monkeypatch):
    def no_links(source, target):
        raise OSError(18, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", no_links)
    public, private = roots
    assert release_file(NAME)
    assert (public / NAME).read_bytes() == b"%PDF-1"
    assert not (public / NAME).samefile(private / NAME)
    assert not release_file(NAME)
    assert withdraw_file(NAME)


def test_deleting_a_file_takes_its_released_name_along(roots, stored):
    public, private = roots
    release_file(NAME)
    PrivateStorage().delete(NAME)
    assert not (public / NAME).exists()
    assert not (private / NAME).exists()


def test_a_full_disk_leaves_no_half_file(roots):
    class FullDisk(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        PrivateStorage().save(NAME, FullDisk(b"whole"))
    assert [path for path in roots[1].rglob("*") if path.is_file()] == []


def test_a_full_public_disk_leaves_nothing_public(roots, stored, monkeypatch):
    def full(source, temporary):
        temporary.write_bytes(b"ha")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "_link_or_copy", full)
    with pytest.raises(OSError, match="No space"):
        release_file(NAME)
    assert [path for path in roots[0].rglob("*") if path.is_file()] == []


def test_the_store_is_rebuilt_from_its_name_alone():
    path, args, kwargs = PrivateStorage().deconstruct()
    assert (path, list(args), kwargs) == ("campaign.media.storage.PrivateStorage", [], {})


def test_everything_without_a_store_of_its_own_is_private_too(roots):
    from django.core.files.storage import default_storage

    default_storage.save("wagtail_uploads/x.jpg", ContentFile(b"x"))
    assert (roots[1] / "wagtail_uploads/x.jpg").exists()
    assert not roots[0].exists()


SCAN = "2026/" + "b" * 32 + ".pdf"


@pytest.fixture
def scan(roots) -> str:
    return ConsentStorage().save(SCAN, ContentFile(b"%PDF-1 KANARI"))


def test_a_scan_of_a_consent_is_readable_for_the_process_alone(roots, scan):
    folder = roots[1] / "consents"
    assert (folder / scan).read_bytes() == b"%PDF-1 KANARI"
    assert mode(folder / scan) == 0o600
    assert mode(folder) == mode(folder / "2026") == 0o700
    assert not roots[0].exists()


def test_a_scan_has_no_address_and_cannot_be_released(roots, scan):
    with pytest.raises(ValueError, match="keine Adresse"):
        ConsentStorage().url(scan)
    with pytest.raises(ValueError, match="nie öffentlich"):
        release_file(f"consents/{scan}")
    assert not roots[0].exists()


@pytest.mark.parametrize(
    "path", [f"consents/{SCAN}", "consents/" + "b" * 32 + ".pdf", f"originals/../consents/{SCAN}"]
)
def test_the_view_of_files_serves_no_scan_even_to_the_koordination(house, enter, roots, path):
    ConsentStorage().save(SCAN, ContentFile(b"%PDF-1 KANARI"))
    ConsentStorage().save("b" * 32 + ".pdf", ContentFile(b"%PDF-1 KANARI"))
    answer = enter(house.coordinator).get(f"/media/{path}")
    assert answer.status_code == 404
    assert b"KANARI" not in answer.content


def test_a_deleted_scan_is_gone(roots, scan):
    ConsentStorage().delete(scan)
    assert [path for path in roots[1].rglob("*") if path.is_file()] == []
