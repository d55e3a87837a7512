"""Stores one photo as an upload does, in a process of its own, and prints the most memory that took, in megabytes."""

import sys
from pathlib import Path

import django

from bench import servers


def main(path: str) -> None:
    """Store the photo; take the rows back again."""
    django.setup()
    from django.db import transaction
    from wagtail.models import Collection

    from campaign.media.creation import create_image

    with Path(path).open("rb") as file, transaction.atomic():
        create_image(
            "Messung",
            file.read(),
            Collection.get_first_root_node(),
            description="Rauschen, zum Messen",
            credit="Zeichnung: Beispiel",
        )
        transaction.set_rollback(True)
    sys.stdout.write(f"{servers.most_memory_mb()}\n")


if __name__ == "__main__":
    main(sys.argv[1])
