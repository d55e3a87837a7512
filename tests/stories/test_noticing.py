"""Websites that embed a story are noticed by themselves, and known when the story is withdrawn."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from campaign.audit.models import AuditEntry, OutboxMail
from campaign.models.statistics import DailyCount
from campaign.publishing import erasure, review
from campaign.statistics import collecting
from stories.consents.rules import Channel
from stories.models import Reuse, StoryPage
from stories.sharing import acts, noticing
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def story(author) -> StoryPage:
    """A public story that partners may show."""
    page = builders.published(author=author)
    builders.consent(
        page.persons.first(),
        channels=frozenset({Channel.WEB, Channel.PARTNERS}),
        declared_on=timezone.localdate(),
    )
    return page


def seen(story: StoryPage, *hosts: str, days_ago: int = 0) -> None:
    """The card was looked at there."""
    day = timezone.localdate() - timedelta(days_ago)
    for host in hosts:
        DailyCount.objects.create(day=day, kind="embed", key=f"story:{story.pk}", host=host, number=3)


def notice() -> int:
    return noticing.job(timezone.now()).done


def agenda(user) -> str:
    return client_for(user).get("/admin/").content.decode()


def test_a_website_is_entered_once_without_a_person_and_shown_to_centre_and_koordination(story, author):
    seen(story, "kreis-beispiel.de", "")
    seen(story, "kreis-beispiel.de", days_ago=1)
    DailyCount.objects.create(day=timezone.localdate(), kind="embed", key="finder", host="x.de", number=1)
    assert notice() == 1 and notice() == 0
    reuse = Reuse.objects.get()
    assert (reuse.place, reuse.url, reuse.source) == (
        "kreis-beispiel.de",
        "https://kreis-beispiel.de/",
        "recorded",
    )
    assert reuse.since == timezone.localdate() - timedelta(1) and reuse.recorded_by is None
    entry = AuditEntry.objects.get(action="reuse.noticed")
    assert entry.centre == story.jobcenter.ags and "kreis-beispiel" not in str(entry.data)
    for user in (author, builders.coordinator()):
        page = client_for(user).get("/admin/verwendungen/").content.decode()
        assert "kreis-beispiel.de" in page and "noch ohne Ansprechperson" in page
    foreign = client_for(builders.officer("landkreis-harz")).get("/admin/verwendungen/")
    assert "kreis-beispiel.de" not in foreign.content.decode()


def test_what_somebody_entered_already_is_not_entered_again_and_old_views_are_not_news(story, author):
    data = {"kind": "site", "place": "Kreis", "email": "web@kreis-beispiel.de", "since": timezone.localdate()}
    acts.add(story, author, data | {"url": "https://www.kreis-beispiel.de/seite/"})
    seen(story, "kreis-beispiel.de")
    seen(story, "lange-her.de", days_ago=20)
    assert notice() == 0 and Reuse.objects.count() == 1


def test_no_flood_of_names_fills_the_register(story):
    seen(story, *(f"w{number}.example-flut.de" for number in range(acts.MOST_NOTICED + 5)))
    assert notice() == acts.MOST_NOTICED and notice() == 0


def test_after_a_withdrawal_known_people_are_mailed_and_a_to_do_names_the_other_websites(story, author):
    data = {"kind": "site", "place": "Stadt", "email": "web@stadt-beispiel.de", "since": timezone.localdate()}
    acts.add(story, author, data | {"url": "https://www.stadt-beispiel.de/"})
    seen(story, "kreis-beispiel.de", "stadt-beispiel.de")
    notice()
    # Seen and not noticed yet when the story goes.
    seen(story, "amt-beispiel.de")
    assert "kreis-beispiel.de" not in agenda(author)
    review.withdraw_for_person(story)
    assert notice() == 0
    withdrawal = builders.fresh(story).withdrawal
    erasure.erase(withdrawal)
    withdrawal.refresh_from_db()
    assert withdrawal.proof["reuses_told"] == 1 and not Reuse.objects.exists()
    assert withdrawal.proof[noticing.UNREACHED] == ["amt-beispiel.de", "kreis-beispiel.de"]
    mails = OutboxMail.objects.filter(subject__startswith="Bitte zeigen Sie")
    assert [mail.to for mail in mails] == ["web@stadt-beispiel.de"]
    for user in (author, builders.coordinator()):
        assert "amt-beispiel.de, kreis-beispiel.de" in agenda(user)
    assert "kreis-beispiel.de" not in agenda(builders.officer("landkreis-harz"))
    noticing.job(timezone.now() + noticing.ASKED_FOR + timedelta(1))
    withdrawal.refresh_from_db()
    assert noticing.UNREACHED not in withdrawal.proof and withdrawal.proof["reuses_told"] == 1


def test_a_to_do_names_a_few_websites_and_counts_the_others(story, author):
    seen(story, *(f"w{number}.example-flut.de" for number in range(8)))
    review.withdraw_for_person(story)
    withdrawal = builders.fresh(story).withdrawal
    erasure.erase(withdrawal)
    assert "w4.example-flut.de und 3 weitere." in agenda(author) and "w5.example" not in agenda(author)


def test_a_card_in_a_foreign_website_leads_to_an_entry(story):
    headers = {"User-Agent": "Mozilla/5.0", "Referer": "https://www.kreis-beispiel.de/"}
    assert Client().get(f"/einbetten/geschichte/{story.pk}/", headers=headers).status_code == 200
    collecting.job(timezone.now())
    assert notice() == 1 and Reuse.objects.get().place == "www.kreis-beispiel.de"
