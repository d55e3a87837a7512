"""Addresses of before lead on, or say that what lay there is gone; none of them takes what the site needs itself."""

import pytest
from django.test import Client
from django.utils import timezone

from campaign.publishing import review
from jobcenters.life import acts
from jobcenters.life.acts import Kind, Obstacle, Wanted
from jobcenters.models import FormerAddress
from tests import builders

pytestmark = pytest.mark.django_db

FOLDER = "/menschen-vor-ort/"


def rename(old: str, new: str) -> None:
    wanted = Wanted(Kind.FACTS, timezone.localdate(), "Beschluss", {"slug": new}, "Amtsblatt")
    acts.schedule(builders.centre(old), wanted, builders.coordinator())


def test_a_story_withdrawn_between_two_names_is_gone_at_all_its_addresses():
    story, stays = builders.published(), builders.published()
    first = builders.centre().slug
    rename(first, "kreis-zwei")
    review.withdraw(builders.fresh(story), builders.officer("kreis-zwei"), reason="")
    rename("kreis-zwei", "kreis-drei")
    assert [
        Client().get(f"{FOLDER}{centre}/{story.slug}/").status_code
        for centre in (first, "kreis-zwei", "kreis-drei")
    ] == [410, 410, 404]
    assert Client().get(f"{FOLDER}{first}/{stays.slug}/").url == f"{FOLDER}kreis-drei/{stays.slug}/"
    assert Client().get(f"{FOLDER}{first}/gab-es-nie/").status_code == 301


def test_the_file_with_the_contact_stays_a_file():
    old = builders.centre().slug
    rename(old, "kreis-zwei")
    answer = Client().get(f"/jobcenter/{old}/kontakt.vcf")
    assert (answer.status_code, answer.url) == (301, "/jobcenter/kreis-zwei/kontakt.vcf")


def test_no_centre_takes_the_address_of_the_feed():
    with pytest.raises(Obstacle):
        rename(builders.centre().slug, "feed")


def test_an_address_that_leads_to_itself_leads_nowhere():
    section = builders.centre().section
    path = f"/jobcenter/{section.slug}/"
    FormerAddress.objects.create(path=path, page=section)
    section.unpublish()
    assert Client().get(path).status_code == 404
