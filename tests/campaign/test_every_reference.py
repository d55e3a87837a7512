"""Every field and block of every page type by which a page can refer to something: each is checked, or fails here.

Two lines of defence see a form. The gate reads raw fields by the last part of their names (page_forms.CHOOSERS); the
form reads what Wagtail made of them (campaign.media.references). A new kind of chooser must be known to both.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django import forms
from django.http import Http404
from django.test import RequestFactory
from modelcluster.forms import BaseChildFormSet
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, get_page_models
from wagtail.rich_text import EntityHandler, features

from campaign.accounts.page_forms import CHOOSERS, ENTITIES, RICH_TEXT, RICH_TEXT_FIELD
from campaign.figure_blocks import KennzahlBlock
from campaign.forms import KINDS
from campaign.media import references
from jobcenters.models import NewsPage
from stories.models import Topic
from tests import builders

OURS = [model for model in get_page_models() if model is not Page]
# Models that belong to no centre: a reference to them needs no look.
NOBODYS = {Topic, KennzahlBlock().model_class}
# The Koordination alone writes releases, and names any centre as their publisher.
KOORDINATION_ONLY = {"PressReleasePage.co_issuers.group"}
# Blocks that hold a value of their own and refer to nothing.
PLAIN = (
    *(
        blocks.CharBlock,
        blocks.TextBlock,
        blocks.EmailBlock,
        blocks.URLBlock,
        blocks.DateBlock,
        blocks.BooleanBlock,
    ),
    *(blocks.IntegerBlock, blocks.DecimalBlock, blocks.ChoiceBlock, blocks.RegexBlock),
    *(blocks.DateTimeBlock, blocks.TimeBlock),
)
PLAIN_FIELDS = (
    *(
        forms.CharField,
        forms.BooleanField,
        forms.DateField,
        forms.DateTimeField,
        forms.TimeField,
        forms.IntegerField,
    ),
    *(forms.TypedChoiceField, forms.ChoiceField),
)


@dataclass(frozen=True)
class Leaf:
    """A block without blocks in it; `name` is the last part of its raw field's name, `kind` the stream's word."""

    block: blocks.Block
    name: str
    kind: str
    where: str


def leaves(block: blocks.Block, name: str, kind: str, where: str) -> Iterator[Leaf]:
    if isinstance(block, blocks.StructBlock):
        for child_name, child in block.child_blocks.items():
            yield from leaves(child, child_name, "", f"{where}.{child_name}")
    elif isinstance(block, blocks.StreamBlock):
        for child_name, child in block.child_blocks.items():
            yield from leaves(child, "value", child_name, f"{where}.{child_name}")
    elif isinstance(block, blocks.ListBlock):
        yield from leaves(block.child_block, "value", "", f"{where}.item")
    elif isinstance(block, TypedTableBlock):
        for child_name, child in block.child_blocks.items():
            assert child_name != RICH_TEXT, "die Sperre hielte die Spalte für Fließtext"
            yield from leaves(child, "0", "", f"{where}.{child_name}")
    else:
        yield Leaf(block, name, kind, where)


def kind_of(model: type) -> str | None:
    return next((kind for base, kind in KINDS.items() if issubclass(model, base)), None)


def wrong_leaf(leaf: Leaf) -> str:
    """Return what is not covered about a block; "" when all is."""
    if isinstance(leaf.block, blocks.RichTextBlock):
        known = leaf.name == RICH_TEXT_FIELD or (leaf.name == "value" and leaf.kind == RICH_TEXT)
        return "" if known else f"{leaf.where}: die Sperre liest diesen Fließtext nicht"
    if isinstance(leaf.block, blocks.ChooserBlock):
        return wrong_choice(leaf.block.model_class, leaf.name, leaf.where)
    return (
        "" if isinstance(leaf.block, PLAIN) else f"{leaf.where}: unbekannte Art {type(leaf.block).__name__}"
    )


def wrong_choice(model: type, name: str, where: str) -> str:
    kind = kind_of(model)
    if kind is None:
        return (
            ""
            if model in NOBODYS or where in KOORDINATION_ONLY
            else f"{where}: wem {model.__name__} gehört, weiß niemand"
        )
    return (
        "" if CHOOSERS.get(name) == kind else f"{where}: die Sperre kennt das Feld „{name}“ nicht als {kind}"
    )


def wrong_fields(form: type[forms.BaseForm], where: str) -> Iterator[str]:
    for name, field in form.base_fields.items():
        path = f"{where}.{name}"
        if isinstance(field, forms.ModelChoiceField):
            yield wrong_choice(field.queryset.model, name, path)
        elif isinstance(field, blocks.BlockField):
            yield from (wrong_leaf(leaf) for leaf in leaves(field.block, name, "", path))
        elif not isinstance(field, PLAIN_FIELDS):
            yield f"{path}: unbekannte Art {type(field).__name__}"
    for name, formset in getattr(form, "formsets", {}).items():
        assert issubclass(formset, BaseChildFormSet)
        yield from wrong_fields(formset.form, f"{where}.{name}")


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_the_gate_knows_every_field_that_refers_to_something(model):
    form = model.get_edit_handler().get_form_class()
    assert [text for text in wrong_fields(form, model.__name__) if text] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_page_s_form_asks_whose_things_are(model):
    from campaign.forms import CampaignPageForm

    assert issubclass(model.get_edit_handler().get_form_class(), CampaignPageForm)


def test_the_walk_finds_what_is_not_covered():
    from wagtail.images.blocks import ImageChooserBlock

    bare = blocks.StreamBlock([("logos", blocks.ListBlock(ImageChooserBlock()))])
    named = blocks.StructBlock([("answer", blocks.RichTextBlock()), ("html", blocks.RawHTMLBlock())])
    found = [wrong_leaf(leaf) for block in (bare, named) for leaf in leaves(block, "body", "", "body")]
    assert len([text for text in found if text]) == 3


def test_rich_text_knows_no_entity_that_the_gate_does_not():
    offered = {name for model in OURS for name in _rich_text_features(model)}
    handlers = features.get_link_types() | features.get_embed_types()
    # Their names in rich text, and those in the editor's own notation that the gate reads.
    entities = {"page": "LINK", "document": "DOCUMENT", "image": "IMAGE", "external": "LINK", "email": "LINK"}
    entities |= {"phone": "LINK", "anchor": "LINK"}
    asked = {"link": "page", "document-link": "document", "image": "image", "embed": "embed"}
    for name in offered & asked.keys():
        handler = asked[name]
        assert issubclass(handlers[handler], EntityHandler)
        assert entities.get(handler) in ENTITIES, name


def _rich_text_features(model: type[Page]) -> Iterator[str]:
    for name, field in model.get_edit_handler().get_form_class().base_fields.items():
        if isinstance(field, blocks.BlockField):
            for leaf in leaves(field.block, name, "", name):
                if isinstance(leaf.block, blocks.RichTextBlock):
                    assert leaf.block.features, leaf.where
                    yield from leaf.block.features


@pytest.mark.django_db
def test_a_page_in_memory_names_all_it_refers_to():
    image = builders.image()
    document = get_document_model()(pk=77)
    centre = builders.centre()
    text = f'<p><a linktype="page" id="{centre.section_id}">a</a><a linktype="document" id="77">b</a></p>'
    page = NewsPage(body=[("text", text), ("picture", {"image": image, "caption": ""})])
    found = {(one.field, one.model, one.key) for one in references.of_page(page)}
    assert found == {
        ("body", Page, str(centre.section_id)),
        ("body", type(document), "77"),
        ("body", get_image_model(), str(image.pk)),
    }


@pytest.mark.django_db
@pytest.mark.parametrize("what", ["picture", "page", "document"])
def test_the_form_refuses_what_is_foreign_even_if_no_gate_stands_before_it(what):
    from tests.accounts.test_page_forms import news, picture, rich

    officer, jena = builders.officer(), builders.centre("stadt-jena")
    draft = builders.draft(builders.officer("stadt-jena"), jena)
    sent = {
        "picture": picture(builders.image(jena).pk),
        "page": {"body-0-value": rich({"type": "LINK", "mutability": "MUTABLE", "data": {"id": draft.pk}})},
        "document": {
            "body-0-value": rich({"type": "DOCUMENT", "mutability": "MUTABLE", "data": {"id": 8_888_888}})
        },
    }[what]
    section = builders.centre().section
    request = RequestFactory().post("/", news(**sent))
    request.user = officer
    form_class = NewsPage.get_edit_handler().get_form_class()
    form = form_class(request.POST, instance=NewsPage(), parent_page=section, for_user=officer)
    with pytest.raises(Http404):
        form.is_valid()
    own = news(**picture(builders.image().pk), **{"body-0-value-caption": ""})
    assert form_class(own, instance=NewsPage(), parent_page=section, for_user=officer).is_valid()
