"""Newsrooms get a picture only while everybody visible in it has agreed to the channel press."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign import press_recall
from campaign.anonymous_forms import FIELD, new_token
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.media.storage import released_path
from campaign.models import PressDownload, PressIndexPage, PressIndexPicture
from campaign.models.press_pictures import SHOWN, PressHold
from campaign.publishing import erasure, review
from stories.consents import acts
from stories.consents.rules import Channel
from stories.models import Consent, Person, StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.publishing.public import is_public

pytestmark = pytest.mark.django_db
PRESS = frozenset({Channel.WEB, Channel.PRESS})
WEB = frozenset({Channel.WEB})


@pytest.fixture(autouse=True)
def stores(settings, tmp_path):
    settings.MEDIA_ROOT, settings.PRIVATE_MEDIA_ROOT = tmp_path / "media", tmp_path / "private"
    cache.clear()


def story(*channels: frozenset[Channel], state: str = "live", **fields) -> StoryPage:
    """A story in a state, with one person for each set of channels."""
    author = builders.officer()
    page = builders.draft(author, **fields)
    page.persons.all().delete()
    for number, those in enumerate(channels):
        person = Person.objects.create(story=page, shown_name=f"Beispiel-Person {number}", position=number)
        builders.consent(person, channels=those)
    if state != "draft":
        review.submit(page, author, revision_id=page.latest_revision_id)
        later = {"publish_at": timezone.now() + timedelta(days=3)} if state == "scheduled" else {}
        page = builders.fresh(page)
        if state != "in review":
            review.approve(page, builders.coordinator(), revision_id=page.latest_revision_id, **later)
    if state == "live with draft":
        page = builders.fresh(page)
        page.save_revision(user=author)
    return builders.fresh(page)


def offer(image) -> PressIndexPicture:
    """Put a picture on the press page, as the Koordination does; run what runs every minute."""
    page = PressIndexPage.objects.get()
    page.pictures.add(PressIndexPicture(image=image, caption=f"Bild {image.pk} bei der Arbeit"))
    page.save_revision().publish()
    run()
    return PressIndexPicture.objects.get(image=image)


def run() -> None:
    assert press_recall.job(timezone.now(), force=False).failed == 0


def answers(image) -> list[int]:
    """What a newsroom gets: the form, and the file for a complete one."""
    path = f"/presse/bilder/{image.pk}/"
    data = {"medium": "Beispiel-Zeitung", "email": "bild@zeitung.example", "accepts": "on"}
    sent = Client().post(path, data | {FIELD: new_token(f"press-download-{image.pk}")})
    return [Client().get(path).status_code, sent.status_code]


def is_listed(image) -> bool:
    return f"Bild {image.pk} bei" in Client().get("/presse/").content.decode()


def signed_anew(page: StoryPage, channels: frozenset[Channel] = WEB) -> None:
    """A newer declaration counts alone; by default it is for the website only."""
    builders.consent(page.persons.first(), channels=channels, declared_on=timezone.localdate())


STATES = ("draft", "in review", "scheduled", "live", "live with draft")


@pytest.mark.parametrize("state", STATES)
def test_in_every_state_of_the_story_the_consent_for_the_press_decides(state):
    page = story(WEB, state=state)
    offer(page.portrait)
    for channels in (WEB, PRESS, frozenset(Channel) - {Channel.PRESS}):
        signed_anew(page, channels)
        agreed = Channel.PRESS in channels
        assert answers(page.portrait) == ([200, 200] if agreed else [404, 404])
        assert is_listed(page.portrait) is agreed


def test_one_of_two_persons_is_enough_to_refuse():
    page = story(PRESS, WEB)
    offer(page.portrait)
    assert answers(page.portrait) == [404, 404]


def test_a_picture_that_shows_nobody_needs_no_consent():
    image = story(WEB).portrait
    offer(image)
    for declared, is_named, offered in (
        ("niemand erkennbar", False, True),
        ("Niemand", True, False),
        ("zwei Hände", False, False),
        ("", False, False),
    ):
        type(image).objects.filter(pk=image.pk).update(who_is_visible=declared, is_named_portrait=is_named)
        assert is_listed(image) is offered


def test_pictures_of_no_story_stay_allowed():
    image = builders.image(who_is_visible="Landrätin Beispiel")
    offer(image)
    assert answers(image) == [200, 200]


def test_the_newest_draft_counts_for_its_portrait():
    page, fresh_picture = story(WEB), builders.image(title="Neues Bild")
    offer(fresh_picture)
    assert is_listed(fresh_picture)
    page.portrait = fresh_picture
    page.save_revision()
    assert not is_listed(fresh_picture)


def test_a_portrait_that_was_replaced_shows_its_person_still():
    page = story(WEB)
    former = page.portrait
    offer(former)
    page.portrait = builders.image(title="Neues Bild")
    revision = page.save_revision(user=page.owner)
    review.submit(page, page.owner, revision_id=revision.pk)
    review.approve(builders.fresh(page), builders.coordinator(), revision_id=revision.pk)
    assert builders.fresh(page).portrait != former
    assert answers(former) == [404, 404] and not is_listed(former)
    signed_anew(page, PRESS)
    assert is_listed(former)


def test_a_newer_yes_without_the_press_takes_the_picture_away_but_not_the_story(
    django_capture_on_commit_callbacks,
):
    with django_capture_on_commit_callbacks(execute=True):
        page = story(PRESS)
        image = page.portrait
        offer(image)
    assert answers(image) == [200, 200]
    press_file = released_path(image.renditions.get(filter_spec=SHOWN.plain_spec).file.name)
    assert press_file.exists()
    signed_anew(page)
    assert answers(image) == [404, 404] and not is_listed(image)
    run()
    assert is_public(page) and not press_file.exists()
    kept = [one for one in image.renditions.all() if one.filter_spec.startswith("fill-")]
    assert kept and all(released_path(one.file.name).exists() for one in kept)
    signed_anew(page, PRESS)
    run()
    assert is_listed(image) and press_file.exists() and not PressHold.objects.exists()


def test_no_file_is_public_for_a_picture_that_only_the_press_page_would_show():
    page = story(WEB, state="draft")
    offer(page.portrait)
    names = page.portrait.renditions.values_list("file", flat=True)
    assert names and not any(released_path(name).exists() for name in names)


@pytest.mark.parametrize("how", ["narrowed", "expired", "rests", "withdrawn"])
def test_whoever_fetched_the_picture_is_told_once_and_learns_no_name(how, django_capture_on_commit_callbacks):
    page = story(PRESS)
    image, person = page.portrait, page.persons.get()
    offer(image)
    assert answers(image) == [200, 200] == answers(image)
    with django_capture_on_commit_callbacks(execute=True):
        if how == "narrowed":
            signed_anew(page)
        elif how == "expired":
            Consent.objects.update(valid_until=timezone.localdate() - timedelta(days=1))
        elif how == "rests":
            acts.let_rest(person, builders.officer())
        else:
            acts.withdraw(Consent.objects.get(person=person), "Persönlicher Link")
    if how == "expired":
        run()
    if how == "withdrawn":
        erasure.erase(builders.fresh(page).withdrawal)
    run()
    [mail] = OutboxMail.objects.filter(to="bild@zeitung.example")
    assert f"kommunale-jobcenter-{image.pk}.jpg" in mail.text
    for word in (person.shown_name, image.title, "Einwilligung", "Bild bei der Arbeit"):
        assert word not in mail.text + mail.subject
    entry = AuditEntry.objects.get(action="press.recalled")
    assert entry.data == {"told": 1} and entry.object_label == f"Bild {image.pk}"
    assert not PressDownload.objects.filter(told_at=None).exists()


def test_what_somebody_fetched_is_recalled_even_if_the_page_offers_it_no_more():
    page = story(PRESS)
    offer(page.portrait)
    answers(page.portrait)
    press = PressIndexPage.objects.get()
    press.pictures.clear()
    press.save_revision().publish()
    signed_anew(page)
    run()
    assert OutboxMail.objects.filter(to="bild@zeitung.example").count() == 1


def test_a_newsroom_reads_in_german_what_is_the_matter_and_the_koordination_why():
    page = story(WEB)
    offer(page.portrait)
    refused = Client().get(f"/presse/bilder/{page.portrait.pk}/").content.decode()
    never = Client().get("/presse/bilder/999999/").content.decode()
    assert "bieten wir der Presse nicht an" in refused and refused == never
    text = client_for(builders.coordinator()).get("/admin/pressebilder/").content.decode()
    assert "Einwilligung für Presse fehlt" in text and f"/admin/pages/{page.pk}/edit/" in text


def test_a_picture_of_a_withdrawn_story_is_not_offered_even_before_it_is_erased():
    page = story(PRESS)
    offer(page.portrait)
    review.withdraw(page, builders.coordinator(), reason="Die Person möchte es nicht mehr.")
    assert answers(page.portrait) == [404, 404]


def test_queries_do_not_grow_with_the_pictures(django_assert_max_num_queries):
    for state in ("live", "draft"):
        offer(story(PRESS, PRESS, state=state).portrait)
    Client().get("/presse/")
    with django_assert_max_num_queries(12):
        assert Client().get("/presse/").content.decode().count("bei der Arbeit") >= 2
