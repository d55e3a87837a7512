"""Before a consent ends, the centre reads it 60, 30 and 7 days ahead, once each, and the cockpit shows it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from campaign.accounts.todo import Urgency, agenda_for
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.publishing.models import Approval
from stories.consents import acts, endings
from stories.consents.rules import Giver
from stories.models import Consent, Person
from tests import builders
from tests.clock import in_days

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return builders.officer(first_name="Ina", last_name="Beispiel")


@pytest.fixture
def boss():
    return builders.coordinator()


@pytest.fixture
def story(author, boss, picture):
    return builders.published(author=author, portrait=picture)


def ends(story, days: int) -> Person:
    """Let the consents of a story's first person end in so many days."""
    person = story.persons.first()
    until = timezone.localdate() + timedelta(days=days)
    Consent.objects.filter(person=person).update(valid_until=until)
    return person


def announced(days: int = 0) -> int:
    """Run the job as if it were in so many days; how many ends it announced."""
    return endings.announce(in_days(days), force=False).done


def mails(to: str = "") -> list[OutboxMail]:
    found = OutboxMail.objects.filter(subject__contains="Einwilligung endet").order_by("pk")
    return [mail for mail in found if not to or mail.to == to]


def test_the_team_is_told_three_times_and_the_koordination_the_last_time(story, author, boss):
    ends(story, 70)
    assert [announced(days) for days in (0, 9, 10, 11, 39, 40, 41, 62, 63, 64, 70, 71)] == [
        *(0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 0),
    ]
    assert len(mails(author.email)) == 3 and len(mails(boss.email)) == 1
    assert AuditEntry.objects.filter(action="consent.ending").count() == 3


def test_the_mail_says_which_story_and_until_when_but_not_whom(story, author):
    person = ends(story, 30)
    announced()
    (mail,) = mails(author.email)
    until = (timezone.localdate() + timedelta(days=30)).day
    assert f": Einwilligung endet am {until}." in mail.subject
    assert f"„{story.title}“" in mail.text and "in 30 Tagen" in mail.text
    assert f"/admin/einwilligungen/person/{person.pk}/" in mail.text
    for secret in (person.shown_name, "Murat", *Consent.objects.values_list("giver_name", flat=True)):
        assert secret not in mail.subject + mail.text
    assert mail.about == f"page:{story.pk}"


def test_a_crash_between_mail_and_note_repeats_nothing(story, author, monkeypatch):
    ends(story, 20)
    with monkeypatch.context() as patch:
        patch.setattr(endings, "_remember", lambda one: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            announced()
    assert not mails()
    assert [announced(), announced()] == [1, 0] and len(mails(author.email)) == 1


def test_a_new_consent_ends_the_matter_and_a_draft_is_nobodys_mail(story, author, picture):
    person = ends(story, 20)
    draft = builders.draft(author, portrait=picture)
    ends(draft, 20)
    assert announced() == 1
    builders.consent(person, declared_on=timezone.localdate())
    assert announced(13) == 0
    agenda = agenda_for(author)
    (todos,) = agenda.groups.values()
    assert [draft.draft_title in todo.text for todo in todos] == [True]


def test_only_what_the_website_rests_on_counts(story, author):
    """The longer of two declarations counts; the second guardian's counts as well as the first's."""
    person = story.persons.first()
    today = timezone.localdate()
    Person.objects.filter(pk=person.pk).update(age="child", guardians=2)
    for giver, days in ((Giver.GUARDIAN_1, 50), (Giver.GUARDIAN_2, 5)):
        builders.consent(person, giver, valid_until=today + timedelta(days=days))
    (found,) = endings.endings(Person.everybody.all(), today)
    assert (found.days, found.stage, found.is_public) == (5, 7, True)
    acts.withdraw(person.consents.filter(giver=Giver.GUARDIAN_2).first(), author)
    assert endings.endings(Person.everybody.all(), today) == []


def test_who_left_the_draft_still_counts_while_the_public_sees_her(story):
    person = ends(story, 5)
    person.take_out()
    assert [one.is_public for one in endings.endings(Person.everybody.all(), timezone.localdate())] == [True]
    Approval.objects.update(ended_at=timezone.now())
    assert endings.endings(Person.everybody.all(), timezone.localdate()) == []


def test_the_cockpit_of_the_centre_names_the_urgent_first_and_the_rest_by_its_time(author, boss, picture):
    stories = [builders.published(author=author, portrait=picture) for _ in range(3)]
    people = [ends(story, days) for story, days in zip(stories, (6, 30, 60), strict=True)]
    agenda = agenda_for(author)
    first = agenda.to_do[0]
    assert first.urgency is Urgency.NOW and first.button == "Erneuern" and "in 6 Tagen" in first.text
    assert first.url.endswith(f"/{people[0].pk}/")
    assert {heading[-14:]: len(todos) for heading, todos in agenda.groups.items()} == {
        "30 Tagen enden": 1,
        "60 Tagen enden": 1,
    }
    assert "Einwilligung" not in str(agenda_for(builders.officer("landkreis-harz")).groups)
    (told,) = [todo for todo in agenda_for(boss).to_do if "Einwilligung endet" in todo.text]
    assert told.urgency is Urgency.SOON and "Murat" not in told.text


def test_many_ends_are_four_sentences_and_a_number(author, picture):
    for _ in range(6):
        ends(builders.published(author=author, portrait=picture), 5)
    urgent = [todo for todo in agenda_for(author).to_do if "inwilligung" in todo.text]
    assert len(urgent) == 5 and urgent[-1].text == "2 weitere Einwilligungen enden bald."
    assert urgent[-1].button == "Alle ansehen"
