"""A form leads to the form of a file or a page it names only those who may change it."""

import re

import pytest
from django.urls import reverse

from campaign.accounts.roles import Role, shared_collection
from campaign.media.models import CampaignImage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return builders.officer("kreis-dueren")


def of_the_campaign() -> CampaignImage:
    image = builders.image(builders.centre())
    CampaignImage.objects.filter(pk=image.pk).update(collection=shared_collection())
    return CampaignImage.objects.get(pk=image.pk)


def test_a_redaktion_is_led_to_its_own_pictures_and_not_to_those_of_the_campaign(author):
    own, shared = builders.image(builders.centre()), of_the_campaign()
    blocks = [("picture", {"image": image, "caption": ""}) for image in (own, shared)]
    story = builders.draft(author, builders.centre(), portrait=shared, body=blocks)
    links = {image: reverse("wagtailimages:edit", args=[image.pk]) for image in (own, shared)}
    path = reverse("wagtailadmin_pages:edit", args=[story.pk])
    for user, expected in ((author, {own}), (builders.coordinator(), {own, shared})):
        text = client_for(user).get(path).content.decode()
        assert {image for image, link in links.items() if link in text} == expected, user.roles


def test_whoever_copies_a_story_is_not_led_to_the_form_that_a_folder_does_not_have(author):
    centre = builders.centre()
    story = builders.draft(author, centre)
    answer = client_for(author).get(reverse("wagtailadmin_pages:copy", args=[story.pk]))
    assert answer.status_code == 200
    assert reverse("wagtailadmin_pages:edit", args=[centre.folder_id]) not in answer.content.decode()


def test_the_chooser_names_the_form_of_a_page_to_those_who_may_change_it(author):
    centre = builders.centre()
    start = centre.section.get_parent().get_parent()
    places = {start: {Role.KOORDINATION}, centre.section: {Role.KOORDINATION, Role.REDAKTION}}
    for place, roles in places.items():
        path = reverse("wagtailadmin_choose_page_child", args=[place.pk])
        for user in (author, builders.coordinator()):
            rows = re.findall(r'<a class="choose-page"[^>]*>', client_for(user).get(path).json()["html"])
            named = ["data-edit-url" in row for row in rows]
            assert rows, place
            assert all(named) if user.roles & roles else not any(named), (place, user.roles)
