"""What fits into one line stays one line: a browser sends no break in such a field, a program sends what it likes."""

from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail import blocks
from wagtail.fields import StreamField

from campaign.models.press_pictures import PressDownload, PressIndexPicture
from jobcenters.models import EventPage
from stories.consents import links
from stories.consents.rules import Giver
from stories.models import Consent
from tests import builders
from tests.accounts.login import client_for
from tests.campaign import test_press_pictures as press
from tests.campaign.test_press_pictures import offered  # noqa: F401 - the same picture on the press page
from tests.events.made import DUEREN, event
from tests.jobcenters.test_centre_material import sent
from tests.journeys.steps import agree

pytestmark = pytest.mark.django_db
BREAKS = ["\r\nBcc: boese@boese.example", "\n.", "\r", "\x0b", "\x1b[2J", "\u2028", "\x85"]
ONE_LINE = (forms.TextInput, forms.EmailInput, forms.URLInput)


@pytest.fixture(autouse=True)
def _no_counts() -> None:
    cache.clear()


def heirs(kind: type) -> Iterator[type]:
    for one in kind.__subclasses__():
        yield one
        yield from heirs(one)


def fields_of(block: blocks.Block) -> Iterator[forms.Field]:
    """Yield the fields in a block, however deep."""
    if isinstance(block, blocks.FieldBlock):
        yield block.field
    for child in [*getattr(block, "child_blocks", {}).values(), getattr(block, "child_block", None)]:
        if child is not None:
            yield from fields_of(child)


def widgets() -> list[forms.Widget]:
    """Return what takes one line: of every form, of every model, of every block."""
    fields = [field for form in heirs(forms.BaseForm) for field in getattr(form, "base_fields", {}).values()]
    for model in apps.get_models():
        for one in model._meta.local_fields:
            if isinstance(one, StreamField):
                fields += fields_of(one.stream_block)
            elif one.editable and (field := one.formfield()):
                fields.append(field)
    return [field.widget for field in fields if isinstance(field.widget, ONE_LINE)]


@pytest.mark.parametrize("end", BREAKS)
def test_no_field_of_one_line_takes_a_second_one(end: str):
    found = widgets()
    assert len({type(one) for one in found}) > 5 and len(found) > 200
    for widget in found:
        assert str(widget.value_from_datadict({"x": f"Werk{end}Ort"}, {}, "x")).isprintable(), widget


def test_a_text_of_several_lines_keeps_them():
    assert forms.Textarea().value_from_datadict({"x": "Erste\nZweite"}, {}, "x") == "Erste\nZweite"


@pytest.mark.parametrize("end", BREAKS)
def test_a_consent_by_link_keeps_one_line(end: str):
    author = builders.officer()
    story = builders.draft(author)
    Consent.objects.all().delete()
    path = f"/einwilligung/{links.ask(story.persons.get(), Giver.SELF, author)}/"
    assert agree(path, giver_name="Kim Beispiel", email=f"kim@person.example{end}x").status_code == 200
    assert not Consent.objects.exists()
    assert agree(path, giver_name=f"Kim{end}Beispiel").status_code == 302
    assert Consent.objects.get().giver_name.isprintable()


@pytest.mark.parametrize("end", BREAKS)
def test_an_event_keeps_one_line(end: str):
    page = event(author=builders.officer(DUEREN))
    path = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = client_for(builders.officer(DUEREN))
    form = client.get(path).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields if form[name].value() is not None}
    typed |= {"title": f"Offene{end}Tür", "town": f"Düren{end}x", "intro": "Erste\nZweite", "body-count": "0"}
    answer = client.post(path, typed | {"loaded_revision_id": page.latest_revision_id})
    assert answer.status_code == 302, answer.context["form"].errors
    saved = EventPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert saved.title.isprintable() and saved.town.isprintable() and "\n" in saved.intro


@pytest.mark.parametrize("end", BREAKS)
def test_the_check_list_of_the_logo_keeps_one_line(end: str):
    own = builders.centre(DUEREN)
    client, path = client_for(builders.officer(DUEREN)), reverse("logo_use_edit", args=[own.pk])
    client.post(path, sent(flyer_state="ja", flyer_note=f"seit{end}Mai"))
    assert own.logo_uses.get().note.isprintable()


@pytest.mark.parametrize("end", BREAKS)
def test_a_newsroom_keeps_one_line(offered: PressIndexPicture, end: str):  # noqa: F811 - the fixture
    assert press.send(Client(), offered, medium=f"Beispiel{end}Zeitung").status_code == 200
    assert PressDownload.objects.get().medium.isprintable()
