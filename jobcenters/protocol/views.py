"""„Protokoll“: the log by page, with filters, and as a file for those who answer for all of it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.paginator import Paginator
from django.core.validators import slug_re
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.response import TemplateResponse

from campaign.accounts.models import User
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.audit.log import record
from jobcenters.models import Jobcenter
from jobcenters.protocol import sentences, table
from jobcenters.protocol.entries import Asked, centres_of, lines, visible

PER_PAGE = 50


class FilterForm(forms.Form):
    """Group of actions and period; the centre is looked up apart, since a foreign one must not exist."""

    vorgang = forms.ChoiceField(
        label="Vorgang", required=False, choices=lambda: [("", "alle"), *sentences.groups().items()]
    )
    von = forms.DateField(label="Von", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    bis = forms.DateField(label="Bis", required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        first, last = data.get("von"), data.get("bis")
        if first and last and first > last:
            self.add_error("bis", "Dieser Tag liegt vor dem ersten.")
        return data


def index(request: HttpRequest) -> HttpResponse:
    """List entries; `?jobcenter=` (slug), `?vorgang=`, `?von=`, `?bis=` filter, `?p=` turns the page."""
    user = person(request)
    form = FilterForm(request.GET)
    centre = _centre(request.GET.get("jobcenter", "").strip(), user)
    rows = Paginator(visible(user, _asked(form, centre)), PER_PAGE).get_page(request.GET.get("p"))
    everything = bool(user.roles & {Role.KOORDINATION, Role.TECHNIK})
    centres = list(centres_of(user))
    query = {name: request.GET.get(name, "") for name in ("jobcenter", "vorgang", "von", "bis")}
    context = {
        "form": form,
        "centre": centre,
        "centres": centres if len(centres) > 1 else [],
        "rows": rows,
        "lines": lines(rows, user),
        "everything": everything,
        "query": urlencode({name: value for name, value in query.items() if value}),
    }
    return TemplateResponse(request, "protocol/index.html", context)


def export(request: HttpRequest) -> StreamingHttpResponse:
    """Return the same entries as a table for a spreadsheet."""
    user = person(request)
    asked = _asked(FilterForm(request.GET), _centre(request.GET.get("jobcenter", "").strip(), user))
    record("protocol.exported", actor=user)
    return table.answer(visible(user, asked), user)


def _asked(form: FilterForm, centre: Jobcenter | None) -> Asked:
    """A part of the filter that is wrong filters nothing; the form says so beside it."""
    form.is_valid()
    given = form.cleaned_data
    return Asked(centre, given.get("vorgang", ""), given.get("von"), given.get("bis"))


def _centre(slug: str, user: User) -> Jobcenter | None:
    """Return the centre that was asked for; Http404 alike for one that is not the reader's and one that is none."""
    if not slug:
        return None
    found = centres_of(user).filter(slug=slug).first() if slug_re.fullmatch(slug) else None
    if found is None:
        raise Http404
    return found
