"""What the outbox and the form tokens keep, and for how long (Art. 5 Abs. 1 Buchst. e DSGVO)."""

from datetime import datetime, timedelta

from django.db.models import Q

from campaign.audit.models import OutboxMail, UsedToken
from campaign.audit.outbox import PRIVATE
from campaign.audit.tally import Tally

# Mails carry one-time links and titles of stories; a withdrawal has to reach every copy within 24 hours.
KEEP_CONTENT = timedelta(hours=12)
# Longer than a year, so that the key of a yearly reminder still holds.
KEEP_MAIL = timedelta(days=400)
# Longer than anybody leaves a form open.
KEEP_TOKEN = timedelta(days=30)


def job(now: datetime, *, force: bool) -> Tally:
    """Empty finished mails, delete old and private ones; what was emptied or deleted counts as done."""
    State = OutboxMail.State
    finished = Q(state=State.SENT, sent_at__lte=now - KEEP_CONTENT)
    given_up = Q(state=State.FAILED, due_at__lte=now - KEEP_CONTENT)
    private, _ = OutboxMail.objects.filter(finished | given_up, about__startswith=PRIVATE).delete()
    emptied = (
        OutboxMail.objects.filter(finished | given_up)
        .exclude(subject="", text="", html="")
        .update(subject="", text="", html="")
    )
    mails, _ = (
        OutboxMail.objects.exclude(state=State.PENDING).filter(created_at__lte=now - KEEP_MAIL).delete()
    )
    tokens, _ = UsedToken.objects.filter(created_at__lte=now - KEEP_TOKEN).delete()
    return Tally(done=private + emptied + mails + tokens)
