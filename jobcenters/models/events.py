"""Events: the page in the section of the centre that holds it, and the centres that hold it together with it."""

from datetime import date
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.models import PageManager
from wagtail.query import PageQuerySet
from wagtail.search import index

from campaign.blocks import BodyBlock
from campaign.fields import StreamField
from campaign.models import CampaignPage
from jobcenters.events import times
from jobcenters.events.forms import EventPageForm
from jobcenters.fields import PhoneField
from jobcenters.models.aktionen import AktionPage
from jobcenters.models.section import PageOfSection
from jobcenters.panels import event_field


class EventKind(models.TextChoices):
    """What sort of event."""

    OPEN_DAY = "tag-der-offenen-tuer", "Tag der offenen Tür"
    JOB_FAIR = "jobmesse", "Jobmesse"
    INFO = "infoveranstaltung", "Infoveranstaltung"
    WORKSHOP = "workshop", "Workshop"
    TALK = "gespraech", "Gespräch und Diskussion"
    PRESS = "pressetermin", "Pressetermin"
    OTHER = "weiteres", "Weiteres"


class EventQuerySet(PageQuerySet):
    """Events in domain words."""

    def ahead(self, day: date) -> "EventQuerySet":
        """Those that are not over on a day."""
        return self.filter(models.Q(ends_on__gte=day) | models.Q(ends_on=None, starts_on__gte=day))

    def behind(self, day: date) -> "EventQuerySet":
        """Those that are over on a day."""
        return self.filter(models.Q(ends_on__lt=day) | models.Q(ends_on=None, starts_on__lt=day))


class EventPage(PageOfSection):
    """An event of one centre, whose Redaktion publishes it without asking; others hold it with it once they agree."""

    menu_view = "events_index"

    kind = models.CharField("Art", max_length=30, choices=EventKind.choices, default=EventKind.INFO)
    starts_on = models.DateField("Tag")
    starts_at = models.TimeField(
        "Beginn", null=True, blank=True, help_text="Leer: ganztägig. Zum Beispiel 10:00"
    )
    ends_on = models.DateField(
        "Letzter Tag", null=True, blank=True, help_text="Nur, wenn es mehrere Tage dauert."
    )
    ends_at = models.TimeField("Ende", null=True, blank=True)
    place_name = models.CharField(
        "Ort", max_length=150, blank=True, help_text="Gebäude und Raum, zum Beispiel: Kreishaus, Saal 1"
    )
    street = models.CharField("Straße und Hausnummer", max_length=150, blank=True)
    postcode = models.CharField("Postleitzahl", max_length=5, blank=True)
    town = models.CharField("Stadt oder Gemeinde", max_length=100, blank=True)
    online_url = models.URLField("Adresse im Netz", blank=True, help_text="Wenn man online teilnehmen kann.")
    access = models.TextField(
        "Barrierefreiheit",
        blank=True,
        max_length=500,
        help_text="Stufen, Aufzug, Toilette, Gebärdensprache, Schriftmittlung, Leichte Sprache …",
    )
    intro = models.TextField("In einem Satz", max_length=400)
    body = StreamField(BodyBlock(), blank=True, verbose_name="Text")
    contact_name = models.CharField("Name", max_length=120, blank=True)
    contact_phone = PhoneField("Telefon", blank=True)
    contact_phone_extension = models.CharField(max_length=20, blank=True, editable=False)
    contact_email = models.EmailField("E-Mail", blank=True)
    registration = models.CharField(
        "Anmeldung",
        max_length=250,
        blank=True,
        help_text="Zum Beispiel: bis 20. August per E-Mail. Leer: ohne Anmeldung.",
    )
    registration_url = models.URLField("Adresse der Anmeldung", blank=True)
    aktion = models.ForeignKey(
        AktionPage,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="events",
        verbose_name="Gehört zur Aktion",
    )
    cancelled = models.BooleanField(
        "Abgesagt", default=False, help_text="Der Termin bleibt stehen und sagt, dass er ausfällt."
    )
    cancelled_note = models.CharField("Grund oder Ersatz", max_length=250, blank=True)

    base_form_class = EventPageForm
    content_panels = [
        *CampaignPage.content_panels,
        event_field("kind"),
        event_field("aktion"),
        MultiFieldPanel(
            [
                FieldRowPanel([event_field("starts_on"), event_field("starts_at"), event_field("ends_at")]),
                event_field("ends_on"),
            ],
            heading="1 · Wann",
        ),
        MultiFieldPanel(
            [
                event_field("place_name"),
                event_field("street"),
                FieldRowPanel([event_field("postcode"), event_field("town")]),
                event_field("online_url"),
                event_field("access"),
            ],
            heading="2 · Wo",
        ),
        MultiFieldPanel([event_field("intro"), event_field("body")], heading="3 · Was"),
        MultiFieldPanel(
            [
                event_field("registration"),
                event_field("registration_url"),
                event_field("contact_name"),
                event_field("contact_phone"),
                event_field("contact_email"),
            ],
            heading="4 · Anmeldung und Kontakt",
        ),
        MultiFieldPanel([event_field("cancelled"), event_field("cancelled_note")], heading="5 · Fällt aus?"),
    ]
    search_fields = [
        *CampaignPage.search_fields,
        index.SearchField("intro"),
        index.SearchField("body"),
        index.SearchField("place_name"),
        index.SearchField("town"),
    ]
    served_with = ("aktion",)
    parent_page_types = ["jobcenters.JobcenterPage"]
    subpage_types: list[str] = []

    objects = PageManager.from_queryset(EventQuerySet)()

    class Meta:
        verbose_name = "Termin"
        verbose_name_plural = "Termine"

    def clean(self) -> None:
        """Start and end fit together."""
        super().clean()
        problem = self.span.problem() if self.starts_on else None
        if problem:
            raise ValidationError({problem[0]: problem[1]})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from jobcenters.events import showing

        context = super().get_context(request, *args, **kwargs)
        return context | showing.of_event(self, timezone.localdate())

    @property
    def span(self) -> times.Span:
        """When it is, as one value."""
        return times.Span(self.starts_on, self.starts_at, self.ends_on, self.ends_at)

    @property
    def when(self) -> str:
        """When it is, in words."""
        return times.in_words(self.span)

    @property
    def where(self) -> str:
        """Where it is, in one line."""
        parts = (self.place_name, self.street, f"{self.postcode} {self.town}".strip())
        return ", ".join(filter(None, parts)) or ("Online" if self.online_url else "")


