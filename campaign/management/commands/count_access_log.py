"""Adds the views that a cache in front of the website answered by itself, out of that server's log."""

import fileinput
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from campaign.models import HomePage
from campaign.statistics import access_log, collecting


class Command(BaseCommand):
    help = (
        "Liest Aufrufe aus dem Protokoll des Webservers (auch .gz). Nur ganze Tage vor heute; wiederholbar."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The files of whole days: what is missing of a day is missing in its number."""
        parser.add_argument("files", nargs="+", metavar="DATEI")

    def handle(self, *args: Any, **options: Any) -> None:
        """The higher number counts: the log knows what came through to us, too. Exit 1 for a file that cannot be read."""
        pages = self._pages()
        try:
            with fileinput.input(options["files"], openhook=fileinput.hook_compressed, mode="r") as lines:
                text = (one if isinstance(one, str) else one.decode("utf-8", "replace") for one in lines)
                found = access_log.views(
                    text, pages.get, timezone.get_current_timezone(), settings.SITE_HOST or ""
                )
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise CommandError(f"Nicht lesbar: {error}") from error
        today = timezone.localdate().isoformat()
        whole = Counter({view: number for view, number in found.items() if view.day < today})
        with transaction.atomic():
            collecting.raise_to(whole)
        self.stdout.write(f"{whole.total()} Aufrufe an {len({one.day for one in whole})} Tagen gelesen.")

    def _pages(self) -> dict[str, int]:
        """Return path as visitors know it -> number of the page."""
        root = HomePage.objects.values_list("url_path", flat=True).first() or "/"
        rows = Page.objects.live().filter(url_path__startswith=root).values_list("url_path", "pk")
        return {f"/{path.removeprefix(root)}": key for path, key in rows}
