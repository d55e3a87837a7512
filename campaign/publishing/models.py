"""What the Freigabe leaves behind: who submitted, who approved which exact revision, what was withdrawn."""

import hashlib
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Revision, Task, TaskState

from campaign.media import licences
from campaign.publishing.permissions import StoryLikePermissionTester
from campaign.publishing.steps import Step


class ApprovalTask(Task):
    """The one step of the workflow „Freigabe durch die Koordination“.

    Wagtail's own approve and reject buttons stay silent (no actions): approvals go through `review`, which checks
    revision, role and four eyes. While it runs nobody edits; the Redaktion may recall.
    """

    def locked_for_user(self, obj, user) -> bool:
        return True

    class Meta:
        verbose_name = "Freigabe durch die Koordination"
        verbose_name_plural = "Freigaben durch die Koordination"


class Submission(models.Model):
    """One submission for approval: the exact revision is the task state's."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="submission")
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="eingereicht von"
    )
    submitted_at = models.DateTimeField("eingereicht am", auto_now_add=True)
    note = models.TextField("Hinweis an die Koordination", blank=True)
    # What the next reviewer compares with, and what the checks said: the page does not change while it waits.
    snapshot = models.JSONField("mit eingereicht", default=dict, editable=False)
    warnings = models.PositiveSmallIntegerField("Hinweise der Prüfung", default=0, editable=False)

    class Meta:
        verbose_name = "Einreichung"
        verbose_name_plural = "Einreichungen"

    def __str__(self) -> str:
        return f"Einreichung {self.pk}"


class Claim(models.Model):
    """Somebody of the Koordination looks after a submission; the others see it and may act all the same."""

    task_state = models.OneToOneField(TaskState, on_delete=models.CASCADE, related_name="claim")
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name="übernommen von"
    )
    claimed_at = models.DateTimeField("übernommen am", default=timezone.now)

    class Meta:
        verbose_name = "Übernahme"
        verbose_name_plural = "Übernahmen"

    def __str__(self) -> str:
        return f"Übernahme {self.pk}"


class Remark(models.Model):
    """What the Koordination asks to change at one field, with the reason the submission was sent back for."""

    task_state = models.ForeignKey(TaskState, on_delete=models.CASCADE, related_name="remarks")
    field = models.CharField("Feld", max_length=60)
    text = models.TextField("Bitte")

    class Meta:
        verbose_name = "Anmerkung"
        verbose_name_plural = "Anmerkungen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Anmerkung zu {self.field}"


class ApprovalQuerySet(models.QuerySet["Approval"]):
    """Approvals by their state."""

    def in_force(self) -> "ApprovalQuerySet":
        """Neither replaced by a newer one nor withdrawn."""
        return self.filter(ended_at=None)

    def released(self) -> "ApprovalQuerySet":
        """In force, the time of publication has come, and every file may still be shown today."""
        lasting = Q(shown_until=None) | Q(shown_until__gte=licences.today())
        return self.in_force().filter(lasting).exclude(published_at=None)

    def waiting(self) -> "ApprovalQuerySet":
        """In force, publication still to come."""
        return self.in_force().filter(published_at=None)


class Approval(models.Model):
    """The Koordination's yes to one exact revision. Without it no story is public (see guard.py).

    `content_hash` is the SHA-256 of the revision's content: Wagtail can rewrite a revision in place. `snapshot` holds
    what the public page shows besides the revision (for a story: the persons as they are named).
    """

    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="approvals", verbose_name="Seite")
    revision = models.OneToOneField(
        Revision, on_delete=models.PROTECT, related_name="approval", verbose_name="Fassung"
    )
    content_hash = models.CharField("Prüfsumme der Fassung", max_length=64)
    snapshot = models.JSONField("mit freigegeben", default=dict)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name="freigegeben von"
    )
    approved_at = models.DateTimeField("freigegeben am", default=timezone.now)
    publish_at = models.DateTimeField("veröffentlichen ab", null=True, blank=True)
    published_at = models.DateTimeField("veröffentlicht am", null=True, blank=True)
    ended_at = models.DateTimeField("beendet am", null=True, blank=True)
    # The last good day of the licences of what the revision shows; see lapse.py, which keeps it right.
    shown_until = models.DateField("zeigbar bis", null=True, blank=True, db_index=True)
    # Why it ended by itself; empty where somebody withdrew it or approved a newer revision.
    lapsed_because = models.TextField("abgelaufen, weil", blank=True, default="")

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "Freigabe"
        verbose_name_plural = "Freigaben"
        indexes = [
            models.Index(fields=["publish_at"], condition=Q(published_at=None), name="approval_due_idx"),
            models.Index(fields=["page"], condition=~Q(lapsed_because=""), name="approval_lapsed_idx"),
        ]

    def __str__(self) -> str:
        return f"Freigabe der Fassung {self.revision_id}"


class WithdrawalQuerySet(models.QuerySet["Withdrawal"]):
    """Withdrawals by address and by what is left to erase."""

    def at(self, url_path: str) -> "WithdrawalQuerySet":
        """Withdrawals of the page that was once at this path (as in `Page.url_path`)."""
        return self.filter(url_hash=Withdrawal.hash_of(url_path))

    def of_public(self, number: int) -> "WithdrawalQuerySet":
        """The withdrawal of the page of this number; none for a draft that ended: it was never anybody's business."""
        return self.filter(page_number=number).exclude(url_hash=Withdrawal.hash_of_draft(number))

    def to_erase(self) -> "WithdrawalQuerySet":
        """Not everything of the page is gone yet."""
        return self.filter(erased_at=None)


