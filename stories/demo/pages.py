"""Words for the sections of the demo centres."""

import json
from datetime import timedelta
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.demo.content import SectionText, TextSection
from jobcenters.models import Jobcenter, JobcenterPage, Location, NewsPage
from jobcenters.models.location import ACCESS, HOURS

# From the block of numbers that the Bundesnetzagentur keeps free for films: nobody answers there.
PHONE, PRESS_PHONE = "+493023125101", "+493023125102"
EXAMPLE = "Beispiel-Standort"
HOURS_NOTE = "Beispiel: Zeiten und Telefonnummern sind erfunden."
BUILDING = {
    "step_free": "yes",
    "automatic_door": "yes",
    "lift": "no",
    "toilet": "yes",
    "parking": "yes",
    "sign_language": "yes",
    "access": "Beispiel: Wer nicht hinaufkommt, wird im Erdgeschoss beraten.",
}
PLAIN_WEEK = ("8–12", "8–12", "8–12", "8–12, 14–17", "8–12", "geschlossen", "geschlossen")


def body(sections: tuple[TextSection, ...]) -> str:
    """Return sections as the JSON of a page text: a heading and a text block each."""
    blocks: list[dict[str, Any]] = []
    for section in sections:
        blocks.append({"type": "heading", "value": section.heading})
        blocks.append({"type": "text", "value": paragraphs(section.paragraphs)})
    return json.dumps(blocks)


def paragraphs(texts: tuple[str, ...]) -> str:
    """Return plain paragraphs as rich text."""
    return format_html_join("", "<p>{}</p>", ((text,) for text in texts))


def fill_section(centre: Jobcenter, text: SectionText | None, officer: User) -> None:
    """Give a demo centre's section words, an example location and news, as its Redaktion would."""
    section = centre.section
    changed = False
    if not section.intro and text is not None:
        _fill(section, intro=text.intro, body=body(text.body))
        changed = True
    if not section.phone and not centre.telefon:
        _fill(section, phone=PHONE, phone_extension="101")
        changed = True
    if not section.press_name:
        _fill(
            section, press_name="Beispiel-Pressestelle", press_phone=PRESS_PHONE, press_phone_extension="102"
        )
        changed = True
    if not section.languages:
        _fill(section, languages=["ar", "en", "ru", "tr"], languages_interpreted=["fa", "ti", "uk"])
        changed = True
    if _fill_location(section, centre.verwaltungssitz, text) or changed:
        _publish(section, officer)
    for item in text.news if text is not None else ():
        if not section.get_children().filter(slug=item.slug).exists():
            page = NewsPage(
                title=item.title,
                slug=item.slug,
                date=timezone.localdate() - timedelta(days=item.days_ago),
                intro=item.intro,
                body=json.dumps([{"type": "text", "value": paragraphs(item.paragraphs)}]),
                owner=officer,
                live=False,
            )
            Page.objects.get(pk=section.pk).specific.add_child(instance=page)
            _publish(page, officer)


def _fill_location(section: JobcenterPage, town: str, text: SectionText | None) -> bool:
    """Add the example location, or what one of an earlier demo lacks; say whether anything changed."""
    location = section.locations.first()
    if location is None:
        location = Location(name=EXAMPLE, street="Beispielstraße 1", postcode="12345", town=town)
    elif location.name != EXAMPLE:
        return False
    missing: dict[str, str] = {}
    if not any(getattr(location, name) for name in HOURS):
        week = text.hours if text is not None else PLAIN_WEEK
        missing |= dict(zip(HOURS, week, strict=True))
        missing["hours_note"] = text.hours_note if text is not None else HOURS_NOTE
    if not any(getattr(location, name) for name in ACCESS):
        missing |= BUILDING
    _fill(location, **missing)
    section.locations.add(location)
    return bool(missing)


def plain_news(centre: Jobcenter, officer: User) -> None:
    """Every demo centre has at least one news item."""
    section = Page.objects.get(pk=centre.section_id).specific
    if not NewsPage.objects.child_of(section).exists():
        page = NewsPage(
            title="Beispiel: Offene Sprechstunde",
            slug="offene-sprechstunde",
            date=timezone.localdate(),
            intro="Jeden Mittwoch können Sie ohne Termin kommen.",
            owner=officer,
            live=False,
        )
        section.add_child(instance=page)
        _publish(page, officer)


def _fill(page: Model, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)


def _publish(page: Page, user: User) -> None:
    page.save_revision(user=user).publish(user=user)
