"""What the erasure after a withdrawal does about consents: the signed forms go, checksums and days stay as proof."""

from typing import Any

from campaign.audit import outbox, scrubbing
from campaign.audit.models import AuditEntry
from campaign.media.storage import consent_storage
from campaign.publishing import erasure
from campaign.publishing.models import Withdrawal
from stories.models import Consent

KEPT = ("pk", "text_version", "text_hash", "scan_hash", "declared_on", "withdrawn_at")


def register() -> None:
    """Add the steps."""
    erasure.register("consents", note_consents, order=erasure.PLAN)
    erasure.register("scans", delete_scans, order=erasure.FILES)
    erasure.register("log_reasons", scrub_reasons, order=erasure.COPIES)
    erasure.register("personal_mails", delete_mails, order=erasure.COPIES)


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


def scrub_reasons(withdrawal: Withdrawal) -> None:
    """Take out of the log why somebody read a signed form: what was typed there may name the person."""
    read = AuditEntry.objects.filter(action="consent.proof_read", data__story=withdrawal.page_number)
    scrubbing.scrub(read, "reason", because="Art. 17 DSGVO", obj=withdrawal)


def mails_about(story_pk: int | None) -> str:
    """Return how the outbox calls mails to the people of a story."""
    return f"{outbox.PRIVATE}{story_pk}"


def delete_mails(withdrawal: Withdrawal) -> None:
    """Delete the mails to the people of the story, with their addresses."""
    outbox.drop(mails_about(withdrawal.page_number))


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
