"""The yearly check of the statement (BITV § 7): a to-do and a mail when the last one is twelve months old."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.models import Count, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.audit import log
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from campaign.calendar_months import months_later
from campaign.models.accessibility import AccessibilityPage, Durchsetzungsstelle

MONTHS = 12
# Who does not act is asked again every month, until somebody does.
AGAIN = timedelta(days=30)


def due_on(page: AccessibilityPage) -> date | None:
    """Return the day from which the statement has to be checked again; None before its first check."""
    last = page.checked_on or page.made_on
    return months_later(last, MONTHS) if last else None


def todos(user: User) -> Iterator[Todo]:
    """Yield what the Koordination has to do about the statement; one query."""
    if not user.has_role(Role.KOORDINATION):
        return
    page = next(iter(asked(_statement, user)), None)
    if page is not None:
        edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
        due = due_on(page)
        if due is None or not page.conformity:
            text = "In der Erklärung zur Barrierefreiheit fehlen Stand und Datum der Prüfung."
            yield Todo(text, "Ausfüllen", edit, Urgency.SOON)
        elif due <= timezone.localdate():
            text = "Die Erklärung zur Barrierefreiheit ist älter als ein Jahr. Bitte prüfen Sie sie."
            yield Todo(text, "Prüfen", edit, Urgency.NOW)
    unknown = page.unchecked if page else 0
    if unknown:
        what = "einem Land" if unknown == 1 else f"{unknown} Ländern"
        text = f"In {what} ist die Durchsetzungsstelle für Barrierefreiheit ungeprüft."
        yield Todo(text, "Eintragen", reverse("durchsetzungsstelle:index"), Urgency.LATER)


def _statement(user: User) -> QuerySet[AccessibilityPage]:
    """Return the public statement with `unchecked`, of how many Länder nobody has looked who enforces the law."""
    unchecked = Durchsetzungsstelle.objects.filter(source="", checked_on=None).order_by()
    number = unchecked.values("source").annotate(number=Count("pk")).values("number")
    pages = AccessibilityPage.objects.live().annotate(unchecked=Subquery(number))
    return pages.only("checked_on", "made_on", "conformity").order_by("pk")[:1]


def job(now: datetime, *, force: bool) -> Tally:
    """Remind the Koordination when the check is due, and every 30 days until somebody made it."""
    today = timezone.localdate(now)
    page = AccessibilityPage.objects.live().first()
    due = due_on(page) if page else None
    if page is None or due is None or due > today:
        return Tally()
    number = (today - due) // AGAIN + 1
    mail = queue_mail(
        to=sorted(person.email for person in User.objects.holding(Role.KOORDINATION)),
        subject="Bitte prüfen: Erklärung zur Barrierefreiheit",
        template="accessibility_due",
        key=f"accessibility-due:{due.isoformat()}:{number}",
        context={
            "last": page.checked_on or page.made_on,
            "url": settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        },
    )
    if mail is None:
        return Tally()
    log.record("accessibility.due", obj=page, label=page.title, data={"due": due})
    return Tally(done=1)
