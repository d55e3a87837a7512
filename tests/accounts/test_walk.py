"""An officer's daily ways through the admin are open; foreign objects in forms and choosers are not there."""

import re
from dataclasses import dataclass

import pytest
from django.urls import reverse
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.media import creation
from jobcenters.models import Jobcenter
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import MP4, PDF

pytestmark = pytest.mark.django_db
CANARY = "KANARI"


@dataclass(frozen=True)
class Things:
    """The numbers that addresses are filled with."""

    page: int
    image: int
    document: int
    media: int
    revision: int
    collection: int
    folder: int


def make_things(centre: Jobcenter, title: str) -> Things:
    """Create one draft and one file of each kind for a centre."""
    author = builders.officer(centre.slug)
    story = builders.draft(author, centre, title=f"{title}-GESCHICHTE", place="Beispielort")
    files = centre.collection
    return Things(
        page=story.pk,
        image=builders.image(centre, description=f"{title}-BILD").pk,
        document=creation.create_document(f"{title}-BLATT", PDF, files, "a.pdf").pk,
        media=creation.create_media(f"{title}-FILM", MP4, files, "a.mp4").pk,
        revision=story.latest_revision_id,
        collection=files.pk,
        folder=centre.folder_id,
    )


@pytest.fixture
def own(harz: Jobcenter) -> Things:
    return make_things(harz, "EIGENES")


@pytest.fixture
def foreign(jena: Jobcenter) -> Things:
    return make_things(jena, CANARY)


def plain(response) -> str:
    """Return the body without what differs between two requests for the same."""
    return re.sub(
        r"\d+", "N", re.sub(r'(csrf\w*|nonce)"[^>]*', "", response.content.decode(errors="replace"))
    )


def test_the_officers_own_work_is_open(officer: User, own: Things, harz: Jobcenter):
    client = client_for(officer)
    for name in ("edit", "history", "view_draft", "workflow_history", "copy"):
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[own.page])).status_code == 200, name
    assert client.get(reverse("wagtailadmin_pages:edit", args=[harz.section_id])).status_code == 200
    for name in (
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailmedia:index",
        "wagtailadmin_explore_root",
    ):
        assert client.get(reverse(name)).status_code in (200, 302), name
    assert client.get(reverse("wagtailimages:edit", args=[own.image])).status_code == 200
    assert client.get(reverse("wagtaildocs:edit", args=[own.document])).status_code == 200
    assert client.get(reverse("wagtailmedia:edit", args=[own.media])).status_code == 200
    for page in (harz.section, harz.folder):
        for above in page.get_ancestors(inclusive=True).filter(depth__gt=1):
            assert client.get(reverse("wagtailadmin_explore", args=[above.pk])).status_code == 200, above


def test_shared_files_can_be_seen_and_chosen_but_not_changed(officer: User):
    from campaign.accounts.roles import shared_collection
    from tests.media.files import drawn, encoded

    image = creation.create_image(
        "Logo", encoded(drawn()), shared_collection(), description="Logo der Kampagne"
    )
    client = client_for(officer)
    assert client.get(reverse("wagtailimages_chooser:chosen", args=[image.pk])).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[image.pk])).status_code == 403


def test_the_page_chooser_offers_own_and_live_pages(
    officer: User, own: Things, foreign: Things, jena: Jobcenter
):
    client = client_for(officer)
    there = client.get(reverse("wagtailadmin_choose_page_child", args=[jena.folder_id])).content.decode()
    assert CANARY not in there
    assert client.get(reverse("wagtailadmin_choose_page_child", args=[jena.section_id])).status_code == 200
    mine = client.get(
        reverse("wagtailadmin_choose_page_child", args=[Page.objects.get(pk=own.page).get_parent().pk])
    )
    assert "EIGENES-GESCHICHTE" in mine.content.decode()


@pytest.mark.parametrize("view", ["copy", "move"])
def test_a_form_that_names_a_foreign_page_answers_like_one_that_names_a_missing_page(
    officer: User, own: Things, foreign: Things, view: str
):
    client = client_for(officer)
    address = reverse(f"wagtailadmin_pages:{view}", args=[own.page])
    answers = [
        client.post(address, {"new_parent_page": parent, "new_title": "Neu", "new_slug": "neu"})
        for parent in (foreign.folder, 999_999_999, 10**30, "abc")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({plain(answer) for answer in answers}) == 1


@pytest.mark.parametrize("parent", [999_999_999, 10**30, "abc", "-1"])
def test_a_form_that_names_a_missing_page_is_no_error_for_the_koordination(
    coordinator: User, own: Things, parent
):
    client = client_for(coordinator, raise_request_exception=False)
    for view in ("copy", "move"):
        answer = client.post(
            reverse(f"wagtailadmin_pages:{view}", args=[own.page]), {"new_parent_page": parent}
        )
        assert answer.status_code == 404


@pytest.mark.parametrize("who", ["officer", "coordinator", "operator"])
def test_the_menu_leads_nowhere_that_is_closed(request: pytest.FixtureRequest, who: str):
    client = client_for(request.getfixturevalue(who))
    page = client.get("/admin/").content.decode()
    ways = set(re.findall(r'"url": "(/admin/[^"]*)"', page)) - {"/admin/logout/"}
    assert len(ways) > 3
    assert {way: client.get(way).status_code for way in ways if client.get(way).status_code >= 400} == {}
