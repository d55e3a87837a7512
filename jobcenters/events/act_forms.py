"""The forms about joint events and answers; they work without JavaScript."""

from itertools import groupby
from typing import Any

from django import forms

from campaign.accounts.once_view import OnceForm
from jobcenters.models import AktionAnswer, CoHost, Jobcenter

REQUIRED = "Bitte wählen Sie aus."


class AskForm(OnceForm):
    """Which centre to ask, with a few words."""

    centre = forms.ChoiceField(label="Welches Jobcenter fragen Sie?", error_messages={"required": REQUIRED})
    message = forms.CharField(
        label="Ihre Nachricht",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Worum geht es, wer macht was? Das andere Jobcenter sieht sonst nur Titel, Zeit und Ort.",
    )
    only_together = forms.BooleanField(
        label="Nur gemeinsam: Ohne diese Zusage wird der Termin nicht veröffentlicht.", required=False
    )

    def __init__(self, centres: list[Jobcenter], *args: Any, is_live: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centres = {str(centre.pk): centre for centre in centres}
        groups = groupby(centres, key=lambda centre: centre.land)
        choice: Any = self.fields["centre"]
        choice.choices = [
            ("", "Bitte wählen"),
            *((land, [(str(one.pk), one.name) for one in group]) for land, group in groups),
        ]
        if is_live:
            del self.fields["only_together"]


class QuestionForm(OnceForm):
    """Yes or no to a joint event."""

    says = forms.ChoiceField(
        label="Machen Sie mit?",
        choices=[
            (CoHost.Says.YES, "Ja, wir veranstalten den Termin mit. Unser Name steht dabei."),
            (CoHost.Says.NO, "Nein. Unser Name erscheint nicht."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": REQUIRED},
    )
    note = forms.CharField(
        label="Bemerkung an das andere Jobcenter",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AnswerForm(OnceForm):
    """What a centre says to an Aktion."""

    says = forms.ChoiceField(
        label="Machen Sie mit?",
        choices=[
            (AktionAnswer.Says.YES, "Ja, wir sind dabei."),
            (AktionAnswer.Says.NO, "Nein, diesmal nicht."),
            (AktionAnswer.Says.OPEN, "Wir wissen es noch nicht."),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": REQUIRED},
    )
    note = forms.CharField(
        label="Bemerkung an die Koordination",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Zum Beispiel: was Sie planen, oder was Ihnen dafür fehlt.",
    )
