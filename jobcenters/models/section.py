"""A centre's own section: the page citizens call up first, its news and its text pages."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from campaign import phone
from campaign.blocks import BodyBlock
from campaign.fields import StreamField
from campaign.models import CampaignPage, FixedPage, PressIndexPage
from campaign.site_languages import german_name
from campaign.written_once import written_once
from jobcenters import finder_answer, languages, listing, names, registry
from jobcenters.blocks import SectionBodyBlock
from jobcenters.fields import LanguagesField, PhoneField
from jobcenters.panels import NEWS_PANELS, SECTION_PANELS, TEXT_PANELS

# Where the registry lies, without asking the tree; the pages of the sections lie below it (`Jobcenter.url`).
REGISTRY_URL = "/jobcenter/"
FEED = "feed"
# So many coming events stand on the page of a centre; the calendar has them all.
NEXT_EVENTS = 3
# So many news items; and no section has nearly as many text pages.
NEWEST, MOST_PAGES = 5, 60


class JobcenterPage(FixedPage, CampaignPage):
    """The section of one centre. Its Redaktion edits and publishes it; name and address belong to the Koordination."""

    menu_view = "registry_own"

    intro = models.TextField("In einem Satz", blank=True, max_length=400)
    phone = PhoneField("Telefon", blank=True, help_text="Zum Beispiel 03943 58-3234")
    phone_extension = models.CharField(max_length=20, blank=True, editable=False)
    fax = PhoneField("Fax", blank=True)
    fax_extension = models.CharField(max_length=20, blank=True, editable=False)
    email = models.EmailField("E-Mail", blank=True)
    website = models.URLField("Internetseite", blank=True)
    press_name = models.CharField("Name", max_length=120, blank=True)
    press_phone = PhoneField("Telefon", blank=True)
    press_phone_extension = models.CharField(max_length=20, blank=True, editable=False)
    press_email = models.EmailField("E-Mail", blank=True)
    body = StreamField(SectionBodyBlock(), blank=True, verbose_name="So helfen wir")
    languages = LanguagesField("Diese Sprachen spricht unser Team")
    languages_interpreted = LanguagesField("Mit Dolmetscherin oder Dolmetscher")
    languages_note = models.CharField("Hinweis zu den Sprachen", blank=True, max_length=250)

    content_panels = SECTION_PANELS
    promote_panels = [
        FieldPanel("search_description", heading="Beschreibung für Suchmaschinen"),
    ]
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    served_with = ("jobcenter",)
    parent_page_types = ["jobcenters.JobcenterIndexPage"]
    subpage_types = [
        *("jobcenters.EventPage", "jobcenters.NewsPage", "jobcenters.SectionContentPage"),
        "campaign.LeichteSprachePage",
    ]

    class Meta:
        verbose_name = "Seite eines Jobcenters"
        verbose_name_plural = "Seiten der Jobcenter"

    @classmethod
    def can_create_at(cls, parent) -> bool:
        """Only provisioning creates sections: together with folder, group and collection."""
        return False

    def with_content_json(self, content: dict[str, Any]) -> "JobcenterPage":
        """As in Wagtail; name and address are the registry's, whatever they were when a version was written."""
        page = super().with_content_json(content)
        page.title, page.slug, page.url_path = self.title, self.slug, self.url_path
        return page

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A centre that is no longer there says who is responsible now."""
        self.jobcenter.bring_up_to_date()
        self.title = self.jobcenter.name
        if self.jobcenter.is_closed():
            return TemplateResponse(request, "jobcenters/closed.html", self._closed(request))
        return super().serve(request, *args, **kwargs)

    def _closed(self, request: HttpRequest) -> dict[str, Any]:
        """What jobcenters/closed.html shows: since when, and the contact of who is responsible, where we have it."""
        record = self.jobcenter
        heir = record.heir()
        return {
            "page": self,
            "page_title": record.name,
            "since": record.closed_on,
            "where": names.in_kreis(record.traeger),
            "successor": heir,
            "contact": heir and heir.section.contact,
        }

    def get_context(self, request, *args, **kwargs):
        from jobcenters.events import reading

        context = super().get_context(request, *args, **kwargs)
        news, pages = self._news_and_pages()
        return context | {
            "jobcenter": self.jobcenter,
            "contact": self.contact,
            "where": listing.drawing_of(self.jobcenter),
            "responsible": self._responsible(),
            "news": news,
            "pages": pages,
            "events": reading.upcoming(NEXT_EVENTS, day=timezone.localdate(), centre=self.jobcenter),
        }

    def _news_and_pages(self) -> tuple[list[Page], list[Page]]:
        """The newest news with `date`, `intro` and `is_release`, and the text pages in their order; one query for both."""
        found = _news_and_pages(*below(self.path), self.depth + 1)
        pages = [page for page in found if page.date is None]
        news = [page for page in found if page.date is not None]
        return news[:NEWEST], sorted(pages, key=lambda page: page.path)

    def _responsible(self) -> dict[str, object]:
        """What components/responsible.html shows: whom the centre serves, who runs it, and as of when."""
        record = self.jobcenter
        return {
            "traeger": record.traeger,
            "where": names.in_kreis(record.traeger),
            "municipalities": registry.current().municipalities.get(record.ags, ()),
            "land": record.land,
            "land_url": f"{REGISTRY_URL}?{listing.PARAMETER}={names.ascii_slug(record.land)}",
            "since": record.seit,
            "population": record.einwohner,
            "area_km2": record.flaeche_km2,
            "as_of": record.stand,
            "as_of_note": record.stand_erlaeuterung,
            "name_checked": record.name_geprueft,
        }

    @property
    def contact(self) -> dict[str, object]:
        """What components/contact_card.html shows: the section's own words first, else the registry's."""
        record = self.jobcenter
        website = self.website or record.website
        now = timezone.localtime()
        addresses = [location.as_address(record.land_code, now) for location in self.locations.all()]
        addresses = addresses or record.addresses()
        email = self.email or record.email
        return {
            "name": record.name,
            "addresses": addresses,
            "languages": languages.known(self.languages),
            "interpreted": languages.known(self.languages_interpreted),
            "languages_note": self.languages_note,
            **self.call,
            "fax_display": phone.shown(self.fax, self.fax_extension) if self.fax else "",
            "fax_uri": phone.tel_uri(self.fax) if self.fax else "",
            "email": email,
            "website": website,
            "website_label": website.partition("://")[2].rstrip("/"),
            "vcard_url": f"{record.url}kontakt.vcf" if self.call["phone_uri"] or addresses or email else "",
            "area": record.traeger,
            "note": self._note(bool(self.call["phone_uri"]), bool(addresses)),
        }

    @property
    def call(self) -> dict[str, str]:
        """The number to call, written and as address: the section's own, else the registry's; empty texts without one."""
        record = self.jobcenter
        number = self.phone or record.telefon
        extension = self.phone_extension if self.phone else record.durchwahl
        return {
            "phone_display": phone.shown(number, extension) if number else "",
            "phone_uri": phone.tel_uri(number) if number else "",
        }

    def _note(self, has_phone: bool, has_address: bool) -> str:
        """Say what is missing, who runs the centre, and where help is to be had all the same."""
        if has_phone and has_address:
            return ""
        if has_phone:
            missing = _("Anschrift dieses Jobcenters liegt uns noch nicht vor.")
        elif has_address:
            missing = _("Telefonnummer dieses Jobcenters liegt uns noch nicht vor.")
        else:
            missing = _("Telefonnummer und Anschrift dieses Jobcenters liegen uns noch nicht vor.")
        traeger = _("Träger ist: {traeger}.").format(traeger=german_name(self.jobcenter.traeger))
        return finder_answer.said(missing, traeger, finder_answer.help_115())

    @property
    def press_contact(self) -> dict[str, str]:
        """Name, phone and mail for journalists; empty strings where nothing is known."""
        number = self.press_phone
        return {
            "name": self.press_name,
            "phone": phone.din5008(number, self.press_phone_extension) if number else "",
            "phone_uri": phone.tel_uri(number) if number else "",
            "email": self.press_email,
        }


def below(path: str) -> tuple[str, str]:
    """Return the first and the last path there can be directly below a page."""
    return path + "0" * Page.steplen, path + "Z" * Page.steplen


@written_once
def _news_and_pages(first: str, last: str, depth: int) -> models.QuerySet[Page]:
    """Return what is public between two paths: text pages first, then the news, newest first."""
    kinds = models.Q(newspage__isnull=False) | models.Q(sectioncontentpage__isnull=False)
    found = (
        Page.objects.live()
        .filter(kinds, path__range=(first, last), depth=depth)
        .annotate(
            date=models.F("newspage__date"),
            intro=models.F("newspage__intro"),
            is_release=models.F("newspage__is_release"),
        )
    )
    newest = found.order_by(models.F("date").desc(nulls_first=True), models.F("pk").desc())
    return newest[: MOST_PAGES + NEWEST]


class PageOfSection(CampaignPage):
    """Base of the pages in a section: they say whose they are and lead back to it."""

    menu_view = "registry_own"

    class Meta:
        abstract = True

    def clean(self) -> None:
        """The feed's address is taken (jobcenters/news_feed.py)."""
        super().clean()
        if self.slug == FEED:
            raise ValidationError({"slug": "Unter dieser Adresse liegt schon der Feed der Meldungen."})

    def get_context(self, request, *args, **kwargs):
        section = self.get_parent()
        context = super().get_context(request, *args, **kwargs)
        return context | {"section": section, "section_url": section.get_url(request)}


