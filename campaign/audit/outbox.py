"""Outgoing mail: queued with the act that causes it, sent later by a job; nobody waits for a mail server."""

import logging
import re
import smtplib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import BadHeaderError, EmailMultiAlternatives
from django.db.models import Min, Q
from django.template import Context, Engine, TemplateDoesNotExist
from django.utils import timezone

from campaign.audit.lease import LEASE, RENEWAL
from campaign.audit.log import record
from campaign.audit.models import JobRun, OutboxMail
from campaign.audit.tally import Tally

logger = logging.getLogger(__name__)

# Waiting times after the first, second … failed attempt; after the last one a refused mail is given up.
BACKOFF = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=15), timedelta(minutes=60))
# A server that is away is asked again in the last rhythm, for as long as mail servers try (RFC 5321, 4.5.4.1).
PATIENCE = timedelta(days=5)
# How long a loop that died while sending keeps others from the mail: it is over when the lease of the dead
# runner (lease.LEASE, renewed each RENEWAL) is, so that the next runner finds nothing blocked.
CLAIM = LEASE - RENEWAL
CONTROL = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]")
# Begins `about` of mails to people outside the house: nothing of them stays, not even the address.
PRIVATE = "private:"
Times = Callable[[Sequence[str], datetime], dict[str, datetime]]
# Refusals that concern this one mail; every other network fault concerns the server, and with it all mails.
ONE_MAIL_REFUSED = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


_times: list[Times] = []


def set_times(times: Times) -> None:
    """Let the app that knows the people say when mails that can wait should reach them."""
    _times[:] = [times]


def times_of(addresses: Sequence[str], now: datetime) -> dict[str, datetime]:
    """Return when a mail that can wait should reach each address; who is no longer with us is missing."""
    return _times[0](addresses, now) if _times else dict.fromkeys(addresses, now)


def queue_mail(
    *,
    to: Sequence[str],
    subject: str,
    template: str,
    context: dict[str, Any],
    key: str | None = None,
    about: str = "",
    url: str = "",
) -> OutboxMail | None:
    """Store a mail for each address, in the caller's transaction; a job sends it within seconds.

    template: name below `templates/emails/`, without ending; `<template>.txt` must exist, `<template>.html`
    may. Both are rendered now, with `context` plus `subject` and `base_url`. key: the same key never
    reaches the same address twice, however often it is queued. about: what the mail tells of, for
    `digest.forget`. url: for a mail that can wait, the page it leads to: whoever collects such mails finds
    subject and address in her next digest instead. Without it the mail goes out at once, to everybody.
    Returns the first mail stored; None when there is nobody to write to or everybody has it already.
    Raises BadHeaderError (a ValueError) for a line break or control character in subject, address or key,
    ValueError for a single text instead of a list of addresses.
    """
    if isinstance(to, str):
        raise ValueError("`to` ist eine Liste von Adressen.")
    addresses = list(dict.fromkeys(address.strip().lower() for address in map(_one_line, to)))
    subject = _one_line(subject)
    context = {**context, "subject": subject}
    text = rendered(template, context)
    html = _render_optional(f"{template}.html", context)
    words = {"subject": subject[:200], "text": text, "html": html, "about": about}
    now = timezone.now()
    times = times_of(addresses, now) if url else {}
    first = None
    for address in filter(None, addresses):
        content: dict[str, Any] = {"to": address, **words}
        if (later := times.get(address, now)) > now:
            content |= {"state": OutboxMail.State.COLLECTED, "due_at": later, "url": url}
        mail, created = _store(content, key and f"{_one_line(key)}|{address}")
        if created and first is None:
            first = mail
    return first


def rendered(template: str, context: dict[str, Any]) -> str:
    """Return the text version of a mail (see `queue_mail`)."""
    return _render(f"{template}.txt", context, escape=False)


def deliver_due(now: datetime, *, ignore_backoff: bool = False, limit: int = 500) -> Tally:
    """Send at most `limit` mails that are due at `now` through Django's mail backend.

    No transaction is open while a server is being talked to: each mail is claimed by one conditional
    UPDATE, sent, and marked. So two loops never send the same mail, and a crash between sending and marking
    repeats at most that one. A fault of the server ends the run, the other mails keep their attempts.
    ignore_backoff: also try mails whose waiting time is not over; such an extra attempt does not count
    towards giving up.
    """
    waiting = OutboxMail.objects.filter(state=OutboxMail.State.PENDING)
    due = waiting if ignore_backoff else waiting.filter(due_at__lte=now)
    done = failed = 0
    for pk in list(due.values_list("pk", flat=True)[:limit]):
        mail = _claim(pk)
        if mail is None:
            continue
        error = _send(mail)
        if error is None:
            done += 1
            _mark_sent(mail, now)
            continue
        failed += 1
        _mark_failed(mail, now, error)
        if _is_away(error):
            break
    return Tally(done, failed, waiting.filter(Q(due_at__lte=now) | Q(attempts__gt=0)).count())


