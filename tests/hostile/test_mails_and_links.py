"""What is typed becomes neither a header of a mail, nor a link that runs, nor a question to our own network."""

import csv
import io
import json
import socket
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes

import openpyxl
import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail import blocks
from wagtail.admin.rich_text import DraftailRichTextArea
from wagtail.fields import StreamField

from campaign import spreadsheets
from campaign.anonymous_forms import FIELD, new_token
from campaign.audit import outbox
from campaign.audit.models import OutboxMail
from campaign.blocks import BodyBlock
from campaign.models.proofreading import LinkCheck, PageLink
from campaign.proofreading import checking
from jobcenters.barriers import public
from jobcenters.models import JobcenterPage
from tests import builders
from tests.accounts.login import client_for
from tests.hostile.planted import OURS
from tests.jobcenters import people_forms
from tests.journeys.steps import send, write

pytestmark = pytest.mark.django_db
EVIL = "boese@boese.example"
LINES = f"Werk\r\nBcc: {EVIL}\r\n\r\nText"
VICTIM = f"opfer@beispiel.test\r\nBcc: {EVIL}"
HEADERS = {"Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "MIME-Version"} | {
    "Content-Type",
    "Content-Transfer-Encoding",
}
RUNNING = [
    *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)"),
    *("\x01javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:msgbox(1)", "file:///etc/passwd"),
    *("javascript://www.beispiel.de/%0aalert(1)", "view-source:http://www.beispiel.de/"),
]  # fmt: skip
# Another website, without saying so: browsers read these as https://boese.example.
UNSAID = [
    *("//boese.example/", "/\\boese.example/", "\\\\boese.example", "///boese.example/"),
    *("http:boese.example", "https:///boese.example", "ftp://boese.example/"),
]
LEADING = [
    *("https://www.beispiel.de/a?b=1#c", "http://beispiel.de", "/presse/", "#seite", "mailto:a@beispiel.de"),
    "tel:+4924211234",
]
INSIDE = [
    *("http://127.0.0.1/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.8/"),
    *("http://169.254.169.254/latest/meta-data/", "http://[fe80::1]/", "http://[fd00::1]/", "http://2130706433/"),
    *("http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://0/", "https://192.168.1.1/", "http://172.16.0.1/"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


def told() -> dict[str, str]:
    return {
        FIELD: new_token(public.PURPOSE),
        "problem": LINES,
        "page": "/",
        "assistive": LINES,
        "phone": LINES,
    }


def delivered() -> list:
    """Send what waits, and return it as a mail server would get it."""
    tally = outbox.deliver_due(timezone.now(), ignore_backoff=True)
    assert tally.failed == 0
    return [one.message() for one in mail.outbox]


def assert_clean() -> None:
    messages = delivered()
    assert OutboxMail.objects.exists() and len(messages) == OutboxMail.objects.count()
    for message in messages:
        read = message_from_bytes(message.as_bytes())
        assert set(read) <= HEADERS and EVIL not in read["To"]
    assert not OutboxMail.objects.filter(to__contains="boese").exists()


def test_no_line_of_a_report_becomes_a_header(client: Client):
    builders.coordinator()
    builders.officer()
    assert client.post("/barriere-melden/", told() | {"email": VICTIM}).status_code == 200
    assert client.post("/barriere-melden/", told() | {"email": "opfer@beispiel.test"}).status_code == 302
    assert_clean()


def test_no_line_of_a_story_becomes_a_header():
    """What the Redaktion and the Koordination type on the way of a story, mails tell each other."""
    officer, coordinator = builders.officer(), builders.coordinator()
    writing, deciding = client_for(officer), client_for(coordinator)
    story = write(writing, title=LINES, slug="werk", place=LINES)
    builders.consent(story.persons.get())
    send(writing, "publishing_submit", story.pk, note=LINES)
    send(deciding, "publishing_send_back", story.pk, reason=LINES)
    assert_clean()


@pytest.mark.parametrize("name", ["email", "first_name", "last_name"])
def test_no_line_of_an_invitation_becomes_a_header(name: str):
    builders.officer()
    fields = {"email": "neu@beispiel.test", "first_name": "Kim", "last_name": "Beispiel"}
    sent = fields | {name: VICTIM if name == "email" else LINES, "centres": [builders.centre().slug]}
    client = client_for(builders.coordinator())
    path = reverse("people_invite")
    for one in (sent, fields | {"centres": [builders.centre().slug]}):
        assert people_forms.send(client, path, **one).status_code in (200, 302)
    assert_clean()


def test_no_line_of_an_address_becomes_a_header(client: Client):
    officer = builders.officer()
    for address in (VICTIM, f"{officer.email}\nBcc: {EVIL}", f"{officer.email},{EVIL}"):
        assert client.post(reverse("account_reset_password"), {"email": address}).status_code == 200
        asked = {"new_address": address, "password": "geheim-genug-1"}
        assert client_for(officer).post(reverse("account_change_address"), asked).status_code == 200
    assert not OutboxMail.objects.exists()


def url_fields() -> Iterator[models.URLField]:
    for model in apps.get_models():
        if model._meta.app_label in OURS:
            yield from (field for field in model._meta.local_fields if isinstance(field, models.URLField))


def url_blocks(block: blocks.Block) -> Iterator[blocks.URLBlock]:
    """Yield the blocks for addresses in a block, however deep."""
    if isinstance(block, blocks.URLBlock):
        yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from url_blocks(child)
    if isinstance(block, blocks.ListBlock):
        yield from url_blocks(block.child_block)


@pytest.mark.parametrize("address", RUNNING)
def test_no_field_for_addresses_takes_one_that_runs(address: str):
    fields = list(url_fields())
    streams = [
        field
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, StreamField)
    ]
    found = [block for field in streams for block in url_blocks(field.stream_block)]
    assert len(fields) > 10 and found
    for one in [*(field.formfield() for field in fields), *(block.field for block in found)]:
        with pytest.raises(ValidationError):
            one.clean(address)


@pytest.mark.parametrize("address", [*RUNNING, *UNSAID])
def test_nobody_chooses_a_link_that_runs_or_hides_where_it_leads(address: str):
    sent = {"external-link-chooser-url": address, "external-link-chooser-link_text": "hier"}
    answer = client_for(builders.officer()).post(reverse("wagtailadmin_choose_page_external_link"), sent)
    assert answer.json()["step"] == "external_link"


def in_a_text(address: str) -> str:
    """Return what is stored of a link in a text, as the editor sends it or somebody in its place."""
    content = {
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}},
        "blocks": [
            {
                "key": "a",
                "text": "hier",
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [{"offset": 0, "length": 4, "key": 0}],
            }
        ],
    }
    text = BodyBlock().child_blocks["text"].field.widget
    assert isinstance(text, DraftailRichTextArea)
    return text.value_from_datadict({"text": json.dumps(content)}, {}, "text")


