"""The tree of pages in the admin, however many pages lie in one place."""

import pytest
from django.urls import reverse

from campaign.models import HomePage
from campaign.publishing import permissions
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


def orders_by_hand(user, page) -> bool:
    address = reverse("wagtailadmin_explore", args=[page.pk])
    answer = client_for(user).get(address, {"ordering": "ord"})
    assert answer.status_code == 200
    is_offered = f'href="{address}?ordering=ord"' in answer.content.decode()
    assert is_offered == (answer.context["ordering"] == "ord")
    return is_offered


def test_all_children_stand_on_one_page_only_where_somebody_may_move_them_and_they_are_few(monkeypatch):
    coordinator, home = builders.coordinator(), HomePage.objects.get()
    assert orders_by_hand(coordinator, home)
    assert not orders_by_hand(coordinator, builders.centre().folder)
    monkeypatch.setattr(permissions, "MOST_BY_HAND", 1)
    assert not orders_by_hand(coordinator, home)
