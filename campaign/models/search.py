"""What the public search looks through: one row per public page or document."""

from django.conf import settings
from django.db import models
from wagtail.models import Page


class SearchEntry(models.Model):
    """A public page or document as the search knows it; written only by `campaign/search/writing.py`.

    PostgreSQL has a column more, `vector`: the three texts with German stems, made by the database itself (migration
    `search_vector`). A row is no permission: whether it may be shown is asked anew with each search.
    """

    # Neither the usage of files nor the question what a page refers to is about the search.
    wagtail_reference_index_ignore = True

    kind = models.CharField("Art", max_length=20, db_index=True)
    page = models.OneToOneField(
        Page, null=True, blank=True, on_delete=models.CASCADE, related_name="search_entry"
    )
    document = models.OneToOneField(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="search_entry",
    )
    title = models.CharField("Titel", max_length=255)
    label = models.CharField("woher", max_length=300, blank=True)
    keywords = models.TextField("weitere Namen", blank=True)
    text = models.TextField("Text", blank=True)
    written_at = models.DateTimeField("geschrieben", auto_now=True)

    class Meta:
        verbose_name = "Eintrag der Suche"
        verbose_name_plural = "Einträge der Suche"

    def __str__(self) -> str:
        return self.title