def drop(about: str) -> None:
    """Delete every mail that tells of this, sent or not; for mails to people outside the house."""
    OutboxMail.objects.filter(about=about).exclude(about="").delete()


def job(now: datetime, *, force: bool) -> Tally:
    """`deliver_due` in the shape of the job registry."""
    return deliver_due(now, ignore_backoff=force)


def age_seconds() -> float | None:
    """Seconds since the oldest unsent mail was queued: 0 when none waits, None when also no job ever ran."""
    unsent = OutboxMail.objects.filter(state=OutboxMail.State.PENDING)
    oldest = unsent.aggregate(since=Min("created_at"))["since"]
    if oldest is not None:
        return max(0.0, (timezone.now() - oldest).total_seconds())
    return 0.0 if JobRun.objects.filter(last_finished_at__isnull=False).exists() else None


def _one_line(value: str) -> str:
    text = str(value)
    if CONTROL.search(text):
        raise BadHeaderError(
            "Betreff, Adresse und Schlüssel einer E-Mail dürfen keinen Zeilenumbruch enthalten."
        )
    return text


def _render(name: str, context: dict[str, Any], *, escape: bool) -> str:
    context = {"base_url": settings.BASE_URL, **context}
    # Past `render_to_string`, which cannot switch escaping off: in plain text „&“ must stay „&“.
    rendered = Engine.get_default().get_template(f"emails/{name}").render(Context(context, autoescape=escape))
    return re.sub(r"\n\s*\n\s*\n+", "\n\n", rendered).strip() + "\n"


def _render_optional(name: str, context: dict[str, Any]) -> str:
    try:
        return _render(name, context, escape=True)
    except TemplateDoesNotExist as missing:
        if str(missing) == f"emails/{name}":
            return ""
        raise


def _store(content: dict[str, Any], key: str | None) -> tuple[OutboxMail, bool]:
    if key is None:
        return OutboxMail.objects.create(**content), True
    return OutboxMail.objects.get_or_create(key=key, defaults=content)


def _claim(pk: int) -> OutboxMail | None:
    """Take the mail for this run, by the real clock; None when somebody else has it or sent it meanwhile."""
    clock = timezone.now()
    free = Q(claimed_until=None) | Q(claimed_until__lte=clock)
    row = OutboxMail.objects.filter(pk=pk)
    if not row.filter(free, state=OutboxMail.State.PENDING).update(claimed_until=clock + CLAIM):
        return None
    return row.get()


def _send(mail: OutboxMail) -> Exception | None:
    """Hand the mail to the backend (EMAIL_TIMEOUT bounds every wait); the error instead of raising it."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
    headers = {
        # The same for every attempt: a mail server that had taken an earlier one can tell.
        "Message-ID": f"<postausgang.{mail.pk}.{mail.created_at:%Y%m%d%H%M%S%f}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    if mail.html:
        message.attach_alternative(mail.html, "text/html")
    try:
        message.send()
    except Exception as error:
        # Whatever is wrong with one mail (address, encoding, server) must not keep the others from going out.
        logger.warning("E-Mail %s nicht verschickt: %s", mail.pk, type(error).__name__)
        return error
    return None


def _mark_sent(mail: OutboxMail, now: datetime) -> None:
    OutboxMail.objects.filter(pk=mail.pk).update(
        state=OutboxMail.State.SENT,
        attempts=mail.attempts + 1,
        sent_at=now,
        claimed_until=None,
        last_error="",
    )


def _mark_failed(mail: OutboxMail, now: datetime, error: Exception) -> None:
    changes: dict[str, Any] = {"claimed_until": None, "last_error": f"{type(error).__name__}: {error}"[:500]}
    counts = mail.due_at <= now
    if counts:
        pause = BACKOFF[min(mail.attempts, len(BACKOFF) - 1)]
        changes |= {"attempts": mail.attempts + 1, "due_at": now + pause}
    if counts and _is_hopeless(mail, now, error):
        changes |= {"due_at": now, "state": OutboxMail.State.FAILED}
    OutboxMail.objects.filter(pk=mail.pk).update(**changes)
    if "state" in changes:
        logger.error("E-Mail %s nach %s Versuchen aufgegeben", mail.pk, changes["attempts"])
        record("mail.failed", obj=mail, data={"attempts": changes["attempts"], "error": type(error).__name__})


def _is_hopeless(mail: OutboxMail, now: datetime, error: Exception) -> bool:
    """A mail that is refused is given up after the last wait; a server that is away costs nobody a mail for days."""
    if _is_away(error):
        return now - mail.created_at > PATIENCE
    return mail.attempts >= len(BACKOFF)


def _is_away(error: Exception) -> bool:
    """Whether the server failed, not this one mail."""
    return isinstance(error, OSError) and not isinstance(error, ONE_MAIL_REFUSED)
