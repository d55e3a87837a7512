"""What the Redaktion hands to a portrayed person: the form to sign, the link to agree, the link to withdraw."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone

from campaign import paper as printing
from campaign.accounts.person import person as somebody
from campaign.audit.outbox import queue_mail
from stories.consents import erasing, forms, links, reach, texts
from stories.consents.rules import GIVERS, Channel, Giver, required_givers
from stories.consents.views import ActView, ConsentActView
from stories.models import Person


def paper(request: HttpRequest, portrayed_id: int) -> HttpResponse:
    """Show the form as a page to print: filled in as far as we know, with a line for everybody who must sign."""
    context = _paper(request, portrayed_id) | {
        "noindex": True,
        "back": reverse("consents_person", args=[portrayed_id]),
        "pdf_url": reverse("consents_paper_pdf", args=[portrayed_id]) if printing.is_available() else "",
    }
    return TemplateResponse(request, "consents/paper.html", context)


def paper_pdf(request: HttpRequest, portrayed_id: int) -> HttpResponse:
    """Hand the same form out as a PDF that can be read aloud; its name tells of nobody."""
    context = _paper(request, portrayed_id)
    if not printing.is_available():
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="einwilligung-bogen.pdf"'}
    return HttpResponse(printing.pdf("consents/paper_pdf.html", context), "application/pdf", headers=headers)


def _paper(request: HttpRequest, portrayed_id: int) -> dict[str, Any]:
    """Return what stands on the form; the same 404 for foreign and missing people."""
    person = get_object_or_404(
        reach.persons(somebody(request)).select_related("story__jobcenter"), pk=portrayed_id
    )
    wording = texts.current(person.kind == Person.Kind.STAFF)
    givers = required_givers(person.as_portrayed(), timezone.localdate())
    return {
        "person": person,
        "story": person.story,
        "centre": person.story.jobcenter,
        "wording": wording,
        "givers": [{"label": GIVERS[one], "is_guardian": one is not Giver.SELF} for one in givers],
        "channels": [wording.channels[channel.value] for channel in Channel],
        "name_forms": Person.NameForm.labels,
    }


class LinkView(ActView):
    """Makes a link and shows it once: a second sending makes another one, and no answer is ever kept."""

    button = "Link erstellen"
    is_withdrawal = False

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.make_form(request.POST)
        if not form.is_valid():
            return self.show(form)
        context = {
            "subject": self.person.shown_name,
            "url": self.make(form),
            "is_withdrawal": self.is_withdrawal,
            "mailed_to": form.cleaned_data.get("email", ""),
            "back": self.back(),
        }
        return TemplateResponse(request, "consents/link_made.html", context)

    def make(self, form: Any) -> str:
        """Return the address."""
        raise NotImplementedError


class AskView(LinkView):
    heading = "Link zum Einwilligen"
    effects = (
        "Mit dem Link liest die Person die Informationen, sieht die Geschichte an, wie sie jetzt ist, und willigt ein "
        "oder wünscht eine Änderung. Er gilt 14 Tage; ein früherer, noch offener gilt dann nicht mehr.",
    )

    def make_form(self, data: Any = None, files: Any = None) -> forms.LinkForm:
        return forms.LinkForm(self.person, data, files)

    def make(self, form: Any) -> str:
        token = links.ask(self.person, Giver(form.cleaned_data["giver"]), self.user)
        url = links.address("consent_ask", token)
        if email := form.cleaned_data["email"]:
            queue_mail(
                to=[email],
                subject="Ihre Geschichte: Bitte ansehen und entscheiden",
                template="consent_ask",
                about=erasing.mails_about(self.person.story_id),
                context={"url": url, "centre": self.person.story.jobcenter.name},
            )
        return url


class CopyView(LinkView, ConsentActView):
    heading = "Link zum Widerrufen"
    is_withdrawal = True
    effects = ("Für die Person, damit sie jederzeit selbst widerrufen kann. Der Link läuft nicht ab.",)

    def make(self, form: Any) -> str:
        return links.address("consent_withdraw", links.for_withdrawal(self.chosen(), self.user))
