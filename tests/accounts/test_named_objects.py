"""Whatever names an object of another centre, path, query or form, and however closed the view: one and the same 404."""

import pytest
from django.urls import reverse

from campaign.accounts import attempts
from campaign.accounts.roles import shared_collection
from campaign.audit.models import AuditEntry
from campaign.media import creation
from campaign.media.models import CampaignImage
from tests import builders
from tests.accounts.login import client_for, make_user
from tests.media.files import drawn, encoded

pytestmark = pytest.mark.django_db
MISSING = 8_888_888


@pytest.fixture
def client(officer):
    return client_for(officer)


@pytest.fixture
def own_story(officer, harz):
    return builders.draft(officer, harz)


@pytest.fixture
def foreign_story(jena):
    return builders.draft(builders.officer(jena.slug), jena, title="KANARI")


@pytest.fixture
def colleague(jena):
    return make_user("kanari@beispiel.test", jena.group)


def bulk(model, action="delete"):
    return f"/admin/bulk/{model.replace('.', '/')}/{action}/"


def statuses(client, address, *keys, method="get"):
    return [getattr(client, method)(address.format(key)).status_code for key in keys]


@pytest.mark.parametrize("method", ["get", "post"])
def test_bulk_actions_look_at_every_id(client, own_story, foreign_story, harz, jena, method):
    own, foreign = builders.image(harz), builders.image(jena)
    pages = (own_story.pk, foreign_story.pk, MISSING)
    assert statuses(client, bulk("wagtailcore.page") + "?id={}", *pages, method=method) == [403, 404, 404]
    assert statuses(client, bulk("wagtailcore.page", "publish") + "?id={}", *pages) == [403, 404, 404]
    images = (own.pk, foreign.pk, MISSING)
    assert statuses(client, bulk("media.campaignimage") + "?id={}", *images, method=method) == [403, 404, 404]
    both = f"{bulk('wagtailcore.page')}?id={own_story.pk}&id={foreign_story.pk}"
    assert client.get(both).status_code == 404


def test_bulk_actions_on_other_models_are_closed_without_a_look(client):
    assert statuses(client, bulk("stories.person") + "?id={}", 1, MISSING) == [403, 403]
    assert client.get(bulk("wagtailcore.page") + "?id=all").status_code == 403


def test_bulk_actions_on_people_tell_nothing_of_other_centres(client, officer, colleague):
    keys = (officer.pk, colleague.pk, MISSING)
    assert statuses(client, bulk("accounts.user", "assign_role") + "?id={}", *keys) == [403, 404, 404]


def test_the_api_of_files_answers_foreign_and_missing_alike(client, harz, jena):
    own, foreign = builders.image(harz), builders.image(jena)
    for key, status in ((own.pk, 403), (foreign.pk, 404), (MISSING, 404)):
        assert client.get(f"/admin/api/main/images/{key}/").status_code == status
    assert client.get("/admin/api/main/images/").status_code == 403


@pytest.mark.parametrize("view", ["edit", "delete", "history", "usage", "copy"])
def test_accounts_and_groups_of_other_centres_do_not_exist(client, officer, colleague, harz, jena, view):
    address = reverse(f"wagtailusers_users:{view}", args=[0]).replace("/0/", "/{}/")
    assert statuses(client, address, officer.pk, colleague.pk, MISSING) == [403, 404, 404]
    if view != "copy":
        address = reverse(f"wagtailusers_groups:{view}", args=[0]).replace("/0/", "/{}/")
        assert statuses(client, address, harz.group_id, jena.group_id, MISSING) == [403, 404, 404]


def test_collections_of_other_centres_do_not_exist(client, harz, jena):
    keys = (harz.collection_id, shared_collection().pk, jena.collection_id, MISSING)
    assert statuses(client, "/admin/collections/{}/", *keys) == [403, 403, 404, 404]
    for index in ("wagtailimages:index", "wagtaildocs:index", "wagtailmedia:index", "wagtailmedia:chooser"):
        asked = reverse(index) + "?collection_id={}"
        assert statuses(client, asked, *keys) == [200, 200, 404, 404], index


@pytest.mark.parametrize("parameter", ["child_of", "descendant_of"])
def test_the_api_of_pages_answers_foreign_and_missing_parents_alike(client, harz, jena, parameter):
    asked = f"/admin/api/main/pages/?{parameter}={{}}"
    assert statuses(client, asked, harz.section_id, jena.section_id, MISSING) == [200, 404, 404]


