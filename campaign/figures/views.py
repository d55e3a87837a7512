"""Figures in the admin: one figure with its history, and the acts on it. What they do is in `acts`."""

from typing import Any, ClassVar

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from campaign.accounts.once_view import OnceForm, OnceView
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.figures import acts, forms, history, listing, reach, uses
from campaign.figures.centres import of_groups
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl

State = KennzahlFassung.State
PUBLISH, PROPOSE = "Veröffentlichen", "Zur Prüfung geben"


def figure(request: HttpRequest, figure_id: int) -> HttpResponse:
    """Show one figure: what it says now, what waits, where it is used, and all its versions."""
    user = person(request)
    found = get_object_or_404(listing.with_latest(reach.figures(user)), pk=figure_id)
    versions = list(found.versions.select_related("made_by", "decided_by"))
    centres = of_groups([found.group_id] if found.group_id else [])
    latest = versions[0] if versions else None
    context = {
        "figure": found,
        "place": listing.place_of(found, centres),
        **listing.standing(found),
        "waiting": latest if latest and latest.state == State.WAITING else None,
        "returned": latest if latest and latest.state == State.SENT_BACK else None,
        "versions": history.rows(versions),
        "uses": uses.uses_of(found, user),
        "acts": _acts(found, user),
    }
    return TemplateResponse(request, "figures/figure.html", context)


def _acts(found: Any, user: Any) -> list[tuple[str, str]]:
    """Return (address, words) of what can be done, most likely first."""
    is_koordination = user.has_role(Role.KOORDINATION)
    waits = found.latest_state == State.WAITING
    names = [("figures_approve", "Veröffentlichen"), ("figures_send_back", "Zurückgeben")]
    offered = names if waits and is_koordination else []
    offered = [*offered, ("figures_edit", "Ändern")]
    if is_koordination and placeable(found):
        offered.append(("figures_place", "Reihenfolge"))
    if found.is_public or (waits and not is_koordination):
        offered.append(("figures_take_down", "Von der Website nehmen" if found.is_public else "Zurückziehen"))
    return [(reverse(name, args=[found.pk]), words) for name, words in offered]


class FigureView(OnceView):
    """An act on one figure; a foreign one answers like a missing one."""

    template_name = "figures/act.html"
    is_final: ClassVar[bool] = False
    effects: tuple[str, ...] = ()
    conflicts = (acts.Conflict,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = person(request)
        self.is_koordination = self.user.has_role(Role.KOORDINATION)
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: Any) -> None:
        """Set `figure` and its latest version."""
        self.figure = get_object_or_404(reach.figures(self.user), pk=kwargs["figure_id"])
        self.latest = self.figure.versions.first()

    @property
    def loaded(self) -> int:
        """Key of the latest version; 0 for a figure without any."""
        return self.latest.pk if self.latest else 0

    def subject(self) -> Any:
        return self.figure

    def make_form(self, data: Any = None, files: Any = None) -> OnceForm:
        return self.form_class(data, initial={"loaded": self.loaded})

    def back(self) -> str:
        """Where to go afterwards, and without doing anything."""
        return reverse("figures_figure", args=[self.figure.pk])

    def effects_now(self) -> tuple[str, ...]:
        """Say what will happen."""
        return self.effects

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {"act": self, "form": form, "conflict": conflict, "back": self.back(), **self.extra()}
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def extra(self) -> dict[str, Any]:
        """Return what the template shows besides the form."""
        return {"title": self.figure.sentence, "effects": self.effects_now()}


class AddView(FigureView):
    heading = "Neue Kennzahl"

    def find(self, **kwargs: Any) -> None:
        self.button = PUBLISH if self.is_koordination else PROPOSE
        groups = [] if self.is_koordination else reach.own_groups(self.user).values_list("pk", flat=True)
        self.centres = of_groups(groups)
        if not self.is_koordination and not self.centres:
            raise PermissionDenied

    def subject(self) -> Any:
        return self.user

    def make_form(self, data: Any = None, files: Any = None) -> OnceForm:
        if self.is_koordination:
            return forms.NewNationalForm(data)
        return forms.NewOwnForm([(one.group_id, one.name) for one in self.centres.values()], data)

    def perform(self, form: Any) -> str:
        if self.is_koordination:
            made = acts.begin(form.content(), actor=self.user, land=form.cleaned_data["land"])
        else:
            group = form.cleaned_data.get("centre") or next(iter(self.centres))
            made = acts.begin(form.content(), actor=self.user, group=Group.objects.get(pk=group))
        return reverse("figures_figure", args=[made.pk])

    def success(self) -> str:
        if self.is_koordination:
            return "Die Kennzahl ist öffentlich."
        return "Die Kennzahl liegt bei der Koordination. Sie bekommen eine E-Mail, sobald entschieden ist."

    def back(self) -> str:
        return reverse("figures_index")

    def extra(self) -> dict[str, Any]:
        if self.is_koordination:
            return {
                "title": self.heading,
                "effects": ("Die Zahl ist sofort auf „Zahlen & Fakten“ öffentlich.",),
            }
        effects = (
            "Die Koordination prüft Ihre Zahl. Danach steht sie auf „Zahlen & Fakten“ unter Ihrem Jobcenter.",
            "Auf Ihrer eigenen Seite zeigen Sie sie mit dem Baustein „Kennzahlen“.",
        )
        return {"title": self.heading, "effects": effects}