class CoHost(models.Model):
    """A centre that is asked to hold an event together with the one that owns it.

    It is named in public only with its own yes. What it was told is kept with the question: later drafts of the event
    are not its business. A plain key and no part of the page: going back to an old version of the page must not bring
    back a yes that was taken back.
    """

    class Says(models.TextChoices):
        ASKED = "asked", "noch keine Antwort"
        YES = "yes", "zugesagt"
        NO = "no", "abgesagt"

    event = models.ForeignKey(
        EventPage, on_delete=models.CASCADE, related_name="co_hosts", verbose_name="Termin"
    )
    centre = models.ForeignKey(
        "jobcenters.Jobcenter", on_delete=models.CASCADE, related_name="co_hosted", verbose_name="Jobcenter"
    )
    says = models.CharField("Antwort", max_length=5, choices=Says.choices, default=Says.ASKED)
    # Only together: without this centre's yes the event is not published.
    required = models.BooleanField("nur gemeinsam", default=False)
    told_title = models.CharField("Titel", max_length=255)
    told_when = models.CharField("Wann", max_length=120)
    told_where = models.CharField("Wo", max_length=450, blank=True)
    told_message = models.TextField("Nachricht", blank=True, max_length=1000)
    asked_at = models.DateTimeField("gefragt am")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    answer_note = models.CharField("Bemerkung", max_length=500, blank=True)
    answered_at = models.DateTimeField("geantwortet am", null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = "Anfrage für einen gemeinsamen Termin"
        verbose_name_plural = "Anfragen für gemeinsame Termine"
        constraints = [models.UniqueConstraint(fields=["event", "centre"], name="one_question_per_centre")]

    def __str__(self) -> str:
        return f"{self.centre}: {self.get_says_display()}"