class NewsPage(PageOfSection):
    """A local news item; the centre publishes it without asking."""

    date = models.DateField("Datum")
    is_release = models.BooleanField(
        "auch Pressemitteilung",
        default=False,
        help_text="Steht dann zusätzlich unter „Presse“, mit dem Namen Ihres Jobcenters und Ihrem Pressekontakt.",
    )
    intro = models.TextField("In einem Satz", max_length=400)
    body = StreamField(BodyBlock(), blank=True, verbose_name="Text")

    content_panels = [
        *CampaignPage.content_panels,
        *NEWS_PANELS,
    ]
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["jobcenters.JobcenterPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Meldung"
        verbose_name_plural = "Meldungen"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        return context | ({"contacts": self._press_contacts()} if self.is_release else {})

    def _press_contacts(self) -> list[dict[str, str]]:
        """Whom journalists ask about a release: the centre, or the associations while it names nobody."""
        own = JobcenterPage.objects.parent_of(self).get().press_contact
        if own["phone"] or own["email"]:
            return [own]
        return [one.as_shown() for page in PressIndexPage.objects.all() for one in page.contacts.all()]


class SectionContentPage(PageOfSection):
    """A text page in a centre's section."""

    intro = models.TextField("In einem Satz", blank=True, max_length=400)
    body = StreamField(SectionBodyBlock(), blank=True, verbose_name="Text")

    content_panels = [*CampaignPage.content_panels, *TEXT_PANELS]
    search_fields = [*CampaignPage.search_fields, index.SearchField("intro"), index.SearchField("body")]
    parent_page_types = ["jobcenters.JobcenterPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Textseite des Jobcenters"
        verbose_name_plural = "Textseiten des Jobcenters"
