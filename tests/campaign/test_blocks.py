"""Every block somebody can pick explains and shows itself; those of the campaign stay with the campaign."""

import json
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.icons import get_icons

from campaign.blocks import Group
from campaign.campaign_blocks import CampaignBodyBlock
from campaign.gallery import collection
from campaign.models import ContentPage, HomePage, Kennzahl
from campaign.publishing.fixed import add_published
from jobcenters.blocks import SectionBodyBlock
from jobcenters.models import JobcenterPage, NewsPage
from stories.models import StoryPage
from tests import builders
from tests.accounts.login import client_for

pytestmark = pytest.mark.django_db

BLOCKS = collection.blocks()
CAMPAIGN_ONLY = set(CampaignBodyBlock().child_blocks) - set(SectionBodyBlock().child_blocks)


def figure(**fields) -> Kennzahl:
    values = {"key": "probe", "value": "7", "unit": "Stück", "label": "zur Probe", "source": "Probe"} | fields
    return Kennzahl.objects.create(**{"as_of": date(2026, 1, 1), "is_public": True} | values)


def page_with(*blocks: dict, **fields) -> ContentPage:
    home = HomePage.objects.get()
    page = ContentPage(title="Probe", slug="probe", body=json.dumps(list(blocks)), **fields)
    return add_published(home, page)


def text_of(page: ContentPage) -> str:
    return Client().get(page.get_url()).content.decode()


def test_the_walk_finds_the_blocks_of_all_apps():
    names = {type(block).__name__ for block in BLOCKS}
    assert {
        "HeadingBlock",
        "StepBlock",
        "StrengthBlock",
        "FiguresBlock",
        "FoldOutBlock",
        "SourceBlock",
    } <= names


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)
def test_a_block_has_icon_label_description_and_a_preview_that_shows_it(block):
    assert block.meta.icon != "placeholder"
    assert f'id="icon-{block.meta.icon}"' in get_icons()
    assert block.label and block.get_description()
    assert block.is_previewable
    answer = client_for(builders.officer()).get(
        reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix}
    )
    assert answer.status_code == 200
    html = answer.content.decode()
    assert "css/campaign" in html and "css/articles" in html
    main = html.partition("<main")[2]
    assert len(main.partition(">")[2].partition("</main>")[0].strip()) > 15


@pytest.mark.parametrize("model", [JobcenterPage, NewsPage, StoryPage])
def test_centres_write_with_the_lean_set(model):
    offered = set(model._meta.get_field("body").stream_block.child_blocks)
    assert {"heading", "text", "quote", "picture", "gallery", "video"} <= offered
    assert not offered & CAMPAIGN_ONLY


def test_the_choice_of_blocks_is_in_groups_with_the_text_first():
    groups = dict(CampaignBodyBlock().grouped_child_blocks())
    assert list(groups) == list(Group)
    assert sum(len(one) for one in groups.values()) == len(CampaignBodyBlock().child_blocks)


def test_a_change_of_a_figure_shows_wherever_it_stands():
    number = figure()
    page = page_with({"type": "figures", "value": [number.pk]})
    assert "<strong>7</strong>" in text_of(page) and "Quelle: Probe" in text_of(page)
    number.value = "8"
    number.save()
    assert "<strong>8</strong>" in text_of(page)


def test_a_deleted_figure_leaves_no_trace():
    number = figure()
    page = page_with({"type": "figures", "value": [number.pk]})
    number.delete()
    assert '<div class="figure">' not in text_of(page)


def test_many_figures_and_links_cost_no_further_queries(django_assert_max_num_queries):
    numbers = [figure(key=f"probe-{number}") for number in range(6)]
    home = HomePage.objects.get()
    actions = [{"type": "action", "value": {"page": home.pk, "label": "Zum Start"}} for _ in range(3)]
    page = page_with({"type": "figures", "value": [one.pk for one in numbers]}, *actions)
    text_of(page)
    with django_assert_max_num_queries(12):
        text_of(page)


def test_a_button_leads_to_live_pages_only():
    target = add_published(HomePage.objects.get(), ContentPage(title="Ziel", slug="ziel"))
    page = page_with({"type": "action", "value": {"page": target.pk, "label": "Weiterlesen", "text": ""}})
    assert 'href="/ziel/"' in text_of(page)
    target.unpublish()
    assert "Weiterlesen" not in text_of(page)


def test_headings_of_a_page_have_ids_and_no_box_around_them():
    page = page_with({"type": "heading", "value": "Größe"}, {"type": "heading", "value": "Größe"})
    text = text_of(page)
    assert '<h2 id="abschnitt-groesse">Größe</h2>' in text and 'id="abschnitt-groesse-2"' in text
    assert "block-heading" not in text


def test_contents_are_listed_where_wanted_and_worth_it():
    chapters = [{"type": "heading", "value": "Eins"}, {"type": "text", "value": "<p>a</p>"}]
    page = page_with(*chapters, show_contents=True)
    text = text_of(page)
    assert '<a href="#abschnitt-eins">Eins</a>' in text
    assert text.count('id="abschnitt-eins"') == 1
    ContentPage.objects.filter(pk=page.pk).update(show_contents=False)
    assert "Auf dieser Seite" not in text_of(page)
    ContentPage.objects.filter(pk=page.pk).update(show_contents=True, body=json.dumps(chapters[1:]))
    text = text_of(page)
    assert "Auf dieser Seite" not in text and "<p>a</p>" in text


def test_everything_of_a_page_text_is_rendered():
    document = builders_document()
    page = page_with(
        {"type": "statement", "value": "Ein Satz."},
        {"type": "principles", "value": [{"title": "Kurze Wege", "text": "Man ruft an."}]},
        {"type": "fold_out", "value": {"title": "Was ist das?", "richtext": "<p>Das ist es.</p>"}},
        {"type": "source", "value": {"text": "Amtsblatt", "url": "", "day": "2019-08-21"}},
        {"type": "download", "value": {"document": document.pk, "text": "Zwei Seiten"}},
        {
            "type": "contact",
            "value": {"office": "Pressestelle", "phone": "030 23125-100", "email": "a@b.example"},
        },
    )
    text = text_of(page)
    for piece in (
        'Ein Satz<span class="dot">.</span>',
        "<h3>Kurze Wege</h3>",
        "<summary>Was ist das?</summary>",
        "Quelle: Amtsblatt, 21. August 2019",
        "PDF, ",
        'href="tel:+493023125100"',
    ):
        assert piece in text


def builders_document():
    from campaign.accounts.roles import shared_collection
    from campaign.media import creation
    from tests.media.files import PDF

    return creation.create_document("Faltblatt", PDF, shared_collection(), "faltblatt.pdf")