@pytest.mark.parametrize("address", [*RUNNING, *UNSAID, "/\t/boese.example", "https://["])
def test_no_text_keeps_a_link_that_runs_or_hides_where_it_leads(address: str):
    html = in_a_text(address)
    assert "hier" in html and "href" not in html


@pytest.mark.parametrize("address", LEADING)
def test_a_text_keeps_a_link_that_says_where_it_leads(address: str):
    assert f'href="{address}"' in in_a_text(address)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_of_a_download_begins_like_a_formula(start: str):
    typed = f'{start}HYPERLINK("http://boese.example";1)'
    file = b"".join(spreadsheets.csv_download("x", [["Titel"], [typed]]).streaming_content).decode(
        "utf-8-sig"
    )
    [cell] = list(csv.reader(io.StringIO(file), delimiter=";"))[1]
    assert cell.lstrip("\"'") and cell.startswith("'")


@pytest.mark.parametrize(
    "typed", ["=1+1", "+1", "@SUM(1)", "\t=1", "＝1+1", "#DIV/0!", "2026-01-01", "1e9", "wahr"]
)
def test_a_cell_of_a_table_with_types_is_text(typed: str):
    file = spreadsheets.xlsx_download("x", [["Titel"], [typed]]).content
    cell = openpyxl.load_workbook(io.BytesIO(file)).active["A2"]
    assert cell.data_type == "s" and typed.strip() in cell.value


def test_no_address_that_somebody_saves_is_asked_inside_our_own_network(monkeypatch: pytest.MonkeyPatch):
    """Saved by a Redaktion, read by the job that looks after links: nothing is ever connected to."""
    tried: list[object] = []
    real = socket.socket.connect

    def connect(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            tried.append(address)
        real(self, address)

    page, now = JobcenterPage.objects.get(slug="kreis-dueren"), timezone.now()
    PageLink.objects.all().delete()
    PageLink.objects.bulk_create(PageLink(page=page, address=address, place="Text") for address in INSIDE)
    monkeypatch.setattr(socket.socket, "connect", connect)
    for day in range(checking.SURE_AFTER):
        assert checking.check_due(now + timedelta(days=day), pause=0).done == len(INSIDE)
    said = set(LinkCheck.objects.values_list("problem", flat=True))
    assert said == {"Die Adresse führt nicht ins öffentliche Internet."} and tried == []
