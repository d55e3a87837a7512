"""The queue says at a glance how each story stands, how long it waits, and whom the public stories show."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState

from campaign.accounts.german_dates import working_days_since
from campaign.publishing import listing, overview
from campaign.publishing.models import Submission
from campaign.publishing.signs import Light
from campaign.publishing.states import State
from stories import balance
from stories.models import Consent, StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
BALANCE = "/admin/geschichten/ausgewogenheit/"


def german(text: str) -> datetime:
    return timezone.make_aware(datetime.fromisoformat(text))


@pytest.mark.parametrize(
    ("begun", "now", "words"),
    [
        ("2026-11-20T16:00", "2026-11-20T18:00", "seit heute"),
        ("2026-11-20T16:00", "2026-11-22T18:00", "seit heute"),
        ("2026-11-20T16:00", "2026-11-23T08:00", "seit einem Arbeitstag"),
        ("2026-11-20T23:30", "2026-11-30T08:00", "seit 6 Arbeitstagen"),
        ("2026-11-21T12:00", "2026-11-22T12:00", "seit heute"),
    ],
)
def test_an_age_counts_mondays_to_fridays(begun, now, words):
    assert working_days_since(german(begun), german(now)) == words


def lights(client) -> list[list[tuple[str, str]]]:
    """Return of each row of the queue its lights: first the checks, then the consents."""
    rows = client.get(reverse("publishing_index"), {"status": "in_review"}).context["entries"]
    return [
        [
            (row["waiting"]["light"], row["waiting"]["text"]),
            *((one.light.word, one.text) for one in row["signs"]),
        ]
        for row in rows
    ]


def test_each_row_has_its_lights_with_words(picture):
    author, client = builders.officer(), client_for(builders.coordinator())
    good, hinted, lacking, ending = [builders.submitted(author, portrait=picture) for _ in range(4)]
    Submission.objects.filter(task_state__workflow_state__object_id=str(hinted.pk)).update(warnings=2)
    today = timezone.localdate()
    for story, days in ((lacking, -1), (ending, 10)):
        Consent.objects.filter(person__story=story).update(valid_until=today + timedelta(days=days))
    TaskState.objects.filter(pk=good.current_workflow_task_state.pk).update(
        started_at=timezone.now() - timedelta(days=28)
    )
    first, second, third, fourth = lights(client)
    assert first == [("green", "keine Hinweise"), ("green", "Einwilligung gilt")]
    assert second[0] == ("yellow", "2 Hinweise")
    assert third == [("red", "so nicht freizugeben"), ("red", "Einwilligung fehlt")]
    assert fourth[1][0] == "yellow" and fourth[1][1].startswith("Einwilligung bis")
    page = client.get(reverse("publishing_index"), {"status": "in_review"}).content.decode()
    assert "seit 20 Arbeitstagen" in page and "Nordrhein-Westfalen · DLT" in page
    assert page.count('class="light light--red"') == 2 and "Einwilligung fehlt</li>" in page


def test_of_two_people_the_light_says_how_many_lack_it(picture):
    author = builders.officer()
    story = builders.draft(author, portrait=picture)
    story.persons.create(shown_name="Beispiel-Person Ada")
    (row,) = listing.entries([Page.objects.get(pk=story.pk)], author, with_signs=True)
    assert [(sign.light, sign.text) for sign in row["signs"]] == [
        (Light.RED, "Einwilligung fehlt bei 1 von 2")
    ]


def test_a_full_queue_of_104_costs_at_most_30_queries(picture):
    author, boss = builders.officer(), client_for(builders.coordinator())
    path = reverse("publishing_index") + "?status=in_review"
    for _ in range(2):
        builders.submitted(author, portrait=picture)

    def counted() -> int:
        boss.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert boss.get(path).status_code == 200
        return len(captured)

    few = counted()
    for _ in range(listing.PER_PAGE):
        builders.submitted(author, portrait=picture)
    assert few == counted() <= 30


def test_the_first_page_counts_the_own_stories_by_state(picture):
    author = builders.officer()
    for _ in range(2):
        builders.draft(author, portrait=picture)
    builders.submitted(author, portrait=picture)
    builders.published(author=author, portrait=picture)
    builders.draft(builders.officer("landkreis-harz"), builders.centre("landkreis-harz"), portrait=picture)
    assert overview.numbers(author) == {State.DRAFT: 2, State.IN_REVIEW: 1, State.LIVE: 1}
    page = client_for(author).get("/admin/").content.decode()
    for number, state in ((2, State.DRAFT), (1, State.IN_REVIEW), (1, State.LIVE)):
        assert f'href="/admin/geschichten/?status={state}">{state.label}: {number}</a>' in page
    rows = overview.newest(author)
    assert sorted(row["state"] for row in rows) == sorted(
        [State.DRAFT, State.DRAFT, State.IN_REVIEW, State.LIVE]
    )


def test_the_balance_shows_who_is_missing_and_counts_only_what_the_public_sees(picture):
    author = builders.officer()
    stories = [builders.published(author=author, portrait=picture) for _ in range(3)]
    builders.published(author=author, portrait=picture, kind=StoryPage.Kind.STAFF)
    builders.draft(author, portrait=picture)
    StoryPage.objects.filter(pk=stories[0].pk).update(first_published_at=timezone.now() - timedelta(days=366))
    Consent.objects.filter(person__story=stories[1]).update(
        valid_until=timezone.localdate() - timedelta(days=1)
    )
    with CaptureQueriesContext(connection) as captured:
        laender, kinds, forms = balance.tables()
    assert len(captured) <= 4
    nw = next(row for row in laender.rows if row.name == "Nordrhein-Westfalen")
    assert (nw.public, nw.recent, nw.share, nw.centres) == (3, 2, 100, 18)
    assert sum(row.centres or 0 for row in laender.rows) == 104
    assert len(laender.without) == len(laender.rows) - 1 and "Berlin" not in laender.without
    assert [(row.public, row.share) for row in kinds.rows] == [(2, 100), (1, 50), (0, 0)]
    assert [row.public for row in forms.rows] == [0, 3, 0]
    page = client_for(builders.coordinator()).get(BALANCE).content.decode()
    assert "Noch keine Geschichte:" in page and "Saarland" in page and 'style="' not in page.split("<h1")[1]


def test_the_balance_is_the_koordinations():
    assert client_for(builders.officer()).get(BALANCE).status_code == 403
    assert client_for(builders.technik()).get(BALANCE).status_code == 403
    assert (
        "Noch ist keine Geschichte öffentlich"
        in client_for(builders.coordinator()).get(BALANCE).content.decode()
    )
