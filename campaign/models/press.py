"""Press: the index with the national contacts, and the releases below it."""

from functools import cache
from itertools import groupby
from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaign import press_archive, press_feed
from campaign.accounts.roles import Role
from campaign.campaign_blocks import CampaignBodyBlock
from campaign.contacts import check_phone, tel_uri
from campaign.counting import as_sentence, counted
from campaign.fields import StreamField
from campaign.models import press_pictures
from campaign.models.base import CampaignPage, FixedPage, with_comments
from campaign.models.figures import Kennzahl
from campaign.press_issuers import CentreSelect
from campaign.written_once import WrittenOnce, written_once

FEED = "feed"
TAKEN = {
    FEED: "Unter dieser Adresse liegt schon der Feed der Mitteilungen.",
    "bilder": "Unter dieser Adresse liegen schon die Pressebilder.",
    "ansprechpersonen": "Unter dieser Adresse stehen schon die Ansprechpersonen vor Ort.",
}
# So many releases stand on the index with their first sentences, the others with date and headline.
WITH_LEAD = 3
KIT_FIGURES = 3
EMBARGO_HELP = (
    "Bis dahin sieht die Mitteilung niemand: nicht auf der Website, im Feed oder in der Suche. Drücken Sie trotzdem auf "
    "„Veröffentlichen“; sie erscheint dann von selbst. Leer: sofort."
)


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
            selection, archive = press_archive.read(request.GET), press_archive.Archive()
            newest = archive.chosen(selection)[: press_feed.MOST]
            return press_feed.answer(self, archive.entries(newest, request), selection.query)
        return super().serve(request, *args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        selection, archive = press_archive.read(request.GET), press_archive.Archive()
        rows = archive.chosen(selection)
        part = archive.part(rows, request.GET.get("seite"))
        releases = archive.entries(part, request)
        whole = not selection and part.number == 1
        for number, release in enumerate(releases):
            release.with_lead = number < WITH_LEAD
        base = self.get_url(request) or ""
        context = super().get_context(request, *args, **kwargs) | {
            "years": [
                (year, list(found)) for year, found in groupby(releases, key=lambda one: one.date.year)
            ],
            "groups": archive.groups(selection, base) if len(archive.rows) > 1 else [],
            "selection": selection,
            "centre": next((one for one in archive.centres.values() if one.slug == selection.centre), None),
            "page_obj": part,
            "number": as_sentence(counted(len(rows), "eine Mitteilung", "Mitteilungen")),
            "index_url": base,
            "feed_url": f"{base}{FEED}/{'?' if selection else ''}{selection.query}",
            "whole": whole,
            "canonical_url": self._canonical_url(selection, part.number),
            "contacts": [contact.as_shown() for contact in self.contacts.all()],
            "pictures": press_pictures.shown(self) if whole else [],
        }
        return context | (self._kit() if whole else {})

    def _canonical_url(self, selection: press_archive.Selection, part: int) -> str:
        """A filtered list shows what the whole list shows; for search engines it is the whole list."""
        return self.full_url if selection or part == 1 else f"{self.full_url}?seite={part}"

    def _kit(self) -> dict[str, Any]:
        """What a newsroom takes along: figures with their source, and a text about the campaign."""
        return {"figures": Kennzahl.objects.public().of_level(Kennzahl.Level.BUND)[:KIT_FIGURES]}


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
        InlinePanel(
            "co_issuers",
            heading="Gemeinsam mit diesen Jobcentern",
            label="Jobcenter",
            help_text="Sie stehen neben dem Herausgeber, und ihre Pressekontakte unter der Mitteilung.",
        ),
        FieldPanel("go_live_at", heading="Sperrfrist", help_text=EMBARGO_HELP),
        FieldPanel("intro"),
        FieldPanel("body"),
        InlinePanel(
            "pictures",
            heading="Bilder zur Mitteilung",
            label="Bild",
            help_text=press_pictures.SCOPE_HELP,
        ),
    ]
    promote_panels = with_comments(CampaignPage.promote_panels)
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    # The Sperrfrist stands among the contents: whoever writes a release must not look for it in a side panel.
    settings_panels: ClassVar[list] = []
    parent_page_types = ["campaign.PressIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Pressemitteilung"
        verbose_name_plural = "Pressemitteilungen"

    def clean(self) -> None:
        """Some addresses are taken."""
        super().clean()
        if self.slug in TAKEN:
            raise ValidationError({"slug": TAKEN[self.slug]})

    @classmethod
    def newest(cls, number: int) -> list[dict[str, Any]]:
        """Return the newest public releases of the associations for components/release_row.html; one query."""
        return [
            {"title": one.title, "address": one.url, "date": one.date, "issuer_line": one.issuer_text}
            for one in _newest(number)()
        ]

    @property
    def issuer_text(self) -> str:
        """Which association issues the release, in words."""
        return self.get_issuer_display()

    @property
    def is_embargoed(self) -> bool:
        """Whether its hour is still to come: then it can be seen in a preview only."""
        return self.go_live_at is not None and self.go_live_at > timezone.now()

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        press = PressIndexPage.objects.parent_of(self).first()
        contacts = press.contacts.all() if press else []
        both = self.issuer == Issuer.BOTH
        centres = list(press_archive.centres_of(one.group_id for one in self.co_issuers.all()).values())
        return super().get_context(request, *args, **kwargs) | {
            "press": press,
            "issuer_line": press_archive.line(self.issuer_text, centres),
            "pictures": press_pictures.shown(self),
            "contacts": [
                *(one.as_shown() for one in contacts if both or one.publisher == self.issuer),
                *({**one.contact, "office": one.name} for one in centres if one.contact),
            ],
        }


class CoIssuer(Orderable):
    """A centre that issues a release together with the associations; named by its group, as figures are."""

    page = ParentalKey(PressReleasePage, on_delete=models.CASCADE, related_name="co_issuers")
    group = models.ForeignKey(
        Group,
        verbose_name="Jobcenter",
        on_delete=models.CASCADE,
        related_name="+",
        limit_choices_to={"permissions__codename": f"role_{Role.REDAKTION}"},
    )

    panels: ClassVar[list] = [FieldPanel("group", widget=CentreSelect)]

    class Meta(Orderable.Meta):
        verbose_name = "Mitherausgeber"
        verbose_name_plural = "Mitherausgeber"

    def __str__(self) -> str:
        return str(self.group)


def archived() -> press_archive.Source:
    """The releases of the associations, as the archive lists them."""
    public = PressReleasePage.objects.live().order_by().annotate(group=F("co_issuers__group"))
    return press_archive.Source("pressreleasepage", public.all, dict(Issuer.choices))


@cache
def _newest(number: int) -> WrittenOnce[PressReleasePage]:
    return written_once(
        lambda: PressReleasePage.objects.live().defer("body").order_by("-date", "-pk")[:number]
    )
