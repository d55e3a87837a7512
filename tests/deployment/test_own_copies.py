"""Two processes that keep copies of their own, without nginx's: what one changes, the other shows with the next request."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.urls import reverse

from campaign.models import ContentPage, HomePage
from tests import builders
from tests.deployment import deployment
from tests.deployment.deployment import Deployment
from tests.deployment.test_page_cache import post

pytestmark = [pytest.mark.requires("nginx", "redis-server")]
INDEX = "/menschen-vor-ort/"


@pytest.fixture(scope="module")
def alone(site: Deployment) -> Iterator[Deployment]:
    """The running site, with the two that stand alone."""
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(site.start_alone, (0, 1)))
    yield site
    for number in (0, 1):
        site.stop(f"alone{number}")


def shown(site: Deployment, path: str) -> list[tuple[int, str]]:
    """Return status and body of the next answer of each process."""
    answers = [site.get(path, port=port) for port in site.alone]
    return [(answer.status, answer.body.decode()) for answer in answers]


def test_a_story_that_one_process_withdraws_the_other_shows_no_more(alone: Deployment):
    officer = builders.officer()
    story = builders.published(author=officer)
    for path in (story.get_url(), INDEX, f"{INDEX}feed/", "/"):
        for _ in range(2):
            assert all(status == 200 for status, _ in shown(alone, path)), path
    assert all(story.slug in body for _, body in shown(alone, INDEX))
    form = reverse("publishing_withdraw", args=[story.pk])
    assert post(alone, officer, form, port=alone.alone[0], reason="").status == 302
    assert [status for status, _ in shown(alone, story.get_url())] == [410, 410]
    for path in (INDEX, f"{INDEX}feed/", "/"):
        assert not any(story.slug in body for _, body in shown(alone, path)), path


def test_what_another_program_changes_shows_at_once_and_editors_see_their_own(alone: Deployment):
    page = ContentPage(title="Ausblick", slug="ausblick", intro="Wie es wird.")
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    user = builders.coordinator()
    mine = {"Cookie": deployment.cookie(user)}
    for _ in range(2):
        assert all("Wie es wird." in body for _, body in shown(alone, "/ausblick/"))
    for port in alone.alone:
        own = alone.get("/ausblick/", port=port, **mine)
        assert own.header("Cache-Control") == "private, no-store" and not own.header("ETag")
        again = alone.get("/ausblick/", port=port)
        assert (
            again.header("ETag") and not again.header("Set-Cookie") and user.email not in again.body.decode()
        )
    page.refresh_from_db()
    page.intro = "Wie es wurde."
    page.save_revision(user=user).publish()
    assert all("Wie es wurde." in body for _, body in shown(alone, "/ausblick/"))
