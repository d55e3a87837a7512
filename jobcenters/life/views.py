"""The register in the admin: the 104 with what is true and what is decided, and every change with a look ahead."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from campaign.accounts.once_view import OnceView
from campaign.accounts.person import person
from jobcenters.life import acts, confirmation, effects, forms, standing
from jobcenters.life.acts import Obstacle, State, Wanted
from jobcenters.models import Jobcenter

PARTS = ("section", "folder", "group", "collection", "successor")
# What the list can be narrowed to: word in the address -> what people read.
SHOWN = {
    "": "Alle",
    "offen": "Mit offenen Vorschlägen",
    "geplant": "Mit beschlossenen Änderungen",
    "unbestaetigt": "Nicht bestätigt",
    "beendet": "Nicht mehr kommunal",
}


def index(request: HttpRequest) -> HttpResponse:
    """„Register“: every centre with its state; `?zeigen=` narrows the list to what is to do."""
    asked = request.GET.get("zeigen", "")
    asked = asked if asked in SHOWN else ""
    centres = Jobcenter.objects.in_order().select_related("successor").prefetch_related("changes")
    rows = [_row(centre) for centre in centres]
    tests = {
        "": lambda row: True,
        "offen": lambda row: row["proposed"],
        "geplant": lambda row: row["scheduled"],
        "unbestaetigt": lambda row: row["is_silent"],
        "beendet": lambda row: row["is_closed"],
    }
    options = [
        {"word": word, "label": label, "number": sum(bool(tests[word](row)) for row in rows)}
        for word, label in SHOWN.items()
    ]
    context = {"rows": [row for row in rows if tests[asked](row)], "options": options, "asked": asked}
    return TemplateResponse(request, "registry/index.html", context)


def centre(request: HttpRequest, centre_id: int) -> HttpResponse:
    """One centre: what is true today, what is proposed and decided, and its history."""
    found = get_object_or_404(Jobcenter.objects.select_related(*PARTS), pk=centre_id)
    changes = list(found.changes.select_related("successor", "proposed_by", "decided_by", "centre"))
    today = timezone.localdate()
    now = standing.on(today, Jobcenter.objects.in_order())
    context = {
        "centre": found,
        "is_closed": found.is_closed(),
        "facts": forms.FactsForm(found).facts_shown(),
        "proposed": [change for change in changes if change.state == State.PROPOSED],
        "scheduled": [change for change in changes if change.state == State.SCHEDULED],
        "history": [
            change for change in changes if change.state in (State.APPLIED, State.REJECTED, State.CANCELLED)
        ],
        "former": now.former.get(found.pk, ()),
        "confirm_by": confirmation.due_on(found),
        "today": today,
    }
    return TemplateResponse(request, "registry/centre.html", context)


def _row(centre: Jobcenter) -> dict[str, Any]:
    changes = list(centre.changes.all())
    return {
        "centre": centre,
        "is_closed": centre.is_closed(),
        "is_silent": not centre.is_closed() and centre.reminders >= confirmation.ESCALATED,
        "proposed": sum(change.state == State.PROPOSED for change in changes),
        "scheduled": sorted(
            (change for change in changes if change.state == State.SCHEDULED),
            key=lambda change: change.effective_on,
        ),
    }


class ChangeView(OnceView):
    """A change of one centre: the form, then what it brings about, then it is done."""

    form_class: ClassVar[type[forms.ChangeForm]]
    conflicts = (Obstacle,)
    explanation: str = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.actor = person(request)
        self.centre = get_object_or_404(Jobcenter.objects.select_related(*PARTS), pk=self.kwargs["centre_id"])
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.make_form(request.POST)
        if "zurueck" in request.POST:
            return self.show(form)
        if form.is_valid() and not form.cleaned_data["confirmed"]:
            return self.show(form, looks_ahead=True)
        return super().post(request, **kwargs)

    def make_form(self, data: Any = None, files: Any = None) -> forms.ChangeForm:
        return self.form_class(self.centre, data)

    def subject(self) -> Jobcenter:
        return self.centre

    def perform(self, form: forms.ChangeForm) -> str:
        """Decide it; what has come true is written down in the same transaction."""
        wanted = form.wanted()
        if found := acts.obstacles(self.centre, wanted):
            raise Obstacle(" ".join(found))
        self.do(wanted)
        return self.back()

    def do(self, wanted: Wanted) -> None:
        """Act for the person."""
        acts.schedule(self.centre, wanted, self.actor)

    def effects(self, wanted: Wanted) -> list[str]:
        """Say what will happen."""
        return effects.of(self.centre, wanted)

    def back(self) -> str:
        """Return where to go afterwards, and without doing anything."""
        return reverse("registry_centre", args=[self.centre.pk])

    def show(
        self, form: Any, *, conflict: str = "", status: int = 200, looks_ahead: bool = False
    ) -> HttpResponse:
        wanted = form.wanted() if looks_ahead else None
        context = {
            "view": self,
            "centre": self.centre,
            "form": form,
            "effects": self.effects(wanted) if wanted else [],
            "obstacles": acts.obstacles(self.centre, wanted) if wanted else [conflict] if conflict else [],
            "looks_ahead": looks_ahead,
        }
        return TemplateResponse(self.request, "registry/change.html", context, status=status)


class FactsView(ChangeView):
    form_class = forms.KnownFactsForm
    heading = "Angaben ändern"
    button = "Änderung beschließen"
    done = "Die Änderung ist beschlossen."
    explanation = (
        "Ändern Sie nur, was ab dem genannten Tag anders ist. Was die Redaktion selbst auf ihrer Seite einträgt "
        "(Telefon, Standorte, Zeiten), geht diesen Angaben vor."
    )


class MergeView(ChangeView):
    form_class = forms.MergeForm
    heading = "Mit einem anderen zusammenlegen"
    button = "Zusammenlegung beschließen"
    done = "Die Zusammenlegung ist beschlossen."
    explanation = "Dieses Jobcenter geht in einem anderen auf. Seiten, Geschichten und Dateien ziehen um."


class CloseView(ChangeView):
    form_class = forms.CloseForm
    heading = "Als kommunales Jobcenter beenden"
    button = "Ende beschließen"
    done = "Das Ende ist beschlossen."
    explanation = "Der Träger gibt die Option zurück. Danach ist eine gemeinsame Einrichtung zuständig."


class BorderView(ChangeView):
    form_class = forms.BorderForm
    heading = "Gebiet ändern"
    button = "Grenze beschließen"
    done = "Die neue Grenze ist beschlossen."
    explanation = (
        "Orte gehören ab einem Tag zu einem anderen Kreis. Der Finder antwortet von diesem Tag an danach."
    )


class ProposeView(ChangeView):
    """The same form for a Redaktion: it proposes, the Koordination decides."""

    form_class = forms.ProposalForm
    heading = "Änderung vorschlagen"
    button = "An die Koordination schicken"
    done = "Ihr Vorschlag ist bei der Koordination. Sie bekommen eine E-Mail, sobald darüber entschieden ist."
    explanation = (
        "Name, Träger und Gebiet stehen im Register. Schreiben Sie hier, was sich ändert; die Koordination prüft es. "
        "Telefon, Standorte und Zeiten ändern Sie selbst unter „Mein Jobcenter“."
    )

    def do(self, wanted: Wanted) -> None:
        acts.propose(self.centre, wanted, self.actor)

    def effects(self, wanted: Wanted) -> list[str]:
        first = "Die Koordination prüft Ihren Vorschlag. Bis dahin bleibt alles, wie es ist."
        return [first, *effects.of(self.centre, wanted)]

    def back(self) -> str:
        return reverse("registry_own")
