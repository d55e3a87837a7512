"""What counts as a view, and how views become rows."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from campaign.models import CountedFile, DailyCount
from campaign.publishing import erasure, review
from campaign.statistics import buffer, collecting, spool
from tests import builders
from tests.accounts.login import client_for, make_user

PERSON = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    """Nothing of other tests waits to be counted."""
    settings.PRIVATE_MEDIA_ROOT = tmp_path


def visitor(**headers: str) -> Client:
    return Client(headers={"user-agent": PERSON} | headers)


def noted() -> Counter[spool.View]:
    return sum((spool.read(path) for path in spool.take(buffer.folder())), Counter())


def collect() -> dict[tuple[str, str, str], int]:
    collecting.job(timezone.now())
    return {(one.kind, one.key, one.host): one.number for one in DailyCount.objects.all()}


@pytest.mark.django_db
def test_a_page_that_somebody_sees_counts_once_and_no_row_is_written_by_it(django_assert_num_queries):
    page = Page.objects.get(slug="markenkern")
    assert visitor().get("/markenkern/").status_code == 200
    assert not DailyCount.objects.exists()
    assert collect() == {("page", str(page.pk), ""): 1}


@pytest.mark.django_db
def test_logged_in_people_robots_programs_and_guesses_ahead_do_not_count():
    for name in ("", "Googlebot/2.1", "curl/8.5", "Mozilla/5.0 HeadlessChrome/140", "python-requests/2.32"):
        Client(headers={"user-agent": name}).get("/markenkern/")
    visitor(**{"sec-purpose": "prefetch;prerender"}).get("/markenkern/")
    client_for(make_user("wer@beispiel.test"), headers={"user-agent": PERSON}).get("/markenkern/")
    assert not noted()


@pytest.mark.django_db
def test_only_an_answer_with_a_page_counts():
    client = visitor()
    client.head("/markenkern/")
    client.get("/gibt-es-nicht/")
    client.get("/markenkern")
    client.get("/daten/finder.json?q=Harz")
    client.get("/robots.txt")
    assert not noted()


@pytest.mark.parametrize(
    ("referer", "host"),
    [
        ("https://www.kreis-dueren.de/seite?wer=ich", "www.kreis-dueren.de"),
        ("http://WWW.Beispiel.DE:8080/", "www.beispiel.de"),
        ("https://müller.de/", "xn--mller-kva.de"),
        ("https://wer:geheim@beispiel.de/", "beispiel.de"),
        ("https://intranet/", ""),
        ("https://server.kreis.local/", ""),
        ("https://10.0.0.7/", ""),
        ("https://[::1]/", ""),
        ("https://[kaputt/", ""),
        ("file:///C:/Users/wer", ""),
        (f"https://{'a' * 60}.{'b' * 60}.de/", ""),
        ("", ""),
    ],
)
def test_of_a_website_only_a_public_host_name_is_kept(referer, host):
    assert buffer.public_host(referer) == host


def test_a_view_is_answered_also_where_nothing_can_be_noted(settings, tmp_path, caplog):
    (tmp_path / "datei").write_text("")
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "datei"
    buffer.count("page", "1")
    assert "nicht gezählt" in caplog.text


def test_another_kind_is_a_mistake_of_the_caller():
    with pytest.raises(ValueError, match="nicht gezählt"):
        buffer.count("person", "1")


@pytest.mark.django_db
def test_numbers_of_several_runs_add_up():
    key = str(Page.objects.get(slug="presse").pk)
    for _ in range(3):
        buffer.count("page", key)
        buffer.count("embed", "finder", "www.beispiel.de")
        collecting.job(timezone.now())
    assert collect() == {("page", key, ""): 3, ("embed", "finder", "www.beispiel.de"): 3}


@pytest.mark.django_db
def test_a_run_killed_between_commit_and_removal_counts_nothing_twice(monkeypatch):
    buffer.count("embed", "finder")

    def die(self, missing_ok=False):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(spool.Path, "unlink", die)
        with pytest.raises(KeyboardInterrupt):
            collecting.job(timezone.now())
    assert len(list(buffer.folder().glob(".*"))) == 1
    assert collect() == {("embed", "finder", ""): 1}
    assert not list(buffer.folder().glob(".*"))


@pytest.mark.django_db
def test_a_run_that_breaks_off_before_its_commit_counts_later(monkeypatch):
    buffer.count("embed", "finder")

    def fail(views):
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(collecting, "add", fail)
        with pytest.raises(RuntimeError):
            collecting.job(timezone.now())
    assert not CountedFile.objects.exists()
    assert collect() == {("embed", "finder", ""): 1}


@pytest.mark.django_db
def test_a_flood_of_invented_hosts_ends_in_one_row(monkeypatch):
    monkeypatch.setattr(collecting, "MOST_HOSTS", 3)
    for number in range(9):
        buffer.count("embed", "finder", f"www{number}.beispiel.de")
        if number == 4:
            collecting.job(timezone.now())
    found = collect()
    assert len(found) == 4
    assert found["embed", "finder", ""] == 6


@pytest.mark.django_db
def test_what_was_seen_of_a_page_that_is_gone_is_left_out():
    buffer.count("page", "999999999")
    buffer.count("page", "finder")
    buffer.count("embed", "story:999999999", "www.beispiel.de")
    assert collect() == {}


@pytest.mark.django_db
def test_after_a_withdrawal_no_number_tells_that_the_story_was_there(picture):
    story = builders.published(portrait=picture)
    visitor().get(story.url)
    buffer.count("embed", f"story:{story.pk}", "www.beispiel.de")
    buffer.count("page", str(Page.objects.get(slug="presse").pk))
    assert len(collect()) == 3
    buffer.count("page", str(story.pk))
    withdrawal = review.withdraw(story, builders.officer(), reason="Beispiel")
    erasure.erase(withdrawal)
    assert not any(str(story.pk) in key for _, key, _ in collect())
    assert DailyCount.objects.count() == 1


@pytest.mark.django_db
def test_old_numbers_and_those_of_deleted_pages_are_forgotten():
    today = timezone.localdate()
    page = Page.objects.get(slug="presse")
    rows = [(today, str(page.pk)), (today - timedelta(days=1200), str(page.pk)), (today, "999999999")]
    for day, key in rows:
        DailyCount.objects.create(day=day, kind="page", key=key, number=1)
    collecting.forget(timezone.now())
    assert [(one.day, one.key) for one in DailyCount.objects.all()] == [(today, str(page.pk))]


@pytest.mark.django_db
def test_files_of_views_are_in_no_backup_and_readable_by_their_owner_alone():
    buffer.count("embed", "finder")
    (path,) = buffer.folder().iterdir()
    assert path.name.startswith(".")
    assert os.stat(path).st_mode & 0o077 == 0
