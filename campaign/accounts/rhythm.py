"""How often somebody wants mails that can wait. Pure functions, no database."""

from datetime import datetime, time, timedelta

from django.db import models
from django.utils import timezone

HOUR = time(7)


class Rhythm(models.TextChoices):
    """Mails that cannot wait go out at once in each of them."""

    NOW = "now", "jede E-Mail sofort"
    DAILY = "daily", "einmal am Tag gesammelt, morgens um 7 Uhr"
    WEEKLY = "weekly", "einmal in der Woche gesammelt, montags um 7 Uhr"


def next_time(rhythm: str, now: datetime) -> datetime:
    """Return when a mail of this moment (aware) goes out: now, or seven o'clock German time of a coming day."""
    if rhythm not in (Rhythm.DAILY, Rhythm.WEEKLY):
        return now
    local = timezone.localtime(now)
    days = 0 if local.time() < HOUR else 1
    if rhythm == Rhythm.WEEKLY:
        days += (-(local.weekday() + days)) % 7
    return timezone.make_aware(datetime.combine(local.date() + timedelta(days=days), HOUR))
