"""The main job from end to end, over HTTP, with nothing but what the manifest tells: login, write, submit, approve, read."""

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from campaign.publishing import erasure
from tests import snapshot
from tests.accounts.login import totp
from tests.demonstration import Demonstration, files

pytestmark = pytest.mark.django_db

HIDDEN = {
    "csrfmiddlewaretoken",
    "token",
    "revision",
    "idempotency_token",
    "loaded_revision_id",
    "loaded_revision_created_at",
}


class Inputs(HTMLParser):
    """Collects the hidden fields a browser would send along."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.fields: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attr = dict(attrs)
        if tag == "input" and attr.get("name") in HIDDEN:
            self.fields[attr["name"]] = attr.get("value", "")


@pytest.fixture(scope="module")
def seeded(
    demonstration: Demonstration, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of a copy of the demonstration; each test takes back what it does to the database."""
    folder = tmp_path_factory.mktemp("journeys") / "site"
    shutil.copytree(demonstration.folder, folder)
    with django_db_blocker.unblock():
        snapshot.put(demonstration.database)
        yield folder
        snapshot.restore()
    # What is remembered about the tree was the demonstration's.
    cache.clear()


@pytest.fixture
def demo(seeded, settings):
    settings.DEMO = True
    settings.VAR_DIR = seeded
    for name, path in files(seeded).items():
        setattr(settings, name, path)
    # Codes that another test used count again.
    cache.clear()
    return json.loads((seeded / "manifest.json").read_text())


def account(demo, role, centre=None):
    return next(
        one
        for one in demo["accounts"]
        if one["role"] == role and one["active"] and (centre is None or one["centres"] == [centre])
    )


def login(demo, one) -> Client:
    """Both steps, as the manifest describes them."""
    client = Client(enforce_csrf_checks=True)
    first, second = demo["forms"]["login"]
    hidden = Inputs(client.get(first["url"]).content.decode()).fields
    given = {first["fields"]["username"]: one["username"], first["fields"]["password"]: one["password"]}
    assert client.post(first["url"], hidden | given).status_code == 302
    assert client.get("/admin/").status_code == 302, "nach dem ersten Schritt ist niemand angemeldet"
    hidden = Inputs(client.get(second["url"]).content.decode()).fields
    code = {second["fields"]["code"]: totp(one["totp_secret"])}
    assert client.post(second["url"], hidden | code).status_code == 302
    assert client.get("/admin/").status_code == 200
    return client


def act(client, demo, name, page_id, **fields):
    """Open the form of an act, send it with its defaults."""
    form = demo["forms"][name]
    url = form["url"].format(id=page_id)
    response = client.get(url)
    assert response.status_code == 200, (name, response.status_code)
    return client.post(url, form["defaults"] | fields | Inputs(response.content.decode()).fields)


