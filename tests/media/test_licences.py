"""The end of a licence: who hears of it, and what pages without approval do then: they leave the file out."""

from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.roles import shared_collection
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.media import creation, licences, licences_notice, release, renditions
from campaign.media.models import CampaignImage
from tests import builders
from tests.media.files import phone_photo

TODAY = timezone.localdate()
YESTERDAY = TODAY - timedelta(days=1)
END = date(2027, 5, 3)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time().replace(hour=12)))


@pytest.mark.parametrize(
    ("until", "on", "ended"),
    [(None, END, False), (END, END, False), (END, END + timedelta(days=1), True)],
)
def test_the_last_good_day_is_still_good(until, on, ended):
    assert licences.has_ended(until, on) is ended


def test_the_day_changes_at_german_midnight():
    almost = datetime.fromisoformat("2027-05-03T23:59:00+02:00")
    assert timezone.localdate(almost) == END
    assert timezone.localdate(almost + timedelta(minutes=1)) == END + timedelta(days=1)


def test_an_ended_licence_is_a_gap_of_every_kind_of_file(make):
    for kind in ("image", "document", "video"):
        file = make[kind](credit="Foto: Beispiel", licence_until=YESTERDAY)
        assert f"Lizenz abgelaufen am {licences.in_words(YESTERDAY)}" in file.publication_gaps()
        file.licence_until = TODAY
        assert not [gap for gap in file.publication_gaps() if "Lizenz" in gap]
        assert len([one for one in file.publication_warnings() if "Lizenz" in one]) == 1


def shown(page) -> tuple[bool, bool]:
    """Return whether the page shows a picture, and whether it links to a document."""
    html = str(page.body.render_as_block())
    return "<img" in html, '<a href="/media/documents/' in html


def test_a_page_without_approval_leaves_out_what_has_ended_and_keeps_its_words(make, on_page):
    image, document = make["image"](), make["document"]()
    image.get_renditions(*renditions.specs_of([renditions.TEXT]))
    page = on_page(image=image, document=document)
    assert shown(page) == (True, True)
    for file in (image, document):
        type(file).objects.filter(pk=file.pk).update(licence_until=YESTERDAY)
    fresh = type(page).objects.get(pk=page.pk)
    assert shown(fresh) == (False, False)
    assert "Blatt" in str(fresh.body.render_as_block())
    assert fresh.live


def test_the_job_takes_public_files_away_and_a_new_licence_brings_them_back(
    make, on_page, django_capture_on_commit_callbacks
):
    document = make["document"](licence_until=TODAY)
    on_page(document=document)
    visitor = Client()
    assert visitor.get(document.file.url).status_code == 200
    assert licences_notice.job(noon(TODAY), force=False).done == 1  # announced, not withdrawn
    assert visitor.get(document.file.url).status_code == 200
    assert licences_notice.job(noon(TODAY + timedelta(days=1)), force=False).done == 1
    assert visitor.get(document.file.url).status_code == 404
    document.refresh_from_db()
    document.licence_until = TODAY + timedelta(days=365)
    with django_capture_on_commit_callbacks(execute=True):
        document.save()
    assert visitor.get(document.file.url).status_code == 200


def test_repairs_do_not_bring_an_ended_file_back(make, on_page):
    document = make["document"]()
    on_page(document=document)
    type(document).objects.filter(pk=document.pk).update(licence_until=YESTERDAY)
    release.resync_all()
    assert Client().get(document.file.url).status_code == 404


@pytest.fixture
def in_the_house(db):
    """A centre's picture and a shared one that a story of the centre shows; both end in three weeks."""
    ends = TODAY + timedelta(days=21)
    author = builders.officer()
    own = builders.image(licence_until=ends)
    shared = creation.create_image(
        "Gemeinsames Bild",
        phone_photo(),
        shared_collection(),
        licence_until=ends,
        credit="Foto: Beispiel",
        description="Ein Haus",
    )
    return author, own, shared


def mails_to(person) -> list[OutboxMail]:
    return list(OutboxMail.objects.filter(to=person.email, subject__icontains="Lizenz"))


def test_thirty_days_before_everybody_concerned_gets_one_mail(in_the_house):
    author, _, shared = in_the_house
    other, colleague = builders.officer("stadt-jena"), builders.officer()
    builders.draft(author, portrait=shared)
    assert licences_notice.announce(TODAY - timedelta(days=10)) == 0
    assert licences_notice.announce(TODAY - timedelta(days=9)) == 2
    for _ in range(2):
        assert licences_notice.announce(TODAY) == 0
    assert [len(mails_to(one)) for one in (author, colleague, other)] == [1, 1, 0]
    text = mails_to(author)[0].text
    assert "„Beispielbild“" in text
    assert "„Gemeinsames Bild“" in text
    entries = AuditEntry.objects.filter(action="file.licence_ending")
    assert {entry.centre for entry in entries} == {builders.centre().ags, ""}
    assert not entries.filter(object_label__contains="Beispielbild").exists()


def test_a_picture_that_only_a_draft_shows_is_in_use(in_the_house):
    _, _, shared = in_the_house
    jena = builders.officer("stadt-jena")
    story = builders.draft(jena, builders.centre("stadt-jena"))
    story.portrait = shared
    story.save_revision(user=jena)
    licences_notice.announce(TODAY)
    assert "„Gemeinsames Bild“" in mails_to(jena)[0].text


def test_what_belongs_to_no_centre_is_the_koordination_s(in_the_house):
    coordinator = builders.coordinator()
    licences_notice.announce(TODAY)
    assert "„Gemeinsames Bild“" in mails_to(coordinator)[0].text
    assert "„Beispielbild“" not in mails_to(coordinator)[0].text


def test_another_end_is_announced_again(in_the_house):
    author, own, _ = in_the_house
    licences_notice.announce(TODAY)
    CampaignImage.objects.filter(pk=own.pk).update(licence_until=TODAY + timedelta(days=25))
    assert licences_notice.announce(TODAY) == 1
    assert len(mails_to(author)) == 2


@pytest.mark.parametrize(
    ("days", "sentence", "question"),
    [
        (-1, "Die Lizenz von „Beispielbild“ ist abgelaufen.", "abgelaufen"),
        (5, "Die Lizenz von „Beispielbild“ endet am", "lizenz"),
        (31, "", ""),
    ],
)
def test_the_first_page_says_so_of_files_in_use(enter, days, sentence, question, db):
    author = builders.officer()
    used = builders.image()
    builders.draft(author, portrait=used)
    CampaignImage.objects.filter(pk=used.pk).update(licence_until=TODAY + timedelta(days=days))
    builders.image(licence_until=YESTERDAY)  # nobody uses it
    first = enter(author).get("/admin/").content.decode()
    assert ("Die Lizenz" in first) is bool(sentence)
    if sentence:
        assert sentence in first
        assert f"{reverse('library_index')}?zeige={question}" in first
    assert "Die Lizenz" not in enter(builders.officer("stadt-jena")).get("/admin/").content.decode()
