"""What the tests of the bottom app share: people who act, mail templates, mail servers of every mood."""

import asyncio
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler


@dataclass(frozen=True)
class Actor:
    """Acts like a user; the bottom app does not know the user model."""

    pk: int | None
    name: str

    def get_username(self) -> str:
        return self.name


class Sink(MessageHandler):
    """A mail server that keeps what it gets and can refuse single addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []
        self.refused: set[str] = set()
        # Seconds until it says that it has taken a mail over.
        self.last_word = 0.0

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if address in self.refused:
            return "550 unbekannt"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.last_word)
        return await super().handle_DATA(server, session, envelope)

    def handle_message(self, message: Message) -> None:
        self.messages.append(message)


@contextmanager
def serving(port: int) -> Iterator[Sink]:
    """A working mail server on this port for the length of the block."""
    handler = Sink()
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield handler
    finally:
        controller.stop()


@pytest.fixture(autouse=True)
def _empty_tables(db: None) -> None:
    """The prepared database has a history of its own; these tests count rows from nothing."""
    from django.db import connection

    from campaign.audit.triggers import deletions_allowed

    with deletions_allowed(), connection.cursor() as cursor:
        for table in ("auditentry", "outboxmail", "jobrun", "usedtoken"):
            cursor.execute(f"DELETE FROM audit_{table}")


@pytest.fixture
def officer() -> Actor:
    return Actor(7, "redaktion@beispiel.test")


@pytest.fixture
def colleague() -> Actor:
    return Actor(8, "kollegin@beispiel.test")


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty job registry for the length of the test."""
    monkeypatch.setattr("campaign.audit.jobs._registry", {})


@pytest.fixture
def mail_templates(settings: Any, tmp_path: Any) -> None:
    """Two mails beside the real base templates: `note` (text only) and `greeting` (text and HTML)."""
    folder = tmp_path / "emails"
    folder.mkdir()
    (folder / "note.txt").write_text("Notiz: {{ word }}")
    body = "{% block body %}Guten Tag {{ word }}{% endblock %}"
    (folder / "greeting.txt").write_text('{% extends "emails/base.txt" %}' + body)
    (folder / "greeting.html").write_text('{% extends "emails/base.html" %}' + body)
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [tmp_path, *engine["DIRS"]]}]


@pytest.fixture
def use_port(settings: Any) -> Callable[[int], None]:
    """Point Django's SMTP backend at a local port."""

    def use(port: int) -> None:
        settings.EMAIL_BACKEND = "campaign.audit.patient_mail.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False

    return use


@pytest.fixture
def closed_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def silent_port() -> Iterator[int]:
    """A server that takes the connection and never says a word."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


@pytest.fixture
def sink(closed_port: int, use_port: Callable[[int], None]) -> Iterator[Sink]:
    """A working mail server, already chosen in the settings."""
    with serving(closed_port) as handler:
        use_port(closed_port)
        yield handler


@pytest.fixture
def server_on() -> Callable[[int], AbstractContextManager[Sink]]:
    """`with server_on(port) as sink`: a working mail server for the length of the block."""
    return serving
