"""How often something was seen."""

from django.db import models


class DailyCount(models.Model):
    """How often a page or an embed was shown on one day; of an embed also on which host. Says nothing of persons."""

    day = models.DateField("Tag")
    kind = models.CharField("Art", max_length=10)
    # The number of a page, or what is embedded: „story:17“.
    key = models.CharField("was", max_length=80)
    host = models.CharField("Website", max_length=100, blank=True)
    number = models.PositiveIntegerField("Aufrufe", default=0)

    class Meta:
        verbose_name = "Tageszahl"
        verbose_name_plural = "Tageszahlen"
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "day", "host"], name="campaign_one_count_a_day")
        ]
        indexes = [models.Index(fields=["day", "kind"], name="campaign_count_day")]

    def __str__(self) -> str:
        return f"{self.day}: {self.kind} {self.key}"


class CountedFile(models.Model):
    """The name of a file of views that is in the numbers: it is never counted twice."""

    name = models.CharField(max_length=60, unique=True)
    counted_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "gezählte Datei"
        verbose_name_plural = "gezählte Dateien"

    def __str__(self) -> str:
        return self.name
