"""The end of a centre: it goes up in another one, or the Träger gives the option back. Both in the caller's transaction.

Pages, stories and files go with a merger; consents, approvals, comments and the log hang on the pages and go with
them. Figures end with what they counted. Nobody gets into another centre's section by a merger unless the
Koordination says so.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format
from wagtail.actions.move_page import MovePageAction
from wagtail.models import Page

from campaign.accounts import invitations
from campaign.accounts.models import Invitation, User
from campaign.audit import log
from campaign.figures import acts as figures
from campaign.media.release import file_models
from campaign.publishing.models import Withdrawal
from jobcenters.life import old_addresses
from jobcenters.models import Jobcenter, RegistryChange


class Obstacle(Exception):
    """A change cannot come true as things are; the text is German and says what to do."""


def merge(change: RegistryChange) -> None:
    """Let a centre go up in its successor. Raises Obstacle when the two have stories with the same address."""
    old, new = change.centre, change.successor
    if new is None or new.is_closed(change.effective_on):
        raise Obstacle("Das Jobcenter, das danach zuständig sein soll, besteht an diesem Tag nicht mehr.")
    if twice := same_addresses(old, new):
        raise Obstacle(twice_in_words(twice))
    for part, target in ((old.section, new.section), (old.folder, new.folder)):
        old_addresses.remember(part, target)
    _move_files(old, new)
    for page in list(old.section.get_children()):
        _move_free(page, new, old.slug)
    for page in stories(old):
        MovePageAction(page, new.folder, pos="last-child").execute(skip_permission_checks=True)
    day = date_format(change.effective_on, "j. F Y")
    figures.end_of_group(old.group, f"{old.name} ist am {day} in {new.name} aufgegangen.")
    _release_people(change)


def close(change: RegistryChange) -> None:
    """End a centre whose area a gemeinsame Einrichtung takes over: its pages go, its stories stay (see decision 0020)."""
    centre = change.centre
    old_addresses.remember(centre.section)
    for page in centre.section.get_children().live().specific():
        page.unpublish()
    day = date_format(change.effective_on, "j. F Y")
    figures.end_of_group(centre.group, f"{centre.name} besteht seit dem {day} nicht mehr.")
    _release_people(change)


def stories(centre: Jobcenter) -> list[Page]:
    """Return the pages of a story folder but those withdrawn, which are erased where they lie."""
    return list(centre.folder.get_children().filter(withdrawal=None))


def same_addresses(old: Jobcenter, new: Jobcenter) -> list[str]:
    """Return titles of stories whose address is taken in the other folder, or was there by a withdrawn one."""
    taken = set(new.folder.get_children().values_list("slug", flat=True))
    return [
        page.title
        for page in stories(old)
        if page.slug in taken or Withdrawal.objects.at(f"{new.folder.url_path}{page.slug}/").exists()
    ]


def twice_in_words(titles: list[str]) -> str:
    """Say which stories stand in the way, and what to do."""
    names = ", ".join(f"„{title}“" for title in titles)
    return (
        f"In beiden Jobcentern gibt es eine Geschichte mit derselben Adresse: {names}. Ändern Sie bei einer von beiden "
        "die Adresse. Ist sie öffentlich, braucht sie dafür eine neue Freigabe."
    )


def files_of(centre: Jobcenter) -> Iterator[QuerySet[Any]]:
    """Yield a centre's images, documents and recordings."""
    kinds: Iterable[Any] = file_models()
    for model in kinds:
        yield model._default_manager.filter(collection=centre.collection_id)


def people_of(centre: Jobcenter) -> list[User]:
    """Return those who work for a centre, active or not."""
    return list(User.objects.filter(groups=centre.group_id).order_by("pk"))


def _move_files(old: Jobcenter, new: Jobcenter) -> None:
    """Approvals name files by their number: the collection is no part of what was approved."""
    for files in files_of(old):
        files.update(collection=new.collection_id)


def _move_free(page: Page, new: Jobcenter, suffix: str) -> None:
    """Move a page of the section; where its address is taken, it gets another one, and the old one leads there."""
    if new.section.get_children().filter(slug=page.slug).exists():
        old_addresses.remember(page)
        specific: Any = page.specific
        specific.slug = f"{page.slug}-{suffix}"
        specific.save()
        draft = specific.get_latest_revision_as_object()
        draft.slug = specific.slug
        draft.save_revision(changed=False)
    MovePageAction(Page.objects.get(pk=page.pk), new.section, pos="last-child").execute(
        skip_permission_checks=True
    )


def _release_people(change: RegistryChange) -> None:
    """Nobody works for the centre any more; with a merger they may go along, if that was decided."""
    old, new = change.centre, change.successor
    follow = bool(new and change.values.get("people_follow"))
    for user in people_of(old):
        user.groups.remove(old.group_id)
        log.record("account.left_centre", obj=user, centre=old.ags, label=user.email)
        if follow and new is not None and not user.groups.filter(pk=new.group_id).exists():
            user.groups.add(new.group_id)
            log.record("account.joined_centre", obj=user, centre=new.ags, label=user.email)
    for invitation in Invitation.objects.filter(groups=old.group_id, closed_at=None):
        invitation.groups.remove(old.group_id)
        if not invitation.groups.exists():
            invitations.close(invitation.email)
