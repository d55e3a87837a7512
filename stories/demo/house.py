"""What the demo holds for the house itself, and for the press: texts to take along, handbook, meetings, releases."""

import io
import json
import tomllib
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.html import format_html
from PIL import Image
from wagtail.models import Page

from campaign.accounts.models import User
from campaign.accounts.roles import internal_collection
from campaign.demo.content import TEXTS
from campaign.demo.pictures import draw_jpeg
from campaign.media.creation import create_document
from campaign.models import CoIssuer, Handbuchseite, PressIndexPage, PressReleasePage, Sitzung
from jobcenters.models import Jobcenter, NewsPage, Textvorlage

SCENE, SEED, SIZE = "beratung", 7, (640, 360)


def fill(centres: list[Jobcenter], officers: dict[str, User], coordinator: User) -> None:
    """Add what is missing; what somebody wrote stays as it is."""
    words = tomllib.loads((TEXTS / "house.toml").read_text())
    for one in words["templates"]:
        known = {"purpose": one["purpose"]}
        Textvorlage.objects.get_or_create(
            **known, defaults={"title": one["title"], "text": one["text"].strip()}
        )
    for position, one in enumerate(words["handbook"], 1):
        content = {"intro": one["intro"], "position": position, "body": _blocks(one["blocks"])}
        Handbuchseite.objects.get_or_create(title=one["title"], defaults=content)
    if not Sitzung.objects.exists():
        for one in words["meetings"]:
            _meet(one, coordinator)
    _joint(words["joint"], coordinator)
    _held_back(words["release"], coordinator)
    for centre in centres[:2]:
        _local(words["local"], centre, officers[centre.slug])


def _blocks(blocks: list[tuple[str, str]]) -> str:
    values = ((kind, format_html("<p>{}</p>", text) if kind == "text" else text) for kind, text in blocks)
    return json.dumps([{"type": kind, "value": value} for kind, value in values])


def _on(days: int) -> datetime:
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=days), time(10)))


def _meet(one: dict[str, Any], coordinator: User) -> None:
    meeting = Sitzung(
        title=one["title"], place=one["place"], agenda=one["agenda"], starts_at=_on(one["days"])
    )
    if one["days"] < 0:
        paper = io.BytesIO()
        Image.open(io.BytesIO(draw_jpeg(SCENE, SEED, SIZE))).save(paper, "PDF", title="Protokoll (Beispiel)")
        meeting.minutes = create_document(
            "Protokoll (Beispiel)", paper.getvalue(), internal_collection(), "protokoll.pdf", coordinator
        )
    meeting.save()


def _joint(one: dict[str, Any], coordinator: User) -> None:
    """Name the centres that issued a release together with the associations, where nobody has named any."""
    page = PressReleasePage.objects.filter(slug=one["slug"]).first()
    if page is None or page.co_issuers.exists():
        return
    for centre in Jobcenter.objects.filter(ags__in=one["ags"]).in_order():
        page.co_issuers.add(CoIssuer(group=centre.group))
    page.save_revision(user=coordinator).publish(user=coordinator)


def _held_back(one: dict[str, Any], coordinator: User) -> None:
    press = PressIndexPage.objects.get()
    if press.get_children().filter(slug=one["slug"]).exists():
        return
    hour = _on(one["days"])
    page = PressReleasePage(
        title=one["title"],
        slug=one["slug"],
        date=timezone.localtime(hour).date(),
        intro=one["intro"],
        go_live_at=hour,
        owner=coordinator,
        live=False,
    )
    press.add_child(instance=page)
    page.save_revision(user=coordinator).publish(user=coordinator)


def _local(one: dict[str, Any], centre: Jobcenter, officer: User) -> None:
    """A release of the centre itself, published by its Redaktion."""
    section = Page.objects.get(pk=centre.section_id).specific
    if section.get_children().filter(slug=one["slug"]).exists():
        return
    page = NewsPage(
        title=one["title"],
        slug=one["slug"],
        date=timezone.localdate() + timedelta(days=one["days"]),
        is_release=True,
        intro=one["intro"],
        body=_blocks([("text", one["text"])]),
        owner=officer,
        live=False,
    )
    section.add_child(instance=page)
    page.save_revision(user=officer).publish(user=officer)
