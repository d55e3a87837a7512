"""Building blocks that show figures: each refers to a record, none holds a number of its own."""

from datetime import date
from typing import Any

from django import forms
from wagtail import blocks

from campaign.blocks import Group
from campaign.current_request import current_request
from campaign.fields import CHOOSE


class KennzahlBlock(blocks.ChooserBlock):
    """Refers to a figure: whoever changes the record changes every place that shows it. Only public ones are offered."""

    target_model = "campaign.Kennzahl"
    widget = forms.Select()

    class Meta:
        icon = "table"
        group = Group.FACTS
        label = "Kennzahl"
        description = "Eine Zahl aus dem Bestand, mit Einheit, Stand und Quelle."
        template = "blocks/figure.html"

    def get_preview_value(self) -> Any:
        return _example_figure()

    @property
    def field(self) -> forms.ModelChoiceField:
        """As in Wagtail; what is offered depends on who asks."""
        request = current_request()
        offered = self.model_class.objects.choosable(request.user if request else None)
        return forms.ModelChoiceField(
            queryset=offered,
            widget=self.widget,
            required=self._required,
            help_text=self._help_text,
            empty_label=CHOOSE,
        )

    def get_form_state(self, value: Any) -> Any:
        """A plain select takes a list of keys, not what Wagtail's own choosers take."""
        return self.widget.format_value(getattr(value, "pk", value))

    def value_from_form(self, value: Any) -> Any:
        """Take what is no key for no choice."""
        if isinstance(value, str) and not (value.isascii() and value.isdigit()):
            return None
        return super().value_from_form(value)


class FiguresBlock(blocks.ListBlock):
    """Figures side by side, each with unit, day and source."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(KennzahlBlock(), min_num=1, max_num=6, **kwargs)

    class Meta:
        group = Group.FACTS
        icon = "table"
        label = "Kennzahlen"
        description = (
            "Zahlen aus dem Bestand, mit Einheit, Stand und Quelle. Eine Änderung dort gilt sofort auch hier."
        )
        template = "blocks/figures.html"

    def get_preview_value(self) -> Any:
        return self.normalize([_example_figure()])


def _example_figure() -> Any:
    return KennzahlBlock().model_class(
        key="beispiel",
        value="104",
        unit="von 407 Jobcentern",
        label="führen Landkreise und Städte allein",
        as_of=date(2019, 8, 21),
        source="Deutscher Städtetag",
        is_public=True,
    )
