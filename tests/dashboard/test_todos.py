"""The first page of the admin says who has to do what, most urgent first."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, TaskState

from campaign.accounts.roles import KOORDINATION_GROUP
from campaign.accounts.todo import Urgency, agenda_for
from campaign.audit.models import JobRun, OutboxMail
from campaign.models import Kennzahl
from campaign.publishing import review
from campaign.publishing.models import Approval
from jobcenters.models import Jobcenter
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def picture():
    return builders.image()


def texts(todos) -> str:
    return "\n".join(f"{todo.text} [{todo.button}] {todo.detail}" for todo in todos)


def the_one(todos, *words: str):
    """Return the only to-do whose sentence holds all the words."""
    found = [todo for todo in todos if all(word in todo.text for word in words)]
    assert len(found) == 1, texts(todos)
    return found[0]


def wait_since(page: Page, **ago) -> None:
    """Let the submission of a page have happened some time ago."""
    TaskState.objects.filter(pk=page.current_workflow_task_state.pk).update(
        started_at=timezone.now() - timedelta(**ago)
    )


def test_what_was_sent_back_comes_first_with_reason_and_person(author, picture):
    builders.draft(author, portrait=picture)
    story = builders.submitted(author, portrait=picture)
    reviewer = builders.coordinator()
    review.send_back(story, reviewer, revision_id=story.latest_revision_id, reason="Der Ort\n fehlt. " * 40)
    first = agenda_for(author).to_do[0]
    assert first.urgency is Urgency.NOW and story.draft_title in first.text and first.button == "Überarbeiten"
    assert first.detail.startswith(f"{reviewer}, heute: „Der Ort fehlt.") and len(first.detail) < 220
    assert first.url == f"/admin/pages/{story.pk}/edit/"


def test_each_state_has_its_sentence_for_the_centre(author, picture):
    draft = builders.draft(author, portrait=picture)
    Page.objects.filter(pk=draft.pk).update(latest_revision_created_at=timezone.now() - timedelta(days=3))
    waiting = builders.submitted(author, portrait=picture)
    wait_since(waiting, days=15)
    changed = builders.published(author=author, portrait=picture)
    changed.title = "Neu gefasst"
    changed.save_revision(user=author)
    later = builders.submitted(author, portrait=picture)
    appears = timezone.now() + timedelta(days=9)
    review.approve(later, builders.coordinator(), revision_id=later.latest_revision_id, publish_at=appears)
    agenda = agenda_for(author)
    assert "vor 3 Tagen" in the_one(agenda.to_do, draft.draft_title, "Entwurf").text
    assert the_one(agenda.to_do, "Neu gefasst").button == "Weiterschreiben"
    assert "seit 2 Wochen" in the_one(agenda.news, waiting.draft_title, "Koordination").text
    assert str(timezone.localtime(appears).year) in the_one(agenda.news, later.draft_title).text


def test_a_story_just_published_is_news_for_two_weeks(author, picture):
    story = builders.published(author=author, portrait=picture)
    todo = the_one(agenda_for(author).news, story.title)
    assert todo.url == story.get_url() and todo.button == "Ansehen"
    Approval.objects.update(published_at=timezone.now() - timedelta(days=15))
    assert story.title not in texts(agenda_for(author).news)


def test_nothing_of_another_centre_is_anybodys_business(picture):
    story = builders.draft(builders.officer(), portrait=picture)
    agenda = agenda_for(builders.officer("landkreis-harz"))
    assert story.draft_title not in texts(agenda.to_do + agenda.news)


def test_the_own_section_names_its_gaps_and_its_age(author):
    centre = builders.centre()
    gaps = the_one(agenda_for(author).to_do, "fehlt noch")
    assert "Öffnungszeiten" in gaps.text and "Pressekontakt" in gaps.text and "Text" in gaps.text
    assert gaps.url == f"/admin/pages/{centre.section_id}/edit/"
    section = centre.section
    section.locations.create(street="Beispielweg 1", postcode="12345", town="Ort", hours_note="Mo 8–12")
    section.press_email, section.phone = "presse@beispiel.example", "+4924215550"
    section.body = [("text", "<p>Wir helfen.</p>")]
    section.save()
    assert "fehlt noch" not in texts(agenda_for(author).to_do)
    Page.objects.filter(pk=section.pk).update(latest_revision_created_at=timezone.now() - timedelta(days=200))
    stale = the_one(agenda_for(author).to_do, "unverändert")
    assert "seit 6 Monaten" in stale.text and stale.urgency is Urgency.LATER


def test_with_two_centres_each_gap_says_where():
    user = builders.officer("kreis-dueren", "landkreis-harz")
    for slug in ("kreis-dueren", "landkreis-harz"):
        the_one(agenda_for(user).to_do, builders.centre(slug).name)


def test_an_officer_with_nothing_to_do_gets_an_idea(author):
    centre = builders.centre()
    section = centre.section
    section.locations.create(street="Beispielweg 1", postcode="12345", town="Ort", hours_note="Mo 8–12")
    section.press_email, section.phone = "presse@beispiel.example", "+4924215550"
    section.body = [("text", "<p>Wir helfen.</p>")]
    section.save()
    section.save_revision()
    agenda = agenda_for(author)
    assert agenda.to_do == [] and agenda.ideas[0].button == "Neue Geschichte"
    page = client_for(author).get("/admin/").content.decode()
    assert "Nichts zu tun." in page and agenda.ideas[0].url in page


def test_the_koordination_sees_what_waits_the_oldest_first(author, picture):
    younger = builders.submitted(author, portrait=picture)
    older = builders.submitted(author, portrait=picture)
    wait_since(younger, days=2)
    wait_since(older, days=30)
    first, second = agenda_for(builders.coordinator()).to_do[:2]
    assert older.draft_title in first.text and "seit 4 Wochen" in first.text and "Düren" in first.text
    assert first.button == "Prüfen" and first.url.endswith(f"/{older.pk}/freigeben/")
    assert younger.draft_title in second.text and "seit 2 Tagen" in second.text


def test_what_somebody_wrote_herself_is_for_another_to_approve(author, picture):
    story = builders.submitted(author, portrait=picture)
    writer = builders.coordinator()
    Page.objects.filter(pk=story.pk).update(owner=writer)
    todo = the_one([one for one in agenda_for(writer).to_do if "jemand anderen" in one.text], story.title)
    assert todo.button == "Ansehen" and "nicht selbst freigeben" in todo.detail
    assert todo.urgency is Urgency.LATER


def test_a_long_queue_is_five_sentences_and_a_number(author, picture):
    for _ in range(7):
        builders.submitted(author, portrait=picture)
    now = [todo for todo in agenda_for(builders.coordinator()).to_do if todo.urgency is Urgency.NOW]
    assert len(now) == 6 and now[-1].text.startswith("2 weitere Geschichten warten")


def test_the_koordination_hears_of_old_figures_dates_and_master_data(author, picture):
    reviewer = builders.coordinator()
    today = timezone.localdate()
    fields = {"value": "1", "unit": "Jobcenter", "label": "Zahl", "source": "Beispiel", "is_public": True}
    Kennzahl.objects.create(key="neu", as_of=today - timedelta(days=600), **fields)
    assert "Kennzahl" not in texts(agenda_for(reviewer).to_do)
    Kennzahl.objects.create(key="alt", as_of=today - timedelta(days=800), **fields)
    the_one(agenda_for(reviewer).to_do, "Eine Kennzahl ist älter als zwei Jahre")
    number = Jobcenter.objects.unchecked().count()
    the_one(agenda_for(reviewer).to_do, f"Bei {number} Jobcentern")
    story = builders.submitted(author, portrait=picture)
    review.approve(
        story,
        reviewer,
        revision_id=story.latest_revision_id,
        publish_at=timezone.now() + timedelta(days=3),
    )
    the_one(agenda_for(reviewer).news, "Eine freigegebene Geschichte erscheint am")


def test_the_technik_hears_of_lost_mails_and_idle_jobs():
    operator = builders.technik()
    the_one(agenda_for(operator).to_do, "sind noch nie gelaufen")
    JobRun.objects.create(name="runner", last_finished_at=timezone.now())
    assert agenda_for(operator).to_do == []
    JobRun.objects.filter(name="runner").update(last_finished_at=timezone.now() - timedelta(days=2))
    OutboxMail.objects.create(to="a@beispiel.example", state=OutboxMail.State.FAILED)
    JobRun.objects.create(name="publish_due", last_error="ValueError: kaputt")
    todos = agenda_for(operator).to_do
    assert "seit 2 Tagen" in the_one(todos, "nicht gelaufen").text
    the_one(todos, "Eine E-Mail")
    assert the_one(todos, "publish_due").detail == "ValueError: kaputt"


def test_each_sentence_has_one_button_that_leads_somewhere(author, picture):
    builders.draft(author, portrait=picture)
    builders.submitted(author, portrait=picture)
    for user in (author, builders.coordinator(), builders.technik()):
        agenda = agenda_for(user)
        client = client_for(user)
        page = client.get("/admin/").content.decode()
        for number, todo in enumerate(agenda.to_do, 1):
            assert f'href="{todo.url}" aria-describedby="todo-{number}">{todo.button}</a>' in page
        for todo in agenda.to_do + agenda.news:
            assert client.get(todo.url).status_code == 200, todo


def test_the_dashboard_stays_within_its_budget_however_many_stories_there_are(picture):
    # Wagtail's own first page takes 20 queries for an editor, 17 for a superuser; ours also asks what waits.
    author = builders.officer()
    both = builders.officer()
    both.groups.add(Group.objects.get(name=KOORDINATION_GROUP))

    def counted() -> list[int]:
        counts = []
        for user in (author, builders.coordinator(), builders.technik(), both):
            client = client_for(user)
            client.get("/admin/")
            with CaptureQueriesContext(connection) as captured:
                assert client.get("/admin/").status_code == 200
            counts.append(len(captured))
        return counts

    def tell() -> None:
        builders.draft(author, portrait=picture)
        story = builders.submitted(author, portrait=picture)
        review.send_back(story, builders.coordinator(), revision_id=story.latest_revision_id, reason="Ort?")
        builders.submitted(author, portrait=picture)
        builders.published(author=author, portrait=picture)

    tell()
    few = counted()
    for _ in range(3):
        tell()
    many = counted()
    assert all(number <= most for number, most in zip(many, (26, 23, 12, 35), strict=True)), many
    assert [more - less for less, more in zip(few, many, strict=True)] == [0, 0, 0, 0]
