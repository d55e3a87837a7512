"""Consents in the admin: the officer of the centre enters and proves, the Koordination sees, the Technik withdraws."""

import io
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from campaign import paper
from campaign.audit.models import AuditEntry
from stories.consents import acts
from stories.demo.consents import _scan
from stories.models import Consent, StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def author():
    return builders.officer()


@pytest.fixture
def story(author) -> StoryPage:
    return builders.draft(author)


@pytest.fixture
def client(author) -> Client:
    return client_for(author)


def consent_of(story: StoryPage) -> Consent:
    return Consent.objects.get(person__story=story)


def address(name: str, pk: int) -> str:
    return reverse(f"consents_{name}", args=[pk])


def token(client: Client, url: str) -> str:
    return re.search(r'name="token" value="([^"]+)"', client.get(url).content.decode())[1]


def typed(**fields) -> dict:
    return {
        "giver": "self",
        "giver_name": "Murat Beispiel",
        "declared_on": timezone.localdate().isoformat(),
        "channels": ["web", "press"],
        "name_form": "first",
        "valid_until": "",
        "email": "",
    } | fields


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("bogen.pdf", _scan(), "application/pdf")


def test_an_officer_enters_a_signed_form_with_its_scan(client, story):
    person = story.persons.get()
    consent_of(story).delete()
    assert (
        "Einwilligung fehlt"
        in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).content.decode()
    )
    url = address("add", person.pk)
    sent = typed(token=token(client, url), scan=scan())
    assert client.post(url, sent)["Location"] == address("person", person.pk)
    consent = consent_of(story)
    assert consent.state.value == "gültig" and consent.channels == {"web", "press"}
    assert len(consent.scan_hash) == 64 and "/scans/" in consent.scan.path
    assert client.post(url, sent | {"scan": scan()}).status_code == 302
    assert Consent.objects.filter(person=person).count() == 1
    text = client.get(address("person", person.pk)).content.decode()
    assert "Website der Kampagne: ja" in text and "Soziale Medien: nein" in text


def test_without_a_scan_it_is_kept_but_does_not_count_until_one_comes(client, story):
    person = story.persons.get()
    consent_of(story).delete()
    url = address("add", person.pk)
    proof = client.post(url, typed(token=token(client, url)))["Location"]
    consent = consent_of(story)
    assert proof == address("proof", consent.pk) and consent.state.value == "Nachweis fehlt"
    wrong = SimpleUploadedFile("bogen.pdf", b"<html>", "application/pdf")
    answer = client.post(proof, {"token": token(client, proof), "scan": wrong})
    assert answer.status_code == 200 and "kein lesbares Dokument" in answer.content.decode()
    assert client.post(proof, {"token": token(client, proof), "scan": scan()}).status_code == 302
    assert consent_of(story).state.value == "gültig"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"channels": []}, "was auf dem Bogen angekreuzt ist"),
        ({"declared_on": "2999-01-01"}, "liegt in der Zukunft"),
        ({"valid_until": "2001-01-01"}, "liegt vor der Unterschrift"),
        ({"giver": "guardian1"}, "Bitte"),
    ],
)
def test_an_error_stands_at_its_field_and_nothing_typed_is_lost(client, story, fields, words):
    url = address("add", story.persons.get().pk)
    answer = client.post(
        url, typed(token=token(client, url), giver_name="Murat Bleibtstehen", scan=scan(), **fields)
    )
    text = answer.content.decode()
    assert answer.status_code == 200 and "Murat Bleibtstehen" in text
    assert "Datei noch einmal" in text
    assert words in text
    assert Consent.objects.filter(person__story=story).count() == 1


def test_reading_the_scan_asks_why_and_the_log_keeps_it(client, author, story):
    consent = consent_of(story)
    url = address("read", consent.pk)
    assert client.post(url, {"token": "x", "reason": "Rückfrage"}).status_code == 404  # nothing to read
    acts.add_proof(consent, ContentFile(_scan(), "bogen.pdf"), actor=author)
    assert client.get(url)["Content-Type"].startswith("text/html")
    assert client.post(url, {"token": token(client, url), "reason": ""}).status_code == 200
    assert not AuditEntry.objects.filter(action="consent.proof_read").exists()
    answer = client.post(url, {"token": token(client, url), "reason": "Rückfrage der Aufsicht"})
    assert b"".join(answer) == _scan()
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    entry = AuditEntry.objects.get(action="consent.proof_read")
    assert entry.actor_id == author.pk and entry.data["reason"] == "Rückfrage der Aufsicht"


SEEN = ["person", "read", "withdraw"]
NAMES = ["person", "add", "rest", "proof", "read", "withdraw"]


def answers(client: Client, story: StoryPage) -> dict[str, int]:
    consent = consent_of(story)
    keys = {"person": consent.person_id, "add": consent.person_id, "rest": consent.person_id}
    return {name: client.get(address(name, keys.get(name, consent.pk))).status_code for name in NAMES}


