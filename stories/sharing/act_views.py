"""The acts on the register of who shows a story elsewhere, each a page with a plain form."""

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from campaign.accounts.once_view import OnceForm, OnceView
from campaign.accounts.person import person
from stories.models import Reuse, StoryPage
from stories.sharing import acts, reach
from stories.sharing.forms import ReuseForm


class ReuseView(OnceView):
    """An act on one entry, or a story's first."""

    form_class: ClassVar[type[OnceForm]] = ReuseForm
    is_final: ClassVar[bool] = False
    effect: ClassVar[str] = ""
    conflicts = (acts.AlreadyGone,)
    reuse: Reuse
    story: StoryPage

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = person(request)
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: Any) -> None:
        """Set `reuse` and `story`; the same 404 for foreign and missing ones."""
        self.reuse = get_object_or_404(reach.reuses(self.user), pk=kwargs["reuse_id"])
        self.story = self.reuse.story

    def subject(self) -> Any:
        return self.reuse

    def back(self) -> str:
        """Where to go afterwards: a hidden story has no page to pass it on."""
        if reach.public_stories(self.user).filter(pk=self.story.pk).exists():
            return reverse("sharing_kit", args=[self.story.pk])
        return reverse("sharing_register")

    def show_conflict(self, form: Any, conflict: Exception) -> HttpResponse:
        return self.show(form, conflict="Inzwischen hat jemand anderes den Eintrag gelöscht.", status=409)

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {"act": self, "form": form, "conflict": conflict, "story": self.story, "back": self.back()}
        return TemplateResponse(self.request, "sharing/act.html", context, status=status)


class AddView(ReuseView):
    heading = "Eintragen, wer die Geschichte zeigt"
    button = "Eintragen"
    done = "Eingetragen. Wird die Geschichte zurückgezogen, schreiben wir dorthin."

    def find(self, **kwargs: Any) -> None:
        stories = reach.public_stories(self.user).select_related("jobcenter")
        self.story = get_object_or_404(stories, pk=kwargs["page_id"])

    def subject(self) -> Any:
        return self.story

    def perform(self, form: ReuseForm) -> str:
        acts.add(self.story, self.user, form.cleaned_data)
        return self.back()


class ChangeView(ReuseView):
    heading = "Eintrag ändern"
    button = "Speichern"
    done = "Gespeichert."

    def make_form(self, data: Any = None, files: Any = None) -> ReuseForm:
        return ReuseForm(data, initial={name: getattr(self.reuse, name) for name in acts.FIELDS})

    def perform(self, form: ReuseForm) -> str:
        acts.change(self.reuse, self.user, form.cleaned_data)
        return self.back()


class RemoveView(ReuseView):
    form_class = OnceForm
    heading = "Eintrag löschen"
    button = "Löschen"
    done = "Der Eintrag ist gelöscht."
    is_final = True
    effect = (
        "Löschen Sie den Eintrag nur, wenn die Geschichte dort nicht mehr steht. "
        "Bei einem Rückzug schreiben wir dieser Adresse dann nicht."
    )

    def perform(self, form: OnceForm) -> str:
        target = self.back()
        acts.remove(self.reuse, self.user)
        return target
