"""A story is public only while everybody it shows agrees: on every path, at every moment, without any job."""

import hashlib
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from campaign.audit.models import AuditEntry
from campaign.publishing import checks, erasure, review, schedule
from campaign.publishing.guard import PublicationRefused
from campaign.publishing.models import Approval, Withdrawal
from campaign.publishing.states import State, state_of
from stories.consents import acts, texts, upkeep
from stories.consents.rules import Channel, Giver
from stories.demo.consents import _scan
from stories.models import Consent, Person, StoryPage
from tests import builders
from tests.publishing.public import is_public

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def author():
    return builders.officer()


def consent_of(story: StoryPage) -> Consent:
    return Consent.objects.get(person__story=story, replaced_by=None)


def blocking(story: StoryPage) -> list[str]:
    return [one.text for one in checks.blockers(builders.fresh(story))]


def test_without_a_consent_nothing_is_submitted_and_the_reason_is_said(author):
    story = builders.draft(author)
    consent_of(story).delete()
    with pytest.raises(review.Blocked, match="Die Einwilligung von Beispiel-Person Murat fehlt"):
        review.submit(story, author, revision_id=story.latest_revision_id)


def test_a_consent_that_ends_while_the_story_waits_stops_the_approval(author):
    story = builders.submitted(author)
    Consent.objects.filter(person__story=story).update(valid_until=timezone.localdate() - DAY)
    with pytest.raises(review.Blocked, match="abgelaufen"):
        review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert not is_public(story)


def test_a_day_of_publication_after_the_end_of_the_consent_is_refused(author):
    story = builders.submitted(author)
    Consent.objects.filter(person__story=story).update(valid_until=timezone.localdate() + 5 * DAY)
    act = {"revision_id": story.latest_revision_id}
    with pytest.raises(review.Blocked, match="abgelaufen"):
        review.approve(story, builders.coordinator(), publish_at=timezone.now() + 9 * DAY, **act)
    review.approve(story, builders.coordinator(), publish_at=timezone.now() + 3 * DAY, **act)


def test_the_day_of_publication_asks_again(author):
    story = builders.submitted(author)
    later = timezone.now() + DAY
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id, publish_at=later)
    Consent.objects.filter(person__story=story).update(rests_since=timezone.now())
    with pytest.raises(PublicationRefused, match="Einwilligung"):
        schedule.publish_if_due(Approval.objects.get(page=story), later + DAY)
    assert not is_public(story)
    Consent.objects.filter(person__story=story).update(rests_since=None)
    assert schedule.publish_due(later + DAY).done == 1
    assert is_public(story)


