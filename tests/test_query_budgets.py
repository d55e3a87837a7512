"""How many database queries a page may cost; the number must not grow with the content."""

import re
from collections import Counter

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from campaign.media import orders
from campaign.media.creation import create_image
from campaign.media.models import CampaignRendition, RenditionOrder
from campaign.models import PressIndexPage, PressIndexPicture
from jobcenters.models import NewsPage
from stories.consents.rules import Channel
from tests import builders, snapshot
from tests.accounts.login import client_for
from tests.asking import questions
from tests.media.files import drawn, encoded

pytestmark = pytest.mark.django_db

BUDGETS = {
    "/": 12,
    "/jobcenter/": 10,
    "/jobcenter/kreis-dueren/": 12,
    "/menschen-vor-ort/": 12,
    "/menschen-vor-ort/?land=sachsen-anhalt&thema=wiedereinstieg": 12,
    "/menschen-vor-ort/?jobcenter=landkreis-harz&wer=arbeit-gefunden": 12,
    "/impressum/": 12,
    "/suche/?q=Werkbank": 8,
    "/suche/?q=gibtesnicht": 8,
    "/daten/finder.json?q=38820": 3,
    "/gibt-es-nicht/": 5,
}
MOST_SAME = 3


def statements(client: Client, path: str) -> list[str]:
    """Return the statements of a warm request, without their values."""
    assert client.get(path).status_code == (404 if "gibt-es-nicht" in path else 200)
    with CaptureQueriesContext(connection) as captured:
        client.get(path)
    return [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in captured]


def queries(client: Client, path: str) -> int:
    """Count the queries of a warm request."""
    return len(statements(client, path))


@pytest.fixture(scope="module")
def picture(django_db_setup, django_db_blocker):
    """As everywhere, but of the centre whose stories are told here."""
    with django_db_blocker.unblock():
        yield builders.image(builders.centre("landkreis-harz"))
        snapshot.restore()


def tell(number: int, picture) -> list:
    author = builders.officer("landkreis-harz")
    centre = builders.centre("landkreis-harz")
    return [builders.published(centre, author, portrait=picture) for _ in range(number)]


def test_public_pages_stay_within_their_budgets(picture):
    story = tell(3, picture)[0]
    for path, budget in {**BUDGETS, story.get_url(): 12}.items():
        asked = statements(Client(), path)
        assert len(asked) <= budget, path
        assert max(Counter(asked).values(), default=0) <= MOST_SAME, path


def test_a_section_with_news_stays_within_its_budget(picture):
    story = tell(3, picture)[0]
    section = story.jobcenter.section
    for number in range(4):
        news = NewsPage(title=f"Neues {number}", slug=f"neues-{number}", date="2026-11-02", intro="Kurz.")
        section.add_child(instance=news)
        news.save_revision().publish()
    asked = statements(Client(), section.get_url())
    assert len(asked) <= 12
    assert sum("django_cache" in one for one in asked) <= 1


def test_website_and_start_page_come_with_one_query():
    asked = statements(Client(), "/impressum/")
    assert sum("wagtailcore_site" in one for one in asked) == 1
    assert not any("django_cache" in one for one in asked)


LISTS = ("/menschen-vor-ort/", "/", "/jobcenter/landkreis-harz/", "/presse/")


def told_with_own_pictures(number: int) -> None:
    """Tell stories with a picture each, in all sizes but AVIF, which takes long; offer the pictures to the press."""
    author, centre = builders.officer("landkreis-harz"), builders.centre("landkreis-harz")
    press = PressIndexPage.objects.get()
    for position in range(number):
        portrait = create_image(
            f"Bild {position}",
            encoded(drawn(40, 50)),
            centre.collection,
            description="Zeichnung: ein Haus",
            credit="Zeichnung: Beispiel",
        )
        story = builders.published(centre, author, portrait=portrait)
        builders.consent(
            story.persons.first(),
            channels=frozenset({Channel.WEB, Channel.PRESS}),
            declared_on=timezone.localdate(),
        )
        press.pictures.add(PressIndexPicture(image=portrait, caption="Ein Haus"))
    press.save_revision().publish()
    RenditionOrder.objects.filter(spec__endswith="avif").delete()
    assert orders.make_ordered().failed == 0


def costs(path: str) -> tuple[int, int]:
    """Return how many queries a warm visit takes, and how many of them ask for sizes of pictures."""
    before = set(CampaignRendition.objects.values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as first:
        assert Client().get(path).status_code == 200
    with CaptureQueriesContext(connection) as captured, questions() as asked:
        Client().get(path)
    for one in (*first, *captured):
        assert not one["sql"].startswith(("INSERT", "UPDATE")) or "rendition" not in one["sql"], path
    assert set(CampaignRendition.objects.values_list("pk", flat=True)) == before, path
    assert not RenditionOrder.objects.exists()
    return len(captured), sum("media_campaignrendition" in one for one in asked)


def test_lists_cost_the_same_for_12_and_24_pictures_and_ask_for_their_sizes_once():
    told_with_own_pictures(12)
    few = {path: costs(path) for path in LISTS}
    told_with_own_pictures(12)
    cards = Client().get("/menschen-vor-ort/").content.decode()
    assert cards.count("<source") >= 24
    for path in LISTS:
        assert costs(path) == few[path], path
        assert few[path][1] == 1, path


def test_the_explorer_of_an_officer(picture):
    author = builders.officer("landkreis-harz")
    centre = builders.centre("landkreis-harz")
    for _ in range(6):
        builders.draft(author, centre, portrait=picture)
    builders.submitted(author, centre, portrait=picture)
    path = reverse("wagtailadmin_explore", args=[centre.folder_id])
    assert queries(client_for(author), path) <= 36


def test_the_editor_asks_for_persons_and_approvals_once(picture):
    author = builders.officer("landkreis-harz")
    story = builders.published(builders.centre("landkreis-harz"), author, portrait=picture)
    path = reverse("wagtailadmin_pages:edit", args=[story.pk])
    for user, budget in ((author, 41), (builders.coordinator(), 40), (builders.technik(), 38)):
        asked = statements(client_for(user), path)
        assert len(asked) <= budget, user.roles
        for table in ("stories_person", "publishing_approval"):
            assert sum(f'FROM "{table}"' in one for one in asked) == 1, table


def test_the_first_page_costs_little_more_than_a_plain_one_however_many_stories_there_are(picture):
    author, centre = builders.officer("landkreis-harz"), builders.centre("landkreis-harz")
    budgets = ((author, 21), (builders.coordinator(), 18), (builders.technik(), 10))
    builders.published(centre, author, portrait=picture)
    for number in (1, 3):
        for _ in range(number):
            builders.draft(author, centre, portrait=picture)
            builders.submitted(author, centre, portrait=picture)
        for user, budget in budgets:
            assert queries(client_for(user), "/admin/") <= budget, user.roles


def test_the_list_of_stories_does_not_grow_with_the_stories(picture):
    author = builders.officer("landkreis-harz")
    centre = builders.centre("landkreis-harz")
    path = reverse("publishing_index")
    for _ in range(2):
        builders.draft(author, centre, portrait=picture)
    few = queries(client_for(author), path)
    for _ in range(6):
        builders.draft(author, centre, portrait=picture)
    assert queries(client_for(author), path) == few
