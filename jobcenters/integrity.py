"""Whether every centre has its five parts, each where it belongs and with the rights of a Redaktion alone."""

from collections.abc import Iterator

from campaign.accounts import roles
from jobcenters import provisioning
from jobcenters.models import Jobcenter, JobcenterIndexPage


def centres() -> Iterator[str]:
    """Yield what is wrong with the parts of a centre."""
    branch = JobcenterIndexPage.objects.first()
    for centre in Jobcenter.objects.select_related("section", "folder", "group", "collection"):
        yield from provisioning.missing_parts(centre)
        if branch and not centre.section.is_descendant_of(branch):
            yield f"{centre.slug}: Die Seite {centre.section.pk} liegt nicht unter „{branch.slug}“."
        parts = (centre.section.page_ptr, centre.folder, centre.collection)
        if not roles.has_redaktion_rights(centre.group, *parts):
            yield f"{centre.slug}: Die Gruppe hat andere Rechte als eine Redaktion; „manage.py setup_site“ gibt sie ihr."
