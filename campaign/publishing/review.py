"""The acts of the Freigabe: submit, recall, approve, send back, withdraw. Each in one transaction under a row lock.

They raise PermissionDenied (the role or the four-eyes rule forbids it), Conflict (somebody was faster, or it is no
longer the revision that was looked at) or Blocked (the checks say no). Mails go through the outbox.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, TaskState, WorkflowState

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.audit import log
from campaign.publishing import checks, guard, lapse, notifications, seen
from campaign.publishing.models import Approval, Claim, Remark, Submission, Withdrawal

# Who withdraws without an account, as the log names her.
BY_LINK = "Persönlicher Link"


class Conflict(Exception):
    """The page is in another state than the act needs; the text says which, for the person who tried."""


class Blocked(Exception):
    """The checks found something that must be mended first; `findings` lists it."""

    def __init__(self, findings: list[checks.Finding]) -> None:
        super().__init__("; ".join(finding.text for finding in findings))
        self.findings = findings


@contextmanager
def _locked(page_id: int) -> Iterator[Page]:
    """Hold the page's row, so that of two people who press at once one waits and then sees the new state."""
    with transaction.atomic():
        Page.objects.select_for_update().get(pk=page_id)
        yield Page.objects.get(pk=page_id).specific


def is_own(page: Page, user: User) -> bool:
    """Whether the page is the user's to submit: the own centre's, or written by this coordinator."""
    return user.owns(page) or (user.has_role(Role.KOORDINATION) and user.pk in _writers(page))


def may_withdraw(page: Page, user: User) -> bool:
    """Centre, Koordination and Technik take offline at once."""
    return user.owns(page) or bool(user.roles & {Role.KOORDINATION, Role.TECHNIK})


def may_review(page: Page, user: User) -> bool:
    """The Koordination, but nobody who wrote, last edited or submitted it. Being superuser does not help."""
    return user.has_role(Role.KOORDINATION) and user.pk not in _writers(page) | _submitters(page)


