"""„Ausgewogenheit“: whom the public stories show, by Land, by who tells, by how they tell."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import BooleanField, Case, CharField, Count, Exists, OuterRef, Q, Value, When
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.models import Page, ReferenceIndex
from wagtailmedia.models import get_media_model

from jobcenters.laender import LAENDER
from jobcenters.models import Jobcenter
from stories.kinds import KINDS
from stories.models import StoryPage

YEAR = timedelta(days=365)
FORMATS = {"video": "mit Video", "photo": "mit Bild", "text": "nur Text"}


@dataclass(frozen=True)
class Row:
    """One line: how many stories are public, how many of them since a year; `centres`: of a Land, else None.

    share: the length of the bar in percent of the longest one of the table.
    """

    name: str
    public: int
    recent: int
    share: int
    centres: int | None = None


@dataclass(frozen=True)
class Table:
    """One question: its rows, and the names of those with no story."""

    title: str
    column: str
    rows: list[Row]

    @property
    def without(self) -> list[str]:
        """Who has no story at all."""
        return [row.name for row in self.rows if not row.public]

    @property
    def counts_centres(self) -> bool:
        """Whether the rows say how many Jobcenter there are to tell from."""
        return any(row.centres is not None for row in self.rows)


def balance(request: HttpRequest) -> HttpResponse:
    """Show the three tables."""
    shown = tables()
    context = {"tables": shown, "total": sum(row.public for row in shown[0].rows)}
    return TemplateResponse(request, "stories/balance.html", context)


def tables() -> list[Table]:
    """Count the public stories in three ways; two queries, however many there are."""
    centres = dict(Jobcenter.objects.order_by().values_list("land_code").annotate(Count("pk")))
    cells = list(_cells())
    laender = sorted((LAENDER[code].name, code) for code in centres)
    return [
        _table(
            "Länder", "Land", {code: name for name, code in laender}, cells, "jobcenter__land_code", centres
        ),
        _table("Wer erzählt", "Wer", {key: kind.label for key, kind in KINDS.items()}, cells, "kind"),
        _table("Wie erzählt wird", "Form", FORMATS, cells, "form"),
    ]


def _cells() -> Iterable[dict[str, Any]]:
    """Yield {jobcenter__land_code, kind, form, is_recent, number} of the public stories; one query."""
    since = timezone.now() - YEAR
    form = Case(
        When(_shows(get_media_model()), then=Value("video")),
        When(Q(portrait__isnull=False) | Q(_shows(get_image_model())), then=Value("photo")),
        default=Value("text"),
    )
    recent = Case(
        When(first_published_at__gte=since, then=Value(True)),
        default=Value(False),
        output_field=BooleanField(),
    )
    stories = StoryPage.objects.public().order_by().annotate(form=form, is_recent=recent)
    return stories.values("jobcenter__land_code", "kind", "form", "is_recent").annotate(number=Count("pk"))


def _shows(model: type) -> Exists:
    """Whether the outer query's page shows a file of this kind; Wagtail keeps the key of the object as text."""
    rows = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(model),
        object_id=Cast(OuterRef("pk"), CharField()),
    )
    return Exists(rows)


def _table(
    title: str,
    column: str,
    names: Mapping[str, str],
    cells: list[dict[str, Any]],
    key: str,
    centres: Mapping[str, int] | None = None,
) -> Table:
    public: Counter[str] = Counter()
    recent: Counter[str] = Counter()
    for cell in cells:
        public[cell[key]] += cell["number"]
        recent[cell[key]] += cell["number"] if cell["is_recent"] else 0
    longest = max(public.values(), default=0) or 1
    rows = [
        Row(
            name,
            public[one],
            recent[one],
            round(100 * public[one] / longest),
            centres[one] if centres else None,
        )
        for one, name in names.items()
    ]
    return Table(title, column, rows)
