"""The edit form of an event."""

from typing import Any

from django import forms
from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from campaign.accounts.gate import as_id
from campaign.current_request import current_request
from campaign.forms import CampaignPageForm

AKTION = "aktion"


class EventPageForm(CampaignPageForm):
    """Offers the Aktionen one can still join, and refuses to publish alone what is only held together."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if AKTION not in self.fields:
            return
        model = apps.get_model("jobcenters", "AktionPage")
        joinable = Q(live=True, ends_on__gte=timezone.localdate()) | Q(pk=self.instance.aktion_id)
        choices = model.objects.filter(joinable).order_by("starts_on", "pk")
        field = forms.ModelChoiceField(
            choices, required=False, label="Gehört zur Aktion", empty_label="zu keiner", widget=forms.Select
        )
        self.fields[AKTION] = field
        if self.instance.pk is None and not self.is_bound:
            self.initial[AKTION] = _asked_for()

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if self.instance.pk and "action-publish" in self.data:
            from jobcenters.events import hosting

            if refusal := hosting.refusal(self.instance):
                self.add_error(None, refusal)
        return cleaned_data


def _asked_for() -> int | None:
    """Return the Aktion from which somebody came to add an event."""
    request = current_request()
    return as_id(request.GET.get(AKTION, "")) if request else None
