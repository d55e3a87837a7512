"""„Startseite“: the Koordination chooses the stories of the start page and their order."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse

from campaign.accounts.once_view import OnceForm, OnceView
from campaign.accounts.person import person
from jobcenters.laender import LAENDER
from stories import start_places
from stories.models import StoryPage
from stories.start_places import PLACES

AUTOMATIC = "automatisch: die neueste Geschichte"
# So many stories one can look through in a list; others are found by their title.
OFFERED = 200
WORD = 100


class StartForm(OnceForm):
    """A story and a number for each place; whoever drags the rows only changes the numbers."""

    loaded = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)

    def __init__(self, data: Any = None, *, chosen: list[int], wanted: str = "") -> None:
        loaded = ",".join(str(key) for key in chosen)
        super().__init__(data, initial={"loaded": loaded})
        sent = [str((data or {}).get(f"story_{number}", "")) for number in range(1, PLACES + 1)]
        choices, self.offers_all = _choices(wanted, [*chosen, *_numbers(sent)])
        # What is chosen and no longer public is not offered again.
        known = {key for _land, entries in choices for key, _title in entries}
        kept = [str(key) for key in chosen if str(key) in known]
        for number in range(1, PLACES + 1):
            self.fields[f"story_{number}"] = forms.ChoiceField(
                label=f"Geschichte in Zeile {number}",
                choices=[("", AUTOMATIC), *choices],
                required=False,
                initial=kept[number - 1] if number <= len(kept) else "",
            )
            self.fields[f"place_{number}"] = forms.IntegerField(
                label=f"Platz von Zeile {number}", min_value=1, max_value=99, initial=number
            )

    def rows(self) -> list[dict[str, Any]]:
        """Return the two fields of each line."""
        return [
            {"place": self[f"place_{number}"], "story": self[f"story_{number}"]}
            for number in range(1, PLACES + 1)
        ]

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        stories = [data[name] for name in data if name.startswith("story_") and data[name]]
        if len(stories) != len(set(stories)):
            raise ValidationError("Eine Geschichte steht zweimal in der Auswahl.")
        return data

    def chosen(self) -> list[int]:
        """Return the keys of the chosen stories by their numbers."""
        data = self.cleaned_data
        lines = [(data[f"place_{n}"], n, data[f"story_{n}"]) for n in range(1, PLACES + 1)]
        return [int(story) for _place, _line, story in sorted(lines) if story]

    def seen(self) -> list[int]:
        """Return what was chosen when the person opened the page."""
        return _numbers(self.cleaned_data["loaded"].split(","))


def _numbers(words: list[str]) -> list[int]:
    """Return those that may be the number of a story."""
    return [int(word) for word in words if word.isdecimal() and len(word) < 10]


def _choices(wanted: str, keys: list[int]) -> tuple[list[tuple[str, list[tuple[str, str]]]], bool]:
    """Return the public stories to choose from by Land, newest first, and whether that is all.

    To choose from are the newest that have `wanted` in their title, and those with one of these keys.
    """
    public = StoryPage.objects.public().for_cards()
    found = list(public.filter(title__icontains=wanted)[: OFFERED + 1])
    offered = {story.pk: story for story in (*found[:OFFERED], *public.filter(pk__in=keys))}
    by_land: dict[str, list[tuple[str, str]]] = {}
    for story in offered.values():
        land = LAENDER[story.jobcenter.land_code].name
        by_land.setdefault(land, []).append((str(story.pk), f"{story.title} ({story.jobcenter.name})"))
    return sorted(by_land.items()), not wanted and len(found) <= OFFERED


class StartView(OnceView):
    """Shows what stands there now, and takes another choice."""

    heading = "Startseite"
    button = "Speichern"
    done = "Gespeichert. Die Startseite zeigt Ihre Auswahl."
    conflicts = (start_places.Conflict,)

    def make_form(self, data: Any = None, files: Any = None) -> StartForm:
        return StartForm(data, chosen=start_places.chosen_keys(), wanted=self._wanted())

    def _wanted(self) -> str:
        return self.request.GET.get("q", "").strip()[:WORD]

    def subject(self) -> Any:
        return person(self.request)

    def perform(self, form: Any) -> str:
        start_places.choose(form.chosen(), actor=person(self.request), loaded=form.seen())
        return reverse("stories_start")

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        chosen = set(start_places.chosen_keys())
        context = {
            "act": self,
            "form": form,
            "conflict": conflict,
            "shown": [{"story": story, "is_chosen": story.pk in chosen} for story in start_places.shown()],
            "gone": start_places.gone().count(),
            "wanted": self._wanted(),
            "offered": OFFERED,
        }
        return TemplateResponse(self.request, "stories/start_page.html", context, status=status)
