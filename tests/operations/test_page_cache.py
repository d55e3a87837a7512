"""What a cache in front may keep, what a statement reads and writes, and what browsers are told; nginx: tests/deployment."""

import gzip

import pytest
from django.conf import settings as configured
from django.db import transaction
from django.test import Client

from campaign.models import ContentPage
from campaign.operations.models import CacheChange, CachedCopy
from campaign.operations.page_cache import watching
from campaign.operations.page_cache.copies import KEEP_HEADER, KEY_HEADER, LIFETIME_HEADER, PACKED_HEADER
from campaign.operations.page_cache.tables import NOT_PUBLIC, read_by, written_by
from jobcenters.models import Jobcenter
from tests import builders
from tests.accounts.login import client_for

DRAFT = (
    'UPDATE "wagtailcore_page" SET "latest_revision_id" = %s, "has_unpublished_changes" = %s WHERE "id" = %s'
)
PUBLIC = 'UPDATE "wagtailcore_page" SET "live" = %s, "draft_title" = %s WHERE "id" = %s'


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ('INSERT INTO "stories_storypage" ("kind") VALUES (%s)', "stories_storypage"),
        ('INSERT OR IGNORE INTO "media_campaignrendition" ("file") VALUES (%s)', "media_campaignrendition"),
        ('UPDATE "jobcenters_jobcenter" SET "name" = %s', "jobcenters_jobcenter"),
        ('DELETE FROM "stories_storypage_topics" WHERE "id" IN (%s)', "stories_storypage_topics"),
        ("UPDATE wagtailcore_page SET path = %s", "wagtailcore_page"),
        (PUBLIC, "wagtailcore_page"),
        (DRAFT, ""),
        ('UPDATE "wagtailadmin_editingsession" SET "is_editing" = %s', ""),
        ('UPDATE "django_session" SET "expire_date" = %s', ""),
        ('INSERT INTO "audit_auditentry" ("action") VALUES (%s)', ""),
        ('SELECT "live" FROM "wagtailcore_page" FOR UPDATE', ""),
    ],
)
def test_a_write_names_its_table_unless_no_page_shows_it(statement: str, table: str):
    assert written_by(statement) == table


def test_a_question_names_its_tables_those_of_inner_questions_too():
    statement = 'SELECT 1 FROM "a_b" INNER JOIN "c_d" ON (1) WHERE EXISTS(SELECT 1 FROM "e_f" U0)'
    assert read_by(statement) == {"a_b", "c_d", "e_f"}


@pytest.fixture
def cached(settings, db) -> None:
    """A cache is named; nobody listens there."""
    settings.CACHE_PURGE_URLS = [("127.0.0.1", 9, "x")]


def ask(path: str, client: Client | None = None, **headers: str):
    """Ask as nginx does."""
    return (client or Client()).get(path, headers={KEY_HEADER: f"{configured.SITE_HOST}{path}"} | headers)


def test_a_copy_is_noted_with_what_it_shows_and_no_page_shows_what_counts_as_not_public(cached):
    story = builders.published()
    paths = [
        "/",
        "/menschen-vor-ort/",
        story.get_url(),
        "/jobcenter/",
        "/jobcenter/kreis-dueren/",
        "/sitemap.xml",
    ]
    paths += [
        "/zahlen-und-fakten/",
        "/presse/",
        "/material/",
        "/aktionen/",
        "/impressum/",
        "/menschen-vor-ort/feed/",
    ]
    for path in paths:
        assert 0 < int(ask(path)[LIFETIME_HEADER]) <= 60, path
    assert set(CachedCopy.objects.values_list("uri", flat=True)) == set(paths)
    for copy in CachedCopy.objects.all():
        # Of versions a page asks only which one the approval is of; that never changes in place.
        assert [one for one in copy.tables if NOT_PUBLIC.match(one)] in ([], ["wagtailcore_revision"]), (
            copy.uri
        )
    assert "stories_storypage" in CachedCopy.objects.get(uri="/jobcenter/kreis-dueren/").tables


