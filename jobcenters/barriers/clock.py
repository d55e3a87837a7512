"""The clock of a report: an answer within one month, a reminder a week before, another when it is over."""

from datetime import date, timedelta

from campaign.calendar_months import months_later

ANSWER_MONTHS = 1
FORGET_MONTHS = 6
WEEK = timedelta(days=7)
# What was reminded of so far, as `BarrierReport.reminders` counts it.
SOON, OVERDUE = 1, 2


def due_on(received: date) -> date:
    """Return the last day for the answer: the same day of the next month, or that month's last."""
    return months_later(received, ANSWER_MONTHS)


def stage(due: date, today: date) -> int:
    """Return the reminder that is due: 0 none yet, SOON within a week, OVERDUE when the day is over."""
    if today > due:
        return OVERDUE
    return SOON if today >= due - WEEK else 0


def forgotten_on(answered: date) -> date:
    """Return the day on which what tells of the person is deleted."""
    return months_later(answered, FORGET_MONTHS)
