"""What the erasure after a withdrawal does about places that show the story: they are asked to take it down."""

from campaign.audit import log
from campaign.audit.outbox import PRIVATE, queue_mail
from campaign.publishing import erasure
from campaign.publishing.models import Withdrawal
from stories.models import Reuse
from stories.sharing import noticing

SUBJECT = "Bitte zeigen Sie eine Geschichte nicht mehr"


def register() -> None:
    """Add the step; it comes before the page, with which the entries vanish."""
    erasure.register("reuses", tell_and_forget, order=erasure.PLAN)


def tell_and_forget(withdrawal: Withdrawal) -> None:
    """Write to everybody known to show the story; of the entries only their number stays.

    The mail says where they show it, not what it told: neither title nor name. The outbox keeps nothing of it. Websites
    noticed by themselves, of which nobody knows whom to write to, stay as names: somebody has to ask there (noticing.py).
    """
    if withdrawal.page_id is None:
        return
    reuses = Reuse.objects.filter(story=withdrawal.page_id).select_related("story__jobcenter")
    reachable = [reuse for reuse in reuses if reuse.email]
    for reuse in reachable:
        queue_mail(
            to=[reuse.email],
            subject=SUBJECT,
            template="reuse_ended",
            about=f"{PRIVATE}reuse-{withdrawal.pk}",
            context={"reuse": reuse, "centre": reuse.story.jobcenter.name},
        )
    unreached = noticing.unreached(withdrawal.page_id, reuses)
    reuses.delete()
    withdrawal.proof = {**withdrawal.proof, "reuses_told": len(reachable)}
    if unreached:
        withdrawal.proof[noticing.UNREACHED] = unreached
    withdrawal.save(update_fields=["proof"])
    if reachable:
        log.record(
            "reuse.ended",
            obj=withdrawal,
            label=f"Seite {withdrawal.page_number}",
            data={"told": len(reachable)},
        )
