"""The monthly report by mail: what was seen and done in the month before, for those who want it.

It names no story and nobody: a withdrawal would have to reach every copy of it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.audit.models import OutboxMail
from campaign.audit.outbox import queue_mail
from campaign.audit.tally import Tally
from jobcenters.models import Jobcenter
from stories.statistics import numbers, participation
from stories.statistics.participation import Part

# Whoever gets an account later in the month reads the next one.
UNTIL_DAY = 7


def job(now: datetime, *, force: bool = False) -> Tally:
    """Queue the report of the month before, in the first days of a month; each address gets it once."""
    today = timezone.localdate(now)
    if today.day > UNTIL_DAY:
        return Tally()
    first = numbers.month_before(numbers.first_of(today))
    told = _told(first)
    people = User.objects.filter(is_active=True, wants_monthly_report=True).exclude(email__in=told)
    readers = [one for one in people if one.roles & {Role.REDAKTION, Role.KOORDINATION}]
    if not readers:
        return Tally()
    parts = participation.of_month(first)
    return Tally(done=sum(_tell(one, parts, first) for one in readers))


def _told(first: date) -> list[str]:
    prefix = f"{_key(first)}|"
    keys = OutboxMail.objects.filter(key__startswith=prefix).values_list("key", flat=True)
    return [str(key).removeprefix(prefix) for key in keys]


def _key(first: date) -> str:
    return f"monthly-{first:%Y-%m}"


def _tell(user: User, parts: list[Part], first: date) -> int:
    """Queue one mail; returns how many (none for somebody of a centre that is no more)."""
    if user.has_role(Role.KOORDINATION):
        template, context = "monthly_koordination", _of_all(parts)
        url = reverse("statistics_participation")
    else:
        own = set(Jobcenter.objects.filter(group__user=user).values_list("pk", flat=True))
        template, context = (
            "monthly_redaktion",
            {"parts": _lines(one for one in parts if one.centre.pk in own)},
        )
        url = reverse("statistics_index")
        if not context["parts"]:
            return 0
    month = date_format(first, "F Y")
    url = f"{settings.BASE_URL}{url}?monat={first:%Y-%m}"
    mail = queue_mail(
        to=[user.email],
        subject=f"Monatsbericht {month}",
        template=template,
        key=_key(first),
        url=url,
        context={**context, "month": month, "url": url, "account": reverse("wagtailadmin_account")},
    )
    return 1 if mail else 0


def _lines(parts: Iterable[Part]) -> list[dict[str, Any]]:
    return [
        {
            "part": one,
            "pages": numbers.in_words(one.pages),
            "embeds": numbers.in_words(one.embeds),
        }
        for one in parts
    ]


def _of_all(parts: list[Part]) -> dict[str, Any]:
    return {
        "total": len(parts),
        "active": sum(one.is_active for one in parts),
        "with_story": sum(bool(one.public) for one in parts),
        "confirmed": sum(one.centre.confirmed_on is not None for one in parts),
        "new": sum(one.new for one in parts),
        "submitted": sum(one.submitted for one in parts),
        "events": sum(one.events for one in parts),
        "pages": numbers.in_words(sum(one.pages for one in parts)),
        "embeds": numbers.in_words(sum(one.embeds for one in parts)),
    }
