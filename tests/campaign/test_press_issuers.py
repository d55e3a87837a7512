"""Who issues together with the associations is chosen by the centre's name; groups of people are not spoken of."""

import re

import pytest
from django.contrib.auth.models import Group
from django.forms import modelform_factory

from campaign.models import CoIssuer
from campaign.press_issuers import CentreSelect
from tests import builders

pytestmark = pytest.mark.django_db


def test_centres_are_offered_by_name_in_order_and_nothing_else():
    form = modelform_factory(CoIssuer, fields=["group"], widgets={"group": CentreSelect})()
    labels = re.findall(r'<option value="\d+">(.+?)</option>', str(form["group"]))
    assert len(labels) == 104 and labels == sorted(labels)
    assert builders.centre("stadt-jena").name in labels


def test_a_group_that_lost_its_centre_stays_chosen():
    group = Group.objects.create(name="Ohne Jobcenter")
    select = CentreSelect(choices=[("", "---"), (group.pk, str(group))])
    assert "Ohne Jobcenter" in select.render("group", str(group.pk))
    assert "Ohne Jobcenter" not in select.render("group", "")
