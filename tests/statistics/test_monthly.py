"""The monthly report: who gets it, once, with whose numbers; and how the centres take part."""

import csv
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from campaign.accounts.models import User
from campaign.audit.models import OutboxMail
from campaign.models import DailyCount
from campaign.publishing.models import Submission
from jobcenters.models import EventPage, Jobcenter
from stories.models import StoryPage
from stories.statistics import monthly, participation
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db
NOW = timezone.make_aware(datetime(2026, 11, 2, 8))
OCTOBER = date(2026, 10, 1)


@pytest.fixture
def october(picture) -> StoryPage:
    """Düren published a story in October, holds an event, and was read."""
    day = timezone.make_aware(datetime(2026, 10, 12))
    story = builders.published(portrait=picture)
    StoryPage.objects.filter(pk=story.pk).update(first_published_at=day)
    Submission.objects.update(submitted_at=day)
    section = builders.centre().section.specific
    event = EventPage(title="Tag der Tür", intro="Kommen Sie.", starts_on=date(2026, 10, 20))
    section.add_child(instance=event)
    Jobcenter.objects.filter(slug="kreis-dueren").update(confirmed_on=date(2026, 9, 30))
    for key, kind, number in ((story.pk, "page", 321), (f"story:{story.pk}", "embed", 54)):
        DailyCount.objects.create(day=day.date(), kind=kind, key=str(key), number=number)
    DailyCount.objects.create(day=date(2026, 11, 1), kind="page", key=str(story.pk), number=7000)
    return story


def test_a_centre_gets_its_own_numbers_and_the_koordination_those_of_all(october):
    User.objects.update(wants_monthly_report=False)
    officer, other = builders.officer(), builders.officer("landkreis-harz")
    coordinator, technik = builders.coordinator(), builders.technik()
    assert monthly.job(NOW).done == 3
    mails = {mail.to: mail for mail in OutboxMail.objects.filter(key__startswith="monthly-2026-10")}
    assert set(mails) == {officer.email, other.email, coordinator.email} and technik.email not in mails
    own = mails[officer.email]
    assert own.subject == "Monatsbericht Oktober 2026"
    for line in (
        "Seiten: 321",
        "gezeigt: 54",
        "Geschichten: 1, davon neu: 1",
        "Termine: 1",
        "30. September 2026",
    ):
        assert line in own.text, line
    assert "321" not in mails[other.email].text and "Düren" not in mails[other.email].text
    total = Jobcenter.objects.serving().count()
    assert f"veranstaltet haben: 1 von {total}" in mails[coordinator.email].text
    assert "jeweils" not in own.text and "7.000" not in own.text + mails[coordinator.email].text
    assert not any(october.title in mail.text for mail in mails.values())


def test_it_comes_once_in_the_first_week_and_only_to_those_who_want_it(october):
    User.objects.update(wants_monthly_report=False)
    officer = builders.officer()
    assert monthly.job(NOW + timedelta(days=6)).done == 0
    assert monthly.job(NOW).done == 1
    assert monthly.job(NOW + timedelta(hours=6)).done == 0
    late = builders.officer(wants_monthly_report=False)
    assert monthly.job(NOW + timedelta(days=1)).done == 0
    assert set(OutboxMail.objects.filter(key__startswith="monthly").values_list("to", flat=True)) == {
        officer.email
    }
    assert not OutboxMail.objects.filter(to=late.email).exists()


def test_the_account_page_takes_the_choice():
    user = builders.officer(first_name="Ina", last_name="Beispiel")
    client = client_for(user)
    assert "Monatsbericht schicken" in client.get("/admin/account/").content.decode()


def test_the_koordination_sees_and_loads_how_centres_take_part(october, django_assert_max_num_queries):
    client = client_for(builders.coordinator())
    address = "/admin/statistik/beteiligung/?monat=2026-10"
    with django_assert_max_num_queries(40):
        html = client.get(address).content.decode()
    total = Jobcenter.objects.serving().count()
    assert f"1 von {total} Jobcentern" in html and "30. September 2026" in html
    text = b"".join(client.get(f"{address}&als=csv").streaming_content).decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(text.splitlines(), delimiter=";")}
    name = Jobcenter.objects.get(slug="kreis-dueren").name
    assert rows[name][2:] == ["1", "1", "1", "1", "0", "30.09.2026", "321", "54"]
    assert len(rows) == total + 1 and tuple(rows["Jobcenter"]) == participation.COLUMNS
    assert client.get(f"{address}&als=xlsx").status_code == 200
    assert client_for(builders.officer()).get(address).status_code == 403
