"""Who shows a story elsewhere, so that a withdrawal reaches the copies."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from stories.consents.rules import Channel


class Reuse(models.Model):
    """A place outside this website that shows a story: who, where, since when, and whom to write to.

    `stories.sharing.acts` is the only writer. With the story it goes; the proof keeps how many were told. What was noticed
    by itself (`stories.sharing.noticing`) has the host as its place, and no address until somebody enters one.
    """

    class Kind(models.TextChoices):
        SITE = "site", "Website"
        PAPER = "paper", "Zeitung, Radio oder Fernsehen"
        SOCIAL = "social", "Soziale Medien"
        PRINT = "print", "Gedrucktes, zum Beispiel ein Flyer"

    class Source(models.TextChoices):
        MANUAL = "manual", "eingetragen"
        RECORDED = "recorded", "von selbst bemerkt"

    CHANNELS: ClassVar[dict[str, Channel]] = {
        Kind.SITE: Channel.PARTNERS,
        Kind.PAPER: Channel.PRESS,
        Kind.SOCIAL: Channel.SOCIAL,
        Kind.PRINT: Channel.PRINT,
    }

    story = models.ForeignKey("stories.StoryPage", on_delete=models.CASCADE, related_name="reuses")
    kind = models.CharField("Wo", max_length=10, choices=Kind.choices, default=Kind.SITE)
    place = models.CharField("Wer zeigt die Geschichte?", max_length=120)
    url = models.URLField("Adresse im Internet", max_length=500, blank=True)
    email = models.EmailField("E-Mail der Ansprechperson", blank=True)
    since = models.DateField("seit", default=timezone.localdate)
    source = models.CharField(
        "Woher wir es wissen", max_length=10, choices=Source.choices, default=Source.MANUAL, editable=False
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name="von",
    )
    recorded_at = models.DateTimeField("eingetragen am", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "Verwendung"
        verbose_name_plural = "Verwendungen"
        ordering = ["-since", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["story", "url"],
                condition=models.Q(source="recorded"),
                name="reuse_noticed_once",
            )
        ]

    def __str__(self) -> str:
        return f"Verwendung {self.pk}"

    @property
    def channel(self) -> Channel:
        """The channel for which everybody shown must have agreed."""
        return self.CHANNELS[self.kind]
