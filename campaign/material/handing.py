"""Hands out single files of the kit: to everybody what is public now, to people of the house what they may load."""

from io import BytesIO

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from campaign.accounts.person import person
from campaign.chapters import GERMAN
from campaign.material import reach
from campaign.media.formats import content_type_of
from campaign.media.views import PRIVATE_CACHE, PUBLIC_CACHE
from campaign.models.material import Material, Materialdatei, MaterialPage


@require_safe
def public_file(request: HttpRequest, number: str) -> HttpResponseBase:
    """Hand out a file of the newest version of something public, while a public page offers it; else 404."""
    files = Materialdatei.objects.filter(version__newest_of__in=Material.objects.public())
    found = get_object_or_404(files.select_related("version__material"), pk=int(number))
    if not MaterialPage.objects.live().exists():
        raise Http404
    return _answer(found, PUBLIC_CACHE)


@require_safe
def house_file(request: HttpRequest, material_file_id: int) -> HttpResponseBase:
    """Hand out a file to somebody of the house: of what is offered the newest, to the Koordination all."""
    files = reach.files(person(request)).select_related("version__material")
    return _answer(get_object_or_404(files, pk=material_file_id), PRIVATE_CACHE)


def attachment(data: bytes, name: str, content_type: str) -> HttpResponseBase:
    """Return something made at this moment as a download for one person."""
    response = FileResponse(BytesIO(data), as_attachment=True, filename=name, content_type=content_type)
    return _described(response, PRIVATE_CACHE)


def file_name(*words: str, extension: str) -> str:
    """Return a name for a download: „logo-der-kampagne-einfarbig-schwarz.svg“."""
    return f"{slugify(' '.join(words).translate(GERMAN))}.{extension}"


def content_type(extension: str) -> str:
    """As for every file of the house; SVG is only ever our own drawing."""
    return "image/svg+xml" if extension == "svg" else content_type_of(f"datei.{extension}")


def _answer(row: Materialdatei, cache: str) -> HttpResponseBase:
    version = row.version
    name = file_name(version.material.title, row.label, row.language, extension=row.format)
    try:
        opened = row.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(opened, as_attachment=True, filename=name, content_type=content_type(row.format))
    return _described(response, cache)


def _described(response: HttpResponseBase, cache: str) -> HttpResponseBase:
    response["Cache-Control"] = cache
    response["X-Content-Type-Options"] = "nosniff"
    return response
