"""The job: reads public pages that changed, and every page once a day, and keeps what it found as rows."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from campaign.audit.tally import Tally
from campaign.models.proofreading import OutdatedTerm, PageLink, PageReading, TermFinding
from campaign.proofreading import links, passages, words
from campaign.proofreading.words import Term

# In one call, so that nobody's mail waits long for it.
AT_ONCE = 300
AGAIN_AFTER = timedelta(hours=20)


def job(now: datetime, *, force: bool = False) -> Tally:
    """Read what is due, at most AT_ONCE pages. Done: how many were read; pending: how many are still due."""
    terms = current_terms()
    known = checksum(terms, timezone.localdate(now))
    due = due_pages(now, known)
    keys = list(due.order_by("pk").values_list("pk", flat=True)[:AT_ONCE])
    for page in Page.objects.filter(pk__in=keys).specific():
        read(page, terms, known, now)
    gone = Q(page__live=False) | Q(page__withdrawal__isnull=False)
    for model in (TermFinding, PageLink, PageReading):
        model.objects.filter(gone).delete()
    return Tally(done=len(keys), pending=max(0, due.count()))


def current_terms() -> list[Term]:
    """Return the list of words as it is kept in the admin; one query."""
    return [
        Term(one.pk, _lines(one.spellings), one.since, one.instead, one.note)
        for one in OutdatedTerm.objects.order_by("pk")
    ]


def due_pages(now: datetime, known: str) -> QuerySet[Page]:
    """Return the public pages that were published, or the words changed, since they were read; and the rest daily."""
    same_state = Q(published_at=OuterRef("last_published_at")) | Q(
        published_at=None, page__last_published_at=None
    )
    fresh = PageReading.objects.filter(
        same_state, page=OuterRef("pk"), terms=known, read_at__gt=now - AGAIN_AFTER
    )
    return Page.objects.filter(~Exists(fresh), live=True, withdrawal=None, depth__gt=1)


def read(page: Page, terms: Iterable[Term], known: str, now: datetime) -> None:
    """Read one page and replace what was known of it; that something may stay as it is, is kept."""
    found = list(passages.of_page(page))
    texts = [one for one in found if isinstance(one, passages.Passage)]
    findings = _findings(page, texts, terms, timezone.localdate(now))
    with transaction.atomic():
        kept = [one.digest for one in findings]
        TermFinding.objects.filter(page_id=page.pk).exclude(digest__in=kept).delete()
        TermFinding.objects.bulk_create(findings, ignore_conflicts=True)
        links.replace(page, [one for one in found if isinstance(one, passages.Address)])
        PageReading.objects.update_or_create(
            page_id=page.pk,
            defaults={"published_at": page.last_published_at, "terms": known, "read_at": now},
        )


def checksum(terms: Iterable[Term], today: date) -> str:
    """Return what changes when the list changes, or when a word becomes outdated."""
    text = repr([(one.key, one.spellings, one.since <= today, one.instead) for one in terms])
    return hashlib.sha256(text.encode()).hexdigest()


def _findings(
    page: Page, texts: Iterable[passages.Passage], terms: Iterable[Term], today: date
) -> list[TermFinding]:
    found: dict[str, TermFinding] = {}
    for passage in texts:
        for hit in words.find(passage.text, terms, today):
            mark = "\n".join((str(hit.term.key), passage.place, hit.before, hit.word, hit.after))
            digest = hashlib.sha256(mark.encode()).hexdigest()
            found[digest] = TermFinding(
                page_id=page.pk,
                term_id=hit.term.key,
                place=passage.place[:200],
                word=hit.word,
                before=hit.before[:200],
                after=hit.after[:200],
                digest=digest,
            )
    return list(found.values())


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
