"""The edit form of a story: Wagtail's page form plus the persons, who are rows of their own."""

from itertools import chain, count
from typing import Any

from django import forms
from django.apps import apps
from django.db import models

from campaign.audit.idempotency import new_token
from campaign.forms import CampaignPageForm
from campaign.publishing import checks
from campaign.publishing.models import Withdrawal
from jobcenters.names import ascii_slug, fold
from stories.panels import HELP

MAX_PERSONS = 6
# Rows that were added and removed again are sent, too; more are not even read.
MAX_ROWS = 50
MAX_SLUG = 80
WITHDRAWN_ADDRESS = (
    "Unter dieser Adresse stand eine Geschichte, die zurückgezogen wurde. Bitte nehmen Sie eine andere."
)
MINORS = ("age", "guardians", "adult_on")


class PersonForm(forms.ModelForm):
    """One person; a row left empty is no person."""

    class Meta:
        fields = ("shown_name", "name_form", "kind", "role", "special", "age", "guardians", "adult_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Left out, they keep what the model says: nearly everybody is of age.
        for name in ("name_form", "kind", "age", "guardians"):
            self.fields[name].required = False

    @property
    def main_fields(self) -> list[Any]:
        """Return what everybody fills in."""
        return [self[name] for name in ("shown_name", "name_form", "kind", "role", "special")]

    @property
    def status(self) -> Any:
        """Return how the consent for the website stands; None for somebody not saved yet."""
        from stories.consents.reach import status

        return status(self.instance) if self.instance.pk else None

    @property
    def concerns_minor(self) -> bool:
        """Say whether the part about minors must be seen."""
        return self.instance.age != "adult" or any(name in self.errors for name in MINORS)

    @property
    def fields_of_minors(self) -> list[Any]:
        """Return what only concerns people under 18."""
        return [self[name] for name in MINORS]


class PersonFormSet(forms.BaseModelFormSet):
    """The persons of one story."""

    def as_shown(self) -> list[dict[str, str]]:
        """Return the persons as the page would show them, without saving anything."""
        return [form.instance.as_shown() for form in self._filled()]

    def save_for(self, story: Any) -> None:
        """Save the rows for a story that is in the database by now; a new row with a known name is no new person."""
        for form in self.forms:
            if form.instance.pk and form in self.deleted_forms:
                form.instance.take_out()
        rows = self._filled()
        listed = {form.instance.pk for form in rows}
        known = {person.shown_name: person.pk for person in story.persons.exclude(pk__in=listed - {None})}
        for position, form in enumerate(rows):
            person = form.instance
            person.pk = person.pk or known.pop(person.shown_name, None)
            person.story, person.position = story, position
            person.save()

    def _filled(self) -> list[Any]:
        return [form for form in self.forms if form not in self.deleted_forms and form.instance.shown_name]


class StoryForm(CampaignPageForm):
    """Carries the persons' formset and shows at each field what is still missing for the submission."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["slug"].required = False
        for name in HELP.keys() & self.fields.keys():
            self.fields[name].help_text = HELP[name]
        self.persons = self._formset()
        if self.instance.pk and not self.is_bound:
            self._show_findings()

    def clean_slug(self) -> str:
        """Nobody has to invent an address: it comes from the title, ü as ue, and is made unique in the folder."""
        slug, title = self.cleaned_data["slug"], self.cleaned_data.get("title", "")
        if slug and self._was_withdrawn(slug):
            raise forms.ValidationError(WITHDRAWN_ADDRESS)
        if slug or not fold(title):
            return slug
        base = ascii_slug(title)[:MAX_SLUG]
        siblings = set(
            self.parent_page.get_children().exclude(pk=self.instance.pk).values_list("slug", flat=True)
        )
        candidates = chain([base], (f"{base}-{n}" for n in count(2)))
        return next(one for one in candidates if one not in siblings and not self._was_withdrawn(one))

    def _was_withdrawn(self, slug: str) -> bool:
        """An address that says „gone for good“ never tells of somebody else."""
        return Withdrawal.objects.at(f"{self.parent_page.url_path}{slug}/").exists()

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self.persons.is_valid() and valid

    def save(self, commit: bool = True) -> Any:
        # The page stores them with its revision: a new page has no key before that.
        self.instance.persons_formset = self.persons
        return super().save(commit=commit)

    def fresh_token(self) -> str:
        """Return a token that lets one form create one story only, however often it is sent."""
        return new_token()

    def _formset(self) -> Any:
        model = apps.get_model("stories", "Person")
        factory = forms.modelformset_factory(
            model,
            form=PersonForm,
            formset=PersonFormSet,
            extra=1,
            max_num=MAX_PERSONS,
            absolute_max=MAX_ROWS,
            validate_max=True,
            can_delete=True,
        )
        if self.is_bound or not self.instance.pk:
            people = model.objects.filter(story_id=self.instance.pk).prefetch_related("consents")
        else:
            # The same rows for the check-list: nothing is saved while a form is shown.
            models.prefetch_related_objects([self.instance], "persons__consents")
            people = self.instance.persons.all()
        return factory(self.data if self.is_bound else None, queryset=people, prefix="persons")

    def _show_findings(self) -> None:
        self.findings = checks.findings(self.instance)
        for finding in self.findings:
            if field := self.fields.get(finding.field):
                field.help_text = f"{field.help_text} – Noch offen: {finding.text}".removeprefix(" – ")
