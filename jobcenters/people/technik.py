"""Wagtail's own user pages, open to the Technik alone: what is done there ends, tells and records the same."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from wagtail import hooks

from campaign.accounts.models import User
from campaign.accounts.person import person
from campaign.audit.log import record
from jobcenters.people import acts
from jobcenters.people.vacancies import announce, occupied
from jobcenters.whose import ags_of_person

BEFORE, KEY, CENTRES = "_occupied_before", "_account_before", "_centres_before"


def remember(request: HttpRequest, *users: User) -> None:
    """Note who was there before people are changed, and where they worked: what is deleted has no key any more."""
    if request.method == "POST":
        setattr(request, BEFORE, occupied())
        setattr(request, KEY, users[0].pk if users else None)
        setattr(request, CENTRES, {user.pk: ags_of_person(user) for user in users})


def after_edit(request: HttpRequest, user: User) -> None:
    """Follow up the edit of one account."""
    _follow_up(request, "account.edited", [User.objects.get(pk=user.pk)])


def after_create(request: HttpRequest, user: User) -> None:
    """Follow up an account made without invitation."""
    _follow_up(request, "account.created", [user])


def after_delete(request: HttpRequest, user: User) -> None:
    """Follow up the removal of one account; its drafts are its centre's."""
    user.pk = getattr(request, KEY, None)
    _follow_up(request, "account.deleted", [user])


def before_bulk(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    """Note who was there before several accounts are changed."""
    people = [one for one in objects if isinstance(one, User)]
    if people:
        remember(request, *people)


def after_bulk(request: HttpRequest, action: str, objects: list[Any], view: Any) -> None:
    """Follow up what was done to several accounts; they may be gone."""
    people = [one for one in objects if isinstance(one, User)]
    if people:
        present = User.objects.in_bulk([one.pk for one in people])
        name = "account.deleted" if action == "delete" else "account.edited"
        _follow_up(request, name, [present.get(one.pk, one) for one in people])


def register() -> None:
    """Join Wagtail's pages."""
    for name in ("before_edit_user", "before_delete_user"):
        hooks.register(name, remember)
    hooks.register("after_edit_user", after_edit)
    hooks.register("after_create_user", after_create)
    hooks.register("after_delete_user", after_delete)
    hooks.register("before_bulk_action", before_bulk)
    hooks.register("after_bulk_action", after_bulk)


@transaction.atomic
def _follow_up(request: HttpRequest, action: str, people: list[User]) -> None:
    actor, before = person(request), getattr(request, CENTRES, {})
    for user in people:
        groups = sorted(user.groups.values_list("name", flat=True))
        data = {"active": user.is_active, "superuser": user.is_superuser, "groups": groups}
        centres = dict.fromkeys([*before.get(user.pk, ()), *ags_of_person(user)])
        for ags in centres or [""]:
            record(action, actor=actor, obj=user, centre=ags, label=user.email, data=data)
        if action == "account.deleted" or not user.is_active:
            acts.shut(user)
    announce(getattr(request, BEFORE, set()) - occupied(), actor)
