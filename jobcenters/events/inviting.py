"""The Koordination invites the centres to an Aktion, and reminds those who have not answered."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from campaign.counting import counted
from jobcenters.events import answers, overview
from jobcenters.events.views import EventActView
from jobcenters.models import AktionPage


class AktionActView(EventActView):
    """An act of the Koordination on an Aktion."""

    conflicts = (answers.Conflict,)
    number = 0

    def find(self, **kwargs: Any) -> None:
        self.aktion = get_object_or_404(AktionPage, pk=kwargs["page_id"])

    def subject(self) -> AktionPage:
        return self.aktion

    def title(self) -> str:
        return self.aktion.title

    def back(self) -> str:
        return reverse("aktionen_overview", args=[self.aktion.pk])


class InviteView(AktionActView):
    heading = "Jobcenter einladen"
    button = "Einladung senden"

    def effects(self) -> list[str]:
        missing = len(answers.not_invited(self.aktion))
        if not missing:
            return ["Alle Jobcenter sind schon eingeladen."]
        until = self.aktion.answers_until
        closing = (
            f"Rückmeldung bis {until:%d.%m.%Y}." if until else "Ein Datum für die Rückmeldung fehlt noch."
        )
        return [
            f"Die Einladung geht an {counted(missing, 'ein Jobcenter', 'Jobcenter')}. {closing}",
            "Jede Redaktion bekommt eine E-Mail und sieht die Einladung unter „Aktionen und Termine“.",
        ]

    def perform(self, form: Any) -> str:
        self.number = answers.invite(self.aktion, actor=self.user)
        return self.back()

    def success(self) -> str:
        return f"Eingeladen: {counted(self.number, 'ein Jobcenter', 'Jobcenter')}."

    def extra(self) -> dict[str, Any]:
        return {"invitation": self.aktion.invitation}


class RemindView(AktionActView):
    heading = "Erinnern"
    button = "Erinnerung senden"

    def effects(self) -> list[str]:
        number = len(answers.silent(self.aktion))
        if not number:
            return ["Alle haben geantwortet."]
        return [
            f"Die Erinnerung geht an {counted(number, 'ein Jobcenter', 'Jobcenter')} ohne Antwort, "
            "höchstens einmal am Tag."
        ]

    def perform(self, form: Any) -> str:
        today = timezone.localdate()
        self.number = answers.remind(self.aktion, stage=f"by-hand:{today}", day=today, actor=self.user)
        return self.back()

    def success(self) -> str:
        if not self.number:
            return "Heute ging schon eine Erinnerung hinaus."
        return f"Erinnert: {counted(self.number, 'ein Jobcenter', 'Jobcenter')}."

    def extra(self) -> dict[str, Any]:
        return overview.preview(self.aktion)
