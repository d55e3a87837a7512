"""What waits on the first page because of a licence: that it ends soon, or that it has ended."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from campaign.accounts.models import User
from campaign.accounts.ownership import FILE_POLICIES
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.media import library_uses, licences, quota
from campaign.media.library import KINDS, Kind
from campaign.media.wording import quoted


def with_end(user: User) -> Iterator[QuerySet[Any]]:
    """Yield, for each kind of file, those within reach of the person whose licence has ended or ends soon, used or not."""
    if not user.roles & {Role.REDAKTION, Role.KOORDINATION}:
        return
    for kind in KINDS:
        ending = kind.model.objects.filter(licence_until__lte=licences.today() + licences.NOTICE)
        own = ending.filter(collection__group_permissions__group__user=user)
        yield ending if user.has_role(Role.KOORDINATION) else own


def licences_ending(user: User) -> Iterator[Todo]:
    """Yield one sentence about ended licences and one about those that end within 30 days, of files in use."""
    if not user.roles & {Role.REDAKTION, Role.KOORDINATION}:
        return
    today = licences.today()
    parts = [_concerned(user, kind).filter(licence_until__lte=today + licences.NOTICE) for kind in KINDS]
    rows = parts[0].union(*parts[1:], all=True).order_by("licence_until", "title")
    files = list(rows)
    ended = [(title, until) for title, until in files if until < today]
    ending = [(title, until) for title, until in files if until >= today]
    address = reverse("library_index")
    if ended:
        text = (
            f"Die Lizenz von {quoted(ended[0][0])} ist abgelaufen."
            if len(ended) == 1
            else f"Die Lizenzen von {len(ended)} verwendeten Dateien sind abgelaufen."
        )
        detail = "Öffentlich ist davon nichts mehr zu sehen. Verlängern Sie, oder tauschen Sie die Datei aus."
        yield Todo(text, "Ansehen", f"{address}?zeige=abgelaufen", Urgency.NOW, detail)
    if ending:
        first = licences.in_words(ending[0][1])
        text = (
            f"Die Lizenz von {quoted(ending[0][0])} endet am {first}."
            if len(ending) == 1
            else f"Die Lizenzen von {len(ending)} verwendeten Dateien enden bald, die erste am {first}."
        )
        yield Todo(text, "Ansehen", f"{address}?zeige=lizenz")


def _concerned(user: User, kind: Kind) -> QuerySet:
    """Return title and end of the files in use that are this person's to look after."""
    own = FILE_POLICIES[kind.name].instances_user_has_permission_for(user, "delete")
    if user.has_role(Role.KOORDINATION):
        # The centres look after theirs.
        own = own.exclude(collection__in=quota.limited())
    return own.filter(library_uses.referenced(kind.model)).order_by().values_list("title", "licence_until")