@pytest.mark.parametrize(
    "change",
    [
        {"valid_until": timezone.localdate() - DAY},
        {"rests_since": timezone.now()},
        {"withdrawn_at": timezone.now()},
        {"web": False},
        {"form": "paper"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_consent_that_ends_hides_the_story_at_once_without_any_job(author, change):
    story = builders.published(author=author)
    assert is_public(story)
    Consent.objects.filter(person__story=story).update(**change)
    assert not is_public(story)
    assert Client().get(story.get_url()).status_code == 404
    assert story.title not in Client().get("/").content.decode()


def test_the_job_then_takes_it_offline_and_it_can_come_back(author):
    story = builders.published(author=author)
    Consent.objects.filter(person__story=story).update(valid_until=timezone.localdate() - DAY)
    assert upkeep.take_offline(timezone.now(), force=False).done == 1
    assert upkeep.take_offline(timezone.now(), force=False).done == 0
    story = builders.fresh(story)
    assert not story.live and state_of(story) is State.LAPSED
    builders.consent(story.persons.get())
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert is_public(story)


def test_the_job_leaves_alone_what_is_covered(author):
    story = builders.published(author=author)
    assert upkeep.take_offline(timezone.now(), force=False).done == 0
    assert is_public(story)


def test_a_person_taken_out_of_the_draft_still_decides_about_what_is_public(author):
    story = builders.draft(author)
    second = Person.objects.create(story=story, shown_name="Beispiel-Person Aylin", position=2)
    consent = builders.consent(second)
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    second.take_out()
    assert [one.shown_name for one in builders.fresh(story).persons.all()] == ["Beispiel-Person Murat"]
    assert is_public(story)
    acts.withdraw(consent, author)
    assert not is_public(story)


def test_one_of_two_who_withdraws_takes_the_story_offline_for_good(author):
    story = builders.draft(author)
    aylin = builders.consent(
        Person.objects.create(story=story, shown_name="Beispiel-Person Aylin", position=2)
    )
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    acts.withdraw(aylin, author)
    assert Client().get(story.get_url()).status_code == 410
    with pytest.raises(acts.AlreadyEnded):
        acts.withdraw(aylin, author)


def test_what_lacks_a_consent_on_its_day_ends_with_a_reason_instead_of_failing_again_and_again(author):
    story = builders.submitted(author)
    later = timezone.now() + DAY
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id, publish_at=later)
    Consent.objects.filter(person__story=story).update(rests_since=timezone.now())
    assert schedule.publish_due(later + DAY).failed == 0
    assert state_of(builders.fresh(story)) is State.LAPSED and not is_public(story)
    assert "Einwilligung" in Approval.objects.get(page=story).lapsed_because


def test_withdrawing_before_the_day_of_publication_ends_the_approval(author):
    story = builders.submitted(author)
    later = timezone.now() + DAY
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id, publish_at=later)
    acts.withdraw(consent_of(story), author)
    assert schedule.publish_due(later + DAY).done == 0
    assert not is_public(story)


def test_a_new_declaration_replaces_the_former_only_once_it_is_proven_but_its_no_counts_at_once(author):
    story = builders.published(author=author)
    former = consent_of(story)
    declared = acts.Declared(
        giver=Giver.SELF,
        giver_name="Murat Beispiel",
        form=Consent.Form.PAPER,
        channels=frozenset({Channel.PRESS}),
        declared_on=timezone.localdate(),
    )
    newer = acts.record(former.person, declared, actor=author)
    assert newer.state.value == "Nachweis fehlt" and former.state.value == "gültig"
    assert not is_public(story) and "Nachweis" in blocking(story)[0]
    acts.add_proof(newer, ContentFile(_scan(), "bogen.pdf"), actor=author)
    former.refresh_from_db()
    assert (former.replaced_by, newer.state.value) == (newer, "gültig")
    assert not is_public(story)  # the newer yes is for the press alone


def test_the_family_decides_whether_a_resting_consent_holds_again(author):
    story = builders.published(author=author)
    person = story.persons.get()
    acts.let_rest(person, author)
    assert not is_public(story) and "ruht" in blocking(story)[0]
    acts.resume(person, author)
    assert is_public(story)


def test_the_approval_keeps_which_consents_it_rested_on(author):
    story = builders.published(author=author)
    basis = story.approvals.get().snapshot["basis"]["consents"]
    wording = texts.current(is_staff=False)
    assert basis == [{"pk": consent_of(story).pk, "text_hash": wording.digest, "scan_hash": ""}]


@pytest.mark.parametrize(
    ("name", "content"),
    [("bogen.pdf", b"GIF89a"), ("bogen.exe", _scan()), ("bogen.docx", _scan()), ("bogen.png", _scan())],
)
def test_a_proof_that_is_none_is_refused_and_nothing_is_kept(author, name, content):
    person = builders.draft(author).persons.get()
    declared = acts.Declared(
        Giver.SELF, "Murat Beispiel", Consent.Form.PAPER, frozenset({Channel.WEB}), timezone.localdate()
    )
    with pytest.raises(ValidationError):
        acts.record(person, declared, actor=author, scan=ContentFile(content, name))
    assert person.consents.count() == 1


def test_minors_show_no_surname_whatever_was_signed(author):
    story = builders.draft(author)
    person = story.persons.get()
    person.age, person.guardians, person.name_form = "youth", 1, "full"
    person.save()
    builders.consent(person, Giver.GUARDIAN_1, giver_name="Eva Muster")
    builders.consent(person, giver_name="Murat Muster")
    assert blocking(story) == ["Beispiel-Person Murat ist minderjährig: Der Nachname darf nicht erscheinen."]
    person.name_form = "first"
    person.save()
    assert blocking(story) == []
    person.shown_name = "Murat Muster"
    person.save()
    assert any("minderjährig" in text for text in blocking(story))


def test_the_civil_name_in_the_text_is_a_warning_and_in_the_log_nowhere(author):
    story = builders.draft(author, intro="Murat Sonderlich findet zurück.")
    Consent.objects.filter(person__story=story).update(giver_name="Murat Sonderlich")
    found = [one for one in checks.findings(builders.fresh(story)) if "Sonderlich" in one.text]
    assert [one.level for one in found] == [checks.Level.WARNING]
    consent = consent_of(story)
    acts.withdraw(consent, author)
    entries = AuditEntry.objects.filter(action__startswith="consent.")
    assert {entry.action for entry in entries} == {"consent.recorded", "consent.withdrawn"}
    assert all(entry.centre == "05358" for entry in entries)
    assert not any("Murat" in f"{entry.object_label}{entry.data}" for entry in entries)


def test_a_draft_that_never_was_public_goes_with_its_consents(author):
    story = builders.draft(author)
    story.delete()
    assert not Consent.objects.exists()


def test_after_the_erasure_the_signed_form_is_gone_and_checksums_prove_it(author):
    story = builders.published(author=author)
    declared = acts.Declared(
        Giver.SELF, "Murat Beispiel", Consent.Form.PAPER, frozenset({Channel.WEB}), timezone.localdate()
    )
    scan = ContentFile(_scan(), "bogen.pdf")
    consent = acts.record(story.persons.get(), declared, actor=author, scan=scan)
    stored = Path(consent.scan.path)
    assert stored.read_bytes() == _scan()
    acts.withdraw(consent, author)
    withdrawal = Withdrawal.objects.get(page=story)
    erasure.erase(withdrawal)
    withdrawal.refresh_from_db()
    assert not Consent.objects.exists() and not Person.everybody.exists() and not stored.exists()
    proof = withdrawal.proof["consents"][-1]
    assert proof["scan_hash"] == hashlib.sha256(_scan()).hexdigest()
    assert "Murat" not in str(withdrawal.proof)


def test_published_texts_never_change():
    assert {version: texts.text(version).digest[:16] for version in texts.versions()} == {
        "beschaeftigte-1": "7bf834701b27cd68",
        "geschichte-1": "067a6b0c5fd878d0",
    }
