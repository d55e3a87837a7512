"""„Kennzahlen“: the plain list in the admin."""

from typing import Any, Final

from django.core.paginator import Paginator
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.figures import reach
from campaign.figures.centres import of_groups
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl, outdated_before

PER_PAGE = 25
State = KennzahlFassung.State
FILTERS: Final = {
    "wartet": "zu prüfen",
    "bund": "Deutschland",
    "land": "Länder",
    "zentrum": "Jobcenter",
    "veraltet": "älter als zwei Jahre",
}


def with_latest(figures: QuerySet[Kennzahl]) -> QuerySet[Any]:
    """Add what became of the latest version of each: `latest_state` and `latest_remark`; no further query."""
    latest = KennzahlFassung.objects.filter(figure=OuterRef("pk")).order_by("-pk")
    return figures.annotate(
        latest_state=Subquery(latest.values("state")[:1]), latest_remark=Subquery(latest.values("remark")[:1])
    )


def index(request: HttpRequest) -> HttpResponse:
    """List the figures the person may change; `?zeige=` filters."""
    user = person(request)
    wanted = request.GET.get("zeige", "")
    is_koordination = user.has_role(Role.KOORDINATION)
    found = _filtered(with_latest(reach.figures(user)), wanted).order_by("level", "position", "key")
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    centres = of_groups(figure.group_id for figure in rows if figure.group_id)
    context = {
        "rows": rows,
        "query": f"zeige={wanted}" if wanted in FILTERS else "",
        "entries": [{"figure": one, **standing(one), "place": place_of(one, centres)} for one in rows],
        "filters": [
            {"name": name, "query": f"zeige={key}", "chosen": key == wanted} for key, name in FILTERS.items()
        ]
        if is_koordination
        else [],
        "is_filtered": wanted in FILTERS,
        "is_koordination": is_koordination,
    }
    return TemplateResponse(request, "figures/index.html", context)


def standing(figure: Any) -> dict[str, str]:
    """Return the class and the words for where a figure of `with_latest` stands."""
    if figure.latest_state == State.WAITING:
        words = "Änderung wird geprüft" if figure.is_public else "wird geprüft"
        return {"state": "in_review", "words": words}
    if figure.latest_state == State.SENT_BACK:
        return {"state": "changes_requested", "words": "Änderung erbeten"}
    if figure.is_public:
        return {"state": "live", "words": "öffentlich"}
    return {"state": "withdrawn", "words": "nicht öffentlich"}


def place_of(figure: Kennzahl, centres: dict[int, Any]) -> str:
    """Return what a figure holds for: Germany, the Land's name or the centre's."""
    if figure.group_id:
        centre = centres.get(figure.group_id)
        return centre.name if centre else "Jobcenter"
    return str(figure.get_land_display() if figure.land else figure.get_level_display())


def _filtered(figures: QuerySet[Any], wanted: str) -> QuerySet[Any]:
    if wanted == "wartet":
        return figures.filter(latest_state=State.WAITING)
    if wanted == "veraltet":
        return figures.filter(is_public=True, as_of__lt=outdated_before(timezone.localdate()))
    return figures.filter(level=wanted) if wanted in Kennzahl.Level.values else figures
