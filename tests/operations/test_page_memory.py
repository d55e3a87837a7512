"""Copies of pages in the memory of a process: one question to the database instead of a page, and never an old page."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Site

from campaign.figures import acts as figures
from campaign.models import ContentPage, DailyCount, HomePage
from campaign.operations.models import CacheChange
from campaign.operations.page_cache import copies, memory, notes, own_copies, refreshing
from campaign.operations.page_cache.notes import all_notes
from campaign.operations.page_cache.watching import looking
from campaign.publishing import review
from campaign.statistics import collecting
from jobcenters.life import acts as registry
from jobcenters.life.acts import Kind, Wanted
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db(transaction=True)
INDEX, SECTION, FIGURES = "/menschen-vor-ort/", "/jobcenter/kreis-dueren/", "/zahlen-und-fakten/"
VISITOR = {"User-Agent": "Mozilla/5.0"}


@pytest.fixture(autouse=True)
def remembered(settings) -> Iterator[None]:
    """Copies are kept, and none of another test's."""
    memory.forget()
    settings.COPIES_IN_MEMORY = True
    yield
    memory.forget()
    # Wagtail keeps the addresses of websites where a database that is put back does not reach.
    Site.clear_site_root_paths_cache()


def queries(path: str, client: Client | None = None) -> int:
    """Return how many statements the next request for a page costs."""
    with CaptureQueriesContext(connection) as captured:
        (client or Client()).get(path)
    return len(captured)


def is_kept(path: str, client: Client | None = None) -> bool:
    """Ask twice, and say whether the second answer came from memory."""
    queries(path, client)
    return queries(path, client) == 1


def body(path: str) -> str:
    """Return what the next visitor gets."""
    return Client().get(path).content.decode()


def test_the_second_visitor_gets_the_same_answer_for_one_question():
    story = builders.published()
    for path in (
        "/",
        INDEX,
        f"{INDEX}feed/",
        SECTION,
        "/jobcenter/",
        "/sitemap.xml",
        "/impressum/",
        story.get_url(),
    ):
        first, again = Client().get(path), Client().get(path)
        assert queries(path) == 1, path
        assert (again.status_code, again.content) == (200, first.content), path
        assert {*again.items()} - {*first.items()} == {("X-Request-ID", again["X-Request-ID"])}, path
        assert set(again.headers) == set(first.headers), path
        assert Client().get(path, headers={"If-None-Match": first["ETag"]}).status_code == 304, path


def test_a_page_is_kept_per_name_and_scheme():
    assert is_kept("/impressum/")
    assert queries("/impressum/", Client(HTTP_HOST="localhost")) > 1
    assert Client(HTTP_HOST="boese.example").get("/impressum/").status_code == 400


def publish(story: StoryPage) -> None:
    """Let the Koordination say yes."""
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)


def test_a_story_appears_and_goes_with_the_next_request():
    story = builders.submitted(builders.officer())
    places = [INDEX, f"{INDEX}feed/", SECTION, "/sitemap.xml"]
    assert all(is_kept(path) and story.slug not in body(path) for path in places)
    publish(story)
    story = builders.fresh(story)
    for path in (*places, story.get_url()):
        assert story.slug in body(path) and is_kept(path), path
    review.withdraw(story, builders.coordinator())
    assert not any(story.slug in body(path) for path in places)
    assert Client().get(story.get_url()).status_code == 410 and is_kept(story.get_url())
    assert Client().get(story.get_url()).status_code == 410


def change_figure() -> tuple[str, str]:
    """Give a figure another value; return where it stands, and the new value."""
    content = {"value": "12345", "unit": "Stück", "label": "zur Probe", "source": "Probe"}
    content |= {"definition": "", "source_url": "", "as_of": date(2026, 1, 1)}
    user = builders.coordinator()
    figure = figures.begin(content, actor=user)
    assert is_kept(FIGURES) and "12345" in body(FIGURES)
    loaded = figure.versions.values_list("pk", flat=True)[0]
    figures.change(
        figure, content | {"value": "98765"}, figures.Why("Neue Meldung"), actor=user, loaded=loaded
    )
    return FIGURES, "98765"


def rename_centre() -> tuple[str, str]:
    """Give a centre another name; return the register, and the name."""
    wanted = Wanted(
        Kind.FACTS, timezone.localdate(), "Beschluss", {"jobcenter_name": "Jobcenter Brocken"}, "Amtsblatt"
    )
    registry.schedule(builders.centre("landkreis-harz"), wanted, builders.coordinator())
    return "/jobcenter/", "Jobcenter Brocken"


def publish_page() -> tuple[str, str]:
    """Publish another text on a page; return its address, and the text."""
    page = ContentPage.objects.get(slug="impressum").specific
    page.intro = "Neu geschrieben"
    page.save_revision().publish()
    return "/impressum/", "Neu geschrieben"


@pytest.mark.parametrize("act", [change_figure, rename_centre, publish_page])
def test_a_change_stands_on_the_next_page(act: Callable[[], tuple[str, str]]):
    for path in (FIGURES, "/jobcenter/", "/impressum/"):
        assert is_kept(path)
    path, text = act()
    assert text in body(path) and is_kept(path) and text in body(path)


def test_the_menu_is_read_once_and_anew_when_a_page_comes_goes_or_changes_its_name():
    path = "/impressum/?auch=ohne-kopie"
    Client().get(path)
    with CaptureQueriesContext(connection) as captured:
        Client().get(path)
    assert not any("accessibilitypage" in one["sql"].lower() for one in captured if "UNION" in one["sql"])
    page = ContentPage(title="Ausblick", slug="ausblick", intro="Wie es wird.", show_in_menus=True)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    assert ">Ausblick<" in body(path)
    page.refresh_from_db()
    page.title = "Vorschau"
    page.save_revision().publish()
    assert ">Vorschau<" in body(path) and ">Ausblick<" not in body(path)
    page.unpublish()
    assert ">Vorschau<" not in body(path)


