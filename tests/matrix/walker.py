"""Sends one request as somebody, looks at everything it answered and wrote, and takes it back."""

from dataclasses import dataclass, field
from typing import Any

from django.contrib.messages import get_messages
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve

from campaign.audit.models import OutboxMail
from stories.models import StoryPage
from tests.accounts.login import client_for
from tests.matrix import leaks
from tests.matrix.belongings import BY_THE_WAY, Belongings, written_tables
from tests.matrix.world import Centre, World

FOREIGN = {
    "anonymous": ("harz", "jena", "dueren"),
    "no role": ("harz", "jena", "dueren"),
    "officer A": ("jena", "dueren"),
    "officer B": ("harz", "dueren"),
    "officer A+B": ("dueren",),
    "coordinator": (),
    "technik": (),
}
OWN = {
    "officer A": "harz",
    "officer B": "jena",
    "officer A+B": "jena",
    "no role": "harz",
    "anonymous": "harz",
}
NOT_OWN = {"officer A": "jena", "officer B": "harz", "officer A+B": "dueren"}


@dataclass(frozen=True)
class Answer:
    """What came back: status, body without numbers, and the tables that were written."""

    status: int
    body: str
    wrote: frozenset[str]
    html: str


@dataclass
class Findings:
    """What the walk saw that must not be, and how far it went."""

    requests: int = 0
    attempts: int = 0
    leaks: list[str] = field(default_factory=list)
    leaking_views: set[str] = field(default_factory=set)
    writes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    oddities: list[str] = field(default_factory=list)

    def all(self) -> list[str]:
        return [*self.leaks, *self.writes, *self.faults, *self.oddities]


class Walker:
    """One person on the way through the admin."""

    def __init__(self, world: World, who: str, findings: Findings, belongings: dict[str, Belongings]) -> None:
        self.who, self.findings = who, findings
        self.foreign: list[Centre] = [world.centres[name] for name in FOREIGN.get(who, ())]
        self.belongings = [belongings[name] for name in FOREIGN.get(who, ()) if name in belongings]
        user = world.people[who]
        self.email = user.email if user else ""
        self.client = client_for(user) if user else Client()
        self.client.raise_request_exception = False
        self.cookies = self.client.cookies.output()
        self.kept = self.client.cookies.copy()

    def ask(self, method: str, path: str, body: Any = None, *, undone: bool = True, **head: str) -> Answer:
        """Send one request, note what is wrong with it, and undo it."""
        self.findings.requests += 1
        if self.findings.requests % 200 == 0:
            cache.clear()
        self.client.cookies = self.kept.copy()
        mails = len(mail.outbox)
        with transaction.atomic():
            with written_tables() as tables:
                response = getattr(self.client, method)(path, body, **head)
                text = leaks.text_of(response)
            wrote = frozenset(tables - BY_THE_WAY)
            what = f"{self.who}: {method.upper()} {path} -> {response.status_code}"
            text += self._next_page(response) + self._mails(mails, wrote)
            if self._look(what, response.status_code, text, wrote):
                self.findings.leaking_views.add(resolve(path.partition("?")[0]).view_name)
            html = text if response.get("Content-Type", "").startswith("text/html") else ""
            answer = Answer(
                response.status_code, "" if response.streaming else leaks.plain(response), wrote, html
            )
            transaction.set_rollback(undone)
        return answer

    def _next_page(self, response: Any) -> str:
        """Return the messages that wait for the page after this one."""
        request = getattr(response, "wsgi_request", None)
        waiting = get_messages(request)._queued_messages if hasattr(request, "_messages") else ()
        return "\n".join(str(one) for one in waiting)

    def _mails(self, before: int, wrote: frozenset[str]) -> str:
        """Return what this person was sent meanwhile."""
        sent = [str(one.message()) for one in mail.outbox[before:] if self.email in one.to]
        if OutboxMail._meta.db_table in wrote and self.email:
            rows = OutboxMail.objects.filter(to=self.email).values_list("subject", "text", "html")
            sent += [" ".join(row) for row in rows]
        return "\n".join(sent)

    def _look(self, what: str, status: int, text: str, wrote: frozenset[str]) -> bool:
        """Note what is wrong with an answer; return whether it shows what is another centre's."""
        if status >= 500:
            self.findings.faults.append(what)
        if found := leaks.leaked(text, self.foreign, what):
            self.findings.leaks.append(f"{what}: {', '.join(sorted(found))}")
        for one in self.belongings if wrote else ():
            if changed := one.changed(set(wrote)):
                self.findings.writes.append(f"{what}: {one.record.slug}: {', '.join(sorted(changed))}")
        if StoryPage._meta.db_table in wrote or "wagtailcore_page" in wrote:
            unapproved = set(StoryPage.objects.live()) - set(StoryPage.objects.public())
            if unapproved:
                self.findings.writes.append(f"{what}: ohne Freigabe öffentlich")
        return bool(found)
