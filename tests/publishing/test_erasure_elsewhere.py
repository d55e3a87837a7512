"""A withdrawn story's pictures and mails outside its own page: on press pages, in the outbox, in a person's preview."""

import pytest
from django.test import Client

from campaign.audit.models import OutboxMail
from campaign.models import ContentPage, PressIndexPage
from campaign.models.press_pictures import PressDownload, PressIndexPicture
from campaign.publishing import erasure, review
from stories.consents import acts, links
from stories.consents.rules import Channel, Giver
from stories.models import Consent, StoryPage
from tests import builders
from tests.accounts.login import client_for
from tests.stories.test_consent_links import answered

pytestmark = pytest.mark.django_db


def withdraw(story: StoryPage) -> None:
    acts.withdraw(Consent.objects.get(person__story=story, replaced_by=None), "Persönlicher Link")


def erased(story: StoryPage) -> None:
    withdraw(story)
    withdrawal = builders.fresh(story).withdrawal
    erasure.erase(withdrawal)
    withdrawal.refresh_from_db()
    assert withdrawal.erased_at


def test_newsrooms_are_offered_the_picture_no_longer():
    story = builders.published()
    builders.consent(story.persons.get(), channels=frozenset({Channel.WEB, Channel.PRESS}))
    picture, press = story.portrait, PressIndexPage.objects.get()
    PressIndexPicture.objects.create(page=press, image=picture, caption="Bei der Arbeit", sort_order=0)
    press = PressIndexPage.objects.get()
    press.save_revision().publish()
    PressDownload.objects.create(image=picture, title=picture.title, medium="Blatt", email="a@blatt.example")
    offer = f"/presse/bilder/{picture.pk}/"
    assert Client().get(offer).status_code == 200
    erased(story)
    assert Client().get(offer).status_code == 404
    assert not type(picture).objects.filter(pk=picture.pk).exists()
    assert PressDownload.objects.get().title == "gelöschtes Bild"
    assert PressIndexPage.objects.get().get_latest_revision_as_object().pictures.count() == 0


def test_a_picture_that_a_page_of_the_campaign_shows_does_not_stop_the_erasure():
    story = builders.published()
    picture, page = story.portrait, ContentPage.objects.live().first()
    page.body = [("picture", {"image": picture, "caption": ""})]
    page.save_revision().publish()
    erased(story)
    assert picture.file.storage.exists(picture.file.name)


def test_no_mail_to_the_person_is_left_and_not_her_address():
    author = builders.officer()
    story = builders.published(author=author)
    url = f"/einwilligung/{links.ask(story.persons.get(), Giver.SELF, author)}/"
    Client().post(url, answered(url))
    assert OutboxMail.objects.filter(to="murat@person.example").exists()
    erased(story)
    assert not OutboxMail.objects.filter(to="murat@person.example").exists()


def test_a_link_shows_nothing_of_a_story_that_is_withdrawn():
    author = builders.officer()
    story = builders.published(author=author)
    url = f"/einwilligung/{links.ask(story.persons.get(), Giver.SELF, author)}/"
    assert [Client().get(url + path).status_code for path in ("", "geschichte/")] == [200, 200]
    withdraw(story)
    assert [Client().get(url + path).status_code for path in ("", "geschichte/")] == [404, 404]


def test_an_address_in_the_words_of_a_story_opens_no_foreign_file():
    theirs = builders.draft(builders.officer("landkreis-harz"), builders.centre("landkreis-harz"))
    author, foreign = builders.officer(), theirs.portrait.renditions.first().file.name
    story = builders.draft(author, body=[("text", f"<p>/media/{foreign}</p>")])
    url = f"/einwilligung/{links.ask(story.persons.get(), Giver.SELF, author)}/"
    page = Client().get(f"{url}geschichte/").content.decode()
    assert any(f"{url}datei/{own}" in page for own in story.portrait.public_files())
    assert f"/media/{foreign}" in page and f"{url}datei/{foreign}" not in page


def test_a_former_version_that_names_a_deleted_picture_opens_and_does_not_stop_the_erasure():
    author = builders.officer()
    story = builders.draft(author)
    former, first = story.portrait, story.latest_revision_id
    StoryPage.objects.filter(pk=story.pk).update(portrait=builders.image(title="Zweites Bild"))
    builders.fresh(story).save_revision(user=author)
    story = builders.fresh(story)
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    former.delete()
    assert client_for(author).get(f"/admin/pages/{story.pk}/revisions/{first}/view/").status_code == 200
    erased(story)


def test_the_reason_that_somebody_gave_does_not_outlive_the_story():
    story = builders.published()
    review.withdraw(story, builders.officer(), reason="Murat Beispiel möchte es nicht mehr.")
    withdrawal = builders.fresh(story).withdrawal
    erasure.erase(withdrawal)
    withdrawal.refresh_from_db()
    assert withdrawal.reason == ""
