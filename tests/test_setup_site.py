"""`setup_site`: the tree, the roles, the workflow; Wagtail's own groups and workflow are gone; repeatable."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.test import Client
from wagtail.models import (
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
)

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from tests import builders

pytestmark = pytest.mark.django_db


def test_the_defaults_are_gone_and_ours_are_there():
    assert not Group.objects.filter(name__in=["Editors", "Moderators"]).exists()
    assert [workflow.name for workflow in Workflow.objects.all()] == ["Freigabe durch die Koordination"]
    assert Task.objects.count() == 1
    assert WorkflowPage.objects.get().page.slug == "menschen-vor-ort"
    assert Site.objects.get().root_page.slug == "start"


def test_it_mends_and_repeats():
    group = builders.centre().group
    GroupPagePermission.objects.filter(group=group).delete()
    stray = GroupPagePermission.objects.exclude(group=group).first()
    GroupPagePermission.objects.create(
        group=group, page=Page.objects.get(slug="start"), permission=stray.permission
    )
    call_command("setup_site", verbosity=0)
    counted = [
        model.objects.count() for model in (Page, GroupPagePermission, GroupCollectionPermission, Workflow)
    ]
    pages = set(GroupPagePermission.objects.filter(group=group).values_list("page__slug", flat=True))
    assert pages == {"kreis-dueren"}
    call_command("setup_site", verbosity=0)
    assert counted == [
        model.objects.count() for model in (Page, GroupPagePermission, GroupCollectionPermission, Workflow)
    ]


@pytest.mark.parametrize(
    "path", ["/impressum/", "/datenschutz/", "/barrierefreiheit/", "/zahlen-und-fakten/", "/"]
)
def test_pages_answer_without_cookie_and_vary(path):
    response = Client().get(path)
    assert response.status_code == 200
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", ["/menschenvorort", "/menschenvorort/"])
def test_printed_addresses_work(path):
    response = Client().get(path, follow=True)
    assert response.redirect_chain[-1][0] == "/menschen-vor-ort/"


def test_an_unknown_page_helps():
    response = Client().get("/gibt-es-nicht/")
    assert response.status_code == 404
    text = response.content.decode()
    for piece in ('action="/jobcenter/"', "/menschen-vor-ort/"):
        assert piece in text


@pytest.mark.parametrize("path", ["/api/", "/django-admin/", "/documents/1/x.pdf"])
def test_what_must_not_exist_does_not(path):
    assert Client().get(path).status_code == 404


def test_superusers_hold_no_role_but_technik():
    user = User.objects.create_superuser("wurzel@beispiel.example", "x")
    assert user.roles == {Role.TECHNIK}


def test_health():
    assert Client().get("/healthz").content == b"ok"
    ready = Client().get("/readyz")
    assert ready.status_code == 200
    assert set(ready.json()) == {"db", "migrations", "media", "outbox_age_s", "jobs_age_s"}
