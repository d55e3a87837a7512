"""„Gemeldete Barrieren“ in the admin: the inbox of a Redaktion or the Koordination, and what can be done there."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.once_view import OnceForm, OnceView
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from jobcenters.barriers import acts, clock, forms, reach
from jobcenters.models import BarrierReport

PER_PAGE = 50
PARTS = ("centre", "worked_on_by", "answered_by")


def index(request: HttpRequest) -> HttpResponse:
    """List the reports a person may read: open ones by due date, then the answered."""
    user, today = person(request), timezone.localdate()
    found = BarrierReport.objects.seen_by(user).select_related(*PARTS).urgent_first()
    part = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "reports": part,
        "today": today,
        "soon": today + clock.WEEK,
        "is_koordination": user.has_role(Role.KOORDINATION),
    }
    return TemplateResponse(request, "barriers/index.html", context)


def report(request: HttpRequest, barrier_id: int) -> HttpResponse:
    """One report: what was written, until when, what happened, and what to do next."""
    user = person(request)
    found = get_object_or_404(BarrierReport.objects.seen_by(user).select_related(*PARTS), pk=barrier_id)
    answered = found.answered_at
    context = {
        "report": found,
        "today": timezone.localdate(),
        "may_act": found.is_open and reach.may_act(user, found),
        "may_pass": user.has_role(Role.REDAKTION) and not found.is_with_koordination,
        "forgotten_on": clock.forgotten_on(timezone.localdate(answered)) if answered else None,
    }
    return TemplateResponse(request, "barriers/one.html", context)


class BarrierActView(OnceView):
    """An act on one report."""

    conflicts = (acts.Conflict,)
    is_final = False
    effects: tuple[str, ...] = ()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = person(request)
        seen = BarrierReport.objects.seen_by(self.user).select_related(*PARTS)
        self.report = get_object_or_404(seen, pk=kwargs["barrier_id"])
        return super().dispatch(request, *args, **kwargs)

    def subject(self) -> BarrierReport:
        return self.report

    def what_happens(self) -> tuple[str, ...]:
        """Say what will happen."""
        return self.effects

    def perform(self, form: Any) -> str:
        self.act(form)
        return self.back()

    def act(self, form: Any) -> None:
        """Do it."""
        raise NotImplementedError

    def back(self) -> str:
        """Where to go afterwards, and without doing anything."""
        return reverse("barriers_report", args=[self.report.pk])

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {
            "act": self,
            "report": self.report,
            "form": form,
            "effects": self.what_happens(),
            "conflict": conflict,
            "back": self.back(),
        }
        return TemplateResponse(self.request, "barriers/act.html", context, status=status)


class TakeView(BarrierActView):
    """„Ich kümmere mich“: the others see that somebody is at it."""

    heading = "In Arbeit nehmen"
    button = "Ich kümmere mich"
    done = "Die anderen sehen jetzt, dass Sie sich kümmern."
    effects = ("Ihr Name steht bei der Meldung. Die Frist für die Antwort bleibt.",)
    form_class = OnceForm

    def act(self, form: OnceForm) -> None:
        acts.take(self.report, self.user)


class AnswerView(BarrierActView):
    """The answer, which ends the clock."""

    heading = "Antworten"
    button = "Antworten und abschließen"
    done = "Die Meldung ist beantwortet."

    def what_happens(self) -> tuple[str, ...]:
        if self.report.email:
            return (
                "Die Antwort geht als E-Mail an die Person, die gemeldet hat. Damit ist die Meldung erledigt.",
            )
        return ("Damit ist die Meldung erledigt.",)

    def make_form(self, data: Any = None, files: Any = None) -> forms.AnswerForm:
        return forms.AnswerForm(bool(self.report.email), data)

    def act(self, form: forms.AnswerForm) -> None:
        acts.answer(self.report, self.user, form.cleaned_data["text"])


class PassView(BarrierActView):
    """Hand a report to the Koordination."""

    heading = "An die Koordination geben"
    button = "Weitergeben"
    done = "Die Meldung liegt jetzt bei der Koordination."
    effects = ("Die Koordination bekommt eine E-Mail und antwortet. Sie können die Meldung weiter lesen.",)
    form_class = forms.PassForm

    def act(self, form: forms.PassForm) -> None:
        acts.pass_on(self.report, self.user, form.cleaned_data["note"])
