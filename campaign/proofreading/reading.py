"""The job: reads public pages that changed, and every page once a day, and keeps what it found as rows."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Page

from campaign.audit.tally import Tally
from campaign.media import references
from campaign.models.proofreading import PageLink, PageReading, TermFinding
from campaign.proofreading import links, passages, terms, words
from campaign.proofreading.words import Term
from campaign.publishing.models import Withdrawal

# In one call: about a second, so that nobody's mail waits for it.
AT_ONCE = 40
AGAIN_AFTER = timedelta(hours=20)


def job(now: datetime, *, force: bool = False) -> Tally:
    """Read what is due, the newest first, at most AT_ONCE pages. Done: how many; the rest is nobody's arrears."""
    listed = terms.current()
    known = checksum(listed, timezone.localdate(now))
    due = due_pages(now, known)
    newest = due.order_by(F("last_published_at").desc(nulls_last=True), "pk")
    keys = list(newest.values_list("pk", flat=True)[:AT_ONCE])
    for page in Page.objects.filter(pk__in=keys).specific():
        read(page, listed, known, now)
    gone = Q(page__live=False) | Q(page__withdrawal__isnull=False)
    for model in (TermFinding, PageLink, PageReading):
        model.objects.filter(gone).delete()
    return Tally(done=len(keys))


def due_pages(now: datetime, known: str) -> QuerySet[Page]:
    """Return the public pages that were published, or the words changed, since they were read; and the rest daily."""
    same_state = Q(published_at=OuterRef("last_published_at")) | Q(
        published_at=None, page__last_published_at=None
    )
    fresh = PageReading.objects.filter(
        same_state, page=OuterRef("pk"), terms=known, read_at__gt=now - AGAIN_AFTER
    )
    # Asked of each: joined, PostgreSQL expects one page that was not withdrawn and finds 100,000.
    withdrawn = Withdrawal.objects.filter(page=OuterRef("pk"))
    return Page.objects.filter(~Exists(fresh), ~Exists(withdrawn), live=True, depth__gt=1)


def read(page: Page, listed: Iterable[Term], known: str, now: datetime) -> None:
    """Read one page and replace what was known of it; that something may stay as it is, is kept."""
    referred = list(references.of_page(page))
    found = list(passages.of_page(page, referred))
    texts = [one for one in found if isinstance(one, passages.Passage)]
    findings = _findings(page, texts, listed, timezone.localdate(now))
    rows = links.found_in(page, referred, [one for one in found if isinstance(one, passages.Address)])
    with transaction.atomic():
        kept = [one.digest for one in findings]
        TermFinding.objects.filter(page_id=page.pk).exclude(digest__in=kept).delete()
        TermFinding.objects.bulk_create(findings, ignore_conflicts=True)
        links.replace(page, rows)
        PageReading.objects.update_or_create(
            page_id=page.pk,
            defaults={"published_at": page.last_published_at, "terms": known, "read_at": now},
        )


def checksum(listed: Iterable[Term], today: date) -> str:
    """Return what changes when the list changes, or when a word becomes outdated."""
    text = repr([(one.key, one.spellings, one.since <= today, one.instead) for one in listed])
    return hashlib.sha256(text.encode()).hexdigest()


def _findings(
    page: Page, texts: Iterable[passages.Passage], listed: Iterable[Term], today: date
) -> list[TermFinding]:
    found: dict[str, TermFinding] = {}
    for passage in texts:
        for hit in words.find(passage.text, listed, today):
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
