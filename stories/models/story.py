"""One story: text, portrait, persons; public only by approval of the exact revision."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from django.db import models
from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from wagtail.images import get_image_model_string
from wagtail.models import PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from campaign.fields import StreamField
from campaign.leichte_sprache import lines
from campaign.media import renditions
from campaign.models import CampaignPage
from campaign.publishing import guard
from campaign.publishing.models import Approval, ApprovalRequired
from campaign.remembering import remembered
from campaign.written_once import written_once
from jobcenters.models import Jobcenter
from stories import further, pictures
from stories.blocks import StoryBodyBlock
from stories.consents.rules import Channel
from stories.forms import StoryForm
from stories.kinds import KINDS
from stories.models.agreed import Agreed
from stories.models.consent import Consent, Portrayal
from stories.models.coverage import covered
from stories.models.queryset import StoryQuerySet
from stories.panels import CONTENT_PANELS, STEPS
from stories.selection import Selection
from stories.sharing import alternates

# Where on its page a story stands in Leichte Sprache.
EASY_ANCHOR = "#leichte-sprache"


class Topic(models.Model):
    """A word of the fixed vocabulary; `setup_site` keeps it in line with `stories/topics.py`."""

    key = models.SlugField("Kürzel", unique=True)
    label = models.CharField("Thema", max_length=80)

    class Meta:
        verbose_name = "Thema"
        verbose_name_plural = "Themen"
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label


class StoryPage(ApprovalRequired, CampaignPage):
    """A portrait of somebody who found work, of staff, or of an employer.

    The centre's Redaktion writes and submits, the Koordination approves. Title and slug never hold a full name.
    """

    class Kind(models.TextChoices):
        CLIENT = "client", "Ehemalige Kundin, ehemaliger Kunde"
        STAFF = "staff", "Mitarbeiterin, Mitarbeiter"
        EMPLOYER = "employer", "Arbeitgeberin, Arbeitgeber"

    kind = models.CharField("Wer erzählt", max_length=10, choices=Kind.choices, blank=True)
    place = models.CharField("Ort", max_length=120, blank=True, help_text="Wo die Geschichte spielt")
    quote = models.TextField(
        "Der eigene Satz",
        max_length=300,
        blank=True,
        help_text="Ein Satz, den die Person gesagt hat. Er steht groß oben.",
    )
    intro = models.TextField(
        "Einleitung", max_length=500, blank=True, help_text="Ein bis zwei Sätze, höchstens 500 Zeichen"
    )
    portrait = models.ForeignKey(
        get_image_model_string(),
        verbose_name="Porträt",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Hochformat 4:5, mit Alternativtext und Bildnachweis",
    )
    body = StreamField(StoryBodyBlock(), blank=True, verbose_name="Text")
    easy_text = models.TextField(
        "In Leichter Sprache",
        blank=True,
        help_text="Die ganze Geschichte noch einmal. Jeder Satz in einer eigenen Zeile.",
    )
    topics = ParentalManyToManyField(Topic, verbose_name="Themen", blank=True, related_name="stories")
    jobcenter = models.ForeignKey(
        Jobcenter, on_delete=models.PROTECT, related_name="stories", editable=False, verbose_name="Jobcenter"
    )

    objects = PageManager.from_queryset(StoryQuerySet)()

    remarks_on = {
        "title": "Titel",
        "place": "Ort",
        "persons": "Personen",
        "quote": "Der eigene Satz",
        "intro": "Einleitung",
        "portrait": "Porträt",
        "body": "Text",
        "easy_text": "In Leichter Sprache",
        "topics": "Themen",
    }
    is_preview = False
    follows_place = frozenset({"jobcenter"})
    base_form_class = StoryForm
    content_panels = CONTENT_PANELS
    steps = STEPS
    search_fields = [
        *CampaignPage.search_fields,
        index.SearchField("quote"),
        index.SearchField("intro"),
        index.SearchField("body"),
        index.SearchField("easy_text"),
        index.FilterField("kind"),
    ]
    served_with = ("jobcenter__section", "portrait")
    parent_page_types = ["stories.StoryFolderPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = "Geschichte"
        verbose_name_plural = "Geschichten"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The centre is the one whose folder the story lies in, whatever a version says."""
        self._find_centre()
        super().save(*args, **kwargs)

    def save_revision(self, *args: Any, **kwargs: Any):
        """Store the persons of the form together with the text."""
        revision = super().save_revision(*args, **kwargs)
        formset = self.__dict__.pop("persons_formset", None)
        if formset is not None:
            formset.save_for(self)
        return revision

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A story without a valid approval is not there; a withdrawn one says so (see StoryFolderPage)."""
        if path_components or not self.live or self.released_approval is None:
            raise Http404
        return RouteResult(self)

    @cached_property
    def released_approval(self) -> Approval | None:
        """The approval under which the live revision is public, while everybody it shows agrees.

        `is_for_partners` says whether everybody agreed to partners' websites, too.
        """
        return _released.first(self.pk, self.live_revision_id) if self.live_revision_id else None

    def approval_snapshot(self) -> dict[str, Any]:
        """The persons as they are shown."""
        return {"persons": [person.as_shown() for person in self.persons.all()]}

    def approval_basis(self) -> dict[str, Any]:
        """The consents as they stand: number, checksums of the text and of the signed form."""
        consents = Consent.objects.filter(person__in=self.persons.all(), replaced_by=None).order_by("pk")
        return {"consents": list(consents.values("pk", "text_hash", "scan_hash"))}

    def after_approval(self, approval: Approval) -> None:
        """Note whom the approved revision shows; taking a person out of the draft later changes nothing of that."""
        Portrayal.objects.bulk_create(Portrayal.of(approval, person) for person in self.persons.all())

    def publication_obstacle(self, approval: Approval) -> str:
        """Publication asks for the consents again, whatever they were on the day of the approval."""
        if covered(Approval.objects.filter(pk=approval.pk)).exists():
            return ""
        return "Es fehlt die Einwilligung einer Person, die die Geschichte zeigt."

    def shown_persons(self) -> list[dict[str, str]]:
        """Persons as approved; in a preview as they stand in the form or the database."""
        if self.released_approval and not self.is_preview:
            return self.released_approval.snapshot["persons"]
        formset = self.__dict__.get("persons_formset")
        return formset.as_shown() if formset is not None else self.approval_snapshot()["persons"]

    @property
    def kind_label(self) -> str:
        """Who tells, in the short words of cards and pages; empty while nobody has chosen."""
        return KINDS[self.kind].label if self.kind else ""

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        others = self._to_read_next()
        renditions.prefetch([self.portrait, *(story.portrait for story in others)])
        picture = renditions.shown(self.portrait, pictures.STORY)
        url = self.get_url(request) or ""
        index_url = urljoin(url, "../../")
        return super().get_context(request, *args, **kwargs) | {
            "persons": self.shown_persons(),
            "picture": picture,
            "topics": [
                {"title": topic.label, "url": Selection(topic=topic.key).link(index_url)}
                for topic in self.topics.all()
            ],
            "centre": self._centre(),
            "centre_stories_url": Selection(centre=self.jobcenter.slug).link(index_url),
            "index_url": index_url,
            "address": request.build_absolute_uri(url),
            "alternates": self._alternates(request),
            "others": [story.as_card(request) for story in others],
            "description": self.search_description or self.intro,
            "easy_parts": lines.parts(self.easy_text),
            "leichte_sprache_url": EASY_ANCHOR if self.easy_text.strip() else "",
        }

    def _alternates(self, request: HttpRequest) -> list[dict[str, str]]:
        """How other websites learn to show the story: only where everybody shown agreed to that."""
        may = getattr(self.released_approval, "is_for_partners", False) and not self.is_preview
        return alternates.embedding(self.get_full_url(request) or "", self.title) if may else []

    def _to_read_next(self) -> list["StoryPage"]:
        """Two public stories, of other kinds and Länder where there are such."""
        land = self.jobcenter.land_code
        pool: tuple[Any, ...] = remembered(("to read next", land), lambda: tuple(_to_read_next(land)))
        keys = further.choose([one for one in pool if one[0] != self.pk], self.kind, land)
        found = {story.pk: story for story in _public(*keys)} if keys else {}
        return [found[key] for key in keys if key in found]

    def easy_texts(self) -> Iterator[tuple[str, str, str]]:
        """Yield (field, where in it, text) of what is written in Leichte Sprache."""
        yield "easy_text", "Leichte Sprache", self.easy_text

    def _centre(self) -> dict[str, str]:
        """What components/centre_card.html shows."""
        record = self.jobcenter
        return {
            "name": record.name,
            "land": record.land,
            "url": record.url,
            # Nobody answers there any more; its page says who does.
            **({} if record.is_closed() else record.section.call),
        }

    def _find_centre(self) -> None:
        if self.path:
            self.jobcenter = Jobcenter.objects.get(folder__path=self.path[: -self.steplen])

    def as_card(self, request: HttpRequest | None = None) -> dict[str, Any]:
        """What components/story_card.html shows; no query for stories of `for_cards`."""
        return {
            "title": self.title,
            "url": self.get_url(request),
            "quote": self.quote,
            "kind_label": self.kind_label,
            "place": self.place,
            "centre_name": self.jobcenter.name,
            "land": self.jobcenter.land,
            "picture": renditions.shown(self.portrait, pictures.CARD),
        }

    def as_lead(self, request: HttpRequest | None = None) -> dict[str, Any]:
        """The same for the large card that opens a list, with a picture to match."""
        return self.as_card(request) | {"picture": renditions.shown(self.portrait, pictures.STORY)}

    def serve_preview(self, request: HttpRequest, mode_name: str) -> TemplateResponse:
        self.is_preview = True
        self._find_centre()
        return super().serve_preview(request, mode_name)


@written_once
def _released(page: int, revision: int) -> "models.QuerySet[Approval]":
    own = (page, revision)
    approvals = guard.released_approvals(page, revision).filter(Agreed(Channel.WEB, own))
    return approvals.annotate(is_for_partners=Agreed(Channel.PARTNERS, own))[:1]


@written_once
def _to_read_next(land: str) -> "models.QuerySet[StoryPage, tuple[int, str, str]]":
    return StoryPage.objects.to_read_next(land)


@written_once
def _public(*keys: int) -> models.QuerySet[StoryPage]:
    return StoryPage.objects.public().filter(pk__in=keys).for_cards()
