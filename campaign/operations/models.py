"""What the cache of pages in front of the website holds, and what changed since."""

from django.db import models
from django.utils import timezone


class CachedCopy(models.Model):
    """An address whose answer nginx may hold a copy of, and what was read to make it."""

    uri = models.CharField("Adresse", max_length=300, unique=True)
    tables = models.JSONField("gelesen", default=list)
    stored_at = models.DateTimeField("abgelegt am", default=timezone.now)
    fresh_until = models.DateTimeField("gilt bis", db_index=True)
    # nginx shows it beyond its time while the database is away.
    kept = models.BooleanField("bleibt für Störungen", default=False)

    class Meta:
        verbose_name = "Kopie"
        verbose_name_plural = "Kopien"

    def __str__(self) -> str:
        return f"Kopie {self.pk}"


class CacheChange(models.Model):
    """A table was written to; it stands in the same transaction. `done_at`: every copy that read it was replaced."""

    table = models.CharField("Tabelle", max_length=63)
    made_at = models.DateTimeField("geschrieben am", default=timezone.now)
    done_at = models.DateTimeField("nachgezogen am", null=True, blank=True)

    class Meta:
        verbose_name = "Änderung"
        verbose_name_plural = "Änderungen"

    def __str__(self) -> str:
        return f"{self.table} {self.made_at:%d.%m.%Y %H:%M:%S}"
