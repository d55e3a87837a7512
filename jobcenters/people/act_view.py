"""The page of an act on somebody."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from campaign.accounts.invitations import AlreadyInvited
from campaign.accounts.once_view import OnceView
from campaign.accounts.person import person
from jobcenters.people import forms, reach
from jobcenters.people.standing import stamp


class Changed(Exception):
    """Somebody else was faster: what the form was about is no longer so."""


class ActView(OnceView):
    """One act on one account or invitation; whoever is out of reach answers like somebody who does not exist."""

    form_class = forms.ActForm
    is_severe: ClassVar[bool] = False
    conflicts = (Changed,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = person(request)
        self.target = get_object_or_404(self.targets(), pk=self.number())
        return super().dispatch(request, *args, **kwargs)

    def make_form(self, data: Any = None, files: Any = None) -> forms.ActForm:
        return self.form_class(data, seen=stamp(self.target), initial=self.initial())

    def subject(self) -> Any:
        return self.target

    def targets(self) -> QuerySet[Any]:
        """Return those on whom this person may act."""
        return reach.within(self.actor)

    def number(self) -> int:
        """Return the key that the address names."""
        return self.kwargs["person_id"]

    def initial(self) -> dict[str, Any]:
        """Return what the form shows at first."""
        return {}

    def obstacle(self) -> str:
        """Say why there is nothing to do; "" when there is."""
        return ""

    def effects(self) -> list[str]:
        """Say in sentences what the act brings about."""
        raise NotImplementedError

    def act(self, data: dict[str, Any]) -> None:
        """Do it; `data` is the form's cleaned data."""
        raise NotImplementedError

    def back(self) -> str:
        """Return where to go afterwards, and without doing anything."""
        return reverse("people_person", args=[self.target.pk])

    def perform(self, form: forms.ActForm) -> str:
        """Act on the row as it is now, under its lock."""
        self.target = get_object_or_404(self.targets().select_for_update(of=("self",)), pk=self.target.pk)
        if stamp(self.target) != form.cleaned_data["seen"] or self.obstacle():
            raise Changed
        try:
            self.act(form.cleaned_data)
        except AlreadyInvited as error:
            raise Changed from error
        return self.back()

    def show_conflict(self, form: forms.ActForm, conflict: Exception) -> HttpResponse:
        """Show how things are now: the person decides anew."""
        return self.show(self.make_form(), conflict="changed", status=409)

    def show(self, form: forms.ActForm, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {
            "act": self,
            "target": self.target,
            "form": form,
            "obstacle": self.obstacle(),
            "effects": self.effects(),
            "changed": bool(conflict),
        }
        return TemplateResponse(self.request, "people/act.html", context, status=status)
