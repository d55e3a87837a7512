"""A backup brings everything back but what was erased since; damaged or locked ones change nothing."""

import json
import shutil
import tarfile
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pyrage
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from campaign.audit.models import OutboxMail
from campaign.operations import archive
from campaign.operations.models import CacheChange, CachedCopy
from campaign.operations.page_cache.copies import holding
from campaign.operations.page_cache.watching import EVERYTHING
from campaign.publishing import erasure, review
from campaign.publishing.models import Withdrawal
from stories.models import Consent, StoryPage
from tests import builders
from tests.operations.rows import row_counts

pytestmark = pytest.mark.django_db(transaction=True)


def run(command: str, *arguments: str) -> tuple[int, str]:
    out, errors = StringIO(), StringIO()
    try:
        call_command(command, *arguments, stdout=out, stderr=errors)
    except SystemExit as stop:
        return int(stop.code or 0), errors.getvalue() or out.getvalue()
    return 0, out.getvalue()


def erase(story: StoryPage) -> str:
    """Withdraw a public story and let the erasure run to its end; returns its address."""
    url = story.url
    review.withdraw_for_person(story)
    erasure.job(timezone.now())
    return url


def test_a_backup_brings_everything_back_but_what_was_erased_since(tmp_path, settings):
    kept, gone = (builders.published(portrait=builders.image()) for _ in range(2))
    portrait = gone.portrait.file.name
    before = row_counts()
    secret = pyrage.x25519.Identity.generate()
    key = tmp_path / "schluessel"
    key.write_text(f"# Beispiel\n{secret}\n")
    code, _ = run("backup", str(tmp_path / "sicherung"), "--recipient", str(secret.to_public()))
    assert code == 0

    later = builders.published(portrait=builders.image())
    erased = [erase(gone), erase(later)]
    StoryPage.objects.filter(pk=kept.pk).update(intro="Danach verändert.")

    code, answer = run("restore", str(tmp_path / "sicherung"), "--identity", str(key), "--replace")
    report = json.loads(answer)
    assert (code, report["findings"], report["erased"]) == (0, [], 1)
    assert [Client().get(url).status_code for url in erased] == [410, 410]
    assert not Path(settings.PRIVATE_MEDIA_ROOT, portrait).exists()
    assert not Consent.objects.filter(person__story=gone.pk).exists()
    page = Client().get(kept.url)
    assert page.status_code == 200 and "Danach verändert." not in page.content.decode()
    shown = next(iter(kept.portrait.public_files()))
    assert Path(settings.MEDIA_ROOT, shown).exists()
    after = row_counts()
    assert after["stories_storypage"] == before["stories_storypage"] - 1
    same = {name for name in before if after.get(name) == before[name]}
    assert {
        "jobcenters_jobcenter",
        "accounts_user",
        "wagtailcore_collection",
        "jobcenters_jobcenterpage",
    } <= same
    assert not OutboxMail.objects.filter(state=OutboxMail.State.PENDING).exists()
    assert builders.draft(builders.officer()).pk > later.pk, "die Nummer einer gelöschten Seite"


def test_restored_twice_is_the_same(tmp_path):
    story = builders.published()
    folder = str(tmp_path / "sicherung")
    assert run("backup", folder)[0] == 0
    url = erase(story)
    for _ in range(2):
        assert run("restore", folder, "--replace")[0] == 0
        assert Client().get(url).status_code == 410
        assert Withdrawal.objects.count() == 1


def test_what_is_withdrawn_but_not_erased_yet_does_not_come_back(tmp_path):
    story = builders.published()
    url = story.url
    folder = str(tmp_path / "sicherung")
    run("backup", folder)
    review.withdraw_for_person(story)
    assert run("restore", folder, "--replace")[0] == 0
    assert Client().get(url).status_code == 410
    assert not StoryPage.objects.filter(pk=story.pk).exists()


def test_a_restore_that_breaks_off_forgets_no_erasure(tmp_path, settings):
    story = builders.published(portrait=builders.image())
    folder = str(tmp_path / "sicherung")
    run("backup", folder)
    url = erase(story)
    # A second file of the same name cannot be written, like a full disk.
    damaged = tmp_path / "damaged.tar"
    shutil.copytree(folder, tmp_path / "kaputt")
    with tarfile.open(damaged, "w") as tar:
        for _ in range(2):
            tar.addfile(tarfile.TarInfo("original_images/doppelt"))
    damaged.replace(tmp_path / "kaputt" / "private.tar")
    manifest = json.loads((tmp_path / "kaputt" / "manifest.json").read_text())
    manifest["files"]["private.tar"]["sha256"] = archive.checksum(tmp_path / "kaputt" / "private.tar")
    (tmp_path / "kaputt" / "manifest.json").write_text(json.dumps(manifest))
    assert run("restore", str(tmp_path / "kaputt"), "--replace")[0] != 0
    assert run("restore", folder, "--replace")[0] == 0
    assert Client().get(url).status_code == 410