def write_story(officer, demo, centre) -> tuple[int, dict]:
    """Send the form of a new story twice; returns the page's id and what was sent."""
    form = officer.get(centre["story_add_url"])
    data = demo["forms"]["story"]["defaults"] | Inputs(form.content.decode()).fields
    answers = [officer.post(centre["story_add_url"], data) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"], "doppeltes Absenden legt eine Geschichte an"
    return int(re.search(r"/pages/(\d+)/edit/", answers[0]["Location"])[1]), data


def give_consent(officer, demo, page_id: int) -> None:
    """Enter the signed form of the story's person, with its scan."""
    text = officer.get(f"/admin/pages/{page_id}/edit/").content.decode()
    form = demo["forms"]["consent"]
    url = form["url"].format(id=re.search(r"/admin/einwilligungen/person/(\d+)/", text)[1])
    hidden = Inputs(officer.get(url).content.decode()).fields
    scan = SimpleUploadedFile("bogen.pdf", b"%PDF-1.4 Beispiel", "application/pdf")
    assert officer.post(url, hidden | form["defaults"] | {form["fields"]["scan"]: scan}).status_code == 302


def assert_readable(url: str, data: dict, centre: dict) -> None:
    """The story is there for a visitor, with its picture, in the lists, and without a cookie."""
    visitor = Client()
    page = visitor.get(url)
    assert page.status_code == 200
    for piece in (data["quote"], "Beispiel-Person Kim"):
        assert piece in page.content.decode()
    assert not page.cookies
    assert "Cookie" not in page.get("Vary", "")
    for path in ("/menschen-vor-ort/", centre["public_url"]):
        assert data["title"] in visitor.get(path).content.decode()
    picture = re.search(r'src="(/media/[^"]+)"', page.content.decode())[1]
    assert visitor.get(picture).status_code == 200


def test_from_login_to_the_reader_and_back(demo, django_capture_on_commit_callbacks):
    centre, other = demo["centres"]
    officer = login(demo, account(demo, "redaktion", centre["key"]))
    coordinator = login(demo, account(demo, "koordination"))
    page_id, data = write_story(officer, demo, centre)
    url = f"/menschen-vor-ort/{centre['key']}/{data['slug']}/"

    assert Client().get(url).status_code == 404
    refused = act(officer, demo, "submit", page_id)
    assert (
        refused.status_code == 200
        and "Einwilligung von Beispiel-Person Kim fehlt" in refused.content.decode()
    )
    give_consent(officer, demo, page_id)
    assert act(officer, demo, "submit", page_id).status_code == 302
    assert officer.get(demo["forms"]["approve"]["url"].format(id=page_id)).status_code == 403
    assert act(coordinator, demo, "send_back", page_id).status_code == 302
    assert act(officer, demo, "submit", page_id).status_code == 302
    assert act(officer, demo, "recall", page_id).status_code == 302
    assert act(officer, demo, "submit", page_id).status_code == 302
    assert Client().get(url).status_code == 404
    with django_capture_on_commit_callbacks(execute=True):
        assert act(coordinator, demo, "approve", page_id).status_code == 302
    assert_readable(url, data, centre)

    stranger = login(demo, account(demo, "redaktion", other["key"]))
    for path in (f"/admin/pages/{page_id}/edit/", demo["forms"]["withdraw"]["url"].format(id=page_id)):
        assert stranger.get(path).status_code == 404
    assert act(officer, demo, "withdraw", page_id).status_code == 302
    assert Client().get(url).status_code == 410
    assert data["title"] not in Client().get("/menschen-vor-ort/").content.decode()


def test_the_section_is_edited_and_published_without_asking(demo):
    centre, other = demo["centres"]
    officer = login(demo, account(demo, "redaktion", centre["key"]))
    form = officer.get(centre["section_edit_url"])
    data = demo["forms"]["section"]["defaults"] | Inputs(form.content.decode()).fields
    assert officer.post(centre["section_edit_url"], data).status_code == 302
    page = Client().get(centre["public_url"]).content.decode()
    assert "03943 58-3234" in page
    assert 'href="tel:+493943583234"' in page
    assert centre["name"] in page
    assert officer.get(other["section_edit_url"]).status_code == 404


def test_the_demo_holds_every_state_in_two_centres_and_repeats(demo, settings, tmp_path):
    states = {}
    for one in demo["objects"]:
        if one["kind"] == "story":
            states.setdefault(one["state"], set()).add(one["centre"])
    assert set(states) == {
        *("draft", "in_review", "changes_requested", "approved_scheduled"),
        *("live", "live_with_draft", "withdrawn"),
    }
    assert all(len(centres) == 2 for centres in states.values())
    assert {one["kind"] for one in demo["objects"]} >= {"image", "document", "consent", "press", "news"}
    for one in demo["objects"]:
        if one["kind"] == "story":
            expected = {"live": 200, "live_with_draft": 200, "withdrawn": 410}.get(one["state"], 404)
            assert Client().get(one["public_url"]).status_code == expected, one
            assert "Beispiel" in Client().get(one["public_url"]).content.decode() or expected != 200
            shown = [Client().get(file).status_code for file in one["files"]]
            assert set(shown) <= {200 if expected == 200 else 404}, one
    again = tmp_path / "again.json"
    call_command("seed_demo", manifest=str(again), centres=2, stories=4, verbosity=0)
    second = json.loads(again.read_text())
    assert second["accounts"] == demo["accounts"]
    assert {one["key"] for one in second["objects"]} == {one["key"] for one in demo["objects"]}
    assert (settings.VAR_DIR / "demo.json").stat().st_mode & 0o777 == 0o600


def test_what_the_manifest_names_is_still_there_after_the_jobs(demo):
    assert erasure.job(timezone.now()).done == 2
    coordinator = login(demo, account(demo, "koordination"))
    gone = [
        one["key"]
        for one in demo["objects"]
        if one["kind"] in ("consent", "image") and coordinator.get(one["edit_url"]).status_code != 200
    ]
    assert gone == []


@pytest.mark.requires("ffmpeg")
def test_the_demo_tells_one_story_with_a_film_that_is_a_placeholder(demo):
    film, hidden = [one for one in demo["objects"] if one["kind"] == "video"]
    assert {film["centre"], hidden["centre"]} == {centre["key"] for centre in demo["centres"]}
    assert [Client().get(one["files"][-1]).status_code for one in (film, hidden)] == [200, 404]
    (story,) = [one for one in demo["objects"] if one["key"].endswith("/rundgang-im-film")]
    assert (story["kind"], story["state"], story["centre"]) == ("story", "live", film["centre"])
    page = Client().get(story["public_url"]).content.decode()
    assert "<video" in page
    assert 'kind="captions"' in page
    assert "Platzhalter" in page


def test_the_demo_exists_only_with_demo_switched_on(settings, capsys):
    settings.DEMO = False
    with pytest.raises(SystemExit) as stopped:
        call_command("seed_demo")
    assert stopped.value.code == 2
