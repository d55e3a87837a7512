"""The registry as data, for the centres' websites and the press."""

import csv

from django.http import HttpRequest, HttpResponse, JsonResponse

from jobcenters import registry
from jobcenters.finder import find
from jobcenters.models import Jobcenter

LICENCE = (
    "CC BY 4.0 (Namen: KomtrZV, amtliches Werk, § 5 UrhG; Einwohner und Fläche: Destatis; Orte: GeoNames)"
)
COLUMNS = ("ags", "name", "traeger", "land", "url", "phone", "email", "website", "lat", "lon", "population")


def finder_json(request: HttpRequest) -> JsonResponse:
    """Answer a search for the responsible Jobcenter; the shape is `finder.Answer.as_dict`."""
    return JsonResponse(find(request.GET.get("q", ""), registry.finder_index()).as_dict())


def jobcenter_json(request: HttpRequest) -> JsonResponse:
    """All centres with licence and date."""
    return JsonResponse({"licence": LICENCE, "as_of": _as_of(), "results": _rows()})


def jobcenter_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table, the keys as header."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jobcenter.csv"'
    writer = csv.DictWriter(response, COLUMNS)
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in _rows())
    return response


def _as_of() -> str:
    latest = Jobcenter.objects.order_by("-updated_at").values_list("updated_at", flat=True).first()
    return latest.date().isoformat() if latest else ""


def _rows() -> list[dict[str, object]]:
    rows = []
    for centre in Jobcenter.objects.in_order().select_related("section"):
        section = centre.section
        rows.append(
            {
                "ags": centre.ags,
                "name": centre.name,
                "traeger": centre.traeger,
                "land": centre.land,
                "url": centre.url,
                "phone": section.phone or centre.telefon,
                "email": section.email or centre.email,
                "website": section.website or centre.website,
                "lat": float(centre.lat),
                "lon": float(centre.lon),
                "population": centre.einwohner,
            }
        )
    return rows


def _harmless(value: object) -> object:
    """A cell that a spreadsheet would take for a formula gets an apostrophe; phone numbers stay as they are."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") and not value[1:].isdigit():
        return f"'{value}"
    return value
