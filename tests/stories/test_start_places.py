"""The stories of the start page: chosen in an order, never more than is public, filled up with the newest."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from campaign.audit.models import AuditEntry
from campaign.publishing import review
from stories import start_places, start_views
from stories.cards import cards
from stories.models import StartPlace, StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db

WHY = "Die Person möchte es nicht mehr."


def told(*titles: str) -> list[StoryPage]:
    return [builders.published(title=title) for title in titles]


def shown_titles() -> list[str]:
    return [story.title for story in start_places.shown()]


def choose(*stories: StoryPage) -> None:
    keys = [story.pk for story in stories]
    start_places.choose(keys, actor=builders.coordinator(), loaded=start_places.chosen_keys())


def form_of(client: Client) -> dict[str, Any]:
    answer = client.get(reverse("stories_start"))
    assert answer.status_code == 200
    form = answer.context["form"]
    return {name: form[name].value() or "" for name in form.fields}


def test_chosen_stories_come_first_and_the_newest_fill_up():
    oldest, _older, _newer, _newest = told("Eins", "Zwei", "Drei", "Vier")
    assert shown_titles() == ["Vier", "Drei", "Zwei"]
    choose(oldest)
    assert shown_titles() == ["Eins", "Vier", "Drei"]
    html = Client().get("/").content.decode()
    assert html.index("Eins") < html.index("Vier") < html.index("Drei")
    assert "Zwei" not in html


def test_a_withdrawn_story_drops_out_and_the_koordination_is_told():
    first, second, _third, _fourth = told("Eins", "Zwei", "Drei", "Vier")
    coordinator = builders.coordinator()
    choose(first, second)
    assert not list(start_places.todos(coordinator))
    review.withdraw(first, coordinator, reason=WHY)
    assert shown_titles() == ["Zwei", "Vier", "Drei"]
    (todo,) = start_places.todos(coordinator)
    assert todo.url == reverse("stories_start") and not list(start_places.todos(builders.officer()))
    page = client_for(coordinator).get(todo.url).content.decode()
    assert "Eine gewählte Geschichte ist nicht mehr öffentlich" in page and "Eins" not in page
    form = form_of(client_for(coordinator))
    client_for(coordinator).post(todo.url, form)
    assert start_places.chosen_keys() == [second.pk] and not list(start_places.todos(coordinator))


def test_the_choice_goes_with_an_erased_story():
    draft = builders.draft(builders.officer())
    StartPlace.objects.create(position=1, story=draft)
    draft.delete()
    assert not StartPlace.objects.exists()


def test_numbers_alone_make_the_order_without_any_script():
    first, second, _third = told("Eins", "Zwei", "Drei")
    client = client_for(builders.coordinator())
    form = form_of(client) | {"story_1": first.pk, "place_1": 2, "story_2": second.pk, "place_2": 1}
    answer = client.post(reverse("stories_start"), form, follow=True)
    assert "Gespeichert" in answer.content.decode()
    assert shown_titles() == ["Zwei", "Eins", "Drei"]
    entry = AuditEntry.objects.get(action="start.chosen")
    assert entry.data == {"stories": [second.pk, first.pk]} and "Eins" not in str(entry.data)


def test_who_comes_later_overwrites_nobody():
    first, second = told("Eins", "Zwei")
    client = client_for(builders.coordinator())
    form = form_of(client) | {"story_1": first.pk}
    choose(second)
    answer = client.post(reverse("stories_start"), form)
    assert answer.status_code == 409 and "jemand anderes" in answer.content.decode()
    assert start_places.chosen_keys() == [second.pk]


@pytest.mark.parametrize(
    "change",
    [
        {"story_2": "same"},
        {"story_1": "999999"},
        {"story_1": "nichts"},
        {"place_1": "zuerst"},
        {"place_1": ""},
        {"loaded": "9" * 5000},
    ],
)
def test_a_wrong_choice_is_said_and_not_saved(change: dict[str, str]):
    story, draft = told("Eins")[0], builders.draft(builders.officer())
    client = client_for(builders.coordinator())
    words = {name: str(story.pk) if value == "same" else value for name, value in change.items()}
    for wrong in (words, {"story_1": str(draft.pk)}):
        answer = client.post(reverse("stories_start"), form_of(client) | {"story_1": story.pk} | wrong)
        assert answer.status_code == 200 and "noch nichts gespeichert" in answer.content.decode()
    assert not StartPlace.objects.exists()


def test_of_many_stories_the_newest_are_offered_and_others_by_their_title(monkeypatch):
    monkeypatch.setattr(start_views, "OFFERED", 2)
    client, url = client_for(builders.coordinator()), reverse("stories_start")
    first, second = told("Am Ofen", "Im Garten")
    assert "Wort aus dem Titel" not in client.get(url).content.decode()
    (third,) = told("Auf dem Dach")

    def offered(**asked: str) -> set[int]:
        page = client.get(url, asked).content.decode()
        assert "Wort aus dem Titel" in page
        return {story.pk for story in (first, second, third) if f'<option value="{story.pk}"' in page}

    assert offered() == {second.pk, third.pk}
    assert offered(q="ofen") == {first.pk}
    assert client.post(url, form_of(client) | {"story_2": first.pk}).status_code == 302
    assert start_places.chosen_keys() == [first.pk]
    assert offered() == {first.pk, second.pk, third.pk}


@pytest.mark.parametrize(("who", "status"), [(builders.officer, 403), (builders.technik, 403)])
def test_the_start_page_is_the_koordinations(who: Any, status: int):
    assert client_for(who()).get(reverse("stories_start")).status_code == status


def test_the_number_of_stories_costs_no_further_queries(django_assert_num_queries):
    first, *_others = told("Eins", "Zwei", "Drei", "Vier")
    choose(first)
    with django_assert_num_queries(2):
        assert len(cards(start_places.shown())) == 3
