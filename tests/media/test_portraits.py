"""A named person's portrait: in stories, and nowhere that nobody approves."""

import io

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from campaign.media.models import CampaignImage
from campaign.media.portraits import REFUSAL, SHOWN_ELSEWHERE, STAYS, PortraitRefused
from jobcenters.models import NewsPage
from tests import builders
from tests.accounts.login import client_for
from tests.accounts.test_page_forms import news, paths, picture
from tests.media.files import drawn, encoded

pytestmark = pytest.mark.django_db
FROM_NEWS = {
    "HTTP_REFERER": f"http://testserver{reverse('wagtailadmin_home')}pages/add/jobcenters/newspage/1/"
}
FROM_STORY = {
    "HTTP_REFERER": f"http://testserver{reverse('wagtailadmin_home')}pages/add/stories/storypage/1/"
}


@pytest.fixture
def client():
    return client_for(builders.officer())


@pytest.fixture
def portrait():
    return builders.image(is_named_portrait=True)


def news_with(image, **fields):
    page = NewsPage(
        title="Neues",
        slug="neues",
        date="2026-11-02",
        intro="Kurz.",
        body=[("picture", {"image": image, "caption": ""})],
        **fields,
    )
    return page


def test_a_news_form_refuses_it_at_the_field(client, portrait):
    answer = client.post(paths()[0], news(**picture(portrait.pk), **{"body-0-value-caption": ""}))
    assert answer.status_code == 200
    assert REFUSAL in answer.context["form"].errors["body"]
    assert not NewsPage.objects.filter(slug="neues").exists()


def test_a_section_form_refuses_it(client, portrait):
    section = builders.centre().section
    address = reverse("wagtailadmin_pages:edit", args=[section.pk])
    shown = client.get(address).context["form"]
    data = {name: shown[name].value() or "" for name in shown.fields if name != "body"}
    data |= {"locations-TOTAL_FORMS": "0", "locations-INITIAL_FORMS": "0"} | news(**picture(portrait.pk))
    answer = client.post(address, data | {"loaded_revision_id": section.latest_revision_id or ""})
    assert REFUSAL in answer.context["form"].errors["body"]


def test_the_koordination_s_pages_refuse_it_too(portrait):
    home = builders.centre().section.get_parent().get_parent()
    address = reverse("wagtailadmin_pages:add", args=["campaign", "contentpage", home.pk])
    data = news(**picture(portrait.pk), **{"body-0-value-caption": ""})
    answer = client_for(builders.coordinator()).post(address, data)
    assert REFUSAL in answer.context["form"].errors["body"]


def test_code_cannot_put_it_live_either(portrait):
    section = builders.centre().section
    with pytest.raises(PortraitRefused):
        section.add_child(instance=news_with(portrait, live=True))
    draft = news_with(portrait, live=False)
    section.add_child(instance=draft)
    revision = draft.save_revision()
    with pytest.raises(PortraitRefused):
        revision.publish()
    draft.refresh_from_db()
    assert not draft.live


def test_stories_show_it(client, portrait):
    assert builders.published(portrait=portrait).live
    body = [("text", "<p>Um sieben.</p>"), ("picture", {"image": portrait, "caption": ""})]
    assert builders.published(body=body).live


def test_other_pictures_go_everywhere(client):
    page = news_with(builders.image(), live=True)
    builders.centre().section.add_child(instance=page)
    assert page.live


def test_choosers_of_news_do_not_offer_it_and_those_of_stories_do(client, portrait):
    portrait.title = "FRAU-MIT-NAMEN"
    portrait.save()
    address = "/admin/images/chooser/results/?q=FRAU"
    assert "FRAU-MIT-NAMEN" in client.get(address, **FROM_STORY).content.decode()
    assert "FRAU-MIT-NAMEN" not in client.get(address, **FROM_NEWS).content.decode()
    for odd in ("", "nonsense", "http://[", "/admin/pages/999999999/edit/"):
        assert client.get(address, HTTP_REFERER=odd).status_code == 200


def test_choosers_do_not_tell_what_a_foreign_page_is(client, portrait):
    portrait.title = "FRAU-MIT-NAMEN"
    portrait.save()
    foreign = builders.centre("landkreis-harz").section
    referer = f"http://testserver{reverse('wagtailadmin_pages:edit', args=[foreign.pk])}"
    shown = client.get("/admin/images/chooser/results/?q=FRAU", HTTP_REFERER=referer).content.decode()
    assert "FRAU-MIT-NAMEN" in shown


def test_the_mark_is_set_at_the_upload(client):
    prefix = "image-chooser-upload-"
    data = {"title": "Frau am Fenster", "description": "Eine Frau am Fenster", "credit": "Beispiel"}
    data |= {"is_named_portrait": "on", "collection": builders.centre().collection_id}
    file = io.BytesIO(encoded(drawn()))
    file.name = "bild.jpg"
    form = {prefix + name: value for name, value in data.items()} | {prefix + "file": file}
    answer = client.post(reverse("wagtailimages_chooser:create"), form)
    assert answer.json()["step"] == "chosen"
    assert CampaignImage.objects.get(title="Frau am Fenster").is_named_portrait


def change(client, image, **fields):
    data = {"title": image.title, "description": image.description, "credit": image.credit} | fields
    return client.post(reverse("wagtailimages:edit", args=[image.pk]), data)


def test_the_redaktion_does_not_take_the_mark_off_again(client, portrait):
    assert STAYS in str(change(client, portrait).context["form"].errors)
    portrait.refresh_from_db()
    assert portrait.is_named_portrait
    change(client_for(builders.coordinator()), portrait, collection=portrait.collection_id)
    portrait.refresh_from_db()
    assert not portrait.is_named_portrait


def test_a_picture_on_a_news_page_is_not_marked_afterwards(client):
    image = builders.image()
    builders.centre().section.add_child(instance=news_with(image, live=False))
    assert SHOWN_ELSEWHERE in str(change(client, image, is_named_portrait="on").context["form"].errors)
    image.is_named_portrait = True
    with pytest.raises(ValidationError):
        image.full_clean()
