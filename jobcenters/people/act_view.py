"""The page of an act on somebody: GET says what will happen, POST does it once, however often it is sent."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import View

from campaign.accounts.invitations import AlreadyInvited
from campaign.accounts.person import person
from campaign.audit.idempotency import once
from jobcenters.people import forms, reach
from jobcenters.people.standing import stamp


class Changed(Exception):
    """Somebody else was faster: what the form was about is no longer so."""


class ActView(View):
    """One act on one account or invitation; whoever is out of reach answers like somebody who does not exist."""

    form_class: ClassVar[type[forms.ActForm]] = forms.ActForm
    heading: ClassVar[str]
    button: ClassVar[str]
    is_severe: ClassVar[bool] = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = person(request)
        self.target = get_object_or_404(self.targets(), pk=self.number())
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self._show(self._fresh())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = self.form_class(request.POST)
        if not form.is_valid():
            return self._show(form)
        try:
            url = once(self._key(form), request.user, lambda: self._act(form.cleaned_data))
        except Changed:
            return self._show(self._fresh(), changed=True, status=409)
        messages.success(request, self.done())
        return redirect(url)

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

    def done(self) -> str:
        """Say what has happened."""
        raise NotImplementedError

    def back(self) -> str:
        """Return where to go afterwards, and without doing anything."""
        return reverse("people_person", args=[self.target.pk])

    def _key(self, form: forms.ActForm) -> str:
        """A token counts for this act on this target alone: it must never report another act's success."""
        return f"{form.cleaned_data['token']}-{self.target.pk}-{type(self).__name__}"

    def _act(self, data: dict[str, Any]) -> str:
        """Act on the row as it is now, under its lock."""
        self.target = get_object_or_404(self.targets().select_for_update(of=("self",)), pk=self.target.pk)
        if stamp(self.target) != data["seen"] or self.obstacle():
            raise Changed
        try:
            self.act(data)
        except AlreadyInvited as error:
            raise Changed from error
        return self.back()

    def _fresh(self) -> forms.ActForm:
        return self.form_class(seen=stamp(self.target), initial=self.initial())

    def _show(self, form: forms.ActForm, *, changed: bool = False, status: int = 200) -> HttpResponse:
        context = {
            "act": self,
            "target": self.target,
            "form": form,
            "obstacle": self.obstacle(),
            "effects": self.effects(),
            "changed": changed,
        }
        return TemplateResponse(self.request, "people/act.html", context, status=status)
