"""„Zuarbeit“ in the admin: the templates for a Redaktion, filled from its own centre, to edit and to take along."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from campaign import word_document
from campaign.accounts.person import person
from jobcenters.models import Jobcenter, Textvorlage
from jobcenters.names import ascii_slug
from jobcenters.todos import own_centres
from jobcenters.zuarbeit import facts, placeholders

MOST = 20_000


class TextForm(forms.Form):
    """The text as it goes out; nothing of it is kept."""

    title = forms.CharField(label="Überschrift", max_length=200)
    text = forms.CharField(label="Text", max_length=MOST, widget=forms.Textarea(attrs={"rows": 22}))


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The templates on offer, each with a way per own centre."""
    centres = list(own_centres(person(request)))
    templates = Textvorlage.objects.filter(is_offered=True)
    context = {"templates": templates, "centres": centres, "several": len(centres) > 1}
    return TemplateResponse(request, "zuarbeit/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, template_id: int, centre_id: int) -> HttpResponse:
    """Show a template filled with the data of one centre; POST gives what was typed as a file.

    The gate has asked whose the centre is.
    """
    template = get_object_or_404(Textvorlage, pk=template_id, is_offered=True)
    centre = get_object_or_404(Jobcenter.objects.select_related("section"), pk=centre_id)
    values = facts.of(centre)
    words = f"{template.title}\n{template.text}"
    initial = {name: placeholders.filled(getattr(template, name), values) for name in ("title", "text")}
    form = TextForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _file(form.cleaned_data, ".txt" if request.POST.get("format") == "txt" else ".docx", centre)
    missing = [placeholders.PLACEHOLDERS[name] for name in placeholders.used(words) if not values[name]]
    context = {
        "template": template,
        "centre": centre,
        "form": form,
        "missing": missing,
        "edit_url": reverse("wagtailadmin_pages:edit", args=[centre.section_id]),
    }
    return TemplateResponse(request, "zuarbeit/text.html", context)


def _file(words: dict[str, Any], suffix: str, centre: Jobcenter) -> HttpResponse:
    name = f"{ascii_slug(words['title'])[:60].strip('-') or 'text'}-{centre.slug}{suffix}"
    if suffix == ".txt":
        response = HttpResponse(
            word_document.as_txt(words["title"], words["text"]), content_type="text/plain; charset=utf-8"
        )
    else:
        response = HttpResponse(
            word_document.as_docx(words["title"], words["text"]), content_type=word_document.DOCX
        )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
