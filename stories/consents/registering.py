"""What the consents add to the house: jobs, what waits for people, signs in the queue, whose its objects are."""

from datetime import timedelta

from django.db.models.signals import post_delete

from campaign.accounts import ownership, todo
from campaign.audit import jobs
from campaign.publishing import signs
from stories.consents import coming_of_age, drafts, endings, erasing, reach, upkeep
from stories.consents.signs import consents
from stories.models import Consent, Person


def register() -> None:
    """Add it all; once, when the app is ready."""
    post_delete.connect(upkeep.scan_goes_too, sender=Consent, dispatch_uid="stories.consents.scan")
    jobs.register("consents.offline", upkeep.take_offline, every=timedelta(minutes=1))
    jobs.register("consents.ending", endings.announce, every=timedelta(hours=6))
    jobs.register("consents.yearly", upkeep.ask_every_year, every=timedelta(hours=6))
    jobs.register("consents.drafts", drafts.job, every=timedelta(minutes=1))
    jobs.register("consents.of_age", coming_of_age.job, every=timedelta(hours=6))
    todo.register(endings.todos, endings.grounds)
    todo.register(drafts.todos, drafts.grounds)
    todo.register(coming_of_age.todos, coming_of_age.grounds)
    signs.register(consents)
    erasing.register()
    ownership.register("portrayed", Person, reach.own_persons)
    ownership.register("consent", Consent, reach.own_consents)
