"""Words for the sections of the demo centres."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.html import format_html_join
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.demo.content import SectionText, TextSection
from jobcenters.models import Jobcenter, Location, NewsPage


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
    if not section.intro and text is not None:
        _fill(section, intro=text.intro, body=body(text.body))
    if not section.locations.exists():
        hours = text.hours if text is not None else "Beispiel: Montag bis Freitag 8 bis 12 Uhr"
        section.locations.add(
            Location(
                name="Beispiel-Standort",
                street="Beispielstraße 1",
                postcode="12345",
                town=centre.verwaltungssitz,
                hours=hours,
                access="Beispiel: Eingang ohne Stufen, Aufzug, Toilette für Rollstühle",
            )
        )
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


def _fill(page: Page, **values: Any) -> None:
    for name, value in values.items():
        setattr(page, name, value)


def _publish(page: Page, user: User) -> None:
    page.save_revision(user=user).publish(user=user)
