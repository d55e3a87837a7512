"""Everything that changes what the finder knows renews its version, so that every process loads it anew."""

from django.db.models.signals import post_delete, post_save

from jobcenters.models import (
    FinderCorrection,
    FinderVersion,
    Jobcenter,
    JobcenterPage,
    PostcodeSet,
    RegistryChange,
)

KNOWN = (FinderCorrection, Jobcenter, JobcenterPage, PostcodeSet, RegistryChange)


def connect() -> None:
    """Listen to what is saved and deleted."""
    for model in KNOWN:
        for signal in (post_save, post_delete):
            signal.connect(FinderVersion.renew, sender=model, dispatch_uid=f"finder_version_{model.__name__}")
