"""Whose an object is: the centre that a page lies with, whose collection a file lies in, or whose group a figure has.

Accounts belong to nobody here: what somebody does with the own password is not the colleagues' business. What changes
who works for a centre is recorded for each of the person's centres (campaign.audit.log.record_person).
"""

from typing import Any

from django.db.models import Q
from wagtail.models import Page

from jobcenters.models import Jobcenter


def ags_of(obj: Any) -> str:
    """Return the AGS of the centre an object belongs to; "" when it is none's. At most one query."""
    if isinstance(obj, Jobcenter):
        return obj.ags
    if isinstance(obj, Page):
        above = [obj.path[:end] for end in range(Page.steplen, len(obj.path) + 1, Page.steplen)]
        condition = Q(section__path__in=above) | Q(folder__path__in=above)
    elif getattr(obj, "collection_id", None):
        condition = Q(collection=obj.collection_id)
    elif getattr(obj, "group_id", None):
        condition = Q(group=obj.group_id)
    else:
        return ""
    return Jobcenter.objects.filter(condition).values_list("ags", flat=True).first() or ""


def ags_of_person(user: Any) -> list[str]:
    """Return the AGS of the centres an account works for, active or not."""
    return list(Jobcenter.objects.filter(group__user=user).in_order().values_list("ags", flat=True))
