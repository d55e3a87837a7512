"""What a look through the public pages found: words of yesterday, and links that lead nowhere."""

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import Page


class OutdatedTerm(models.Model):
    """A word that the law or good usage no longer has, since when, and the word of today."""

    word = models.CharField("Wort", max_length=80, unique=True, help_text="So heißt es in der Liste.")
    spellings = models.TextField(
        "Schreibweisen",
        max_length=1000,
        help_text="Eine je Zeile. Ein Stern steht für beliebige Buchstaben: *bürgergeld* findet auch "
        "„Bürgergeldes“ und „Bürgergeldbezug“. Groß und klein, ü und ue, Leerzeichen und Bindestrich sind gleich.",
    )
    since = models.DateField("veraltet seit", default=date.today)
    instead = models.CharField("heute heißt es", max_length=120)
    note = models.TextField("Anmerkung", max_length=500, blank=True)

    class Meta:
        verbose_name = "veraltetes Wort"
        verbose_name_plural = "veraltete Wörter"
        ordering = ["word"]

    def __str__(self) -> str:
        return self.word

    def clean(self) -> None:
        """A spelling without four letters or digits would be found everywhere."""
        lines = [line for line in self.spellings.splitlines() if line.strip()]
        if any(sum(letter.isalnum() for letter in line) < 4 for line in lines) or not lines:
            message = "Jede Schreibweise braucht mindestens vier Buchstaben oder Ziffern."
            raise ValidationError({"spellings": message})


class TermFinding(models.Model):
    """An outdated word at one place of a public page; `allowed_at`: it stands there rightly, as in a quotation."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey(OutdatedTerm, on_delete=models.CASCADE, related_name="+")
    place = models.CharField("wo", max_length=200)
    word = models.CharField("gefunden", max_length=120)
    before = models.CharField(max_length=200, blank=True)
    after = models.CharField(max_length=200, blank=True)
    # Which place it is, also after the next look through: of word, sentence and place.
    digest = models.CharField(max_length=64)
    allowed_at = models.DateTimeField("darf stehen bleiben seit", null=True, blank=True)
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "Fundstelle"
        verbose_name_plural = "Fundstellen"
        ordering = ["page_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["page", "digest"], name="campaign_one_finding_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.word} ({self.place})"


class PageLink(models.Model):
    """A link of a public page; `problem` says in words what is wrong with it, "" when nothing is known."""

    wagtail_reference_index_ignore = True

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    address = models.CharField("Ziel", max_length=500)
    place = models.CharField("wo", max_length=200)
    problem = models.CharField("was fehlt", max_length=200, blank=True)

    class Meta:
        verbose_name = "Link"
        verbose_name_plural = "Links"
        ordering = ["page_id", "pk"]
        indexes = [models.Index(fields=["address"], name="campaign_link_address")]

    def __str__(self) -> str:
        return self.address


class LinkCheck(models.Model):
    """An address of another website that our pages lead to: when it was asked, and on how many days it failed."""

    wagtail_reference_index_ignore = True

    address = models.CharField("Adresse", max_length=500, unique=True)
    due_at = models.DateTimeField("nächste Prüfung", db_index=True)
    failed_days = models.PositiveSmallIntegerField("Tage ohne Antwort", default=0)
    last_failed_on = models.DateField("zuletzt ohne Antwort", null=True, blank=True)
    problem = models.CharField("was fehlt", max_length=200, blank=True)

    class Meta:
        verbose_name = "geprüfte Adresse"
        verbose_name_plural = "geprüfte Adressen"

    def __str__(self) -> str:
        return self.address


class PageReading(models.Model):
    """That a page was looked through, in which state, and with which list of words."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", primary_key=True)
    published_at = models.DateTimeField(null=True)
    terms = models.CharField(max_length=64)
    read_at = models.DateTimeField()

    class Meta:
        verbose_name = "Durchsicht"
        verbose_name_plural = "Durchsichten"

    def __str__(self) -> str:
        return f"Seite {self.page_id}"
