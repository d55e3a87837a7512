"""The list shows the state each story really has, for base and for specific querysets."""

import pytest
from wagtail.models import Page

from campaign.publishing import review
from campaign.publishing.states import State, state_of, with_states
from stories.models import StoryPage
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Page, StoryPage])
def test_prefetched_states_are_the_true_ones(model, django_assert_num_queries):
    author = builders.officer()
    waiting, public, draft = (
        builders.submitted(author),
        builders.published(author=author),
        builders.draft(author),
    )
    back = builders.submitted(author)
    review.send_back(back, builders.coordinator(), revision_id=back.latest_revision_id, reason="Nein")
    keys = [page.pk for page in (waiting, public, draft, back)]
    with django_assert_num_queries(3):
        pages = {page.pk: page for page in with_states(model.objects.filter(pk__in=keys))}
        states = [state_of(pages[key]) for key in keys]
    assert states == [State.IN_REVIEW, State.LIVE, State.DRAFT, State.CHANGES_REQUESTED]