def test_what_is_withdrawn_may_be_kept_and_what_is_asked_missing_or_personal_may_not(cached):
    from campaign.publishing import review

    story = builders.published()
    review.withdraw(story, builders.coordinator())
    gone = ask(story.get_url())
    assert gone.status_code == 410 and gone.has_header(LIFETIME_HEADER)
    for path in (
        "/jobcenter/?q=38820",
        "/impressum/?utm=x",
        "/impressum/?seite=77",
        "/gibt-es-nicht/",
        "/healthz",
        "/admin/login/",
    ):
        assert not ask(path).has_header(LIFETIME_HEADER), path
    own = ask("/impressum/", client_for(builders.coordinator()))
    assert not own.has_header(LIFETIME_HEADER) and own["Cache-Control"] == "private, no-store"
    # A page that names its address wrongly, or not at all, does not come from our nginx.
    assert not Client().get("/impressum/").has_header(LIFETIME_HEADER)


def test_only_what_becomes_a_copy_is_packed_and_only_for_who_keeps_it_packed(cached):
    plain, packed = ask("/impressum/"), ask("/impressum/", **{PACKED_HEADER: "1"})
    assert not plain.has_header("Content-Encoding") and packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content and packed["ETag"] == plain["ETag"]
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    for path in ("/jobcenter/?q=38820", "/gibt-es-nicht/", "/admin/login/"):
        assert not ask(path, **{PACKED_HEADER: "1"}).has_header("Content-Encoding"), path
    own = ask("/impressum/", client_for(builders.coordinator()), **{PACKED_HEADER: "1"})
    assert not own.has_header("Content-Encoding")


def test_a_page_that_shows_a_story_is_none_to_show_beyond_its_time(cached):
    keep = {KEEP_HEADER: "1"}
    assert ask("/impressum/", **keep).has_header(LIFETIME_HEADER)
    for path in ("/menschen-vor-ort/", "/jobcenter/kreis-dueren/", "/einbetten/geschichten/"):
        assert not ask(path, **keep).has_header(LIFETIME_HEADER), path


def test_a_change_while_a_page_is_made_keeps_it_from_becoming_a_copy(cached, monkeypatch):
    known = watching.CacheChange.objects.none
    monkeypatch.setattr("campaign.operations.page_cache.copies.known_changes", lambda: set(known()))
    Jobcenter.objects.filter(slug="kreis-dueren").update(jobcenter_name="Neu")
    assert not ask("/jobcenter/kreis-dueren/").has_header(LIFETIME_HEADER)


def test_a_change_is_noted_once_and_goes_with_what_is_rolled_back(cached):
    rows = Jobcenter.objects.filter(slug="kreis-dueren")
    try:
        with transaction.atomic():
            rows.update(jobcenter_name="Eins")
            raise ValueError
    except ValueError:
        pass
    assert not CacheChange.objects.exists()
    rows.update(jobcenter_name="Zwei")
    rows.update(jobcenter_name="Drei")
    assert list(CacheChange.objects.values_list("table", flat=True)) == ["jobcenters_jobcenter"]


def test_saving_a_draft_changes_nothing_public_and_publishing_it_does(cached):
    page = ContentPage.objects.get(slug="impressum").specific
    page.intro = "Noch nicht fertig"
    revision = page.save_revision()
    assert not CacheChange.objects.exists()
    revision.publish()
    assert "wagtailcore_page" in CacheChange.objects.values_list("table", flat=True)


@pytest.mark.django_db
def test_who_has_a_page_already_is_told_so_with_all_headers():
    first = Client().get("/impressum/")
    again = Client().get("/impressum/", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    for name in ("Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "ETag"):
        assert again[name] == first[name]
    assert Client().get("/impressum/", headers={"If-None-Match": '"alt"'}).status_code == 200
    assert not client_for(builders.coordinator()).get("/impressum/").has_header("ETag")


@pytest.mark.django_db
def test_a_form_that_carries_a_key_of_its_own_is_for_one_asker():
    page = Client().get("/barriere-melden/")
    assert page.status_code == 200 and page["Cache-Control"] == "private, no-store"