def test_what_each_role_may_open(story):
    foreign = client_for(builders.officer("landkreis-harz"))
    assert set(answers(foreign, story).values()) == {404}
    missing = {client_for(builders.coordinator()).get(address(name, 10**9)).status_code for name in SEEN}
    assert missing == {404}
    assert answers(client_for(builders.coordinator()), story) == {
        "person": 200, "add": 403, "rest": 403, "proof": 403, "read": 200, "withdraw": 200,
    }  # fmt: skip
    technik = client_for(builders.technik())
    assert answers(technik, story) == dict.fromkeys(NAMES, 403) | {"withdraw": 200}
    assert "Murat" not in technik.get(address("withdraw", consent_of(story).pk)).content.decode()
    assert technik.get(reverse("consents_index")).status_code == 403


def test_the_list_names_only_people_of_the_own_centre(client, story):
    other = builders.draft(builders.officer("landkreis-harz"), builders.centre("landkreis-harz"))
    other.persons.update(shown_name="Beispiel-Person Fremd")
    text = client.get(reverse("consents_index")).content.decode()
    assert "Beispiel-Person Murat" in text and "Fremd" not in text
    everybody = client_for(builders.coordinator()).get(reverse("consents_index")).content.decode()
    assert "Beispiel-Person Murat" in everybody and "Fremd" in everybody


@pytest.mark.parametrize("role", ["author", "coordinator", "technik"])
def test_a_withdrawal_takes_the_story_offline_at_once(author, role):
    story = builders.published(author=author)
    user = author if role == "author" else getattr(builders, role)()
    client, consent = client_for(user), consent_of(story)
    url = address("withdraw", consent.pk)
    first = token(client, url)
    assert client.post(url, {"token": first}).status_code == 302
    assert Client().get(story.get_url()).status_code == 410
    assert client.post(url, {"token": token(client, url)}).status_code == 409


def test_resting_hides_the_story_and_can_end(author):
    story = builders.published(author=author)
    client, person = client_for(author), story.persons.get()
    url = address("rest", person.pk)
    assert client.post(url, {"token": token(client, url)}).status_code == 302
    assert Client().get(story.get_url()).status_code == 404
    assert "Ruhen beenden" in client.get(url).content.decode()
    assert client.post(url, {"token": token(client, url)}).status_code == 302
    assert Client().get(story.get_url()).status_code == 200


def test_the_list_can_show_those_alone_to_whom_something_is_missing(client, author, story):
    gap = builders.draft(author)
    consent_of(gap).delete()
    url = reverse("consents_index")
    everybody, lacking = client.get(url).content.decode(), client.get(f"{url}?nur=fehlt").content.decode()
    assert story.draft_title in everybody and gap.draft_title in everybody
    assert gap.draft_title in lacking and story.draft_title not in lacking
    assert "etwas fehlt (1)" in everybody


@pytest.mark.requires("pango-1.0")
def test_the_form_comes_as_a_pdf_that_can_be_read_aloud(client, story, author):
    person = story.persons.get()
    answer = client.get(address("paper_pdf", person.pk))
    assert (
        answer["Content-Type"] == "application/pdf" and "murat" not in answer["Content-Disposition"].lower()
    )
    reader = PdfReader(io.BytesIO(answer.content))
    catalogue = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "de" and catalogue["/MarkInfo"]["/Marked"]
    assert reader.metadata.title.startswith("Einwilligung")
    assert b"pdfuaid" in catalogue["/Metadata"].get_data()
    kinds = Counter(kind for kind in _tags(catalogue["/StructTreeRoot"]))
    assert kinds["/H1"] == 1 and kinds["/H2"] >= 3 and kinds["/LI"] >= 8
    text = "".join(page.extract_text() for page in reader.pages)
    assert story.draft_title in text and "Vor- und Nachname" in text
    assert (
        f'href="{address("paper_pdf", person.pk)}"'
        in client.get(address("paper", person.pk)).content.decode()
    )
    stranger = client_for(builders.officer("kreis-borken"))
    assert stranger.get(address("paper_pdf", person.pk)).status_code == 404


def _tags(node) -> Iterator[str]:
    """The kinds of the parts of a tagged PDF."""
    node = node.get_object()
    if isinstance(node, list):
        for one in node:
            yield from _tags(one)
    elif isinstance(node, dict):
        yield from [node["/S"]] if "/S" in node else []
        yield from _tags(node["/K"]) if "/K" in node else []


@pytest.mark.requires("pango-1.0")
def test_a_pdf_fetches_no_address(monkeypatch):
    seen = []
    monkeypatch.setattr(paper, "render_to_string", lambda *_: '<img src="http://127.0.0.1:9/x"><p>Text</p>')
    monkeypatch.setattr("socket.socket.connect", lambda *given: seen.append(given))
    assert paper.pdf("", {}).startswith(b"%PDF") and not seen
