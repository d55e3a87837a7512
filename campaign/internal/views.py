"""The screens of „Intern“. The gate lets in who has a role; nothing here is ever public."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.material import offer
from campaign.models import Handbuchseite, Sitzung

PAST = 12
# Who may open the material kit in the admin.
EDITORIAL = {Role.KOORDINATION, Role.REDAKTION}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Handbook, meetings to come, minutes of those past."""
    leads = Role.KOORDINATION in person(request).roles
    pages = Handbuchseite.objects.defer("body")
    now = timezone.now()
    context = {
        "leads": leads,
        "pages": pages if leads else pages.filter(is_shown=True),
        "coming": Sitzung.objects.filter(starts_at__gte=now).order_by("starts_at", "pk"),
        "material": offer.newest(offer.NEWEST) if EDITORIAL & set(person(request).roles) else [],
        "past": Sitzung.objects.filter(starts_at__lt=now).select_related("minutes")[:PAST],
    }
    return TemplateResponse(request, "internal/index.html", context)


@require_safe
def page(request: HttpRequest, handbook_id: int) -> HttpResponse:
    """One page of the handbook; a hidden one is there for the Koordination only."""
    leads = Role.KOORDINATION in person(request).roles
    found = get_object_or_404(Handbuchseite, pk=handbook_id)
    if not found.is_shown and not leads:
        raise Http404
    return TemplateResponse(request, "internal/page.html", {"page": found, "leads": leads})


@require_safe
def minutes(request: HttpRequest, meeting_id: int) -> HttpResponseBase:
    """The minutes of a meeting as a file."""
    meeting = get_object_or_404(Sitzung.objects.select_related("minutes"), pk=meeting_id)
    document = meeting.minutes
    if document is None:
        raise Http404
    day = timezone.localtime(meeting.starts_at).date().isoformat()
    name = f"protokoll-{day}.{document.file_extension}"
    try:
        file = document.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(file, as_attachment=True, filename=name)
    response["X-Content-Type-Options"] = "nosniff"
    return response
