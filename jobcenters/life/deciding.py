"""Answers: the Koordination decides about a proposal or calls something off, a Redaktion says „stimmt noch“."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from campaign.accounts.once_view import OnceForm, OnceView
from campaign.accounts.person import person
from jobcenters.life import acts, confirmation, effects, forms
from jobcenters.life.acts import Changed, Obstacle, State, Wanted
from jobcenters.models import Jobcenter, RegistryChange

FASTER = "Inzwischen hat jemand anderes darüber entschieden. Es ist nichts geschehen; hier steht, wie es jetzt ist."


class DecisionView(OnceView):
    """An answer to one change."""

    conflicts = (Changed, Obstacle)
    state: State = State.PROPOSED

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = person(request)
        changes = RegistryChange.objects.select_related("centre__section", "centre__folder", "successor")
        self.change = get_object_or_404(changes, pk=self.kwargs["registry_change_id"])
        return super().dispatch(request, *args, **kwargs)

    def make_form(self, data: Any = None, files: Any = None) -> OnceForm:
        initial = {"effective_on": self.change.effective_on}
        return self.form_class(data, initial=initial)

    def subject(self) -> RegistryChange:
        return self.change

    def back(self) -> str:
        """Return where to go afterwards, and without doing anything."""
        return reverse("registry_centre", args=[self.change.centre_id])

    def effects(self) -> list[str]:
        """Say what will happen."""
        return []

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        self.change.refresh_from_db()
        context = {
            "view": self,
            "change": self.change,
            "centre": self.change.centre,
            "form": form,
            "effects": self.effects(),
            "conflict": conflict,
            "is_open": self.change.state == self.state,
        }
        return TemplateResponse(self.request, "registry/decide.html", context, status=status)

    def show_conflict(self, form: Any, conflict: Exception) -> HttpResponse:
        return self.show(form, conflict=str(conflict) or FASTER, status=409)


class AcceptView(DecisionView):
    form_class = forms.AcceptForm
    heading = "Vorschlag annehmen"
    button = "Annehmen"
    done = "Der Vorschlag ist angenommen. Die Redaktion bekommt eine Nachricht."

    def effects(self) -> list[str]:
        change = self.change
        wanted = Wanted(acts.Kind(change.kind), change.effective_on, change.reason, change.values)
        return effects.of(change.centre, wanted)

    def perform(self, form: Any) -> str:
        acts.accept(self.change, form.cleaned_data["effective_on"], form.cleaned_data["decision"], self.actor)
        return self.back()


class RejectView(DecisionView):
    form_class = forms.ReasonForm
    heading = "Vorschlag ablehnen"
    button = "Ablehnen"
    done = "Der Vorschlag ist abgelehnt. Die Redaktion bekommt Ihre Begründung."

    def perform(self, form: Any) -> str:
        acts.reject(self.change, form.cleaned_data["decision"], self.actor)
        return self.back()


class CancelView(DecisionView):
    form_class = forms.ReasonForm
    heading = "Beschlossene Änderung absagen"
    button = "Absagen"
    done = "Die Änderung ist abgesagt."
    state = State.SCHEDULED

    def perform(self, form: Any) -> str:
        acts.cancel(self.change, form.cleaned_data["decision"], self.actor)
        return self.back()


class TakeBackView(DecisionView):
    """The Redaktion gives up what it proposed; the gate lets only the own centre's through."""

    heading = "Vorschlag zurücknehmen"
    button = "Zurücknehmen"
    done = "Der Vorschlag ist zurückgenommen. Die Koordination sieht ihn nicht mehr unter dem, was zu entscheiden ist."

    def make_form(self, data: Any = None, files: Any = None) -> OnceForm:
        return OnceForm(data)

    def back(self) -> str:
        return reverse("registry_own")

    def perform(self, form: Any) -> str:
        acts.take_back(self.change, self.actor)
        return self.back()


class ConfirmView(OnceView):
    """„Stimmt noch“: what citizens read, and one button."""

    heading = "Stimmt noch?"
    button = "Ja, stimmt noch"
    done = "Danke. Auf Ihrer Seite steht jetzt der Stand von heute. Wir fragen in sechs Monaten wieder."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = person(request)
        self.centre = get_object_or_404(
            Jobcenter.objects.select_related("section"), pk=self.kwargs["centre_id"]
        )
        return super().dispatch(request, *args, **kwargs)

    def subject(self) -> Jobcenter:
        return self.centre

    def perform(self, form: Any) -> str:
        confirmation.confirm(self.centre, self.actor)
        return reverse("registry_own")

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {"view": self, "centre": self.centre, "form": form, "contact": self.centre.section.contact}
        return TemplateResponse(self.request, "registry/confirm.html", context, status=status)
