"""Ends what somebody has open: an account that is locked, or whose rights or keys changed, is out at once and for good."""

from datetime import datetime

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from campaign.accounts.models import User
from campaign.accounts.session_life import ENDED
from campaign.audit.tally import Tally


def end_sessions(user: User, *, but: str | None = None) -> int:
    """End all sessions of an account, `but` the one with this key, and return how many there were.

    Nothing of them stays but whose they were, so that what is being written is not lost (kept_forms.py).
    Django itself refuses the session of an inactive account, but would take it again once the account is active.
    Only people who work here have sessions, so reading all of them is quick.
    """
    running = Session.objects.filter(expire_date__gt=timezone.now()).exclude(pk=but or "")
    own = [one.pk for one in running.iterator() if one.get_decoded().get(SESSION_KEY) == str(user.pk)]
    return Session.objects.filter(pk__in=own).update(session_data=SessionStore().encode({ENDED: user.pk}))


def forget(now: datetime, *, force: bool) -> Tally:
    """Delete sessions that ran out; Django only stops taking them. A job."""
    return Tally(done=Session.objects.filter(expire_date__lte=now).delete()[0])
