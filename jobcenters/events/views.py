"""„Aktionen und Termine“ in the admin: what a centre is asked, what it answers, its own events."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.once_view import OnceView
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from jobcenters.events import act_forms, answers, hosting, overview, reach
from jobcenters.models import AktionAnswer, CoHost, EventPage, Jobcenter
from jobcenters.todos import own_centres

SHOWN = 50


def index(request: HttpRequest) -> HttpResponse:
    """Show a Redaktion what waits for it and its events, the Koordination the Aktionen with their answers."""
    user, today = person(request), timezone.localdate()
    context: dict[str, Any] = {"today": today}
    if user.has_role(Role.REDAKTION):
        context |= _own(user)
    if user.has_role(Role.KOORDINATION):
        context |= overview.aktionen(today)
    return TemplateResponse(request, "events/index.html", context)


def _own(user: User) -> dict[str, Any]:
    today = timezone.localdate()
    centres = list(own_centres(user))
    questions = reach.questions_to(user).select_related("centre", "event").order_by("-asked_at")[:SHOWN]
    own_answers = reach.own_answers(user).filter(aktion__ends_on__gte=today)
    events = reach.own_events(user).prefetch_related("co_hosts__centre").order_by("-starts_on", "-pk")[:SHOWN]
    return {
        "questions": [one for one in questions if not one.event.span.is_over(today)],
        "answers": own_answers.select_related("centre", "aktion").order_by("aktion__starts_on", "pk"),
        "events": [
            {"page": page, "co_hosts": list(page.co_hosts.all()), "is_over": page.span.is_over(today)}
            for page in events
        ],
        "several": len(centres) > 1,
        "additions": [
            {
                "name": centre.name,
                "url": reverse("wagtailadmin_pages:add", args=["jobcenters", "eventpage", centre.section_id]),
            }
            for centre in centres
        ],
        "is_redaktion": True,
    }


class EventActView(OnceView):
    """An act with what it is about, what will happen, and a form."""

    template_name = "events/act.html"
    is_final = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = person(request)
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: Any) -> None:
        """Set what the act concerns; Http404 alike for a foreign and a missing one."""
        raise NotImplementedError

    def title(self) -> str:
        """Say what it is about."""
        raise NotImplementedError

    def effects(self) -> list[str]:
        """Say what will happen."""
        return []

    def extra(self) -> dict[str, Any]:
        """Return what the template shows besides the form."""
        return {}

    def back(self) -> str:
        """Where to go afterwards, and without doing anything."""
        return reverse("events_index")

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {
            "act": self,
            "title": self.title(),
            "form": form,
            "effects": self.effects(),
            "conflict": conflict,
            "back": self.back(),
            **self.extra(),
        }
        return TemplateResponse(self.request, self.template_name, context, status=status)


class JointView(EventActView):
    """Ask another centre to hold an event together; and who was asked before."""

    heading = "Gemeinsamer Termin"
    button = "Anfrage senden"
    done = "Die Anfrage ist verschickt. Sie bekommen eine E-Mail, sobald das Jobcenter antwortet."
    conflicts = (hosting.Conflict,)

    def find(self, **kwargs: Any) -> None:
        self.event: EventPage = get_object_or_404(reach.events(self.user), pk=kwargs["page_id"])
        self.draft: EventPage = self.event.get_latest_revision_as_object()

    def subject(self) -> EventPage:
        return self.event

    def title(self) -> str:
        return str(self.draft.title)

    def effects(self) -> list[str]:
        return [
            "Das andere Jobcenter bekommt Titel, Zeit, Ort und Ihre Nachricht. Ihren Entwurf sieht es nicht.",
            "Sein Name steht beim Termin erst, wenn es zugesagt hat.",
        ]

    def make_form(self, data: Any = None, files: Any = None) -> act_forms.AskForm:
        known = self.event.co_hosts.values("centre")
        owner = hosting.owner_of(self.event)
        others = Jobcenter.objects.serving().exclude(pk__in=known).exclude(pk=owner.pk).in_order()
        return act_forms.AskForm(list(others), data, is_live=self.event.live)

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        centre = form.centres[data["centre"]]
        only_together = bool(data.get("only_together"))
        hosting.ask(self.draft, [centre], data["message"], only_together=only_together, actor=self.user)
        return reverse("events_joint", args=[self.event.pk])

    def extra(self) -> dict[str, Any]:
        return {
            "facts": hosting.told(self.draft),
            "co_hosts": self.event.co_hosts.select_related("centre").order_by("asked_at"),
            "event": self.event,
        }


class QuestionView(EventActView):
    """Another centre asks: yes or no."""

    form_class = act_forms.QuestionForm
    heading = "Anfrage: gemeinsamer Termin"
    button = "Antworten"
    done = "Ihre Antwort ist eingetragen. Das andere Jobcenter bekommt eine E-Mail."
    conflicts = (hosting.Conflict,)

    def find(self, **kwargs: Any) -> None:
        found = reach.questions_to(self.user).select_related("centre", "event")
        self.asked = get_object_or_404(found, pk=kwargs["cohost_id"])

    def subject(self) -> CoHost:
        return self.asked

    def title(self) -> str:
        return self.asked.told_title

    def make_form(self, data: Any = None, files: Any = None) -> Any:
        has_answered = self.asked.says != CoHost.Says.ASKED
        initial = {"says": self.asked.says, "note": self.asked.answer_note} if has_answered else {}
        return self.form_class(data, initial=initial)

    def effects(self) -> list[str]:
        found = [
            "Sie können Ihre Antwort jederzeit ändern. Sagen Sie später ab, verschwindet Ihr Name sofort."
        ]
        if self.asked.required:
            found.append("Ohne Ihre Zusage wird dieser Termin nicht veröffentlicht.")
        return found

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        hosting.answer(self.asked, data["says"], data["note"], actor=self.user)
        return self.back()

    def extra(self) -> dict[str, Any]:
        told = {name: getattr(self.asked, name) for name in ("told_title", "told_when", "told_where")}
        public = self.asked.event.get_url() if self.asked.event.live else ""
        return {
            "facts": told,
            "message": self.asked.told_message,
            "owner": hosting.owner_of(self.asked.event),
            "public_url": public,
        }


class TakeBackView(EventActView):
    """Take a question back."""

    heading = "Anfrage zurücknehmen"
    button = "Zurücknehmen"
    done = "Die Anfrage ist zurückgenommen."
    is_final = True
    conflicts = (hosting.Conflict,)

    def find(self, **kwargs: Any) -> None:
        found = CoHost.objects.filter(event__in=reach.events(self.user)).select_related("centre", "event")
        self.asked = get_object_or_404(found, pk=kwargs["question_id"])

    def subject(self) -> CoHost:
        return self.asked

    def title(self) -> str:
        return f"{self.asked.told_title}: {self.asked.centre.name}"

    def effects(self) -> list[str]:
        return [
            "Das Jobcenter wird nicht mehr genannt und bekommt eine E-Mail.",
            "Hieß es „nur gemeinsam“, können Sie den Termin danach allein veröffentlichen.",
        ]

    def perform(self, form: Any) -> str:
        event = self.asked.event_id
        hosting.take_back(self.asked, actor=self.user)
        return reverse("events_joint", args=[event])

    def back(self) -> str:
        return reverse("events_joint", args=[self.asked.event_id])


class AnswerView(EventActView):
    """A centre answers an Aktion."""

    form_class = act_forms.AnswerForm
    heading = "Rückmeldung"
    button = "Antwort speichern"
    done = "Danke, Ihre Antwort ist bei der Koordination."
    conflicts = (answers.Conflict,)

    def find(self, **kwargs: Any) -> None:
        found = reach.own_answers(self.user).select_related("centre", "aktion")
        self.answer = get_object_or_404(found, pk=kwargs["answer_id"])

    def subject(self) -> AktionAnswer:
        return self.answer

    def title(self) -> str:
        return self.answer.aktion.title

    def make_form(self, data: Any = None, files: Any = None) -> Any:
        initial = {"says": self.answer.says, "note": self.answer.note} if self.answer.answered_at else {}
        return self.form_class(data, initial=initial)

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        answers.answer(self.answer, data["says"], data["note"], actor=self.user)
        return self.back()

    def extra(self) -> dict[str, Any]:
        return {"aktion": self.answer.aktion, "centre": self.answer.centre}
