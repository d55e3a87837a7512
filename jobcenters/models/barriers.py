"""„Barriere melden“: what people tell us about hindrances on the website, and our answer within a month."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from campaign.accounts.models import User
from campaign.accounts.roles import Role


class BarrierReportQuerySet(models.QuerySet["BarrierReport"]):
    """Reports in domain words."""

    def seen_by(self, user: User) -> Self:
        """What a person may read: the Koordination all of them, a Redaktion those about its own centres."""
        if user.has_role(Role.KOORDINATION):
            return self.all()
        return self.of_redaktion(user)

    def of_redaktion(self, user: Any) -> Self:
        """Those about a page of the person's own centres."""
        return self.filter(centre__group__user=user)

    def open(self) -> Self:
        """Those that nobody has answered yet."""
        return self.exclude(state=BarrierReport.State.ANSWERED)

    def with_koordination(self) -> Self:
        """Those that the Koordination has to answer."""
        return self.filter(Q(centre=None) | Q(passed_at__isnull=False))

    def urgent_first(self) -> Self:
        """Open ones by due date, then the answered, the newest first."""
        answered = Q(state=BarrierReport.State.ANSWERED)
        return self.order_by(
            models.Case(models.When(answered, then=1), default=0),
            models.Case(models.When(answered, then=None), default=F("due_on")),
            "-received_on",
            "-pk",
        )


class BarrierReport(models.Model):
    """One report. `jobcenters.barriers.acts` alone writes; what tells of the person goes after `forget_on`."""

    class State(models.TextChoices):
        NEW = "new", "neu"
        WORKING = "working", "in Arbeit"
        ANSWERED = "answered", "beantwortet"

    number = models.CharField("Nummer", max_length=20, unique=True)
    # Whose Redaktion answers; None: the Koordination.
    centre = models.ForeignKey(
        "jobcenters.Jobcenter",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="barriers",
        verbose_name="Jobcenter",
    )
    page_path = models.CharField("Seite", max_length=500, blank=True)
    problem = models.TextField("Was nicht geht", max_length=3000, blank=True)
    assistive = models.CharField("Hilfsmittel", max_length=200, blank=True)
    email = models.EmailField("E-Mail", blank=True)
    phone = models.CharField("Telefon", max_length=40, blank=True)
    received_on = models.DateField("Eingegangen am")
    due_on = models.DateField("Antwort bis")
    state = models.CharField("Stand", max_length=10, choices=State.choices, default=State.NEW)
    worked_on_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    passed_at = models.DateTimeField("an die Koordination gegeben am", null=True)
    passed_note = models.TextField("Hinweis an die Koordination", max_length=1000, blank=True)
    answer = models.TextField("Antwort", max_length=4000, blank=True)
    answered_at = models.DateTimeField("beantwortet am", null=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    # How many reminders went out: 1 a week before the day, 2 when it is over.
    reminders = models.PositiveSmallIntegerField(default=0)
    forgotten_at = models.DateTimeField("Angaben gelöscht am", null=True)

    objects = BarrierReportQuerySet.as_manager()

    class Meta:
        verbose_name = "Gemeldete Barriere"
        verbose_name_plural = "Gemeldete Barrieren"
        indexes = [models.Index(fields=["state", "due_on"], name="barrier_due")]

    def __str__(self) -> str:
        return self.number

    @property
    def is_open(self) -> bool:
        """Whether it still waits for an answer."""
        return self.state != self.State.ANSWERED

    @property
    def is_with_koordination(self) -> bool:
        """Whether the Koordination has to answer it."""
        return self.centre_id is None or self.passed_at is not None
