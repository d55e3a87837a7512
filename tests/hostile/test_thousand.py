"""A thousand hostile requests: no fault, nothing of them comes back as it is, nothing leaves, nobody is led elsewhere."""

import logging
import re
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from tests import builders
from tests.hostile import outgoing
from tests.hostile.generated import EVIL, TAG, Asked, thousand

pytestmark = pytest.mark.django_db
TRACE = re.compile(r"Traceback|Exception Type|Wagtail \d|Django \d|psycopg|pg_sleep\(9\)-- at|root:x:0")
SECONDS = 2


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    """Hundreds of refusals with their traces cost more than the answers."""
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)
    cache.clear()


def faults_of(asked: Asked, response) -> list[str]:
    """Return what is wrong with an answer."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode(errors="replace")
    location = response.get("Location", "")
    html = response.get("Content-Type", "").startswith(
        ("text/html", "text/xml", "application/xml", "image/svg")
    )
    checks = {
        f"Antwort {response.status_code}": response.status_code >= 500,
        "zeigt Inneres": TRACE.search(text),
        "gibt Auszeichnung zurück": html and TAG in text,
        f"führt zu {location}": EVIL in urlsplit(location).netloc
        or location.startswith(("//", "/\\", "javascript:")),
        "nennt fremden Rechner": html
        and re.search(rf'(?:href|src|action)="(?:https?:)?//[^/"]*{EVIL}', text),
        "fremde Kopfzeile": "zq" in response.cookies or "\n" in str(response.headers),
    }
    return [name for name, found in checks.items() if found]


def test_a_thousand_hostile_requests_bring_about_no_fault():
    story = builders.published()
    requests = thousand(story.get_url())
    assert len({str(one) for one in requests}) > 950 and len(requests) == 1_000
    found, slow = [], []
    with outgoing.watched() as left:
        for number, asked in enumerate(requests):
            if number % 10 == 0:
                cache.clear()  # what counts attempts would answer for the views
            client = Client(raise_request_exception=False)
            began = time.thread_time()
            response = client.generic(asked.method, "/", asked.body, **asked.environment())
            if time.thread_time() - began > SECONDS:
                slow.append(str(asked))
            found += [f"{fault}: {asked}" for fault in faults_of(asked, response)]
    assert found == []
    assert left == []
    assert slow == []


@pytest.mark.parametrize("number", [10**20, 2**63, 2**31, 0])
@pytest.mark.parametrize("path", ["einbetten/geschichte/{}/", "einbetten/bild/{}.jpg", "presse/bilder/{}/"])
def test_a_number_that_no_table_can_hold_is_not_there(path: str, number: int):
    assert Client().get(f"/{path.format(number)}").status_code == 404
