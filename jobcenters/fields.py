"""Model fields for what people type in many ways and the site keeps in one: phone numbers, opening hours, languages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.compare import TextFieldComparison, register_comparison_class

from campaign import phone
from jobcenters import building, languages, opening


class PhoneFormField(forms.CharField):
    """Shows the stored number as it is read in Germany."""

    def prepare_value(self, value: Any) -> Any:
        return phone.din5008(value) if isinstance(value, str) and value.startswith("+") else value


class PhoneField(models.CharField):
    """Stores E.164. A field `<name>_extension` beside it keeps the extension a hyphen sets off („58-3234“)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 40)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": PhoneFormField, **kwargs})

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        value = super().clean(value, model_instance)
        if not value:
            return value
        try:
            number = phone.to_e164(value)
        except ValueError as error:
            raise ValidationError(str(error)) from error
        self._keep_extension(phone.extension_of(value), number, model_instance)
        return number

    def _keep_extension(self, typed: str, number: str, model_instance: models.Model | None) -> None:
        """E.164 has no hyphen: an extension known before stays as long as the number ends with it."""
        name = f"{self.name}_extension"
        known = getattr(model_instance, name, None)
        if known is not None and (typed or not number.endswith(known)):
            setattr(model_instance, name, typed)


class HoursField(models.CharField):
    """The hours of one weekday, kept in the spelling of `opening.write_day`; empty is unknown."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 60)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        value = super().clean(value, model_instance)
        try:
            return opening.write_day(opening.parse_day(value))
        except ValueError as error:
            raise ValidationError(str(error)) from error


class AnswerFormField(forms.TypedChoiceField):
    """Says in words what a blank means."""

    def __init__(self, *, choices: Any = (), **kwargs: Any) -> None:
        answers = [(value, label) for value, label in choices if value]
        super().__init__(choices=[("", "keine Angabe"), *answers], **kwargs)


class AnswerField(models.CharField):
    """Yes, no or nothing to one question about the building (`building.QUESTIONS`)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 3)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("choices", building.ANSWERS)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"choices_form_class": AnswerFormField, **kwargs})


class LanguagesField(models.JSONField):
    """A list of codes from `languages.LANGUAGES`, each once and in their order; boxes to tick in a form."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        options: dict[str, Any] = {
            "form_class": forms.MultipleChoiceField,
            "choices": languages.choices(),
            "widget": forms.CheckboxSelectMultiple(attrs={"class": "languages"}),
        }
        return models.Field.formfield(self, **(options | kwargs))

    def clean(self, value: Any, model_instance: models.Model | None) -> Any:
        if not isinstance(value, list) or any(code not in tuple(languages.LANGUAGES) for code in value):
            raise ValidationError("Diese Sprache kennen wir nicht. Bitte wählen Sie aus der Liste.")
        return [language.code for language in languages.known(super().clean(value, model_instance))]


class LanguagesComparison(TextFieldComparison):
    """Two versions beside each other in words, not in codes."""

    def __init__(self, field: LanguagesField, obj_a: models.Model, obj_b: models.Model) -> None:
        super().__init__(field, obj_a, obj_b)
        self.val_a, self.val_b = _in_words(field, obj_a), _in_words(field, obj_b)


def _in_words(field: LanguagesField, obj: models.Model) -> str:
    return ", ".join(language.german for language in languages.known(field.value_from_object(obj)))


register_comparison_class(LanguagesField, comparison_class=LanguagesComparison)
