"""Makes events and Aktionen for tests, the way people's clicks end."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from campaign.accounts.models import User
from jobcenters.events import hosting
from jobcenters.models import AktionIndexPage, AktionPage, CoHost, EventPage, Jobcenter
from tests import builders

_number = count(1)
DUEREN, HARZ, JENA = "kreis-dueren", "landkreis-harz", "stadt-jena"


def day(days: int = 10) -> date:
    """A day so far from today."""
    return timezone.localdate() + timedelta(days=days)


def event(slug: str = DUEREN, *, live: bool = True, author: User | None = None, **fields: Any) -> EventPage:
    """An event in a centre's section, published unless it is to stay a draft."""
    number = next(_number)
    values = {"title": f"Offene Tür {number}", "slug": f"offene-tuer-{number}", "intro": "Kommen Sie vorbei."}
    page = EventPage(**(values | {"starts_on": day(), "live": False} | fields))
    Page.objects.get(pk=builders.centre(slug).section_id).specific.add_child(instance=page)
    page.save_revision(user=author)
    if live:
        publish(page)
    return EventPage.objects.get(pk=page.pk)


def publish(page: Page) -> None:
    """Put the latest draft live."""
    page.get_latest_revision().publish()


def aktion(*, live: bool = True, **fields: Any) -> AktionPage:
    """An Aktion of five days."""
    number = next(_number)
    values = {
        "title": f"Aktionswoche {number}",
        "slug": f"aktionswoche-{number}",
        "intro": "Fünf Tage vor Ort.",
    }
    values |= {"starts_on": day(20), "ends_on": day(24), "live": False}
    page = AktionPage(**(values | fields))
    AktionIndexPage.objects.get().add_child(instance=page)
    page.save_revision()
    if live:
        publish(page)
    return AktionPage.objects.get(pk=page.pk)


def asked(
    page: EventPage, slug: str = HARZ, *, only_together: bool = False, actor: User | None = None
) -> CoHost:
    """Ask a centre to hold an event together."""
    centre: Jobcenter = builders.centre(slug)
    actor = actor or builders.officer(DUEREN)
    hosting.ask(page, [centre], "Machen wir das zusammen?", only_together=only_together, actor=actor)
    return CoHost.objects.get(event=page, centre=centre)