def task_in_review(page: Page) -> TaskState | None:
    """Return the open approval task of a page, or None."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_IN_PROGRESS:
        return None
    task = state.current_task_state
    task.workflow_state = state
    return task


def submit(page: Page, user: User, *, revision_id: int, note: str = "") -> Submission:
    """Hand the latest revision in for approval. `revision_id`: the one the user was looking at."""
    with _locked(page.pk) as page:
        _require(is_own(page, user))
        if page.locked or page.workflow_in_progress:
            raise Conflict("Die Geschichte liegt schon zur Freigabe oder ist zurückgezogen.")
        _same_revision(page, revision_id)
        if Approval.objects.filter(revision_id=revision_id).exists():
            raise Conflict("Diese Fassung ist schon freigegeben. Zum Ändern speichern Sie zuerst eine neue.")
        content = page.get_latest_revision_as_object()
        found = checks.findings(content)
        if blockers := [one for one in found if one.level is checks.Level.BLOCKER]:
            raise Blocked(blockers)
        state = page.current_workflow_state
        if state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
            state.resume(user)
        else:
            state = page.get_workflow().start(page, user)
        state.refresh_from_db()
        submission = Submission.objects.create(
            task_state=state.current_task_state,
            submitted_by=user,
            note=note,
            snapshot=content.approval_snapshot(),
            warnings=len(found),
        )
        _record("submitted", page, user, revision_id)
        notifications.submitted(page, submission)
    return submission


def recall(page: Page, user: User) -> None:
    """Take a submission back, to go on working on it."""
    with _locked(page.pk) as page:
        _require(is_own(page, user))
        task = _open_task(page)
        task.workflow_state.cancel(user=user)
        _record("recalled", page, user, task.revision_id)


def approve(
    page: Page, user: User, *, revision_id: int, seen_checksum: str = "", publish_at: datetime | None = None
) -> Approval:
    """Approve exactly this revision; it goes live now, or at `publish_at` (aware datetime).

    `seen_checksum`: `seen.checksum` of what the user was looking at; "" where nobody looked (code, demo).
    """
    with _locked(page.pk) as page:
        _require(may_review(page, user))
        task = _open_task(page, revision_id)
        content = task.revision.as_object()
        checksum = seen.checksum(content)
        if seen_checksum and seen_checksum != checksum:
            raise Conflict(
                "Bilder oder Angaben der Geschichte haben sich geändert. Bitte sehen Sie sie noch einmal an."
            )
        content.appears_on = timezone.localdate(publish_at) if publish_at else None
        if found := checks.blockers(content):
            raise Blocked(found)
        approval = Approval.objects.create(
            page=page,
            revision=task.revision,
            content_hash=guard.content_hash(task.revision),
            snapshot=content.approval_snapshot() | {"basis": content.approval_basis(), "seen": checksum},
            approved_by=user,
            publish_at=publish_at,
            shown_until=lapse.last_day(content),
        )
        content.after_approval(approval)
        _record("approved", page, user, revision_id)
        task.specific.approve(user=user)
        notifications.approved(page, approval)
    return approval


def claim(page: Page, user: User) -> None:
    """Say that this person looks after what waits, instead of whoever did before."""
    with _locked(page.pk) as page:
        _require(may_review(page, user))
        task = _open_task(page)
        Claim.objects.update_or_create(
            task_state=task, defaults={"claimed_by": user, "claimed_at": timezone.now()}
        )
        _record("claimed", page, user, task.revision_id)


def send_back(
    page: Page, user: User, *, revision_id: int, reason: str, remarks: dict[str, str] | None = None
) -> None:
    """Ask for changes; what is asked for is mandatory and reaches the whole team of the centre.

    remarks: name of a field of `page.remarks_on` -> what should change there.
    """
    remarks = remarks or {}
    if not reason.strip() and not remarks:
        raise ValueError("Bitte nennen Sie einen Grund.")
    with _locked(page.pk) as page:
        _require(may_review(page, user))
        task = _open_task(page, revision_id)
        Remark.objects.bulk_create(
            Remark(task_state=task, field=name, text=text) for name, text in remarks.items()
        )
        task.specific.reject(user=user, comment=reason.strip())
        _record("sent_back", page, user, revision_id)
        notifications.sent_back(page, reason.strip(), remarks)


def withdraw(page: Page, user: User, *, reason: str = "") -> Withdrawal:
    """Take a published or approved page offline at once and for good: 410 from then on."""
    with _locked(page.pk) as page:
        _require(may_withdraw(page, user))
        return _withdraw(page, user, reason)


def withdraw_for_person(page: Page, *, reason: str = "") -> Withdrawal:
    """The same for somebody the page shows, who has no account: her personal link, checked before, is her right."""
    with _locked(page.pk) as page:
        return _withdraw(page, None, reason)


def _withdraw(page: Page, user: User | None, reason: str) -> Withdrawal:
    approvals = Approval.objects.in_force().filter(page=page)
    if hasattr(page, "withdrawal") or not (page.live or page.first_published_at or approvals.exists()):
        raise Conflict("Die Geschichte ist nicht veröffentlicht.")
    approvals.update(ended_at=timezone.now())
    if page.live:
        UnpublishPageAction(page, user=user).execute(skip_permission_checks=True)
    _close(page, user)
    withdrawal = Withdrawal.objects.create(
        page_id=page.pk,
        page_number=page.pk,
        place=page.get_parent(),
        url_hash=Withdrawal.hash_of(page.url_path),
        withdrawn_by=user,
        reason=reason,
    )
    _record("withdrawn", page, user or BY_LINK, page.latest_revision_id)
    notifications.withdrawn(page)
    return withdrawal


def end_draft(page: Page) -> Withdrawal:
    """Give a page that was never public to the erasure. Its address says nothing and is free again. Raises Conflict."""
    with _locked(page.pk) as page:
        approvals = Approval.objects.in_force().filter(page=page)
        if hasattr(page, "withdrawal") or page.live or page.first_published_at or approvals.exists():
            raise Conflict("Die Geschichte ist kein Entwurf.")
        _close(page, None)
        withdrawal = Withdrawal.objects.create(
            page_id=page.pk,
            page_number=page.pk,
            place=page.get_parent(),
            url_hash=Withdrawal.hash_of_draft(page.pk),
        )
        _record("draft_ended", page, log.NO_ACTOR, page.latest_revision_id)
        notifications.draft_ended(page)
    return withdrawal


def _close(page: Page, user: User | None) -> None:
    """End what is under way with a page and lock it for everybody."""
    if page.workflow_in_progress or page.workflow_states.filter(status="needs_changes").exists():
        page.current_workflow_state.cancel(user=user)
    Page.objects.filter(pk=page.pk).update(locked=True, locked_at=timezone.now(), locked_by=None)


def remarks_at(page: Page) -> list[dict[str, str]]:
    """Return what the Koordination asked to change at fields when it last sent the page back: {label, text, anchor}."""
    state = page.current_workflow_state
    if state is None or state.status != WorkflowState.STATUS_NEEDS_CHANGES:
        return []
    labels = page.specific_class.remarks_on
    return [
        {"label": labels.get(one.field, one.field), "text": one.text, "anchor": checks.anchor(one.field)}
        for one in state.current_task_state.remarks.all()
    ]


def _require(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


def _open_task(page: Page, revision_id: int | None = None) -> TaskState:
    task = task_in_review(page)
    if task is None:
        raise Conflict("Die Geschichte liegt nicht mehr zur Freigabe.")
    if revision_id is not None and revision_id != task.revision_id:
        raise Conflict("Inzwischen liegt eine andere Fassung zur Freigabe.")
    if revision_id is not None:
        _same_revision(page, revision_id)
    return task


def _same_revision(page: Page, revision_id: int) -> None:
    if revision_id != page.latest_revision_id:
        raise Conflict("Inzwischen gibt es eine neuere Fassung. Bitte sehen Sie diese zuerst an.")


def _writers(page: Page) -> set[int | None]:
    return {page.owner_id, page.latest_revision and page.latest_revision.user_id}


def _submitters(page: Page) -> set[int | None]:
    task = task_in_review(page)
    if task is None:
        return set()
    submission = getattr(task, "submission", None)
    return {task.workflow_state.requested_by_id, submission and submission.submitted_by_id}


def _record(act: str, page: Page, user: User | str, revision_id: int | None) -> None:
    log.record(f"page.{act}", actor=user, obj=page, label=f"Seite {page.pk}", data={"revision": revision_id})
