"""What the erasure after a withdrawal does about consents: the signed forms go, checksums and days stay as proof."""

from typing import Any

from campaign.media.storage import consent_storage
from campaign.publishing import erasure
from campaign.publishing.models import Withdrawal
from stories.models import Consent

KEPT = ("pk", "text_version", "text_hash", "scan_hash", "declared_on", "withdrawn_at")


def register() -> None:
    """Add the steps."""
    erasure.register("consents", note_consents, order=erasure.PLAN)
    erasure.register("scans", delete_scans, order=erasure.FILES)


def note_consents(withdrawal: Withdrawal) -> None:
    """Note the files of the signed forms, and what proves that there was a consent; no names."""
    if withdrawal.page_id is None:
        return
    consents = Consent.objects.filter(person__story=withdrawal.page_id)
    scans = [name for name in consents.values_list("scan", flat=True) if name]
    rows = [{key: _plain(row[key]) for key in KEPT} for row in consents.order_by("pk").values(*KEPT)]
    withdrawal.plan = {**withdrawal.plan, "scans": scans}
    withdrawal.proof = {**withdrawal.proof, "consents": rows}
    withdrawal.save(update_fields=["plan", "proof"])


def delete_scans(withdrawal: Withdrawal) -> None:
    """Delete the signed forms; one that is gone already is no error."""
    for name in withdrawal.plan.get("scans", ()):
        consent_storage().delete(name)


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
