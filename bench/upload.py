"""Stores one photo as an upload does, in a process of its own, so that the most memory it takes can be read off."""

import sys
from pathlib import Path

import django

django.setup()

from django.db import transaction  # noqa: E402 - Django is set up first
from wagtail.models import Collection  # noqa: E402

from campaign.media.creation import create_image  # noqa: E402


def main(path: str) -> None:
    """Store the photo; take the rows back again."""
    with Path(path).open("rb") as file, transaction.atomic():
        create_image(
            "Messung",
            file.read(),
            Collection.get_first_root_node(),
            description="Rauschen, zum Messen",
            credit="Zeichnung: Beispiel",
        )
        transaction.set_rollback(True)


main(sys.argv[1])
