"""Material in the admin: the list for everybody of the house, and what the Koordination does with it."""

from typing import Any, ClassVar

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaign.accounts.once_view import OnceForm, OnceView
from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.material import acts, forms, logo_pack, offer, placeholders, reach
from campaign.models.material import Material
from campaign.models.print_texts import Drucktext

PER_PAGE = 25


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the material the person sees; `?art=` filters by kind."""
    user = person(request)
    wanted = request.GET.get(offer.PARAMETER, "")
    found = reach.materials(user).with_files().order_by("-newest__date", "title", "pk")
    kinds = set(found.values_list("kind", flat=True).order_by())
    chosen = wanted if wanted in kinds else ""
    rows = Paginator(found.filter(kind=chosen) if chosen else found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "rows": rows,
        "query": f"{offer.PARAMETER}={chosen}" if chosen else "",
        "kinds": [
            {"name": name, "query": f"{offer.PARAMETER}={kind}", "chosen": kind == chosen}
            for kind, name in Material.Kind.choices
            if kind in kinds
        ],
        "is_filtered": bool(chosen),
        "is_koordination": user.has_role(Role.KOORDINATION),
        "is_redaktion": user.has_role(Role.REDAKTION),
        "print_kinds": Drucktext.Kind.choices,
    }
    return TemplateResponse(request, "material/index.html", context)


@require_safe
def material(request: HttpRequest, material_id: int) -> HttpResponse:
    """Show one material with its newest files; the Koordination sees the older versions, too."""
    user = person(request)
    found = get_object_or_404(reach.materials(user).with_files(), pk=material_id)
    is_koordination = user.has_role(Role.KOORDINATION)
    older = found.versions.exclude(newest_of=found).prefetch_related("files") if is_koordination else ()
    context = {
        "material": found,
        "item": offer.item(found),
        "older": older,
        "is_koordination": is_koordination,
    }
    return TemplateResponse(request, "material/material.html", context)


class MaterialView(OnceView):
    """An act of the Koordination on one material."""

    template_name: ClassVar[str] = "material/act.html"
    is_final: ClassVar[bool] = False
    effect: str = ""
    material: Material

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        self.user = person(request)
        self.find(**kwargs)
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: Any) -> None:
        """Set `material`."""
        self.material = get_object_or_404(reach.materials(self.user), pk=kwargs["material_id"])

    def subject(self) -> Any:
        return self.material

    def title(self) -> str:
        """What the act is about."""
        return self.material.title

    def back(self) -> str:
        """Where to go afterwards, and without doing anything."""
        return reverse("material_material", args=[self.material.pk])

    def extra(self) -> dict[str, Any]:
        """Return what the template shows besides."""
        return {}

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        context = {
            "act": self,
            "form": form,
            "title": self.title(),
            "back": self.back(),
            "conflict": conflict,
        }
        context |= self.extra()
        return TemplateResponse(self.request, self.template_name, context, status=status)


class AddView(MaterialView):
    form_class = forms.MaterialForm
    heading = "Neues Material"
    button = "Weiter zu den Dateien"
    done = "Angelegt. Laden Sie jetzt die Dateien hoch."

    def find(self, **kwargs: Any) -> None:
        pass

    def subject(self) -> Any:
        return self.user

    def title(self) -> str:
        return self.heading

    def back(self) -> str:
        return reverse("material_index")

    def perform(self, form: forms.MaterialForm) -> str:
        made = acts.begin(form.content(), actor=self.user)
        return reverse("material_version", args=[made.pk])


class EditView(MaterialView):
    heading = "Angaben ändern"
    button = "Speichern"
    done = "Gespeichert."

    def make_form(self, data: Any = None, files: Any = None) -> forms.MaterialForm:
        return forms.MaterialForm(data, initial={name: getattr(self.material, name) for name in acts.FIELDS})

    def perform(self, form: forms.MaterialForm) -> str:
        acts.change(self.material, form.content(), actor=self.user)
        return self.back()


class VersionView(MaterialView):
    heading = "Neue Version"
    button = "Veröffentlichen"
    done = "Die neue Version wird ab sofort angeboten."
    effect = "Angeboten wird dann nur noch diese Version. Ältere bleiben für die Koordination erhalten."

    def make_form(self, data: Any = None, files: Any = None) -> forms.VersionForm:
        return forms.VersionForm(self.material.kind, data, files)

    def perform(self, form: forms.VersionForm) -> str:
        data = form.cleaned_data
        drawn = logo_pack.files_of() if data.get("is_drawn") else []
        acts.add_version(
            self.material,
            [*drawn, *data["uploads"]],
            actor=self.user,
            day=data["date"],
            note=data["note"],
            language=data["language"],
        )
        return self.back()


class FilesView(MaterialView):
    heading = "Dateien ergänzen"
    button = "Hochladen"
    done = "Die Dateien gehören jetzt zur aktuellen Version."
    effect = "Zum Beispiel dieselbe Version in einer anderen Sprache. Für einen neuen Stand legen Sie eine neue Version an."

    def find(self, **kwargs: Any) -> None:
        found = reach.materials(self.user).exclude(newest=None)
        self.material = get_object_or_404(found, pk=kwargs["material_id"])

    def make_form(self, data: Any = None, files: Any = None) -> forms.FilesForm:
        return forms.FilesForm(data, files)

    def perform(self, form: forms.FilesForm) -> str:
        data = form.cleaned_data
        acts.add_files(self.material, data["uploads"], actor=self.user, language=data["language"])
        return self.back()


class OfferView(MaterialView):
    form_class = OnceForm

    def find(self, **kwargs: Any) -> None:
        super().find(**kwargs)
        if self.material.is_offered:
            self.heading = self.button = "Nicht mehr anbieten"
            self.effect = "Niemand kann die Dateien dann noch laden. Alle Versionen bleiben hier erhalten."
            self.done = "Das Material wird nicht mehr angeboten."
        else:
            self.heading = self.button = "Wieder anbieten"
            self.effect = "Die neueste Version kann dann wieder geladen werden."
            self.done = "Das Material wird wieder angeboten."

    def perform(self, form: OnceForm) -> str:
        acts.offer(self.material, not self.material.is_offered, actor=self.user)
        return self.back()


class PrintTextView(MaterialView):
    """The words of flyer or poster."""

    heading = "Text ändern"
    button = "Speichern"
    done = "Gespeichert. Flyer und Plakat haben ab sofort den neuen Text."
    effect = "Der Text gilt für alle Jobcenter. Diese Wörter in Klammern ersetzen wir durch Angaben des Jobcenters:"

    def find(self, **kwargs: Any) -> None:
        if kwargs["key"] not in Drucktext.Kind.values:
            raise Http404
        self.text = Drucktext.of(kwargs["key"])

    def subject(self) -> Any:
        return self.user

    def title(self) -> str:
        return str(self.text)

    def back(self) -> str:
        return reverse("material_index")

    def make_form(self, data: Any = None, files: Any = None) -> forms.PrintTextForm:
        return forms.PrintTextForm(data, initial={name: getattr(self.text, name) for name in Drucktext.TEXTS})

    def perform(self, form: forms.PrintTextForm) -> str:
        acts.write_print_text(self.text.kind, form.content(), actor=self.user)
        return self.back()

    def extra(self) -> dict[str, Any]:
        return {"words": placeholders.PLACEHOLDERS}