def test_in_a_request_that_writes_and_in_a_transaction_nothing_is_remembered():
    made = []
    with looking() as seen:
        for _ in range(2):
            memory.remembered("probe", lambda: made.append(len(made)) or len(made))
        assert len(made) == 1
        with transaction.atomic():
            memory.remembered("probe", lambda: made.append(len(made)) or len(made))
        ContentPage.objects.filter(slug="impressum").update(intro="Eben")
        assert seen.changed
        memory.remembered("probe", lambda: made.append(len(made)) or len(made))
    memory.remembered("probe", lambda: made.append(len(made)) or len(made))
    assert len(made) == 4


def test_what_a_remembered_value_was_read_from_counts_for_the_page():
    reads = ContentPage.objects.filter(slug="impressum").exists
    for _ in range(2):
        with looking() as seen:
            memory.remembered("probe", reads)
        assert "campaign_contentpage" in seen.tables
    ContentPage.objects.filter(slug="impressum").update(slug="anders")
    with looking():
        assert memory.remembered("probe", reads) is False


def test_another_name_of_the_website_stands_in_every_address_at_once():
    builders.published()
    feed = f"{INDEX}feed/"
    body(feed)
    # From here on Wagtail has the name in a cache of its own, and the page is made without asking for it.
    memory.forget()
    assert is_kept(feed)
    site = Site.objects.get()
    site.port = 8443
    site.save()
    assert ":8443/" in body(feed)


def test_a_draft_leaves_the_copies_as_they_are_and_what_is_rolled_back_too():
    assert is_kept("/impressum/")
    page = ContentPage.objects.get(slug="impressum").specific
    page.intro = "Noch nicht fertig"
    page.save_revision()
    assert queries("/impressum/") == 1
    with transaction.atomic():
        ContentPage.objects.filter(slug="impressum").update(intro="Nie gewesen")
        # Within the transaction its own state is shown, and nobody else gets that.
        assert "Nie gewesen" in body("/impressum/")
        transaction.set_rollback(True)
    assert queries("/impressum/") == 1 and "Nie gewesen" not in body("/impressum/")


def test_what_changes_while_a_page_is_made_ends_its_copy(monkeypatch: pytest.MonkeyPatch):
    keep = own_copies.keep

    def late(*parts) -> None:
        ContentPage.objects.filter(slug="impressum").update(intro="Eben geändert")
        keep(*parts)

    monkeypatch.setattr(own_copies, "keep", late)
    assert "Eben geändert" not in body("/impressum/")
    monkeypatch.undo()
    assert "Eben geändert" in body("/impressum/")


def test_nothing_is_kept_that_is_asked_missing_or_made_for_one():
    builders.published()
    own = client_for(builders.coordinator())
    assert not is_kept("/impressum/", own) and own.get("/impressum/")["Cache-Control"] == "private, no-store"
    for path in (
        "/jobcenter/?q=38820",
        "/impressum/?utm=x",
        "/gibt-es-nicht/",
        "/admin/login/",
        "/barriere-melden/",
        "/einbetten/geschichten/",
    ):
        Client().get(path)
    Client().get("/gibt-es-nicht/", headers={copies.REFRESH_HEADER: "1"})
    assert not any(isinstance(kept.value, own_copies.Copy) for kept in memory._kept.values())
    # What an editor was shown is nobody's copy, and what a visitor was shown is not the editor's.
    assert is_kept("/impressum/") and queries("/impressum/", own) > 1


def test_the_clock_ends_a_copy(monkeypatch: pytest.MonkeyPatch):
    waiting = builders.submitted(builders.officer())
    hour = timezone.now() + timedelta(seconds=40)
    review.approve(waiting, builders.coordinator(), revision_id=waiting.latest_revision_id, publish_at=hour)
    assert is_kept("/impressum/")
    kept = list(memory._kept.items())
    assert len(kept) > 1 and all(one.begins < one.ends <= hour for _, one in kept)
    name, copy = kept[-1]
    for now in (copy.ends, copy.begins - timedelta(seconds=1)):
        with monkeypatch.context() as patch:
            patch.setattr(memory.timezone, "now", lambda now=now: now)
            assert memory.held(name, all_notes()) is None
        assert is_kept("/impressum/")


def test_the_job_tidies_the_notes_and_without_it_pages_are_made_anew_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(notes, "MOST", 3)
    CacheChange.objects.bulk_create(CacheChange(table=table) for table in ("x", "x", "y"))
    assert is_kept("/impressum/")
    CacheChange.objects.create(table="y")
    assert not is_kept("/impressum/")
    refreshing.job(timezone.now())
    CacheChange.objects.update(done_at=timezone.now() - timedelta(minutes=6))
    refreshing.job(timezone.now())
    assert not CacheChange.objects.exists() and is_kept("/impressum/")


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch):
    sizes = len(body("/impressum/")) + len(body("/datenschutz/"))
    memory.forget()
    monkeypatch.setattr(memory, "MOST_BYTES", sizes + 6 * memory.A_VALUE + 500)
    assert is_kept("/impressum/") and is_kept("/datenschutz/") and queries("/impressum/") == 1
    # The one nobody asked for the longest makes room.
    assert is_kept("/barrierefreiheit/") and queries("/datenschutz/") > 1


def test_visitors_are_counted_whether_a_copy_answers_or_not(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    for _ in range(3):
        Client().get("/impressum/", headers=VISITOR)
    collecting.job(timezone.now())
    page = ContentPage.objects.get(slug="impressum")
    assert DailyCount.objects.get(kind="page", key=str(page.pk)).number == 3
