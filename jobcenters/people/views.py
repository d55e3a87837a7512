"""The acts on people in the admin. Who may be acted on is `reach`'s part, what happens that of `acts`."""

from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import View

from campaign.accounts.german_dates import day
from campaign.accounts.models import Invitation, User
from campaign.accounts.person import person
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from campaign.audit.idempotency import once
from jobcenters.people import acts, forms, reach
from jobcenters.people.act_view import ActView
from jobcenters.people.vacancies import left_alone

LOCKED = "Dieser Zugang ist gesperrt. Entsperren Sie ihn zuerst."


class LockView(ActView):
    heading = "Zugang sperren"
    button = "Sperren"
    is_severe = True

    def obstacle(self) -> str:
        return "" if self.target.is_active else "Dieser Zugang ist schon gesperrt."

    def effects(self) -> list[str]:
        found = [
            "Alle Sitzungen enden sofort. Eine Anmeldung ist nicht mehr möglich.",
            "Geschichten, Entwürfe und Dateien bleiben beim Jobcenter.",
            "Eine offene Einladung an diese Adresse gilt nicht mehr.",
        ]
        for centre in left_alone(self.target):
            found.append(
                f"Danach hat {centre.name} niemanden, der schreiben kann. Die Koordination bekommt darüber eine Nachricht."
            )
        others = User.objects.holding(Role.KOORDINATION).exclude(pk=self.target.pk)
        if self.target.has_role(Role.KOORDINATION) and not others.exists():
            found.append("Danach gibt es niemanden, der Geschichten freigibt.")
        return found

    def act(self, data: dict[str, Any]) -> None:
        acts.lock(self.target, self.actor)

    def success(self) -> str:
        return f"Der Zugang von {self.target} ist gesperrt."


class UnlockView(ActView):
    heading = "Zugang entsperren"
    button = "Entsperren"

    def obstacle(self) -> str:
        return "Dieser Zugang ist nicht gesperrt." if self.target.is_active else ""

    def effects(self) -> list[str]:
        return [
            "Die Person meldet sich mit ihrem bisherigen Passwort und ihrem zweiten Faktor an.",
            "Sie bekommt darüber eine E-Mail.",
            "Hat sie Passwort oder zweiten Faktor verloren, schicken Sie ihr danach eine neue Einladung.",
        ]

    def act(self, data: dict[str, Any]) -> None:
        acts.unlock(self.target, self.actor)

    def success(self) -> str:
        return f"Der Zugang von {self.target} ist wieder offen."


class RenewView(ActView):
    heading = "Neue Einladung schicken"
    button = "Zurücksetzen und einladen"
    is_severe = True

    def obstacle(self) -> str:
        return "" if self.target.is_active else LOCKED

    def targets(self) -> QuerySet[User]:
        # Without any group there is nothing to invite to.
        return super().targets().exclude(groups=None)

    def effects(self) -> list[str]:
        return [
            "Passwort und zweiter Faktor gelten ab sofort nicht mehr, alle Sitzungen enden.",
            f"An {self.target.email} geht ein Link, mit dem die Person beides neu festlegt. Er gilt eine Woche.",
            "Die anderen aus der Redaktion bekommen eine Nachricht, damit niemand unbemerkt einen Zugang übernimmt.",
            "Prüfen Sie vorher, wer fragt: Rufen Sie unter einer Nummer zurück, die Sie schon kennen.",
        ]

    def act(self, data: dict[str, Any]) -> None:
        acts.renew(self.target, self.actor)

    def success(self) -> str:
        return f"{self.target} bekommt eine neue Einladung an {self.target.email}."


