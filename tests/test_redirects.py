"""Redirects lead on where a public address leads nowhere, and never below /admin/."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

pytestmark = pytest.mark.django_db


def test_a_public_address_leads_on_and_one_of_the_admin_does_not():
    for path in ("/frueher", "/admin/frueher"):
        Redirect.objects.create(old_path=path, redirect_link="https://example.org/")
    assert Client().get("/frueher/").status_code == 301
    assert Client().get("/admin/frueher/").headers.get("Location") != "https://example.org/"
