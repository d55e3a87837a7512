"""The approval looks at what the very revision refers to, as it is at that moment."""

import pytest
from django.urls import reverse
from wagtail.models import get_page_models

from campaign.accounts.roles import shared_collection
from campaign.forms import OTHERS_FILE
from campaign.media import creation
from campaign.publishing import checks, review
from campaign.publishing.models import ApprovalRequired
from campaign.publishing.referred import NOT_PUBLIC, referred_findings
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.media.files import PDF

pytestmark = pytest.mark.django_db


def texts(story):
    return [finding.text for finding in referred_findings(story.get_latest_revision_as_object())]


def approve(story):
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)


def linking_to(page_id, linktype="page"):
    return [("text", f'<p>Mehr <a linktype="{linktype}" id="{page_id}">hier</a>.</p>')]


def test_every_page_type_under_approval_is_looked_at():
    for model in get_page_models():
        if issubclass(model, ApprovalRequired):
            rules = [
                rule for kind, found in checks._rules.items() if issubclass(model, kind) for rule in found
            ]
            assert referred_findings in rules, model


def test_a_picture_that_moved_to_another_centre_blocks_without_its_title():
    story = builders.submitted(builders.officer())
    story.portrait.title = "KANARI"
    story.portrait.collection = builders.centre("stadt-jena").collection
    story.portrait.save()
    with pytest.raises(review.Blocked) as blocked:
        approve(story)
    assert [finding.field for finding in blocked.value.findings] == ["portrait"]
    assert "KANARI" not in str(blocked.value)
    assert not builders.fresh(story).live


def test_the_campaign_s_picture_does_not():
    story = builders.submitted(builders.officer())
    story.portrait.collection = shared_collection()
    story.portrait.save()
    approve(story)
    assert builders.fresh(story).live


def test_somebody_of_two_centres_cannot_mix_their_files():
    officer = builders.officer("kreis-dueren", "stadt-jena")
    story = builders.draft(officer)
    foreign = builders.image(builders.centre("stadt-jena"))
    client = client_for(officer)
    address = reverse("wagtailadmin_pages:edit", args=[story.pk])
    data = {"title": story.title, "slug": story.slug, "portrait": foreign.pk, "body-count": "0"}
    data |= {"loaded_revision_id": story.latest_revision_id}
    data |= {"persons-TOTAL_FORMS": "0", "persons-INITIAL_FORMS": "0"}
    answer = client.post(address, data)
    assert answer.context["form"].errors["portrait"] == [OTHERS_FILE]
    by_code = builders.draft(officer, portrait=foreign)
    with pytest.raises(review.Blocked, match="gehört weder"):
        review.submit(by_code, officer, revision_id=by_code.latest_revision_id)


def test_a_document_of_another_centre_and_one_that_is_gone_block():
    foreign = creation.create_document("KANARI", PDF, builders.centre("stadt-jena").collection, "a.pdf")
    story = builders.draft(builders.officer(), body=linking_to(foreign.pk, "document"))
    assert texts(story) == ["Ein Dokument gehört weder zu diesem Jobcenter noch zur Kampagne."]
    foreign.delete()
    assert texts(story) == ["Ein Dokument gibt es nicht mehr. Bitte wählen Sie etwas anderes."]


def test_a_link_to_what_is_not_public_blocks():
    officer = builders.officer()
    other = builders.draft(officer)
    story = builders.draft(officer, body=linking_to(other.pk))
    assert texts(story) == [NOT_PUBLIC]
    assert texts(builders.draft(officer, body=linking_to(8_888_888))) == [NOT_PUBLIC]
    assert texts(builders.draft(officer, body=linking_to(builders.centre("stadt-jena").section_id))) == []


def test_a_link_whose_target_went_offline_after_the_submission_blocks_the_approval():
    target = builders.published()
    story = builders.submitted(builders.officer(), body=linking_to(target.pk))
    review.withdraw(target, builders.officer())
    with pytest.raises(review.Blocked, match="nicht öffentlich"):
        approve(story)


def test_gaps_of_a_picture_are_named_with_its_title():
    image = builders.image(description="")
    story = builders.draft(builders.officer(), portrait=image)
    assert texts(story) == [f"Bild „{image.title}“: Alternativtext fehlt."]


def test_the_number_of_queries_does_not_grow_with_the_references(django_assert_max_num_queries):
    image, section = builders.image(), builders.centre().section_id
    body = [("picture", {"image": image, "caption": ""})] * 5 + linking_to(section) * 5
    story = StoryPage.objects.get(pk=builders.draft(builders.officer(), body=body).pk)
    story.body[0].value["image"]
    with django_assert_max_num_queries(6):
        list(referred_findings(story))
