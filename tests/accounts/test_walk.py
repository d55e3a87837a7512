"""A walk through every address of the admin, as everybody, with own, foreign, missing and absurd objects."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from wagtail.models import Page

from campaign.accounts.gate import Access, access, table
from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.media import creation
from jobcenters.models import Jobcenter
from tests import builders
from tests.accounts.login import client_for
from tests.accounts.test_admin_views import admin_patterns
from tests.media.files import MP4, PDF

pytestmark = pytest.mark.django_db
CANARY = "KANARI"
# They end the session or the second factor, which the walk still needs.
LEFT_OUT = {"account_logout", "wagtailadmin_logout", "mfa_deactivate_totp"}
REDAKTION = frozenset({Role.REDAKTION})


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


def all_the_same(number: int) -> Things:
    return Things(*[number] * 7)


@pytest.fixture
def own(harz: Jobcenter) -> Things:
    return make_things(harz, "EIGENES")


@pytest.fixture
def foreign(jena: Jobcenter) -> Things:
    return make_things(jena, CANARY)


def addresses(things: Things) -> Iterator[tuple[str, str, bool]]:
    """Yield name, filled-in address and whether it names an object of a centre, per view of the admin."""
    for name, route, pattern in admin_patterns():
        if name in LEFT_OUT:
            continue
        parts = pattern.pattern.regex
        named = {part: fill(name, part, things) for part in parts.groupindex}
        kinds = list(table().kinds(name, (things.page,) if not named and parts.groups else (), named))
        if pattern.name is None:
            yield name, "/" + re.sub(r"\^.*", "gibt/es/nicht/", route), False
        elif parts.groups and not named:
            yield name, reverse(name, args=[things.page, "earliest", things.revision]), True
        else:
            yield name, reverse(name, kwargs=named), bool(kinds)


def fill(view: str, part: str, things: Things) -> object:
    kind = table().objects_of.get(view, {}).get(part) or table().objects.get(part)
    if kind:
        kind = kind.partition("_")[0]
        kind = "page" if kind in ("explorable", "choosable") else kind
        adding = view.endswith((":add", ":preview_on_add", ":add_subpage")) and kind == "page"
        return things.folder if adding else getattr(things, kind)
    words = {"media_type": "video", "filter_spec": "width-100", "action": "delete", "action_name": "approve"}
    if part in ("app_label", "app_name", "content_type_app_name"):
        return "stories"
    if part in ("model_name", "content_type_model_name"):
        return "storypage"
    numbers = {"revision_id": things.revision, "collection_id": things.collection}
    return words.get(part) or numbers.get(part) or ("1" if part in ("token", "key", "uidb36") else 1)


def ask(client: Client, method: str, address: str):
    """Send one request and undo whatever it did."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        if not response.streaming:
            _ = response.content
        transaction.set_rollback(True)
    return response


def plain(response) -> str:
    """Return the body without what differs between two requests for the same."""
    return re.sub(
        r"\d+", "N", re.sub(r'(csrf\w*|nonce)"[^>]*', "", response.content.decode(errors="replace"))
    )


def faults(user: User, filled: Iterator[tuple[str, str, bool]], *methods: str) -> list:
    client = client_for(user, raise_request_exception=False)
    wrong = []
    for name, address, _ in filled:
        for method in methods:
            status = ask(client, method, address).status_code
            if status >= 500:
                wrong.append((status, method, name, address))
    return wrong


@pytest.mark.parametrize("who", ["officer", "coordinator", "operator", "stranger"])
@pytest.mark.parametrize("what", ["own", "foreign", "missing", "absurd"])
def test_no_address_of_the_admin_fails(request: pytest.FixtureRequest, who: str, what: str):
    numbers = {"missing": 999_999_999, "absurd": 10**30}
    things = all_the_same(numbers[what]) if what in numbers else request.getfixturevalue(what)
    assert faults(request.getfixturevalue(who), addresses(things), "get", "post") == []


@pytest.mark.parametrize(
    "query",
    [
        "id=abc&id=99999999999999999999",
        "p=99999999999999999999&q=%25%27%22&ordering=x&tag=x",
        "p=-1&collection_id=abc&child_of=abc&descendant_of=x",
        "offset=99999999999999999999&limit=-1&q=" + "x" * 5000,
        "q=%00",
        "q=%ff%fe&%ff=1",
    ],
)
def test_no_query_makes_the_admin_fail(officer: User, coordinator: User, own: Things, query: str):
    for user in (officer, coordinator):
        asked = ((name, f"{address}?{query}", named) for name, address, named in addresses(own))
        assert faults(user, asked, "get") == []


def test_a_foreign_object_answers_the_officer_exactly_like_a_missing_one(officer: User, foreign: Things):
    client = client_for(officer)
    missing = all_the_same(999_999_999)
    seen = 0
    for (name, there, named), (_, nowhere, _) in zip(addresses(foreign), addresses(missing), strict=True):
        if not named or access(name, REDAKTION) in (Access.PUBLIC, Access.ENTRY):
            continue
        for method in ("get", "post"):
            real, none = ask(client, method, there), ask(client, method, nowhere)
            assert real.status_code == none.status_code == 404, (
                name,
                method,
                real.status_code,
                none.status_code,
            )
            assert plain(real) == plain(none), name
            seen += 1
    assert seen > 60


def test_no_answer_to_the_officer_names_foreign_drafts(officer: User, own: Things, foreign: Things):
    client = client_for(officer)
    leaks = []
    for things in (foreign, own):
        for name, address, _ in addresses(things):
            for query in ("", f"?q={CANARY}", f"?id={foreign.page}&id={foreign.image}", "?id=all"):
                body = ask(client, "get", address + query).content.decode(errors="replace")
                if re.search(rf"{CANARY}-", body.replace(f"{CANARY}&quot;", "")):
                    leaks.append((name, address + query))
    assert leaks == []


def test_what_the_role_lacks_is_refused_whether_or_not_the_object_is_own(officer: User, own: Things):
    client = client_for(officer)
    for name, address, _ in addresses(own):
        if access(name, REDAKTION) is Access.REFUSED and resolve(address).view_name == name:
            assert ask(client, "get", address).status_code == 403, name


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
