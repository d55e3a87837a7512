"""„Stimmt noch“: asked for every six months, and said by a button or by changing the contact."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.audit.models import OutboxMail
from jobcenters.life import confirmation
from jobcenters.models import Jobcenter, Location
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


def confirmed(days_ago: int) -> Jobcenter:
    centre = builders.centre()
    day = timezone.localdate() - timedelta(days=days_ago)
    Jobcenter.objects.filter(pk=centre.pk).update(confirmed_on=day, reminders=0)
    return builders.centre()


def remind() -> list[str]:
    """Run the job; return the subjects of new mails with their addresses."""
    before = set(OutboxMail.objects.values_list("pk", flat=True))
    confirmation.job(timezone.now(), force=False)
    new = OutboxMail.objects.exclude(pk__in=before)
    return sorted(f"{mail.to}: {mail.subject}" for mail in new)


def test_the_button_says_so_and_citizens_read_from_when_the_data_are():
    officer = client_for(builders.officer())
    centre = confirmed(200)
    place = Location(street="Weg 1", postcode="52349", town="Düren", hours_mon="8–12")
    centre.section.locations.add(place)
    centre.section.save()
    assert "noch?" in officer.get("/admin/").content.decode()
    path = reverse("registry_confirm", args=[centre.pk])
    assert "Montag: 8" in officer.get(path).content.decode()
    answer = officer.post(path, {"token": officer.get(path).context["form"]["token"].value()})
    assert answer.url == reverse("registry_own")
    assert builders.centre().confirmed_on == timezone.localdate()
    assert "vom Jobcenter bestätigt" in Client().get("/jobcenter/kreis-dueren/").content.decode()
    assert "Stimmen Anschrift" not in officer.get("/admin/").content.decode()


def test_mailbox_and_team_are_reminded_twice_and_then_the_koordination_is_told():
    officer, koordination = builders.officer(), builders.coordinator()
    centre = confirmed(181)
    centre.section.email = "postfach@beispiel.example"
    centre.section.save()
    assert remind() == []
    for days, expected in ((182, 2), (183, 0), (196, 2), (197, 0)):
        row = Jobcenter.objects.filter(pk=centre.pk)
        row.update(confirmed_on=timezone.localdate() - timedelta(days=days))
        mails = remind()
        assert len(mails) == expected, (days, mails)
        if expected:
            assert {mail.partition(":")[0] for mail in mails} == {officer.email, "postfach@beispiel.example"}
    row.update(confirmed_on=timezone.localdate() - timedelta(days=212))
    assert [mail.partition(":")[0] for mail in remind()] == [koordination.email]
    assert remind() == []
    assert "nicht bestätigt" in client_for(koordination).get("/admin/").content.decode()


def test_a_centre_in_which_nobody_can_write_is_not_asked():
    confirmed(400)
    assert remind() == []


def test_changing_the_contact_counts_and_changing_the_text_does_not():
    officer, centre = builders.officer(), confirmed(200)
    section = centre.section
    section.save_revision(user=officer).publish()
    section.intro = "Neuer Satz"
    section.save_revision(user=officer).publish()
    assert builders.centre().confirmed_on != timezone.localdate()
    section.email = "neu@beispiel.example"
    section.save_revision(user=officer).publish()
    assert builders.centre().confirmed_on == timezone.localdate()


def test_a_section_without_any_version_before_is_confirmed_by_its_first_contact():
    centre = builders.centre()
    section = centre.section
    section.phone = "+49242112345"
    section.save_revision().publish()
    assert builders.centre().confirmed_on == timezone.localdate()
