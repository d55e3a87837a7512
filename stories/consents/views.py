"""Consents in the admin: who in whose story agreed to what. The acts themselves are in `acts`."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from campaign.accounts.once_view import OnceView
from campaign.accounts.person import person as somebody
from campaign.accounts.roles import Role
from campaign.media.formats import content_type_of, extension_of
from campaign.publishing.models import Withdrawal
from campaign.publishing.places import knows_several
from stories.consents import acts, drafts, forms, reach
from stories.consents.rules import State
from stories.models import Consent, Person
from stories.models.coverage import uncovered_person

PER_PAGE = 25
ONLY_GAPS = "fehlt"


def index(request: HttpRequest) -> HttpResponse:
    """List everybody in stories with how the website is covered; `?nur=fehlt` shows those with gaps alone."""
    user = somebody(request)
    # Asked of each: joined, PostgreSQL expects one person and takes 100,000 apart before it shows 25.
    gone = Withdrawal.objects.filter(page=OuterRef("story"))
    people = reach.persons(user).filter(~Exists(gone), removed_at=None)
    lacking = people.filter(uncovered_person())
    only_gaps = request.GET.get("nur") == ONLY_GAPS
    rows = Paginator(
        (lacking if only_gaps else people)
        .select_related("story__jobcenter")
        .prefetch_related("consents")
        .order_by("-story_id", "position", "pk"),
        PER_PAGE,
    ).get_page(request.GET.get("p"))
    context = {
        "rows": rows,
        "entries": [{"person": one, "story": one.story, "status": reach.status(one)} for one in rows],
        "lacking": lacking.count(),
        "only_gaps": only_gaps,
        "shows_places": knows_several(user),
        "query": f"nur={ONLY_GAPS}" if only_gaps else "",
    }
    return TemplateResponse(request, "consents/index.html", context)


def person(request: HttpRequest, portrayed_id: int) -> HttpResponse:
    """Show one person: channels, declarations, what can be done."""
    user = somebody(request)
    one = get_object_or_404(
        reach.persons(user).select_related("story__jobcenter").prefetch_related("consents__recorded_by"),
        pk=portrayed_id,
    )
    consents = list(one.consents.all())
    ends_at = drafts.ends_at(consents)
    context = {
        "person": one,
        "story": one.story,
        "channels": reach.statuses(one),
        "consents": [{"consent": consent, "state": consent.state} for consent in consents],
        "wishes": one.links.exclude(wish="").order_by("-wish_at"),
        "may_write": reach.own_persons(user).filter(pk=one.pk).exists() and user.has_role(Role.REDAKTION),
        "rests": any(consent.state is State.RESTS for consent in consents),
        "draft_ends_at": ends_at,
        "may_remind": user.has_role(Role.KOORDINATION)
        and not one.removed_at
        and not ends_at
        and not reach.status(one).is_covered,
        "may_rest": any(consent.state not in (State.WITHDRAWN, State.REPLACED) for consent in consents),
    }
    return TemplateResponse(request, "consents/person.html", context)


class ActView(OnceView):
    """An act on what somebody agreed to."""

    is_final: ClassVar[bool] = False
    effects: tuple[str, ...] = ()
    conflicts: ClassVar[tuple[type[Exception], ...]] = (acts.AlreadyEnded,)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = somebody(request)
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: Any) -> None:
        """Set `person` and, where there is one, `consent`; the same 404 for foreign and missing ones."""
        self.consent: Consent | None = None
        self.person = get_object_or_404(reach.persons(self.user), pk=kwargs["portrayed_id"])

    def subject(self) -> Person:
        return self.person

    def perform(self, form: Any) -> str:
        return self.act(form) or self.back()

    def show_conflict(self, form: Any, conflict: Exception) -> HttpResponse:
        return self.show(form, conflict="Inzwischen hat jemand anderes das schon getan.", status=409)

    def act(self, form: Any) -> str | None:
        """Do it; may say where to go next."""
        raise NotImplementedError

    def back(self) -> str:
        """Where to go afterwards, and without doing anything; the Technik sees no people."""
        if self.user.roles & {Role.REDAKTION, Role.KOORDINATION}:
            return reverse("consents_person", args=[self.person.pk])
        return reverse("publishing_index")

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        shows_name = bool(self.user.roles & {Role.REDAKTION, Role.KOORDINATION})
        context = {
            "act": self,
            "form": form,
            "conflict": conflict,
            "subject": self.person.shown_name if shows_name else str(self.consent),
            "story": self.person.story,
            "back": self.back(),
        }
        return TemplateResponse(self.request, "consents/act.html", context, status=status)


class AddView(ActView):
    heading = "Einwilligung eintragen"
    button = "Eintragen"
    done = "Die Einwilligung ist eingetragen."
    effects = (
        "Tragen Sie ein, was auf dem unterschriebenen Bogen steht. "
        "Eine neue Einwilligung löst die frühere derselben Person ab.",
    )

    def make_form(self, data: Any = None, files: Any = None) -> forms.ConsentForm:
        return forms.ConsentForm(self.person, data, files)

    def act(self, form: forms.ConsentForm) -> str | None:
        consent = acts.record(self.person, form.declared(), actor=self.user, scan=form.cleaned_data["scan"])
        return None if consent.is_proven else reverse("consents_proof", args=[consent.pk])


class ConsentActView(ActView):
    """An act on one consent."""

    def find(self, **kwargs: Any) -> None:
        found = reach.consents(self.user).select_related("person__story__jobcenter")
        self.consent = get_object_or_404(found, pk=kwargs["consent_id"])
        self.person = self.consent.person

    def chosen(self) -> Consent:
        """Return the consent of the address."""
        assert self.consent is not None
        return self.consent


class ProofView(ConsentActView):
    form_class = forms.ScanForm
    heading = "Nachweis hochladen"
    button = "Hochladen"
    done = "Der Nachweis liegt im geschützten Speicher."
    effects = (
        "Die Datei liegt danach in einem Speicher, den niemand über das Internet erreicht. "
        "Wer sie öffnet, nennt einen Grund, und das steht im Protokoll.",
    )

    def act(self, form: Any) -> None:
        acts.add_proof(self.chosen(), form.cleaned_data["scan"], actor=self.user)


class WithdrawView(ConsentActView):
    heading = "Einwilligung widerrufen"
    button = "Endgültig widerrufen"
    done = "Die Einwilligung ist widerrufen. Die Geschichte ist nicht mehr öffentlich."
    is_final = True
    effects = (
        "Die Geschichte verschwindet sofort und für immer von der Website, auch wenn sie noch andere Personen zeigt.",
        "Das lässt sich nicht rückgängig machen. Für eine neue Fassung braucht es eine neue Geschichte "
        "und neue Einwilligungen.",
    )

    def act(self, form: Any) -> None:
        acts.withdraw(self.chosen(), self.user)


class RestView(ActView):
    """Somebody has died; or the family agrees that the story comes back."""

    heading = "Einwilligung ruhen lassen"
    button = "Ruhen lassen"
    done = "Gespeichert."
    effects: tuple[str, ...] = (
        "Wählen Sie das, wenn die Person gestorben ist. Die Geschichte ist sofort nicht mehr öffentlich, "
        "nichts wird gelöscht.",
        "Sprechen Sie in Ruhe mit den Angehörigen. Danach nehmen Sie den Eintrag hier zurück oder widerrufen.",
    )

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        if self._rests():
            self.heading, self.button = "Ruhen beenden", "Wieder gelten lassen"
            self.effects = (
                "Die Einwilligung gilt wieder wie zuvor. War die Geschichte offline, gibt die Koordination sie neu frei.",
            )

    def act(self, form: Any) -> None:
        (acts.resume if self._rests() else acts.let_rest)(self.person, self.user)

    def _rests(self) -> bool:
        return self.person.consents.filter(rests_since__isnull=False, withdrawn_at=None).exists()


class ReadView(ConsentActView):
    """Hands the signed form out, once a reason is given."""

    form_class = forms.ReasonForm
    heading = "Nachweis öffnen"
    button = "Öffnen"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        consent = self.chosen()
        if not consent.scan_hash:
            raise Http404
        file = acts.open_proof(consent, self.user, form.cleaned_data["reason"])
        stored = str(consent.scan.name)
        name = f"einwilligung-{consent.pk}.{extension_of(stored)}"
        return FileResponse(file, as_attachment=True, filename=name, content_type=content_type_of(stored))