class Withdrawal(models.Model):
    """A page that was public and is gone for good: its address answers 410 from then on.

    When everything of it is erased (see erasure.py), this row is the proof that is left: numbers, days and
    checksums, no content. So the address is kept as a checksum; words of a title stand in it.
    """

    page = models.OneToOneField(
        Page, null=True, on_delete=models.SET_NULL, related_name="withdrawal", verbose_name="Seite"
    )
    # The number stays when the page is gone: mails and the log name it.
    page_number = models.PositiveBigIntegerField("Nummer der Seite", null=True, editable=False)
    place = models.ForeignKey(
        Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="Ordner", editable=False
    )
    url_hash = models.CharField("Prüfsumme der Adresse", max_length=64, unique=True, editable=False)
    withdrawn_at = models.DateTimeField("zurückgezogen am", default=timezone.now)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="von"
    )
    reason = models.TextField("Grund", blank=True)
    # What the steps of the erasure have to know when the page is gone already: numbers and names of files.
    plan = models.JSONField("zu löschen", default=dict, blank=True, editable=False)
    # Files that other pages go on showing, to be erased when they no longer do; see leftovers.py.
    left = models.JSONField("noch gezeigt", default=dict, blank=True, editable=False)
    proof = models.JSONField("Nachweis", default=dict, blank=True, editable=False)
    erased_at = models.DateTimeField("gelöscht am", null=True, blank=True, editable=False, db_index=True)

    objects = WithdrawalQuerySet.as_manager()

    class Meta:
        verbose_name = "Rückzug"
        verbose_name_plural = "Rückzüge"

    def __str__(self) -> str:
        return f"Rückzug der Seite {self.page_number}"

    @staticmethod
    def hash_of(url_path: str) -> str:
        """Return the checksum of an address: SHA-256, hex."""
        return hashlib.sha256(url_path.encode()).hexdigest()

    @staticmethod
    def hash_of_draft(number: int) -> str:
        """Return what stands for the address of a draft that ended: no address begins like that."""
        return Withdrawal.hash_of(f"Entwurf {number}")


class ErasureStep(models.Model):
    """One step of an erasure that is done; the cascade goes on after the last one."""

    withdrawal = models.ForeignKey(Withdrawal, on_delete=models.CASCADE, related_name="steps")
    name = models.CharField("Schritt", max_length=60)
    done_at = models.DateTimeField("erledigt am", default=timezone.now)

    class Meta:
        verbose_name = "Schritt einer Löschung"
        verbose_name_plural = "Schritte einer Löschung"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["withdrawal", "name"], name="erasure_step_once")
        ]

    def __str__(self) -> str:
        return self.name


class ApprovalRequired(models.Model):
    """Mixin for page types that are public only by approval of the exact revision.

    Put it before the page class: it closes every way Wagtail has to publish, for everybody, superusers too.
    """

    # The item of the menu that its forms belong to (campaign/accounts/whereabouts.py).
    menu_view: ClassVar[str] = "publishing_index"
    # Somebody looks at every picture before it is public, so portraits of people who are named may be shown, too.
    shows_named_portraits: ClassVar[bool] = True
    # The groups of its form, in the order in which they are filled (campaign/publishing/guide.py).
    steps: ClassVar[tuple[Step, ...]] = ()
    # Fields to which a reviewer can write a remark: name -> what people call it.
    remarks_on: ClassVar[dict[str, str]] = {}
    # Fields that follow from where the page lies in the tree: moving it is no new content.
    follows_place: ClassVar[frozenset[str]] = frozenset()
    # The day for which the checks ask; None: today. The approval sets it when the page is to appear later.
    appears_on: date | None = None

    class Meta:
        abstract = True

    def permissions_for_user(self, user) -> StoryLikePermissionTester:
        return StoryLikePermissionTester(user, self)

    def save_revision(self, *args: Any, overwrite_revision: Any = None, **kwargs: Any) -> Revision:
        """Always make a new revision: an approval names one, so none may change in place."""
        self.go_live_at = self.expire_at = None
        return super().save_revision(*args, **kwargs)  # type: ignore[misc]  # the page class follows this mixin

    def approval_snapshot(self) -> dict[str, Any]:
        """Return what the approval covers besides the revision, as JSON-ready data."""
        return {}

    def approval_basis(self) -> dict[str, Any]:
        """Return what the approval rests on, but nobody is shown, as JSON-ready data; it may change afterwards."""
        return {}

    def after_approval(self, approval: Approval) -> None:
        """Keep rows of its own about an approval, in the approval's transaction; `self` is the approved content."""

    def publication_obstacle(self, approval: Approval) -> str:
        """Say in German why the approved revision may not be public now in spite of its approval; "" when it may."""
        return ""
