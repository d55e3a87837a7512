"""The personal links of people who have no account: to agree, and to withdraw."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from stories.models.consent import Consent
from stories.models.person import Person


class ConsentLink(models.Model):
    """One link for one person or guardian. The token itself is nowhere but in the link: here lies its SHA-256.

    So it outlives a new SECRET_KEY, and a copy of the database opens nothing. One to agree ends after two weeks; one
    to withdraw never does.
    """

    class Purpose(models.TextChoices):
        ASK = "ask", "einwilligen"
        WITHDRAW = "withdraw", "widerrufen"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links")
    purpose = models.CharField("Zweck", max_length=10, choices=Purpose.choices)
    giver = models.CharField("Für wen", max_length=10, choices=Consent.By.choices, default=Consent.By.SELF)
    token_hash = models.CharField("Prüfsumme", max_length=64, unique=True)
    consent = models.ForeignKey(Consent, null=True, on_delete=models.CASCADE, related_name="links")
    created_at = models.DateTimeField("erstellt am", default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="von"
    )
    expires_at = models.DateTimeField("gilt bis", null=True)
    wish = models.TextField("Änderungswunsch", blank=True)
    wish_at = models.DateTimeField("gewünscht am", null=True)

    class Meta:
        verbose_name = "persönlicher Link"
        verbose_name_plural = "persönliche Links"

    def __str__(self) -> str:
        return f"Link {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether the person can still agree with it."""
        return self.consent_id is None and (self.expires_at is None or self.expires_at > timezone.now())
