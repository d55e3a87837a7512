"""„Neue Fassung“ of a picture or document: says what will happen, takes the file, shows which drafts to submit."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from campaign.accounts.ownership import FILE_POLICIES
from campaign.accounts.person import person
from campaign.audit.log import record
from campaign.media import new_version
from campaign.media.pictures import clean_image
from campaign.media.validation import clean_document

CHECKS = {"image": clean_image, "document": clean_document}
EDIT = {"image": "wagtailimages:edit", "document": "wagtaildocs:edit"}


class NewVersionForm(forms.Form):
    """One file, checked like every upload."""

    file = forms.FileField(label="Neue Datei")

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(*args, **kwargs)

    def clean_file(self) -> Any:
        return CHECKS[self.kind](self.cleaned_data["file"])


def image(request: HttpRequest, image_id: int) -> HttpResponse:
    """A new version of a picture."""
    return _new_version(request, "image", image_id)


def document(request: HttpRequest, document_id: int) -> HttpResponse:
    """A new version of a document."""
    return _new_version(request, "document", document_id)


def _new_version(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """GET explains, POST makes it; 404 for a file that this person may not change."""
    user = person(request)
    old = FILE_POLICIES[kind].instances_user_has_permission_for(user, "change").filter(pk=number).first()
    if old is None:
        raise Http404
    form = NewVersionForm(request.POST or None, request.FILES or None, kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            new, pages = new_version.make(old, form.cleaned_data["file"], user)
        except ValidationError as refusal:
            form.add_error("file", refusal.messages)
        else:
            record(
                "file.new_version",
                actor=user,
                obj=new,
                data={"replaces": old.pk, "pages": [one.pk for one in pages]},
            )
            names = ", ".join(f"„{page.title}“" for page in pages)
            messages.success(request, f"Die neue Fassung ist gespeichert. {_next_step(names)}")
            return redirect(reverse(EDIT[kind], args=[new.pk]))
    context = {
        "file": old,
        "form": form,
        "pages": new_version.pages_with(old, user),
        "back": reverse(EDIT[kind], args=[number]),
    }
    return TemplateResponse(request, "media/new_version.html", context)


def _next_step(names: str) -> str:
    if not names:
        return "Keine Ihrer Seiten zeigt die alte."
    return f"Sie steht in den Entwürfen von {names}. Öffentlich wird sie, wenn Sie diese einreichen oder veröffentlichen."
