"""Forms that know what must not be published: a start page with gaps, a video in which no hand can be read."""

from typing import Any

from campaign.forms import CampaignPageForm
from campaign.media import references
from campaign.media.models import CampaignMedia
from campaign.media.sign_language import shortfall

TAKEN = "Diese Seite hat schon eine Fassung in Leichter Sprache: „{}“."


class SignedPageForm(CampaignPageForm):
    """Refuses to publish videos that are too small or too slow for sign language."""

    def clean(self) -> dict[str, Any]:
        cleaned_data = super().clean()
        if "action-publish" in self.data:
            self._refuse_unreadable()
        return cleaned_data

    def _refuse_unreadable(self) -> None:
        wanted = {
            one.key: one.field
            for one in references.of_form(self)
            if one.model is CampaignMedia and one.key.isdigit()
        }
        for video in CampaignMedia.objects.filter(pk__in=wanted) if wanted else ():
            if text := shortfall(video):
                self._refuse([wanted[str(video.pk)]], text)


class StartPageForm(SignedPageForm):
    """The same, and the eight required parts (see gaps.py)."""

    def _refuse_unreadable(self) -> None:
        super()._refuse_unreadable()
        from campaign.leichte_sprache import gaps

        missing = [
            field
            for field in self.instance.PARTS
            if field not in self.errors and not str(self.cleaned_data.get(field) or "").strip()
        ]
        for field, text in gaps.refusals(self.instance, missing).items():
            self._refuse([field], text)


class EasyPageForm(CampaignPageForm):
    """In the section of a centre nobody is asked to which page a version belongs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.parent_page
        if place is not None and place.specific_class.__name__ != "LeichteSpracheIndexPage":
            self.fields.pop("counterpart", None)

    def clean(self) -> dict[str, Any]:
        """One page has one version in Leichte Sprache."""
        cleaned_data = super().clean()
        counterpart = cleaned_data.get("counterpart")
        if counterpart is not None:
            others = self._meta.model.objects.filter(counterpart=counterpart).exclude(pk=self.instance.pk)
            taken = others.first()
            if taken is not None:
                self.add_error("counterpart", TAKEN.format(taken.title))
        return cleaned_data
