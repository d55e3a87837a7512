"""The one write path of figures: each change is a version, and what is public is always a version that was let through.

What the Koordination enters is public at once; what a Redaktion enters for its centre waits for the Koordination.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from campaign.accounts.models import User
from campaign.accounts.roles import Role
from campaign.audit import log
from campaign.chapters import GERMAN
from campaign.figures import notices
from campaign.models.figure_versions import KennzahlFassung
from campaign.models.figures import Kennzahl

State = KennzahlFassung.State


class Conflict(Exception):
    """Somebody else was faster; the sentence is for the person."""


@dataclass(frozen=True)
class Why:
    """Why a figure changes; both are public. is_correction: what stood there before was wrong."""

    reason: str = ""
    is_correction: bool = False


def begin(
    content: dict[str, Any], *, actor: User, land: str = "", group: Group | None = None, key: str = ""
) -> Kennzahl:
    """Make a figure of Germany, of a Land (ISO code) or of a centre (its group) and return it.

    content: the fields of FigureContent. key: its anchor on the page; without it made from what is counted.
    """
    level = Kennzahl.Level.ZENTRUM if group else Kennzahl.Level.LAND if land else Kennzahl.Level.BUND
    with transaction.atomic():
        figure = Kennzahl.objects.create(
            **content, key=key or _free_key(content["label"]), level=level, land=land, group=group
        )
        _enter(figure, content, Why(), actor)
    return figure


def change(figure: Kennzahl, content: dict[str, Any], why: Why, *, actor: User, loaded: int) -> None:
    """Enter other content; `loaded` is the version the person had before her. Raises Conflict if there is a newer one."""
    with transaction.atomic():
        figure = _locked(figure, loaded)
        _drop_waiting(figure, actor)
        _enter(figure, content, why, actor)


def approve(figure: Kennzahl, *, actor: User, loaded: int) -> None:
    """Make the waiting version public. Raises Conflict when it no longer waits."""
    with transaction.atomic():
        figure = _locked(figure, loaded)
        version = _waiting(figure)
        _publish(figure, version, actor)
        log.record("figure.approved", actor=actor, obj=figure, label=figure.label, data=_told(version))
        notices.approved(figure)


def send_back(figure: Kennzahl, *, actor: User, loaded: int, remark: str) -> None:
    """Give the waiting version back with a word on what is to change. Raises Conflict when it no longer waits."""
    with transaction.atomic():
        figure = _locked(figure, loaded)
        version = _waiting(figure)
        _decide(version, State.SENT_BACK, actor, remark)
        log.record("figure.sent_back", actor=actor, obj=figure, label=figure.label, data={"remark": remark})
        notices.sent_back(figure, version)


def end_of_group(group: Group, reason: str) -> None:
    """Take the figures of a centre that ends off all pages: nobody else's number is what was counted there.

    In the caller's transaction; the history stays with the centre it tells of.
    """
    for figure in Kennzahl.objects.filter(group=group):
        latest = figure.versions.first()
        take_down(figure, actor=None, loaded=latest.pk if latest else 0, reason=reason)


def take_down(figure: Kennzahl, *, actor: User | None, loaded: int, reason: str) -> None:
    """Take the figure off all pages, and give up what waits; everything stays in its history.

    actor: None where a change of the registry does it.
    """
    with transaction.atomic():
        figure = _locked(figure, loaded)
        _drop_waiting(figure, actor)
        if figure.is_public:
            Kennzahl.objects.filter(pk=figure.pk).update(is_public=False)
            now = timezone.now()
            made = {"made_at": now, "made_by": actor, "decided_at": now, "decided_by": actor}
            figure.versions.create(**figure.content(), **made, state=State.TAKEN_DOWN, reason=reason)
        log.record("figure.taken_down", actor=actor, obj=figure, label=figure.label, data={"reason": reason})


def place(figure: Kennzahl, *, position: int, actor: User) -> None:
    """Say where a figure stands among those of its level; nothing happens when it stands there already."""
    if figure.position == position:
        return
    with transaction.atomic():
        Kennzahl.objects.filter(pk=figure.pk).update(position=position)
        data = {"position": position}
        log.record("figure.placed", actor=actor, obj=figure, label=figure.label, data=data)


def _locked(figure: Kennzahl, loaded: int) -> Kennzahl:
    found = Kennzahl.objects.select_for_update(of=("self",)).get(pk=figure.pk)
    latest = found.versions.first()
    if (latest.pk if latest else 0) != loaded:
        raise Conflict(
            "Inzwischen hat jemand anderes diese Kennzahl geändert. Ihre Eingabe ist nicht gespeichert."
        )
    return found


def _waiting(figure: Kennzahl) -> KennzahlFassung:
    version = figure.versions.filter(state=State.WAITING).first()
    if version is None:
        raise Conflict("Darüber ist schon entschieden.")
    return version


def _enter(figure: Kennzahl, content: dict[str, Any], why: Why, actor: User) -> None:
    version = KennzahlFassung(
        figure=figure,
        **content,
        state=State.WAITING,
        reason=why.reason,
        is_correction=why.is_correction,
        made_at=timezone.now(),
        made_by=actor,
    )
    if not actor.has_role(Role.KOORDINATION):
        version.save()
        log.record("figure.proposed", actor=actor, obj=figure, label=version.label, data=_told(version))
        notices.proposed(figure, version)
        return
    is_new = not figure.versions.exists()
    data = _told(version) | ({} if is_new else {"before": f"{figure.value} {figure.unit}"})
    _publish(figure, version, actor)
    action = "figure.created" if is_new else "figure.changed"
    log.record(
        action, actor=actor, obj=figure, label=figure.label, data=data | {"correction": why.is_correction}
    )


def _publish(figure: Kennzahl, version: KennzahlFassung, actor: User) -> None:
    for name, value in version.content().items():
        setattr(figure, name, value)
    figure.is_public = True
    figure.save(update_fields=[*version.CONTENT, "is_public"])
    _decide(version, State.PUBLIC, actor)


def _drop_waiting(figure: Kennzahl, actor: User | None) -> None:
    for version in figure.versions.filter(state=State.WAITING):
        _decide(version, State.DROPPED, actor)


def _decide(version: KennzahlFassung, state: str, actor: User | None, remark: str = "") -> None:
    version.state, version.remark = state, remark
    version.decided_at, version.decided_by = timezone.now(), actor
    version.save()


def _told(version: KennzahlFassung) -> dict[str, Any]:
    """What the log keeps of a version."""
    return {"value": f"{version.value} {version.unit}", "source": version.source, "reason": version.reason}


def _free_key(label: str) -> str:
    wanted = f"zahl-{slugify(label.translate(GERMAN))}"[:45].strip("-")
    taken = set(Kennzahl.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}-{number}"
    return key
