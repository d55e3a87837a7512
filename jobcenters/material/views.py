"""Material of a centre in the admin: choose the centre, look, load; and say where the logo is used."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaign import paper
from campaign.accounts.once_view import OnceView
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.material import handing, lockup, logo_pack
from campaign.material.lockup import Ground
from campaign.models.print_texts import Drucktext
from jobcenters.material import logo_use, printing, reach
from jobcenters.material.contact import printed
from jobcenters.material.forms import LogoUseForm
from jobcenters.models import Jobcenter

# Words of the query: look at it in the browser; with bleed and crop marks.
LOOK, PRINTER = "ansehen", "druckerei"


def _centre(request: HttpRequest, centre_id: int) -> Jobcenter:
    centre = get_object_or_404(reach.centres(person(request)), pk=centre_id)
    centre.bring_up_to_date()
    return centre


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Choose the centre; who has one only is there already."""
    centres = list(reach.centres(person(request)))
    if len(centres) == 1:
        return redirect("centre_material", centres[0].pk)
    lands: dict[str, list[Jobcenter]] = {}
    for centre in centres:
        lands.setdefault(centre.land, []).append(centre)
    return TemplateResponse(request, "material/centres.html", {"lands": list(lands.items())})


@require_safe
def centre(request: HttpRequest, centre_id: int) -> HttpResponse:
    """Show logo, flyer, poster and check-list of a centre, and what is missing for them."""
    found = _centre(request, centre_id)
    contact = printed(found)
    answers = logo_use.answers(found)
    prints = [
        {"kind": kind, "name": name, "obstacles": printing.obstacles(Drucktext.of(kind), contact)}
        for kind, name in Drucktext.Kind.choices
    ]
    context = {
        "centre": found,
        "missing": contact.missing,
        "logos": [_logo(ground) for ground in Ground],
        "prints": prints,
        "can_print": paper.is_available(),
        "answered": len(answers),
        "places": len(logo_use.Place.choices),
        "is_redaktion": person(request).has_role(Role.REDAKTION),
    }
    return TemplateResponse(request, "material/centre.html", context)


def _logo(ground: Ground) -> dict[str, Any]:
    files = [
        {"key": f"{ground}.{extension}", "format": extension.upper(), "purpose": purpose}
        for extension, purpose in logo_pack.PURPOSES.items()
    ]
    return {
        "key": f"{ground}.svg",
        "label": lockup.GROUND_LABELS[ground],
        "on_dark": ground in (Ground.DARK, Ground.WHITE),
        "files": files,
    }


@require_safe
def logo(request: HttpRequest, centre_id: int, key: str) -> HttpResponseBase:
    """Hand out the logo with the centre's name; key: ground and format, „schwarz.pdf“."""
    found = _centre(request, centre_id)
    ground, _, extension = key.partition(".")
    if ground not in set(Ground) or extension not in logo_pack.WRITERS:
        raise Http404
    data = logo_pack.file(Ground(ground), extension, found.name)
    name = handing.file_name("logo", found.slug, ground, extension=extension)
    return handing.attachment(data, name, handing.content_type(extension))


@require_safe
def print_file(request: HttpRequest, centre_id: int, key: str) -> HttpResponseBase:
    """Hand out flyer or poster; `?ansehen=1` shows it in the browser, `?druckerei=1` adds bleed and crop marks."""
    found = _centre(request, centre_id)
    if key not in Drucktext.Kind.values or not paper.is_available():
        raise Http404
    text, contact = Drucktext.of(key), printed(found)
    if printing.obstacles(text, contact):
        return redirect("centre_material", found.pk)
    for_printer = PRINTER in request.GET
    data = printing.pdf(text, contact, for_printer=for_printer)
    words = (key, found.slug, PRINTER if for_printer else "")
    response = handing.attachment(data, handing.file_name(*words, extension="pdf"), "application/pdf")
    if LOOK in request.GET:
        response["Content-Disposition"] = "inline"
    return response


class LogoUseView(OnceView):
    """The check-list of one centre."""

    heading = "Logo im Einsatz"
    button = "Speichern"
    done = "Gespeichert."
    centre: Jobcenter

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = person(request)
        self.centre = _centre(request, kwargs["centre_id"])
        return super().dispatch(request, *args, **kwargs)

    def subject(self) -> Any:
        return self.centre

    def make_form(self, data: Any = None, files: Any = None) -> LogoUseForm:
        return LogoUseForm(data, initial=LogoUseForm.initial_of(logo_use.answers(self.centre)))

    def perform(self, form: LogoUseForm) -> str:
        logo_use.save(self.centre, form.answers(), actor=self.user)
        return self.back()

    def back(self) -> str:
        """Where to go afterwards, and without doing anything."""
        return reverse("centre_material", args=[self.centre.pk])

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {"act": self, "form": form, "centre": self.centre, "back": self.back()}
        return TemplateResponse(self.request, "material/logo_use.html", context, status=status)


@require_safe
def logo_use_overview(request: HttpRequest) -> HttpResponse:
    """Show the Koordination where the logo is used, by Land, and who has not answered."""
    centres = list(reach.centres(person(request)).prefetch_related("logo_uses"))
    context = {
        "lands": logo_use.overview(centres),
        "totals": logo_use.totals(centres),
        "places": [label for _, label in logo_use.Place.choices],
        "number": len(centres),
    }
    return TemplateResponse(request, "material/logo_use_overview.html", context)


@require_safe
def logo_use_table(request: HttpRequest) -> HttpResponseBase:
    """The same as a CSV file."""
    return logo_use.table(reach.centres(person(request)).prefetch_related("logo_uses"))
