"""Nobody of the Redaktion reads in the admin what is not public of somebody else's page, nor who writes elsewhere."""

import pytest
from django.urls import reverse

from jobcenters.models import NewsPage
from tests import builders
from tests.accounts.login import client_for, make_user

pytestmark = pytest.mark.django_db
SECRET = "NOCH-GEHEIM"


@pytest.fixture
def writer():
    centre = builders.centre("stadt-jena")
    return make_user("kanari@beispiel.test", centre.group, first_name="Kanarine", last_name="Beispiel")


@pytest.fixture
def news(writer):
    section = builders.centre("stadt-jena").section
    page = NewsPage(title="Neues aus Jena", slug="neues", date="2026-11-02", intro="Kurz.", owner=writer)
    section.add_child(instance=page)
    page.save_revision(user=writer, log_action=True).publish()
    for one in (section, page, *section.get_ancestors().filter(depth__gt=1).specific()):
        one.title = f"{SECRET} {one.pk}"
        one.save_revision(user=writer, log_action=True)
    return page


@pytest.fixture
def client():
    return client_for(builders.officer())


def test_no_draft_title_in_choosers_breadcrumbs_lists_and_api(client, news):
    own = builders.draft(builders.officer())
    section = builders.centre().section
    above = [page.pk for page in section.get_ancestors().filter(depth__gt=1)]
    addresses = [
        "/admin/choose-page/search/?q=Jena",
        f"/admin/choose-page/{news.get_parent().pk}/",
        f"/admin/choose-page/{news.get_parent().get_parent().pk}/",
        f"/admin/pages/{own.pk}/edit/",
        f"/admin/pages/{own.pk}/history/",
        f"/admin/api/main/pages/{own.pk}/",
        "/admin/api/main/pages/?fields=*",
        "/admin/pages/search/?q=Jobcenter",
        *[f"/admin/pages/{pk}/" for pk in above],
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert SECRET not in answer.content.decode(), address
    assert SECRET in client_for(builders.coordinator()).get(addresses[0]).content.decode()


def test_that_there_is_a_draft_is_no_news_for_others(client, news):
    answer = client.get("/admin/choose-page/search/?q=Jena").content.decode()
    assert "Neues aus Jena" in answer
    assert "Entwurf" not in answer


def test_an_address_typed_as_link_tells_no_draft_title(client, news):
    data = {"external-link-chooser-url": f"/jobcenter/stadt-jena/{news.slug}/"}
    answer = client.post(reverse("wagtailadmin_choose_page_external_link"), data)
    assert answer.status_code == 200
    assert SECRET not in answer.content.decode()


def test_no_filter_of_the_tree_names_people_of_other_centres(client, news):
    own = builders.centre().section_id
    for address in (f"/admin/pages/{own}/", f"/admin/pages/{builders.centre().section.get_parent().pk}/"):
        body = client.get(address).content.decode()
        assert "Kanarine" not in body, address
        assert "kanari@" not in body, address
    for_all = client_for(builders.coordinator()).get(f"/admin/pages/{own}/").content.decode()
    assert "Kanarine" in for_all


def test_no_file_form_asks_for_free_words(client):
    for address in (
        "/admin/images/add/",
        "/admin/images/chooser/",
        "/admin/documents/chooser/",
        "/admin/media/video/add/",
        "/admin/images/multiple/add/",
    ):
        answer = client.get(address)
        assert answer.status_code in (200, 404), address
        assert "Schlagw" not in answer.content.decode(), address
        assert 'name="tags"' not in answer.content.decode(), address
