"""A person without an account: reads, sees the story, agrees or wishes a change, and withdraws with her own link."""

import logging
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from campaign.audit.masking import MaskPersonalLinks
from campaign.audit.models import AuditEntry, OutboxMail
from campaign.publishing import checks, review
from stories.consents import links, upkeep
from stories.consents.rules import Giver
from stories.models import Consent, ConsentLink, StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_wrong_guesses():
    cache.clear()


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def story(author) -> StoryPage:
    story = builders.draft(author)
    Consent.objects.all().delete()
    return story


@pytest.fixture
def token(author, story) -> str:
    return links.ask(story.persons.get(), Giver.SELF, author)


def hidden(url: str) -> str:
    return re.search(r'name="form_token" value="([^"]+)"', Client().get(url).content.decode())[1]


def answered(url: str, **fields) -> dict:
    return {
        "form_token": hidden(url),
        "what": "answer",
        "channels": ["web"],
        "name_form": "first",
        "giver_name": "Murat Beispiel",
        "email": "murat@person.example",
        "agreed": "on",
    } | fields


def test_she_agrees_gets_a_copy_and_withdraws_without_any_account(author, story, token):
    url, visitor = f"/einwilligung/{token}/", Client()
    first = visitor.get(url)
    text = first.content.decode()
    assert story.title in text and "hat das keine Folgen" in text and "checked" not in text
    assert visitor.post(url, answered(url)).status_code == 302
    copy = visitor.get(url).content.decode()
    withdraw_url = re.search(r"/widerruf/[A-Za-z0-9_-]+/", copy)[0]
    consent = Consent.objects.get()
    assert (consent.form, consent.channels, consent.state.value) == ("online", {"web"}, "gültig")
    assert withdraw_url in OutboxMail.objects.get(to="murat@person.example").text
    assert OutboxMail.objects.filter(to=author.email, subject__startswith="Einwilligung erklärt: ").exists()
    assert not checks.blockers(builders.fresh(story))
    review.submit(story, author, revision_id=story.latest_revision_id)
    review.approve(story, builders.coordinator(), revision_id=story.latest_revision_id)
    assert visitor.get(withdraw_url).status_code == 200 and Client().get(story.get_url()).status_code == 200
    assert visitor.post(withdraw_url, {"form_token": hidden(withdraw_url)}).status_code == 302
    assert Client().get(story.get_url()).status_code == 410
    assert "ist widerrufen" in visitor.get(withdraw_url).content.decode()
    assert not visitor.cookies
    entry = AuditEntry.objects.get(action="consent.withdrawn")
    assert entry.actor_label == "Persönlicher Link"


def test_she_sees_the_draft_with_its_pictures_which_nobody_else_may_see(
    author, story, token, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        story.save_revision(user=author)
    preview = Client().get(f"/einwilligung/{token}/geschichte/")
    text = preview.content.decode()
    assert story.quote in text and "/media/" not in text
    files = re.findall(rf"/einwilligung/{token}/datei/[^\s\"',]+", text)
    picture = Client().get(files[0])
    assert picture.status_code == 200 and picture["Content-Type"].startswith("image/")
    other = links.ask(story.persons.get(), Giver.GUARDIAN_1, builders.officer())
    assert Client().get(files[0].replace(token, other)).status_code == 404
    assert Client().get(files[0][:-3] + "xyz").status_code == 404


@pytest.mark.parametrize("path", ["", "geschichte/"])
def test_no_page_is_stored_indexed_or_told_to_others(token, path):
    answer = Client().get(f"/einwilligung/{token}/{path}")
    assert answer["Referrer-Policy"] == "no-referrer" and "noindex" in answer["X-Robots-Tag"]
    assert "no-store" in answer["Cache-Control"] and not answer.cookies


def test_a_wish_reaches_the_centre_and_the_link_stays_open(author, story, token):
    url = f"/einwilligung/{token}/"
    sent = {"form_token": hidden(url), "what": "wish", "wish": "Bitte ohne den Ort."}
    assert "gewuenscht" in Client().post(url, sent)["Location"]
    assert OutboxMail.objects.filter(to=author.email, subject__startswith="Änderungswunsch").exists()
    page = client_for(author).get(f"/admin/einwilligungen/person/{story.persons.get().pk}/")
    assert "Bitte ohne den Ort." in page.content.decode()
    assert "Ich willige ein" in Client().get(url).content.decode()


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"channels": []}, 'href="#id_channels">Bitte kreuzen Sie an, wo die Geschichte erscheinen darf'),
        ({"agreed": ""}, 'href="#id_agreed">Bitte bestätigen Sie, dass Sie einverstanden sind'),
        ({"giver_name": ""}, 'href="#id_giver_name">Bitte schreiben Sie Ihren Vor- und Nachnamen'),
        ({"form_token": "alt"}, "zu lange offen"),
    ],
)
def test_what_is_missing_is_said_with_the_way_there_and_nothing_is_recorded(token, fields, words):
    url = f"/einwilligung/{token}/"
    answer = Client().post(url, answered(url, **fields))
    page = answer.content.decode()
    assert answer.status_code == 200 and words in page
    assert all(f'id="{name}"' in page for name in re.findall(r'href="#(id_\w+)"', page))
    assert "murat@person.example" in answer.content.decode()
    assert not Consent.objects.exists()


