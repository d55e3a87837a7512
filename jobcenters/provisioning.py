"""The one write path of the registry: record, section, story folder, group and collection come and stay together."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Collection, Page

from campaign.accounts import roles
from campaign.audit import log
from campaign.publishing.fixed import add_published
from jobcenters.importing import JobcenterRow
from jobcenters.models import Jobcenter, JobcenterIndexPage, JobcenterPage, RegistryChange

FolderMaker = Callable[[str, str], Page]
_folder_maker: list[FolderMaker] = []

FACTS = tuple(name for name in JobcenterRow.__dataclass_fields__ if name not in ("zeile", "land"))


def set_folder_maker(maker: FolderMaker) -> None:
    """Tell how a story folder is made: a function from title and slug to the saved page (stories lie above us)."""
    _folder_maker[:] = [maker]


def facts(row: JobcenterRow) -> dict[str, Any]:
    """Return the record's fields as the file states them."""
    values = {name: value for name, value in asdict(row).items() if name in FACTS}
    return values | {"orte": list(row.orte), "aliasse": list(row.aliasse)}


def provision(row: JobcenterRow) -> Jobcenter:
    """Create a centre with everything that belongs to it."""
    with transaction.atomic():
        centre = Jobcenter(**facts(row))
        centre.section = _make_section(centre)
        centre.folder = _folder_maker[0](centre.name, centre.slug)
        centre.group = Group.objects.create(name=f"Redaktion {centre.slug}")
        centre.collection = Collection.get_first_root_node().add_child(name=centre.name)
        centre.save()
        apply_rights(centre)
        log.record("jobcenter.created", obj=centre, centre=centre.ags)
    return centre


def update(centre: Jobcenter, row: JobcenterRow) -> bool:
    """Bring a record in line with the file; returns whether anything changed.

    Pages keep their address. What was decided in the registry goes before the file (see `contradictions`).
    """
    kept = {"slug", *contradictions(centre, row)}
    changes = {
        name: value
        for name, value in facts(row).items()
        if getattr(centre, name) != value and name not in kept
    }
    if not changes or centre.is_closed():
        return False
    with transaction.atomic():
        for name, value in changes.items():
            setattr(centre, name, value)
        centre.save()
        carry_names(centre)
        log.record("jobcenter.updated", obj=centre, centre=centre.ags, data={"fields": sorted(changes)})
    return True


def contradictions(centre: Jobcenter, row: JobcenterRow) -> list[str]:
    """Return the fields in which the file says something else than what was decided about the centre since."""
    decided = {
        name
        for change in centre.changes.all()
        if change.state == RegistryChange.State.APPLIED
        for name in change.before
    }
    return [name for name, value in facts(row).items() if name in decided and getattr(centre, name) != value]


def apply_rights(centre: Jobcenter) -> None:
    """Give the centre's group exactly the rights of a Redaktion."""
    roles.apply_redaktion(centre.group, centre.section, centre.folder, centre.collection)


def missing_parts(centre: Jobcenter) -> list[str]:
    """Return what is wrong with a centre's parts, as German sentences; empty when all is well."""
    found = []
    for part in (centre.section, centre.folder):
        if part.slug != centre.slug or not part.live:
            found.append(
                f"{centre.slug}: Die Seite {part.pk} hat eine andere Adresse oder ist nicht öffentlich."
            )
    return found


def _make_section(centre: Jobcenter) -> JobcenterPage:
    page = JobcenterPage(title=centre.name, slug=centre.slug)
    add_published(JobcenterIndexPage.objects.get(), page)
    return page


def carry_names(centre: Jobcenter) -> None:
    """Give section, folder, collection and group the name and the address of their centre.

    No revision is made: drafts stay drafts, and every version of a section bears the present name
    (`JobcenterPage.with_content_json`). Pages below keep their content, so an approval stays what it is.
    """
    for page in (centre.section, centre.folder.specific):
        if (page.title, page.slug) != (centre.name, centre.slug):
            page.title = page.draft_title = centre.name
            page.slug = centre.slug
            page.save()
    for part, name in ((centre.collection, centre.name), (centre.group, f"Redaktion {centre.slug}")):
        if part.name != name:
            part.name = name
            part.save(update_fields=["name"])
