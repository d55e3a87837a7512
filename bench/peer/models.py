"""Pages as somebody would build them with Wagtail alone: a tree like ours, and a story with the same fields and blocks."""

from django import forms
from django.db import models
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.search import index


class Folder(Page):
    """Holds stories, or folders."""


class Section(Page):
    """What a centre says of itself."""

    phone = models.CharField(max_length=40, blank=True)
    intro = models.TextField(blank=True)
    content_panels = [*Page.content_panels, "phone", "intro"]


class Topic(models.Model):
    """What a story is about."""

    label = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.label


class PictureBlock(blocks.StructBlock):
    """A picture and its line."""

    image = ImageBlock(label="Bild")
    caption = blocks.CharBlock(required=False, max_length=250)


class VideoBlock(blocks.StructBlock):
    """A film and its line."""

    video = DocumentChooserBlock()
    caption = blocks.CharBlock(required=False, max_length=250)


class QuoteBlock(blocks.StructBlock):
    """What somebody said."""

    text = blocks.TextBlock(max_length=400)
    by = blocks.CharBlock(required=False, max_length=120)


class BodyBlock(blocks.StreamBlock):
    """The text of a story."""

    heading = blocks.CharBlock()
    text = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul", "link", "document-link"])
    quote = QuoteBlock()
    picture = PictureBlock()
    gallery = blocks.ListBlock(PictureBlock(), min_num=2, max_num=12)
    video = VideoBlock()
    helped = blocks.ListBlock(blocks.CharBlock(max_length=200), min_num=1, max_num=6)

    class Meta:
        required = False


class Story(Page):
    """A story without persons, consents and approval."""

    kind = models.CharField(
        max_length=10, choices=[("client", "Kundin"), ("staff", "Mitarbeiter")], blank=True
    )
    place = models.CharField(max_length=120, blank=True)
    quote = models.TextField(max_length=300, blank=True)
    intro = models.TextField(max_length=500, blank=True)
    portrait = models.ForeignKey(
        "wagtailimages.Image", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    body = StreamField(BodyBlock(), blank=True)
    easy_text = models.TextField(blank=True)
    topics = ParentalManyToManyField(Topic, blank=True, related_name="stories")
    content_panels = [
        TitleFieldPanel("title"),
        MultiFieldPanel(
            ["kind", "place", FieldPanel("topics", widget=forms.CheckboxSelectMultiple)], heading="Person"
        ),
        MultiFieldPanel(["quote", "intro", "body"], heading="Text"),
        MultiFieldPanel(["portrait", "easy_text"], heading="Bild"),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("quote"),
        index.SearchField("intro"),
        index.SearchField("body"),
    ]