class CentresView(ActView):
    form_class = forms.CentresForm
    heading = "Jobcenter ändern"
    button = "Speichern"

    def targets(self) -> QuerySet[User]:
        return super().targets().exclude(groups__name=KOORDINATION_GROUP)

    def obstacle(self) -> str:
        return "" if self.target.is_active else LOCKED

    def initial(self) -> dict[str, Any]:
        return {"centres": [centre.slug for centre in acts.centres_of(self.target)]}

    def effects(self) -> list[str]:
        return ["Die Änderung gilt sofort. Was die Person geschrieben hat, bleibt, wo es ist."]

    def act(self, data: dict[str, Any]) -> None:
        acts.change_centres(self.target, data["centres"], self.actor)

    def success(self) -> str:
        return f"Die Jobcenter von {self.target} sind gespeichert."


class GuestActView(ActView):
    """An act on an invitation that nobody followed."""

    def targets(self) -> QuerySet[Invitation]:
        return reach.guests(self.actor)

    def number(self) -> int:
        return self.kwargs["invitation_id"]

    def back(self) -> str:
        return reverse("people_index")


class ResendView(GuestActView):
    heading = "Einladung noch einmal schicken"
    button = "Noch einmal schicken"

    def effects(self) -> list[str]:
        return [
            f"An {self.target.email} geht ein neuer Link. Er gilt eine Woche.",
            f"Der bisherige (bis {day(self.target.expires_at)}) gilt dann nicht mehr.",
        ]

    def act(self, data: dict[str, Any]) -> None:
        acts.resend(self.target, self.actor)

    def success(self) -> str:
        return f"Die Einladung ist noch einmal an {self.target.email} unterwegs."


class RevokeView(GuestActView):
    heading = "Einladung zurücknehmen"
    button = "Zurücknehmen"
    is_severe = True

    def effects(self) -> list[str]:
        return [f"Der Link, den {self.target.email} bekommen hat, führt dann nirgendwohin."]

    def act(self, data: dict[str, Any]) -> None:
        acts.revoke(self.target, self.actor)

    def success(self) -> str:
        return f"Die Einladung an {self.target.email} ist zurückgenommen."


class InviteView(View):
    """Somebody new; `?jobcenter=` proposes a centre."""

    def get(self, request: HttpRequest) -> HttpResponse:
        centres = [slug[:255] for slug in request.GET.getlist("jobcenter")]
        return self._show(self._form_class()(initial={"centres": centres}))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = self._form_class()(request.POST)
        if not form.is_valid():
            return self._show(form)
        email = form.cleaned_data["email"]
        try:
            url = once(f"{form.cleaned_data['token']}-invite", request.user, lambda: self._act(form))
        except acts.Taken:
            form.add_error("email", "Für diese Adresse gibt es schon einen Zugang oder eine Einladung.")
            return self._show(form, taken=email)
        messages.success(request, f"Die Einladung an {email} ist unterwegs.")
        return redirect(url)

    def _act(self, form: forms.InviteForm) -> str:
        acts.invite(form.guest(), form.invited_to(), form.cleaned_data["centres"], person(self.request))
        return reverse("people_index")

    def _form_class(self) -> type[forms.InviteForm]:
        technik = person(self.request).has_role(Role.TECHNIK)
        return forms.TechnikInviteForm if technik else forms.InviteForm

    def _show(self, form: forms.InviteForm, taken: str = "") -> HttpResponse:
        user = person(self.request)
        context = {
            "form": form,
            "person": reach.within(user).filter(email=taken).first(),
            "guest": reach.guests(user).filter(email=taken).first(),
        }
        return TemplateResponse(self.request, "people/invite.html", context)


def acts_for(target: User, actor: User) -> list[tuple[str, str]]:
    """Return (URL, label) of what `actor` can do with an account now, most likely first."""
    offered: list[tuple[str, type[ActView]]] = [
        ("people_renew", RenewView),
        ("people_centres", CentresView),
        ("people_lock", LockView),
    ]
    if not target.is_active:
        offered = [("people_unlock", UnlockView)]
    found = []
    for name, view in offered:
        probe = view()
        probe.actor = actor
        if probe.targets().filter(pk=target.pk).exists():
            found.append((reverse(name, args=[target.pk]), view.heading))
    return found
