"""Centres in which nobody can write: noticed the moment the last one goes, and shown until somebody is there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from campaign.accounts.models import Invitation, User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.audit.log import record
from campaign.audit.models import AuditEntry
from campaign.audit.outbox import queue_mail
from jobcenters.models import Jobcenter

VACATED = "jobcenter.vacated"
# So many are named one by one; the rest is one sentence.
NAMED = 3


def occupied() -> set[int]:
    """Return the keys of the centres in which somebody active can write."""
    return set(Jobcenter.objects.filter(_somebody()).values_list("pk", flat=True))


@contextmanager
def watched(actor: User | None) -> Iterator[None]:
    """Raise the alarm for each centre that loses its last active person within the block; needs a transaction."""
    before = occupied()
    yield
    announce(before - occupied(), actor)


def announce(vacated: set[int], actor: User | None) -> None:
    """Record that nobody is left in these centres, and mail the Koordination (without any: the Technik)."""
    for centre in Jobcenter.objects.filter(pk__in=vacated).in_order():
        record(VACATED, actor=actor, obj=centre, centre=centre.ags, label=centre.name)
        queue_mail(
            to=coordinators() or addresses(Role.TECHNIK),
            subject=f"{centre.name} hat niemanden, der schreiben kann",
            template="people/vacant",
            context={"centre": centre, "url": settings.BASE_URL + list_url(centre)},
        )


def left_alone(user: User) -> QuerySet[Jobcenter]:
    """Return the centres that would have nobody without this active person."""
    others = User.objects.filter(groups=OuterRef("group"), is_active=True).exclude(pk=user.pk)
    return Jobcenter.objects.filter(~Exists(others), group__user=user).in_order()


def coordinators() -> list[str]:
    """Return the addresses of the Koordination."""
    return addresses(Role.KOORDINATION)


def addresses(role: Role) -> list[str]:
    """Return the addresses of those who hold a role and can log in, sorted."""
    return sorted(User.objects.holding(role).values_list("email", flat=True))


def list_url(centre: Jobcenter) -> str:
    """Return where the people of a centre are listed."""
    return f"{reverse('people_index')}?jobcenter={centre.slug}"


def todos(user: User) -> Iterator[Todo]:
    """Yield which centres lost their last person and have nobody invited, then how many never had one; one query."""
    empty = asked(_empty, user) if user.has_role(Role.KOORDINATION) else []
    left = [centre for centre in empty if centre.vacated]
    for centre in left[:NAMED]:
        text = f"{centre.name} hat niemanden, der schreiben kann."
        yield Todo(text, "Jemanden einladen", list_url(centre), Urgency.NOW)
    if len(left) > NAMED:
        number = len(left) - NAMED
        text = "Ein weiteres Jobcenter hat" if number == 1 else f"{number} weitere Jobcenter haben"
        yield _all(f"{text} niemanden, der schreiben kann.", Urgency.NOW)
    never = len(empty) - len(left)
    if never:
        text = "In einem Jobcenter" if never == 1 else f"In {never} Jobcentern"
        yield _all(f"{text} kann noch niemand schreiben.", Urgency.LATER)


def grounds(user: User) -> Iterator[QuerySet[Any]]:
    """Yield those centres."""
    if user.has_role(Role.KOORDINATION):
        yield _empty(user)


def empty_centres() -> QuerySet[Jobcenter]:
    """Return the centres in which nobody active can write, invited or not."""
    return Jobcenter.objects.serving().filter(~_somebody()).in_order()


def _empty(user: User) -> QuerySet[Any]:
    """Return the centres with nobody, not even invited; `vacated`: there was somebody once."""
    invited = Invitation.objects.filter(groups=OuterRef("group"), closed_at=None, role=Role.REDAKTION)
    once = AuditEntry.objects.filter(action=VACATED, centre=OuterRef("ags"))
    told = empty_centres().only("slug", "jobcenter_name", "name_geprueft", "traeger")
    return told.filter(~Exists(invited)).annotate(vacated=Exists(once))


def _somebody() -> Exists:
    return Exists(User.objects.filter(groups=OuterRef("group"), is_active=True))


def _all(text: str, urgency: Urgency) -> Todo:
    return Todo(text, "Ansehen", f"{reverse('people_index')}?stand=ohne", urgency)
