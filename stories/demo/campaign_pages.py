"""Words for the campaign's own pages: start, text pages, figures, press."""

import json
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.roles import shared_collection
from campaign.demo.content import BlockText, DemoContent, PressText
from campaign.demo.pictures import alt_text, draw_jpeg
from campaign.media.creation import create_image
from campaign.models import (
    HomePage,
    Kennzahl,
    PressContact,
    PressIndexPage,
    PressIndexPicture,
    PressReleasePage,
)
from stories.demo import figures as demo_figures


def fill_campaign(content: DemoContent, coordinator: User) -> None:
    """Fill the campaign's pages where nobody has written yet, and make figures and releases that are missing."""
    demo_figures.national(content.figures, coordinator)
    home = HomePage.objects.get()
    _fill_home(home, content, coordinator)
    for text in content.pages.values():
        page = home.get_children().filter(slug=text.slug).specific().first()
        if page is not None and not page.intro:
            page.intro = text.intro
            if hasattr(page, "body"):
                page.body = body(text.body)
            _publish(page, coordinator)
    _fill_press(content.press, coordinator)


def body(texts: tuple[BlockText, ...]) -> str:
    """Return blocks as the JSON of a page text; figures and pages that it names must exist."""
    return json.dumps([{"type": text.kind, "value": _value(text)} for text in texts])


def _value(text: BlockText) -> Any:
    value = text.value
    if text.kind == "text":
        return rich_text(value)
    if text.kind == "fold_out":
        return {"title": value["title"], "richtext": rich_text(value)}
    if text.kind == "figures":
        keys = dict(Kennzahl.objects.values_list("key", "pk"))
        return [keys[key] for key in value]
    if text.kind == "action":
        return {**value, "page": Page.objects.get(slug=value["page"], depth=3).pk}
    if text.kind == "source":
        return {**value, "day": value["day"].isoformat() if "day" in value else None}
    return value


def rich_text(value: dict[str, Any]) -> SafeString:
    """Return plain paragraphs, then list items if there are any, as rich text."""
    paragraphs = format_html_join("", "<p>{}</p>", ((text,) for text in value.get("paragraphs", ())))
    items = format_html_join("", "<li>{}</li>", ((text,) for text in value.get("items", ())))
    return format_html("{}<ul>{}</ul>", paragraphs, items) if items else paragraphs


def _fill_home(home: HomePage, content: DemoContent, coordinator: User) -> None:
    if home.lead:
        return
    start = content.start
    steps = [{"title": step.title, "text": step.text} for step in start.steps]
    values = {
        "slogan": start.slogan,
        "lead": start.lead,
        "strengths": json.dumps([{"type": "strength", "value": text} for text in start.strengths]),
        "steps": json.dumps([{"type": "step", "value": step} for step in steps]),
    }
    for name, value in values.items():
        setattr(home, name, value)
    _publish(home, coordinator)


def _fill_press(text: PressText, coordinator: User) -> None:
    press = PressIndexPage.objects.get()
    if not press.about and not press.contacts.exists():
        press.about = text.about
        for contact in text.contacts:
            press.contacts.add(PressContact(**vars(contact)))
        _publish(press, coordinator)
    for release in text.releases:
        if press.get_children().filter(slug=release.slug).exists():
            continue
        page = PressReleasePage(
            title=release.title,
            slug=release.slug,
            date=release.day,
            issuer=release.issuer,
            intro=release.intro,
            body=body(release.body),
            owner=coordinator,
            live=False,
        )
        PressIndexPage.objects.get(pk=press.pk).add_child(instance=page)
        _publish(page, coordinator)


def offer_press_picture(content: DemoContent, coordinator: User) -> None:
    """Let newsrooms fetch one drawing from the press page, unless there are pictures already."""
    press = PressIndexPage.objects.get()
    if press.pictures.exists():
        return
    text = content.stories[0]
    drawing = create_image(
        "Pressebild (Beispiel)",
        draw_jpeg(text.scene, text.seed + 2),
        shared_collection(),
        coordinator,
        description=alt_text(text.scene, text.seed + 2)[:255],
        credit="Kampagne (Beispiel, gezeichnet)",
        licence="own",
        who_is_visible="niemand erkennbar (Zeichnung)",
    )
    press.pictures.add(
        PressIndexPicture(image=drawing, caption="Beispiel: Arbeit, wie die Kampagne sie zeichnet")
    )
    _publish(press, coordinator)


def _publish(page: Page, user: User) -> None:
    page.save_revision(user=user).publish(user=user)
