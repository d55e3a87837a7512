"""The check-list „Logo im Einsatz“ as one plain form."""

from collections.abc import Iterator
from typing import Any

from django import forms

from campaign.accounts.once_view import OnceForm
from jobcenters.material.logo_use import Answer, Place, State

CHOICES = [("", "keine Angabe"), *State.choices]
WITHOUT_STATE = "Bitte wählen Sie auch, ob das Logo dort zu sehen ist."


class LogoUseForm(OnceForm):
    """For each place: whether the logo is there, since when, a note, and where one can see it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place in Place.values:
            self.fields[f"{place}-state"] = forms.ChoiceField(label="Stand", choices=CHOICES, required=False)
            self.fields[f"{place}-since"] = forms.DateField(
                label="Seit oder ab",
                required=False,
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            )
            self.fields[f"{place}-note"] = forms.CharField(label="Anmerkung", max_length=200, required=False)
            self.fields[f"{place}-link"] = forms.URLField(
                label="Adresse im Internet",
                max_length=300,
                required=False,
                assume_scheme="https",
            )

    @staticmethod
    def initial_of(answers: dict[str, Answer]) -> dict[str, Any]:
        """Return the values the form begins with."""
        return {
            f"{place}-{name}": value for place, one in answers.items() for name, value in vars(one).items()
        }

    def rows(self) -> Iterator[tuple[str, list[Any]]]:
        """Yield the name of each place with its four fields."""
        for place, label in Place.choices:
            yield label, [self[f"{place}-{name}"] for name in ("state", "since", "note", "link")]

    def answers(self) -> dict[str, Answer]:
        """Return place -> answer for all places."""
        data = self.cleaned_data
        return {
            place: Answer(*(data[f"{place}-{name}"] for name in ("state", "since", "note", "link")))
            for place in Place.values
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for place in Place.values:
            told = [data.get(f"{place}-{name}") for name in ("since", "note", "link")]
            if any(told) and not data.get(f"{place}-state"):
                self.add_error(f"{place}-state", WITHOUT_STATE)
        return data
