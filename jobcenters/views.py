"""Registry and finder as data for the centres' websites and the press, the page that explains them, and vCards."""

import csv
from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import conditional_page, require_safe

from campaign.accounts.addresses import client_network
from campaign.spreadsheets import FORMULA
from campaign.templatetags.campaign_tags import START
from jobcenters import registry, vcard
from jobcenters.finder import find
from jobcenters.models import Jobcenter, JobcenterIndexPage, JobcenterPage
from jobcenters.open_data import COLUMNS, FINDER_FIELDS, LICENCE, RESULT_FIELDS, SOURCES
from jobcenters.rate_limit import RateLimit

# Enough for somebody who types, and for a website that asks for its visitors; too little to copy the postcodes.
BURST: Final = 120
PER_SECOND: Final = 2
QUESTIONS: Final = RateLimit(BURST, PER_SECOND)

View = Callable[..., HttpResponse]


def open_data(view: View) -> View:
    """For every website to read: only GET and HEAD, from every origin, 304 for what the caller has already."""

    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Retry-After"
        return response

    return require_safe(opened)


@open_data
@conditional_page
def finder_json(request: HttpRequest) -> HttpResponse:
    """Answer a search for the responsible Jobcenter; the shape is `finder_answer.Answer.as_dict`."""
    wait = QUESTIONS.seconds_to_wait(client_network(request))
    if wait:
        message = f"Zu viele Anfragen. Bitte fragen Sie in {wait} Sekunden wieder."
        response = JsonResponse({"message": message}, status=429)
        response["Retry-After"] = str(wait)
        return response
    return JsonResponse(find(request.GET.get("q", ""), registry.finder_index()).as_dict())


@open_data
@conditional_page
def jobcenter_json(request: HttpRequest) -> HttpResponse:
    """All centres with licence and date."""
    return JsonResponse({"licence": LICENCE, "as_of": _as_of(), "results": _rows()})


@open_data
@conditional_page
def jobcenter_csv(request: HttpRequest) -> HttpResponse:
    """The same as a table, the keys as header."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="jobcenter.csv"'
    writer = csv.DictWriter(response, list(COLUMNS))
    writer.writeheader()
    writer.writerows({name: _harmless(value) for name, value in row.items()} for row in _rows())
    return response


@require_safe
@conditional_page
def contact_card(request: HttpRequest, slug: str) -> HttpResponse:
    """A centre's public contact for an address book; 404 where no public section is."""
    sections = JobcenterPage.objects.live().select_related("jobcenter").prefetch_related("locations")
    section = get_object_or_404(sections, jobcenter__slug=slug)
    record = section.jobcenter
    text = vcard.card(
        section.contact, f"{settings.BASE_URL}{record.url}", record.land, section.last_published_at
    )
    response = HttpResponse(text, content_type=vcard.CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{record.slug}.vcf"'
    return response


@require_safe
def developers(request: HttpRequest) -> HttpResponse:
    """„Daten für Entwickler“: addresses, fields, limits, licences."""
    title = "Daten für Entwickler"
    context = {
        "page_title": title,
        "trail": [
            {"title": START, "url": "/"},
            *(
                {"title": index.title, "url": index.get_url(request)}
                for index in JobcenterIndexPage.objects.live()
            ),
            {"title": title, "url": ""},
        ],
        "description": "Das Verzeichnis der kommunalen Jobcenter und der Jobcenter-Finder als offene Daten.",
        "canonical_url": f"{settings.BASE_URL}{request.path}",
        "base_url": settings.BASE_URL,
        "columns": COLUMNS,
        "finder_fields": FINDER_FIELDS,
        "result_fields": RESULT_FIELDS,
        "sources": SOURCES,
        "burst": BURST,
        "per_minute": PER_SECOND * 60,
    }
    return render(request, "jobcenters/developers.html", context)


def _as_of() -> str:
    latest = Jobcenter.objects.order_by("-updated_at").values_list("updated_at", flat=True).first()
    return latest.date().isoformat() if latest else ""


def _rows() -> list[dict[str, Any]]:
    rows = []
    for centre in Jobcenter.objects.serving().in_order().select_related("section"):
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
    if isinstance(value, str) and value.startswith(FORMULA) and not value[1:].isdigit():
        return f"'{value}"
    return value