def test_a_number_given_twice_hides_no_later_withdrawal(tmp_path):
    story = builders.published()
    Withdrawal.objects.create(
        page_number=story.pk, url_hash=Withdrawal.hash_of("/frueher/"), erased_at=timezone.now()
    )
    folder = str(tmp_path / "sicherung")
    run("backup", folder)
    url = erase(story)
    assert run("restore", folder, "--replace")[0] == 0
    assert Client().get(url).status_code == 410
    assert not StoryPage.objects.filter(pk=story.pk).exists()


def test_a_picture_that_another_story_shows_outlives_the_erasure_that_is_done_again(tmp_path, settings):
    picture = builders.image()
    gone, kept = (builders.published(portrait=picture) for _ in range(2))
    folder = str(tmp_path / "sicherung")
    run("backup", folder)
    url = erase(gone)
    code, answer = run("restore", folder, "--replace")
    assert (code, json.loads(answer)["findings"]) == (0, [])
    assert Client().get(url).status_code == 410 and Client().get(kept.url).status_code == 200
    assert all(Path(settings.MEDIA_ROOT, name).exists() for name in picture.public_files())


def test_a_list_from_elsewhere_counts_when_the_store_was_lost(tmp_path, settings):
    story = builders.published()
    folder = str(tmp_path / "sicherung")
    run("backup", folder)
    url = erase(story)
    own = Path(settings.PRIVATE_MEDIA_ROOT, "loeschliste.jsonl")
    saved = tmp_path / "liste.jsonl"
    own.rename(saved)
    assert run("restore", folder, "--replace", "--erasures", str(saved))[0] == 0
    assert Client().get(url).status_code == 410


def test_copies_of_pages_from_before_are_replaced_even_if_the_backup_knows_nothing_of_them(
    tmp_path, settings
):
    folder = str(tmp_path / "sicherung")
    run("backup", folder)
    settings.CACHE_PURGE_URLS = [("127.0.0.1", 9, "x")]
    now = timezone.now()
    CachedCopy.objects.create(
        uri="/impressum/", stored_at=now, fresh_until=now + timedelta(minutes=1), kept=True
    )
    assert run("restore", folder, "--replace")[0] == 0
    changed = {change.table for change in CacheChange.objects.filter(done_at=None)}
    assert EVERYTHING in changed
    assert [copy.uri for copy in holding(changed)] == ["/impressum/"]


@pytest.fixture
def locked(tmp_path):
    """A backup for a key, and that key."""
    secret = pyrage.x25519.Identity.generate()
    run("backup", str(tmp_path / "sicherung"), "--recipient", str(secret.to_public()))
    key = tmp_path / "schluessel"
    key.write_text(str(secret))
    return tmp_path / "sicherung", key


def test_what_cannot_be_read_whole_changes_nothing(tmp_path, locked):
    folder, key = locked
    before = row_counts()
    foreign = tmp_path / "fremd"
    foreign.write_text(str(pyrage.x25519.Identity.generate()))
    for arguments, words in (
        ([], "Schlüsseldatei"),
        (["--identity", str(foreign)], "öffnet die Sicherung nicht"),
    ):
        code, said = run("restore", str(folder), "--replace", *arguments)
        assert code == 1 and words in said
    code, said = run("restore", str(folder), "--identity", str(key))
    assert code == 1 and "nicht leer" in said
    data = folder / "private.tar.age"
    data.write_bytes(data.read_bytes()[:-1] + b"x")
    code, said = run("restore", str(folder), "--identity", str(key), "--replace")
    assert code == 1 and "private.tar.age fehlt oder ist beschädigt" in said
    assert row_counts() == before


def test_a_backup_overwrites_nothing_and_takes_no_wrong_key(tmp_path):
    (tmp_path / "etwas").touch()
    assert run("backup", str(tmp_path)) == (1, f"Der Ordner {tmp_path} ist nicht leer.\n")
    code, said = run("backup", str(tmp_path / "neu"), "--recipient", "age1falsch")
    assert code == 1 and "age" in said and not (tmp_path / "neu").exists()


def test_nobody_but_the_owner_reads_a_backup(tmp_path):
    run("backup", str(tmp_path / "sicherung"))
    files = list((tmp_path / "sicherung").iterdir())
    assert {path.name for path in files} == {"database", "private.tar", "manifest.json"}
    assert all(path.stat().st_mode & 0o077 == 0 for path in [*files, tmp_path / "sicherung"])
