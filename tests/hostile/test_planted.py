"""What somebody types is text for everybody who reads it: on pages, in the admin, in tables, in mails."""

import csv
import io
import os
import re
from collections.abc import Iterator

import openpyxl
import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve, reverse
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.models import Page

from campaign.audit.models import OutboxMail
from tests.accounts.login import client_for
from tests.hostile import outgoing, planted, seen_in_browser
from tests.matrix import plan
from tests.matrix.addresses import all_addresses, keys_of
from tests.matrix.conftest import world  # noqa: F401 - the same centres with something of every kind
from tests.matrix.world import World

pytestmark = pytest.mark.django_db
FULL = os.environ.get("MATRIX") == "full"
READERS = ("officer A", "coordinator", "technik")
# A number of a telephone or below zero is what it is.
NUMBER = re.compile(r"[+-][0-9 ]+")
STARTS = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def spoilt(world: World) -> Iterator[World]:  # noqa: F811 - the fixture of the matrix, taken over
    """The centres, with the payload in every text."""
    fields = planted.plant()
    assert len(fields) > 60, fields
    cache.clear()
    yield world
    cache.clear()


def body_of(client: Client, path: str) -> tuple[str, bytes, int]:
    """Return type, body and status of an answer, and undo what asking for it wrote."""
    with transaction.atomic():
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        transaction.set_rollback(True)
    return response.get("Content-Type", ""), body, response.status_code


def found_in(client: Client, path: str) -> list[str]:
    """Return what is wrong with the answer to a path."""
    kind, body, status = body_of(client, path)
    found = [f"{path}: Antwort {status}"] if status >= 500 else []
    if kind.startswith("text/html"):
        found += [f"{path}: {one}" for one in planted.executed(body.decode(errors="replace"))]
    elif "html" in kind or "xml" in kind.partition(";")[0].rpartition("/")[2]:
        found += [f"{path}: Auszeichnung in {kind}"] if b"<zqx" in body and b"<![CDATA[" not in body else []
    return found


def test_on_public_pages_it_is_text(spoilt: World):
    paths = {
        page.specific_class: page.get_url()
        for page in Page.objects.live().filter(depth__gt=1).order_by("-pk")
    }
    paths["feed"], paths["search"], paths["embed"] = (
        "/menschen-vor-ort/feed/",
        "/suche/?q=zqx",
        "/einbetten/geschichten/",
    )
    paths |= {
        one: one for one in ("/jobcenter/kreis-dueren/", "/menschen-vor-ort/", "/aktionen/kalender.ics")
    }
    client = Client(raise_request_exception=False)
    assert [fault for path in paths.values() for fault in found_in(client, path)] == []
    assert any(b"zqx" in body_of(client, path)[1] for path in paths.values()), "nirgends zu sehen"


@pytest.mark.parametrize("who", READERS)
def test_whoever_reads_it_in_the_admin_reads_text(spoilt: World, who: str):
    """Each view is opened by one of three; with MATRIX=full by each of them, in every state of a page."""
    client = client_for(spoilt.people[who], raise_request_exception=False)
    addresses = all_addresses(keys_of(spoilt.centres["harz"]), ("in review", "live", "section"))
    views = addresses if FULL else plan.one_of_each_view(addresses)
    mine = [one for one in views if FULL or plan.turn(one.view, who) % 3 == 0]
    with outgoing.watched() as left:
        found = [fault for one in mine for fault in found_in(client, one.path)]
    assert found == [] and left == []
    assert len(mine) > 60


def test_no_table_computes_it(spoilt: World):
    client = client_for(spoilt.people["coordinator"], raise_request_exception=False)
    views = plan.one_of_each_view(all_addresses(keys_of(spoilt.centres["harz"]), ("live",)))
    tables, found = 0, []
    wanted = [one.path for one in views if is_table(one.path)]
    for path in [f"{path}?export={kind}" for path in wanted for kind in ("csv", "xlsx")] + [
        "/daten/jobcenter.csv"
    ]:
        kind, body, _ = body_of(client, path)
        if not ("csv" in kind or "spreadsheet" in kind):
            continue
        tables += 1
        odd = (cell for cell in cells(kind, body) if cell.startswith(STARTS) and not NUMBER.fullmatch(cell))
        found += [f"{path}: {cell!r}" for cell in odd]
    assert found == []
    assert tables > 4


def is_table(path: str) -> bool:
    """Say whether a view can answer with a table."""
    view = getattr(resolve(path).func, "view_class", None)
    exports = isinstance(view, type) and issubclass(view, SpreadsheetExportMixin) and view.list_export
    return bool(exports) or "export" in path or "tabelle" in path


def cells(kind: str, body: bytes) -> Iterator[str]:
    """Yield the texts of a table's cells; a formula as it is computed."""
    if "csv" in kind:
        text = body.decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ","):
            yield from row
        return
    for row in openpyxl.load_workbook(io.BytesIO(body)).active.iter_rows():
        yield from (f"={cell.value}" if cell.data_type == "f" else "" for cell in row)


def test_no_mail_holds_it_as_markup(spoilt: World):
    assert OutboxMail.objects.exists()
    assert not [mail.subject for mail in OutboxMail.objects.all() if "<zqx" in mail.html]


@pytest.mark.requires("chromium")
def test_in_a_real_browser_nothing_of_it_runs_and_nothing_asks_elsewhere(spoilt: World):
    """A handful of screens of everybody, with a payload that runs wherever it is taken for what it says."""
    assert len(planted.plant(seen_in_browser.PAYLOAD)) > 40
    cache.clear()
    screens, others = {}, {}
    for who, paths in screens_of(spoilt).items():
        client = client_for(spoilt.people[who]) if who else Client()
        for path in paths:
            response = client.get(path)
            assert response.status_code == 200, (who, path)
            screens[f"{path}{'&' if '?' in path else '?'}als={who[:1]}"] = seen_in_browser.kept(response)
        if who:
            frame = ("/admin/sprite/", "/admin/jsi18n/")
            others |= {path: seen_in_browser.kept(client.get(path)) for path in frame}
    assert sum(b"onerror" in one.body for one in screens.values()) > 8
    assert seen_in_browser.finds(screens, others) == []
    spoilt_page = f"<meta charset=utf-8><p title='{seen_in_browser.PAYLOAD}'>".encode()
    probe = seen_in_browser.Kept(spoilt_page, {"Content-Type": "text/html"})
    assert len(seen_in_browser.finds({"/probe/": probe}, {})) >= 3, "der Browser sähe es nicht"


def screens_of(centres: World) -> dict[str, list[str]]:
    """Return what is looked at: by visitors (""), and by one person of each role."""
    live = keys_of(centres.centres["harz"])("page", "live")
    story = Page.objects.get(pk=live)
    edit, history = (reverse(f"wagtailadmin_pages:{view}", args=[live]) for view in ("edit", "history"))
    parent = reverse("wagtailadmin_explore", args=[story.get_parent().pk])
    people, protocol = reverse("people_index"), reverse("protocol_index")
    return {
        "": ["/", story.get_url(), "/menschen-vor-ort/", "/jobcenter/landkreis-harz/", "/aktionen/"],
        "officer A": ["/admin/", edit, history, parent],
        "coordinator": ["/admin/", edit, people, protocol],
        "technik": ["/admin/", protocol, "/admin/reports/site-history/"],
    }
