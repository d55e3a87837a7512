"""„Auf Ihrer Website“: code that works, for the own centre, in one text for the web editors."""

import html
import re

import pytest
from django.conf import settings
from django.test import Client

from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
PATH = "/admin/verwendungen/einbetten/"


def page_of(user) -> str:
    """The page as somebody reads it, once unescaped: the codes stand in it as text."""
    return html.unescape(client_for(user).get(PATH).content.decode())


def test_a_redaktion_gets_finder_list_and_card_of_its_own_centre_and_each_address_answers():
    page = page_of(builders.officer("kreis-dueren"))
    sources = set(re.findall(rf'<iframe src="{settings.BASE_URL}(/einbetten/[^"]*)"', page))
    assert {html.unescape(one) for one in sources} == {
        "/einbetten/finder/",
        "/einbetten/geschichten/?jobcenter=kreis-dueren",
        "/einbetten/jobcenter/kreis-dueren/",
    }
    feeds = re.findall(rf"{settings.BASE_URL}(/menschen-vor-ort/feed[^<\s]*)", page)
    assert {one.partition("?")[2] for one in feeds} == {"jobcenter=kreis-dueren"}
    for one in [*sources, *feeds, "/einbetten/rahmen.js"]:
        assert Client().get(html.unescape(one)).status_code == 200, one
    assert f'<script src="{settings.BASE_URL}/einbetten/rahmen.js" async></script>' in page
    assert "Guten Tag," in page and "keine Cookies" in page


def test_the_koordination_gets_the_stories_of_all():
    page = page_of(builders.coordinator())
    assert "/einbetten/geschichten/" in page and "/einbetten/jobcenter/" not in page


def test_nobody_else_sees_it_and_the_register_leads_there():
    assert client_for(builders.technik()).get(PATH).status_code == 403
    assert Client().get(PATH).status_code == 302
    assert PATH in client_for(builders.officer()).get("/admin/verwendungen/").content.decode()