class EditView(FigureView):
    heading = "Kennzahl ändern"

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        self.button = PUBLISH if self.is_koordination else PROPOSE

    def make_form(self, data: Any = None, files: Any = None) -> OnceForm:
        # Who mends what was sent back goes on from there.
        is_open = self.latest and self.latest.state in (State.WAITING, State.SENT_BACK)
        shown: Any = self.latest if is_open else self.figure
        current = shown.content() if self.figure.is_public or is_open else {}
        return forms.ChangeForm(current, data, initial={**shown.content(), "loaded": self.loaded})

    def perform(self, form: Any) -> str:
        loaded = form.cleaned_data["loaded"]
        acts.change(self.figure, form.content(), form.why(), actor=self.user, loaded=loaded)
        return self.back()

    def success(self) -> str:
        if self.is_koordination:
            return "Gespeichert. Alle Seiten zeigen ab sofort die neue Angabe."
        return (
            "Die Änderung liegt bei der Koordination. Bis sie entscheidet, bleibt die bisherige Zahl stehen."
        )

    def effects_now(self) -> tuple[str, ...]:
        if self.is_koordination:
            return ("Die Änderung gilt sofort auf allen Seiten, die diese Zahl zeigen.",)
        return ("Die Koordination prüft die Änderung. Bis dahin bleibt die bisherige Zahl öffentlich.",)

    def extra(self) -> dict[str, Any]:
        newest = self.latest if self.request.method == "POST" else None
        return super().extra() | {"newest": newest, "remark": self.latest.remark if self.latest else ""}


class ApproveView(FigureView):
    form_class = forms.LoadedForm
    heading = "Kennzahl veröffentlichen"
    button = "Veröffentlichen"
    done = "Die Kennzahl ist öffentlich. Das Team des Jobcenters bekommt eine E-Mail."
    effects = ("Die Zahl steht danach auf „Zahlen & Fakten“ und überall, wo sie verwendet wird.",)

    def perform(self, form: Any) -> str:
        acts.approve(self.figure, actor=self.user, loaded=form.cleaned_data["loaded"])
        return self.back()

    def extra(self) -> dict[str, Any]:
        waits = self.latest if self.latest and self.latest.state == State.WAITING else None
        changes = history.changes(waits, self.figure) if waits and self.figure.is_public else []
        return super().extra() | {"version": waits, "changes": changes}


class SendBackView(ApproveView):
    form_class = forms.RemarkForm
    heading = "Kennzahl zurückgeben"
    button = "Zurückgeben"
    done = "Zurückgegeben. Das Team des Jobcenters bekommt Ihre Worte per E-Mail."
    effects = ("Nichts davon wird öffentlich. Was bisher öffentlich war, bleibt stehen.",)

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        acts.send_back(self.figure, actor=self.user, loaded=data["loaded"], remark=data["remark"])
        return self.back()


class TakeDownView(FigureView):
    heading = "Kennzahl von der Website nehmen"
    button = "Von der Website nehmen"
    done = "Die Kennzahl ist nicht mehr öffentlich."
    is_final = True
    effects: tuple[str, ...] = (
        "Die Zahl verschwindet sofort von allen Seiten. Was über sie eingetragen wurde, bleibt hier im Verlauf.",
        "Soll sie später wieder öffentlich werden, ändern Sie sie hier.",
    )

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        if not self.figure.is_public:
            self.heading, self.button = "Kennzahl zurückziehen", "Zurückziehen"
            self.done = "Zurückgezogen. Die Koordination prüft die Zahl nicht mehr."
            self.effects = (
                "Die Koordination prüft die Zahl dann nicht mehr. Öffentlich war sie noch nicht.",
            )

    def make_form(self, data: Any = None, files: Any = None) -> OnceForm:
        form = forms.ReasonForm if self.figure.is_public else forms.LoadedForm
        return form(data, initial={"loaded": self.loaded})

    def perform(self, form: Any) -> str:
        data = form.cleaned_data
        reason = data.get("reason", "")
        acts.take_down(self.figure, actor=self.user, loaded=data["loaded"], reason=reason)
        return self.back()


class PlaceView(FigureView):
    form_class = forms.PlaceForm
    heading = "Reihenfolge"
    button = "Speichern"
    done = "Gespeichert."
    effects = (
        "Welche Zahlen auf der Startseite stehen, wählen Sie unter „Seiten“ auf der Startseite selbst.",
    )

    def find(self, **kwargs: Any) -> None:
        """Figures of Länder and centres stand by their place, there is no order to choose."""
        super().find(**kwargs)
        if not placeable(self.figure):
            raise Http404

    def make_form(self, data: Any = None, files: Any = None) -> OnceForm:
        return self.form_class(data, initial={"position": self.figure.position})

    def perform(self, form: Any) -> str:
        acts.place(self.figure, position=form.cleaned_data["position"], actor=self.user)
        return self.back()


def placeable(found: Kennzahl) -> bool:
    """Whether somebody may say where the figure stands: public ones of Germany."""
    return found.is_public and found.level == Kennzahl.Level.BUND
