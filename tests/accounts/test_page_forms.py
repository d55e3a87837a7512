"""A page form that names what belongs to another centre, or has parts of no possible shape."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from campaign.audit.models import UsedToken
from jobcenters.models import NewsPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db

MISSING = 8_888_888


@pytest.fixture
def client():
    return client_for(builders.officer())


@pytest.fixture
def foreign():
    return builders.image(builders.centre("landkreis-harz"), description="Geheimes Alternativwort")


def rich(*entities, **block):
    ranges = [{"offset": 0, "length": 1, "key": number} for number in range(len(entities))]
    one = {
        "key": "a",
        "type": "unstyled",
        "text": "x",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": ranges,
    }
    state = {
        "blocks": [one | block],
        "entityMap": {str(number): entity for number, entity in enumerate(entities)},
    }
    return json.dumps(state)


def news(**fields):
    return {
        "title": "Neues",
        "slug": "neues",
        "date": "2026-11-02",
        "intro": "Kurz.",
        "search_description": "",
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-id": "",
        "body-0-type": "text",
        "body-0-value": rich(),
        "action-publish": "1",
        **fields,
    }


def paths():
    args = ["jobcenters", "newspage", builders.centre().section_id]
    return [reverse(f"wagtailadmin_pages:{name}", args=args) for name in ("add", "preview_on_add")]


def picture(pk):
    return {
        "body-0-type": "picture",
        "body-0-value-image-image": str(pk),
        "body-0-value-image-decorative": "on",
    }


def test_the_builder_s_form_itself_is_good(client):
    own = builders.image()
    assert client.post(paths()[0], news(**picture(own.pk), **{"body-0-value-caption": ""})).status_code == 302
    assert NewsPage.objects.get(slug="neues").live


def test_a_foreign_picture_in_a_block_answers_like_a_missing_one(client, foreign):
    for path in paths():
        answers = [client.post(path, news(**picture(pk))) for pk in (foreign.pk, MISSING, "abc")]
        assert {answer.status_code for answer in answers} == {404}
        assert "Geheimes" not in answers[0].content.decode()
    assert not NewsPage.objects.filter(slug="neues").exists()


def test_a_foreign_portrait_answers_like_a_missing_one_even_with_a_stale_form(client, foreign):
    story = builders.draft(builders.officer())
    for name in ("edit", "preview_on_edit"):
        path = reverse(f"wagtailadmin_pages:{name}", args=[story.pk])
        for pk in (foreign.pk, MISSING, "abc"):
            data = {"title": "x", "portrait": str(pk), "loaded_revision_id": "0", "body-count": "0"}
            assert client.post(path, data).status_code == 404


def test_rich_text_refers_to_own_and_public_things_alone(client):
    draft = builders.draft(builders.officer("landkreis-harz"), builders.centre("landkreis-harz"))
    for entity in (
        {"type": "LINK", "mutability": "MUTABLE", "data": {"id": draft.pk}},
        {"type": "LINK", "mutability": "MUTABLE", "data": {"id": "abc"}},
        {"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": "9" * 30}},
    ):
        for path in paths():
            assert client.post(path, news(**{"body-0-value": rich(entity)})).status_code == 404
    assert not NewsPage.objects.filter(slug="neues").exists()
    public = {
        "type": "LINK",
        "mutability": "MUTABLE",
        "data": {"id": builders.centre("landkreis-harz").section_id},
    }
    assert client.post(paths()[0], news(**{"body-0-value": rich(public)})).status_code == 302
    assert "/jobcenter/landkreis-harz/" in Client().get("/jobcenter/kreis-dueren/neues/").content.decode()


@pytest.mark.parametrize(
    "broken",
    [
        {"body-count": "abc"},
        {"body-count": "9" * 5000},
        {"body-0-order": "abc"},
        {"body-0-value": "{"},
        {"body-0-value": ""},
        {"body-0-value": "[]"},
        {"body-0-value": "1"},
        {"body-0-value": "[" * 50_000},
        {"body-0-value": '{"blocks": "x", "entityMap": {}}'},
        {"body-0-value": rich(text=None)},
        {"body-0-value": rich(text="\ud800")},
        {"body-0-value": rich(text="\x00")},
        {"body-0-value": rich(depth="x")},
        {"body-0-value": rich(depth=5000)},
        {"body-0-value": rich(entityRanges=[{"offset": 0, "length": 1, "key": 7}])},
        {"body-0-value": rich(inlineStyleRanges=[{"offset": "x", "length": 1, "style": "BOLD"}])},
        {"body-0-value": rich({"type": "LINK"})},
        {"body-0-value": rich({"type": "EMBED", "data": {"url": "https://example.org/"}})},
    ],
    ids=lambda value: f"{next(iter(value))}={str(next(iter(value.values())))[:30]}",
)
def test_parts_of_no_possible_shape_answer_400(client, broken):
    for path in paths():
        assert client.post(path, news(**broken)).status_code == 400


def test_the_page_chooser_shows_no_draft_title_of_a_foreign_live_page(client):
    section = builders.centre("landkreis-harz").section
    section.title = "Noch geheimer Name"
    section.save_revision()
    index = section.get_parent()
    for path in (
        f"/admin/choose-page/{index.pk}/",
        "/admin/choose-page/search/?q=Harz",
        f"/admin/choose-page/{section.pk}/",
    ):
        answer = client.get(path)
        assert answer.status_code == 200
        assert "Noch geheimer Name" not in answer.content.decode()


def test_words_and_crop_of_a_picture_on_a_live_page_stay(client):
    officer = builders.officer()
    story = builders.published(author=officer)
    image = story.portrait
    data = {
        "title": image.title,
        "collection": image.collection_id,
        "credit": image.credit,
        "description": "Anderes Wort",
    }
    client.post(reverse("wagtailimages:edit", args=[image.pk]), data)
    image.refresh_from_db()
    assert image.description != "Anderes Wort"


def test_a_token_of_one_act_does_not_report_another_one_done(client):
    officer = builders.officer()
    story = builders.submitted(officer)
    data = {"token": "gebraucht", "revision": str(story.latest_revision_id)}
    assert client.post(reverse("publishing_recall", args=[story.pk]), data).status_code == 302
    assert client.post(reverse("publishing_withdraw", args=[story.pk]), data).status_code == 409
    assert UsedToken.objects.filter(key__startswith="gebraucht").count() == 1


@pytest.mark.parametrize("query", ['q="', 'q=a"b', "q=%1f", "search_operator=evil&search=x", "search=%1f"])
def test_odd_searches_in_the_admin_are_answered(client, query):
    folder = builders.centre().folder_id
    for path in (
        f"/admin/pages/{folder}/",
        "/admin/choose-page/search/",
        "/admin/images/",
        "/admin/api/main/pages/",
    ):
        assert client.get(f"{path}?{query}").status_code < 500, path


@pytest.mark.parametrize("path", ["/admin/pages/search/?q=", "/admin/images/?q="])
def test_a_search_in_the_admin_that_is_too_long_is_cut_and_says_so(client, settings, path):
    most = settings.QUERY_CHARS
    said = "Die Suche ist zu lang."
    assert said not in client.get(path + "x" * most).content.decode()
    text = client.get(path + "x" * most + "yyy").content.decode()
    assert said in text and "x" * most in text and "xy" not in text


def test_what_a_chooser_asks_while_somebody_types_leaves_no_message_for_the_next_page(client, settings):
    path = f"/admin/images/chooser/results/?q={'x' * (settings.QUERY_CHARS + 1)}"
    assert client.get(path, headers={"x-requested-with": "XMLHttpRequest"}).status_code == 200
    assert "Die Suche ist zu lang." not in client.get("/admin/").content.decode()


def test_a_body_over_the_maximum_answers_413(client):
    story = builders.draft(builders.officer())
    path = reverse("wagtailadmin_pages:edit", args=[story.pk])
    body = "title=" + "x" * 6_000_000
    answer = client.post(path, body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "größer, als wir annehmen können" in answer.content.decode()
