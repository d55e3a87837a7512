"""Printed addresses, addresses of moved pages, and what may be entered in the register of addresses that lead on."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from campaign import redirects
from campaign.models import ContentPage, HomePage
from stories.setup import PRINTED
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


def content_page(title: str, slug: str, parent: Page | None = None) -> ContentPage:
    """A public page of the campaign."""
    page = ContentPage(title=title, slug=slug)
    (parent or HomePage.objects.get()).add_child(instance=page)
    page.save_revision().publish()
    return page


def enter(**fields: str) -> dict[str, list[str]]:
    """Enter a redirect as the Koordination does; return the errors by field."""
    data = {"old_path": "/alt", "redirect_link": "", "redirect_page": "", "site": "", "is_permanent": "on"}
    response = client_for(builders.coordinator()).post(reverse("wagtailredirects:add"), data | fields)
    return {} if response.status_code == 302 else response.context["form"].errors


@pytest.mark.parametrize("path", [f"{one}{end}" for one in PRINTED for end in ("", "/", "?von=flyer")])
def test_a_printed_address_leads_in_one_step_to_a_page(path):
    answer = Client().get(path)
    assert answer.status_code == 301
    assert Client().get(answer["Location"]).status_code == 200


def test_a_moved_page_is_found_at_all_its_former_addresses_in_one_step(
    django_capture_on_commit_callbacks,
):
    target = content_page("Ziel", "ziel")
    page = content_page("Wandernde Seite", "eins")
    page.slug = "zwei"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    page.move(target, pos="last-child")
    for path in ("/eins/", "/zwei/"):
        answer = Client().get(path)
        assert (answer.status_code, answer["Location"]) == (301, "/ziel/zwei/"), path
    page.refresh_from_db()
    page.delete()
    assert Client().get("/eins/").status_code == 404


def test_only_pages_own_addresses_and_https_can_be_led_to():
    for link in ("", f"{settings.BASE_URL}/presse/", "https://www.landkreistag.de/"):
        assert not redirects.fault_of_target(link), link
    for link in ("http://boese.example/", "ftp://boese.example/", "https://gut.example@boese.example/"):
        assert redirects.fault_of_target(link), link
    for link in (
        "/presse/",
        "javascript:alert(1)",
        "http://boese.example/",
        "https://[",
        "https:///boese.example/",
    ):
        assert "redirect_link" in enter(redirect_link=link), link
    assert "old_path" in enter(old_path="http://[", redirect_link="https://gut.example/")
    assert "old_path" in enter(old_path="/presse/", redirect_link=f"{settings.BASE_URL}/impressum/")
    assert "old_path" in enter(old_path="https://gut.example/a", redirect_link="https://gut.example/")
    assert not Redirect.objects.filter(old_path="/alt").exists()
    assert enter(redirect_link="https://www.landkreistag.de/") == {}
    assert Client().get("/alt")["Location"] == "https://www.landkreistag.de/"


def test_nobody_is_sent_round_in_circles_or_in_two_steps():
    assert "redirect_link" in enter(redirect_link=f"{settings.BASE_URL}/alt/")
    assert enter(redirect_link=f"{settings.BASE_URL}/impressum/") == {}
    assert "/impressum/" in str(enter(old_path="/aelter", redirect_link=f"{settings.BASE_URL}/alt"))
    Redirect.objects.filter(old_path="/alt").update(redirect_link=f"{settings.BASE_URL}/spaeter/")
    assert "/alt" in str(enter(old_path="/spaeter", redirect_link=f"{settings.BASE_URL}/impressum/"))
