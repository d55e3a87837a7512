"""Invite somebody: the link goes out by mail and to the screen."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from campaign.accounts.invitations import AlreadyInvited, invite
from campaign.accounts.roles import KOORDINATION_GROUP, Role
from jobcenters.models import Jobcenter


class Command(BaseCommand):
    """Prints the link that opens the invitation; it is valid for seven days and once."""

    help = "Lädt jemanden ein: invite --role redaktion --centre landkreis-harz name@beispiel.de"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="EMAIL")
        parser.add_argument("--role", required=True, choices=Role.values)
        parser.add_argument("--centre", action="append", default=[], metavar="SLUG", dest="centres")

    def handle(self, *args: Any, **options: Any) -> None:
        role = Role(options["role"])
        centres = _centres(role, options["centres"])
        groups = [centre.group for centre in centres]
        if role is Role.KOORDINATION:
            groups = [Group.objects.get(name=KOORDINATION_GROUP)]
        try:
            offer = invite(options["email"], role, groups, centres=[centre.ags for centre in centres])
        except ValidationError as error:
            raise CommandError(f"{options['email']} ist keine E-Mail-Adresse.") from error
        except AlreadyInvited as error:
            raise CommandError(
                f"{options['email']} wurde in diesem Augenblick auch anderswo eingeladen."
            ) from error
        self.stdout.write(offer.link)


def _centres(role: Role, slugs: list[str]) -> list[Jobcenter]:
    """Return the centres named; CommandError when role and centres do not fit together."""
    if role is not Role.REDAKTION:
        if slugs:
            raise CommandError("--centre gehört nur zu --role redaktion.")
        return []
    if not slugs:
        raise CommandError("--role redaktion braucht mindestens ein --centre SLUG.")
    centres = {
        centre.slug: centre for centre in Jobcenter.objects.filter(slug__in=slugs).select_related("group")
    }
    unknown = sorted(set(slugs) - set(centres))
    if unknown:
        raise CommandError(f"Kein Jobcenter mit der Adresse: {', '.join(unknown)}.")
    return list(centres.values())
