"""`make start` runs on SQLite, whose parser bears only so many brackets within brackets: our deepest questions fit."""

import sqlite3
from typing import Any

import pytest
from django.db.models import QuerySet
from django.db.utils import ConnectionHandler, OperationalError
from wagtail.images import get_image_model

from campaign import press_scope
from campaign.media.models import CampaignRendition
from campaign.models import PressIndexPicture
from campaign.models.search import SearchEntry
from campaign.models.share_card import ShareCard
from campaign.publishing.models import Approval
from campaign.search import kinds
from campaign.share_cards import making
from stories.models import StoryPage
from stories.models.coverage import not_covered
from stories.sharing import crops

pytestmark = pytest.mark.django_db
DEEPEST = {
    "press pictures": lambda: PressIndexPicture.objects.exclude(press_scope.is_refused()),
    "pictures refused": lambda: get_image_model().objects.filter(press_scope.is_refused("")),
    "stories for partners": lambda: StoryPage.objects.public().with_partners(),
    "stories on partners' websites": lambda: StoryPage.objects.for_partners(),
    "approvals without consent": lambda: not_covered(Approval.objects.released()),
    "search": lambda: SearchEntry.objects.filter(kinds.allowed()),
    "share cards": lambda: ShareCard.objects.exclude(making.shown()),
    "crops for sharing": lambda: crops.unwanted(CampaignRendition.objects.all()),
}


def on_sqlite(rows: QuerySet[Any]) -> str:
    """Let an empty SQLite database read the question; return what it says."""
    connection = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}})[
        "default"
    ]
    sql, values = rows.query.get_compiler(connection=connection).as_sql()
    with pytest.raises(OperationalError) as said, connection.cursor() as cursor:
        cursor.execute(sql, values)
    connection.close()
    return str(said.value)


@pytest.mark.parametrize("name", DEEPEST)
def test_sqlite_reads_our_deepest_questions(name: str):
    # It has none of our tables, and says so as soon as it has understood.
    assert "no such table" in on_sqlite(DEEPEST[name]()), sqlite3.sqlite_version