def test_a_form_sent_from_elsewhere_does_nothing(token):
    url = f"/einwilligung/{token}/"
    assert Client().post(url, answered(url), headers={"Origin": "https://boese.example"}).status_code == 403
    assert not Consent.objects.exists()


def test_an_answer_counts_once(token):
    url = f"/einwilligung/{token}/"
    data = answered(url)
    assert {Client().post(url, data).status_code for _ in range(2)} <= {200, 302}
    assert Consent.objects.count() == 1


def test_links_end_are_replaced_and_outlive_a_new_secret_key(settings, author, story, token):
    settings.SECRET_KEY = "ganz-neu" * 10
    assert Client().get(f"/einwilligung/{token}/").status_code == 200
    newer = links.ask(story.persons.get(), Giver.SELF, author)
    assert Client().get(f"/einwilligung/{token}/").status_code == 404
    ConsentLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(f"/einwilligung/{newer}/").status_code == 404
    assert Client().get(f"/widerruf/{newer}/").status_code == 404


def test_the_database_and_the_logs_hold_no_usable_link(token):
    assert len(token) >= 43  # 256 bits
    assert not any(token in str(row) for row in ConsentLink.objects.values())
    assert not any(token in str(entry.data) for entry in AuditEntry.objects.all())
    record = logging.LogRecord("x", 30, "x", 1, "Not Found: %s", (f"/einwilligung/{token}/",), None)
    MaskPersonalLinks().filter(record)
    assert record.getMessage() == "Not Found: /einwilligung/***/"


def test_who_guesses_is_slowed_down_but_never_the_person_herself(token):
    seen = [Client().get(f"/einwilligung/falsch{number}/").status_code for number in range(7)]
    assert seen == [404] * 5 + [429] * 2
    assert Client().get(f"/einwilligung/{token}/").status_code == 200


def test_the_officer_makes_links_and_prints_the_form(author, story):
    client, person = client_for(author), story.persons.get()
    url = f"/admin/einwilligungen/person/{person.pk}/link/"
    key = re.search(r'name="token" value="([^"]+)"', client.get(url).content.decode())[1]
    made = client.post(url, {"token": key, "giver": "self", "email": "murat@person.example"}).content.decode()
    token = re.search(r"/einwilligung/([A-Za-z0-9_-]+)/", made)[1]
    assert links.find(token, "ask") and token in OutboxMail.objects.get(to="murat@person.example").text
    paper = client.get(f"/admin/einwilligungen/person/{person.pk}/bogen/").content.decode()
    assert story.title in paper and "Unterschrift" in paper and "Widerruf" in paper
    stranger = client_for(builders.officer("landkreis-harz"))
    for page in ("link", "bogen"):
        assert stranger.get(f"/admin/einwilligungen/person/{person.pk}/{page}/").status_code == 404


def test_nobody_makes_a_link_for_guardians_of_an_adult(author, story):
    url, officer = f"/admin/einwilligungen/person/{story.persons.get().pk}/link/", client_for(author)
    assert "sorgeberechtigte" not in officer.get(url).content.decode()
    officer.post(url, {"giver": Giver.GUARDIAN_1.value, "email": ""})
    assert not ConsentLink.objects.exists()


def test_who_left_an_address_is_asked_once_a_year(author):
    story = builders.published(author=author)
    Consent.objects.update(email="murat@person.example")
    now = timezone.now()
    assert upkeep.ask_every_year(now + timedelta(days=300), force=False).done == 0
    assert upkeep.ask_every_year(now + timedelta(days=400), force=False).done == 1
    assert upkeep.ask_every_year(now + timedelta(days=401), force=False).done == 0
    mail = OutboxMail.objects.get(to="murat@person.example")
    url = re.search(r"/widerruf/[A-Za-z0-9_-]+/", mail.text)[0]
    Client().post(url, {"form_token": hidden(url)})
    assert Client().get(story.get_url()).status_code == 410
