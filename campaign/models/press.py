"""Press: the index with the national contacts, and the releases below it."""

from collections import defaultdict
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaign import press_feed
from campaign.campaign_blocks import CampaignBodyBlock
from campaign.contacts import check_phone, tel_uri
from campaign.fields import StreamField
from campaign.models import press_pictures
from campaign.models.base import CampaignPage, FixedPage

FEED = "feed"
# So many releases stand on the index with their first sentences, the others with date and headline.
WITH_LEAD = 3


class Publisher(models.TextChoices):
    """The two associations that publish the campaign."""

    DLT = "dlt", "Deutscher Landkreistag"
    DST = "dst", "Deutscher Städtetag"


class Issuer(models.TextChoices):
    """Who issues a release."""

    BOTH = "beide", "Deutscher Landkreistag und Deutscher Städtetag"
    DLT = Publisher.DLT.value, Publisher.DLT.label
    DST = Publisher.DST.value, Publisher.DST.label


class PressIndexPage(FixedPage, CampaignPage):
    """„Presse“: releases newest first, contacts of both publishers, and what a newsroom may use."""

    intro = models.TextField("Einleitung", blank=True, help_text="Ein bis drei Sätze.")
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name="Text")
    about = models.TextField(
        "Über die Kampagne",
        blank=True,
        max_length=800,
        help_text="Steht am Ende jeder Mitteilung. Zahlen bitte nur mit Jahr und Quelle.",
    )

    content_panels = [
        *CampaignPage.content_panels,
        FieldPanel("intro"),
        InlinePanel("contacts", heading="Pressekontakte", label="Pressekontakt"),
        InlinePanel("pictures", heading="Pressebilder", label="Bild", help_text=press_pictures.SCOPE_HELP),
        FieldPanel("body"),
        FieldPanel("about"),
    ]
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["campaign.HomePage"]
    subpage_types = ["campaign.PressReleasePage"]
    max_count = 1

    class Meta:
        verbose_name = "Presse"
        verbose_name_plural = "Presse"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """The feed lies below the index and is public as long as the index is."""
        if path_components == [FEED]:
            if not self.live:
                raise Http404
            return RouteResult(self, kwargs={"as_feed": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, as_feed: bool = False, **kwargs: Any) -> HttpResponse:
        if as_feed:
            return press_feed.answer(self, list(self.releases()[: press_feed.MOST]))
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        by_year: dict[int, list[PressReleasePage]] = defaultdict(list)
        for number, release in enumerate(self.releases()):
            release.with_lead = number < WITH_LEAD
            by_year[release.date.year].append(release)
        return super().get_context(request, *args, **kwargs) | {
            "years": list(by_year.items()),
            "contacts": [contact.as_shown() for contact in self.contacts.all()],
            "pictures": press_pictures.shown(self),
        }

    def releases(self) -> models.QuerySet["PressReleasePage"]:
        """Public releases, newest first."""
        return PressReleasePage.objects.child_of(self).live().defer("body").order_by("-date", "-pk")


class PressContact(Orderable):
    """Whom journalists reach at one of the publishers."""

    page = ParentalKey(PressIndexPage, on_delete=models.CASCADE, related_name="contacts")
    publisher = models.CharField("Verband", max_length=5, choices=Publisher.choices)
    name = models.CharField("Name", max_length=120, blank=True)
    phone = models.CharField(
        "Telefon", max_length=40, blank=True, validators=[check_phone], help_text="Zum Beispiel 030 23125-100"
    )
    email = models.EmailField("E-Mail", blank=True)

    panels = [FieldPanel(name) for name in ("publisher", "name", "phone", "email")]

    class Meta(Orderable.Meta):
        verbose_name = "Pressekontakt"
        verbose_name_plural = "Pressekontakte"

    def __str__(self) -> str:
        return f"{self.get_publisher_display()}: {self.name}"

    def as_shown(self) -> dict[str, str]:
        """What components/press_contact.html shows."""
        return {
            "office": f"{self.get_publisher_display()}, Pressestelle",
            "name": self.name,
            "phone": self.phone,
            "phone_uri": tel_uri(self.phone),
            "email": self.email,
        }


class PressReleasePage(CampaignPage):
    """A release: who issues it, where and when, headline, lead, text; the contacts are those of the index."""

    date = models.DateField("Datum")
    place = models.CharField("Ort", max_length=60, default="Berlin")
    issuer = models.CharField("Herausgeber", max_length=5, choices=Issuer.choices, default=Issuer.BOTH)
    intro = models.TextField(
        "Vorspann", max_length=500, help_text="Das Wichtigste in ein bis drei Sätzen, höchstens 500 Zeichen."
    )
    body = StreamField(CampaignBodyBlock(), blank=True, verbose_name="Text")

    with_lead = False
    content_panels = [
        *CampaignPage.content_panels,
        FieldPanel("date"),
        FieldPanel("place"),
        FieldPanel("issuer"),
        FieldPanel("intro"),
        FieldPanel("body"),
        InlinePanel(
            "pictures",
            heading="Bilder zur Mitteilung",
            label="Bild",
            help_text=press_pictures.SCOPE_HELP,
        ),
    ]
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["campaign.PressIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Pressemitteilung"
        verbose_name_plural = "Pressemitteilungen"

    def clean(self) -> None:
        """The feed's address is taken."""
        super().clean()
        if self.slug == FEED:
            raise ValidationError({"slug": "Unter dieser Adresse liegt schon der Feed der Mitteilungen."})

    @property
    def issuer_text(self) -> str:
        """Who issues the release, in words."""
        return self.get_issuer_display()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        press = PressIndexPage.objects.parent_of(self).first()
        contacts = press.contacts.all() if press else []
        both = self.issuer == Issuer.BOTH
        return super().get_context(request, *args, **kwargs) | {
            "press": press,
            "pictures": press_pictures.shown(self),
            "contacts": [one.as_shown() for one in contacts if both or one.publisher == self.issuer],
        }