def test_reports_name_nobody_of_other_centres(client, officer, colleague):
    for report, parameter in (
        ("site_history", "user"),
        ("locked_pages", "locked_by"),
        ("workflow", "requested_by"),
    ):
        asked = f"{reverse(f'wagtailadmin_reports:{report}')}?{parameter}={{}}"
        assert statuses(client, asked, officer.pk, colleague.pk, MISSING) == [403, 404, 404], report


def test_choosing_several_at_once_looks_at_every_id(client, own_story, foreign_story, harz, jena):
    pages = reverse("wagtailadmin_choose_page_chosen_multiple") + "?id={}"
    assert statuses(client, pages, own_story.pk, foreign_story.pk, MISSING) == [403, 404, 404]
    images = reverse("wagtailimages_chooser:chosen_multiple") + "?id={}"
    assert statuses(client, images, builders.image(harz).pk, builders.image(jena).pk, MISSING) == [
        403,
        404,
        404,
    ]


def test_the_page_chooser_takes_no_odd_or_foreign_target(client, own_story, foreign_story):
    asked = reverse("wagtailadmin_choose_page") + "?user_perms=move_to&target_pages[]={}"
    keys = (own_story.pk, foreign_story.pk, MISSING, "abc", "9" * 40)
    assert statuses(client, asked, *keys) == [200, 404, 404, 404, 404]


def test_files_are_uploaded_into_the_own_collection_alone(client, harz, jena):
    data = {"title": "Neu", "description": "Ein Haus", "credit": "Beispiel"}
    address = reverse("wagtailimages_chooser:create")
    prefix = "image-chooser-upload-"
    for collection, status in (
        (jena.collection_id, 404),
        (MISSING, 404),
        ("abc", 404),
        (shared_collection().pk, 403),
    ):
        form = {prefix + name: value for name, value in (data | {"collection": collection}).items()}
        assert client.post(address, form | {prefix + "file": encoded(drawn())}).status_code == status, (
            collection
        )
        multiple = {"title": "Neu", "collection": collection}
        assert client.post(reverse("wagtailimages:add_multiple"), multiple).status_code == status
    assert not CampaignImage.objects.filter(title="Neu").exists()


@pytest.mark.parametrize("query", ["id=all", "id=", "id=root", "id=abc", "id=all&childOf=1"])
def test_words_stand_for_numbers_only_where_wagtail_takes_them(coordinator, query):
    client = client_for(coordinator, raise_request_exception=False)
    for view in ("wagtailimages_chooser:chosen_multiple", "wagtailadmin_choose_page_chosen_multiple"):
        assert client.get(f"{reverse(view)}?{query}").status_code == 404, view
    assert client.get(f"{bulk('wagtailcore.page')}?{query}").status_code in (200, 404)
    assert client.get("/admin/api/main/pages/?child_of=root").status_code == 200


def test_refused_reaches_into_queries_and_forms_are_noted(client, officer, foreign_story):
    client.get(f"{bulk('wagtailcore.page')}?id={foreign_story.pk}")
    entry = AuditEntry.objects.get(action=attempts.ACTION)
    assert (entry.actor_id, entry.data["number"]) == (officer.pk, foreign_story.pk)
    assert "KANARI" not in str(entry.data)


def test_the_koordination_filters_by_anything(coordinator, jena, foreign_story):
    client = client_for(coordinator)
    assert client.get(f"/admin/images/?collection_id={jena.collection_id}").status_code == 200
    assert client.get(f"{bulk('wagtailcore.page')}?id={foreign_story.pk}").status_code == 200
    assert client.get("/admin/images/?collection_id=abc").status_code == 404


def test_shared_files_are_found_and_chosen_but_not_changed(client, harz):
    picture = creation.create_image(
        "Faltblatt-Bild", encoded(drawn()), shared_collection(), description="Logo"
    )
    for address in ("/admin/images/chooser/", "/admin/images/chooser/results/?q=Faltblatt"):
        assert "Faltblatt-Bild" in client.get(address).content.decode(), address
    assert client.get(reverse("wagtailimages_chooser:chosen", args=[picture.pk])).status_code == 200
    assert client.get(reverse("wagtailimages:edit", args=[picture.pk])).status_code == 403


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/admin/redirects/add/", "redirect_page"),
        ("/admin/redirects/1/", "redirect_page"),
        ("/admin/pages/create/stories/storypage", "parent_page"),
    ],
)
@pytest.mark.parametrize("odd", ["x", "-1", "9" * 20, "a\x00b", "999999999"])
def test_a_page_that_the_koordination_names_by_no_number_is_missing(coordinator, path, field, odd):
    sent = {"old_path": "/alt", "redirect_link": "", field: odd}
    assert client_for(coordinator).post(path, sent).status_code == 404
