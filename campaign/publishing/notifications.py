"""Mails about the Freigabe, all through the outbox: nobody waits for a mail server."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import (
    task_submitted,
    workflow_approved,
    workflow_rejected,
    workflow_submitted,
)

from campaign.accounts.german_dates import day
from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.audit.outbox import queue_mail
from campaign.publishing.models import Approval, Submission, Withdrawal


def silence_wagtail() -> None:
    """Wagtail mails while the request waits, and to single persons: take its notifiers off."""
    task_submitted.disconnect(
        sender=TaskState, dispatch_uid="group_approval_task_submitted_email_notification"
    )
    for name, signal in (
        ("submitted", workflow_submitted),
        ("rejected", workflow_rejected),
        ("approved", workflow_approved),
    ):
        signal.disconnect(sender=WorkflowState, dispatch_uid=f"workflow_state_{name}_email_notification")


def submitted(page: Page, submission: Submission) -> None:
    """Tell the Koordination that something waits."""
    subject = f"{_place(page)} bittet um Freigabe: {page.draft_title}"
    _mail(_koordination(), "review_submitted", subject, page, can_wait=True, note=submission.note)


def approved(page: Page, approval: Approval) -> None:
    """Tell the centre's team that its story is approved, and from when it is public."""
    later = approval.publish_at
    when = f"Freigegeben, erscheint am {day(later)}: {page.draft_title}" if later else ""
    subject = when or f"Freigegeben und öffentlich: {page.draft_title}"
    _mail(_team(page), "review_approved", subject, page, can_wait=True, publish_at=later)


def sent_back(page: Page, reason: str, remarks: dict[str, str]) -> None:
    """Tell the centre's team what should change, in general and at which fields."""
    labels = page.specific_class.remarks_on
    at_fields = [(labels.get(name, name), text) for name, text in remarks.items()]
    subject = f"Die Koordination bittet um Änderung: {page.draft_title}"
    _mail(_team(page), "review_sent_back", subject, page, can_wait=True, reason=reason, remarks=at_fields)


def withdrawn(page: Page) -> None:
    """Tell the centre's team and the Koordination that a story is offline, without a word of what it told."""
    queue_mail(
        to=sorted({*_team(page), *_koordination()}),
        subject=f"{_place(page)}: Eine Geschichte ist zurückgezogen",
        template="review_withdrawn",
        context={
            "number": page.pk,
            "place": _place(page),
            "first_published": page.first_published_at,
            "index_url": settings.BASE_URL + reverse("publishing_index"),
        },
    )


def lapsed(page: Page, because: str) -> None:
    """Tell the centre's team and the Koordination that a story is offline until somebody renews what has ended."""
    _mail(
        {*_team(page), *_koordination()},
        "review_lapsed",
        f"Nicht mehr öffentlich: {page.draft_title}",
        page,
        because=because,
    )


def leftovers(withdrawal: Withdrawal, pages: Iterable[Page], of_everybody: int) -> None:
    """Tell the Koordination which pages still show a file of an erased page, and how many files are everybody's."""
    edit = {page: settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk]) for page in pages}
    queue_mail(
        to=sorted(_koordination()),
        subject="Nach einem Rückzug: Bilder sind noch zu sehen",
        template="erasure_leftovers",
        context={
            "number": withdrawal.page_number,
            "pages": [(page.draft_title, url) for page, url in edit.items()],
            "of_everybody": of_everybody,
        },
    )


def draft_ended(page: Page) -> None:
    """Tell the centre's team that a draft is being erased, without a word of what it told."""
    queue_mail(
        to=sorted(_team(page)),
        subject=f"{_place(page)}: Ein Entwurf wird gelöscht",
        template="review_draft_ended",
        context={"number": page.pk, "place": _place(page)},
    )


def team(page: Page) -> list[str]:
    """Return the addresses of the centre's team a page lies with; empty where nobody works there."""
    return sorted(_team(page))


def about(page_number: int | None) -> str:
    """Return how the outbox calls mails about a page."""
    return f"page:{page_number}"


def _place(page: Page) -> str:
    """Return the name of the centre that the page is of."""
    return " ".join(page.get_parent().title.split())


def _team(page: Page) -> set[str]:
    """Everybody whose own section or folder the page lies in."""
    people = User.objects.filter(
        is_active=True,
        groups__permissions__codename=f"role_{Role.REDAKTION}",
        groups__page_permissions__page__in=page.get_ancestors(inclusive=True),
    )
    return set(people.values_list("email", flat=True))


def _koordination() -> set[str]:
    people = User.objects.filter(is_active=True, groups__permissions__codename=f"role_{Role.KOORDINATION}")
    return set(people.values_list("email", flat=True))


def _mail(
    to: Iterable[str], template: str, subject: str, page: Page, *, can_wait: bool = False, **context
) -> None:
    """Queue it. `can_wait`: who collects mails reads it in her next digest."""
    edit_url = settings.BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    addresses = sorted(to)
    if addresses:
        queue_mail(
            to=addresses,
            subject=" ".join(subject.split()),
            template=template,
            about=about(page.pk),
            url=edit_url if can_wait else "",
            context={"title": page.draft_title, "edit_url": edit_url, **context},
        )
