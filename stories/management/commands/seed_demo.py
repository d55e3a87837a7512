"""Fills a prepared database with content to try the software with."""

import json
import os
import secrets
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from campaign.demo.content import load
from campaign.media import orders
from campaign.media.models import RenditionOrder
from jobcenters.models import Jobcenter
from stories.demo import (
    barriers,
    campaign_pages,
    documents,
    events,
    figures,
    film,
    house,
    leichte_sprache,
    manifest,
    material,
    pages,
    people,
    tales,
    views_seen,
)

FIRST = ("05358", "08111")
MIN_PASSWORD = 12


class Command(BaseCommand):
    help = "Legt Vorführdaten an: Zugänge, Bereiche und Geschichten in jedem Zustand. Nur mit DEMO=1. Wiederholbar."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--manifest", metavar="FILE", help="Verzeichnis des Angelegten als JSON")
        parser.add_argument(
            "--password", help="Kennwort aller Zugänge; sonst das bisherige oder ein zufälliges"
        )
        parser.add_argument("--centres", type=int, default=8, help="Jobcenter mit Inhalt, 2 bis 104")
        parser.add_argument("--stories", type=int, default=12, help="öffentliche Geschichten")
        parser.add_argument("--random-seed", type=int, default=0)

    def handle(self, **options) -> None:
        if not settings.DEMO:
            self.stderr.write("Vorführdaten gibt es nur mit DEMO=1.")
            sys.exit(2)
        centres = self._centres(options["centres"])
        if options["stories"] < 0:
            raise CommandError("--stories: eine Zahl ab 0.")
        store = settings.VAR_DIR / "demo.json"
        known = json.loads(store.read_text()) if store.exists() else {}
        password = options["password"] or known.get("password") or secrets.token_urlsafe(12)
        if len(password) < MIN_PASSWORD:
            raise CommandError(f"Das Kennwort braucht mindestens {MIN_PASSWORD} Zeichen.")
        kept = {account["username"]: account["totp_secret"] for account in known.get("accounts", [])}
        everybody = people.make(centres, password, kept)
        self._tell(centres, everybody, options["stories"], options["random_seed"])
        campaign_pages.offer_press_picture(load(), everybody.coordinators[0])
        # Slow AVIF is left to run_jobs: who starts the demo waits for nothing a page can do without.
        orders.make_ordered(orders=RenditionOrder.objects.exclude(spec__endswith="avif"))
        shared = tales.shared_picture(load(), everybody.coordinators[0])
        content = manifest.build(everybody, centres, shared)
        _write(store, content | {"password": password})
        if options["manifest"]:
            _write(Path(options["manifest"]), content)
        self._report(everybody)

    def _centres(self, number: int) -> list[Jobcenter]:
        """Return the demo's centres: two of the campaign's first stories, those with texts, then by AGS."""
        everyone = list(Jobcenter.objects.select_related("section", "group", "collection").order_by("ags"))
        if not 2 <= number <= len(everyone):
            raise CommandError(f"--centres: eine Zahl von 2 bis {len(everyone)}. Vorher: import_jobcenters.")
        texts = load().section_texts
        everyone.sort(key=lambda centre: (centre.ags not in FIRST, centre.ags not in texts))
        return everyone[:number]

    def _tell(self, centres: list[Jobcenter], everybody: people.People, stories: int, seed: int) -> None:
        content = load()
        campaign_pages.fill_campaign(content, everybody.coordinators[0])
        for centre in centres:
            officer = everybody.officers[centre.slug]
            pages.fill_section(centre, content.section_texts.get(centre.ags), officer)
            pages.plain_news(centre, officer)
            documents.leaflet(centre, officer)
        figures.local(centres[:3], everybody)
        house.fill(centres, everybody.officers, everybody.coordinators[0])
        events.fill(centres, everybody)
        material.fill(centres, everybody)
        barriers.fill(centres, everybody.coordinators[0])
        first = centres[0]
        leichte_sprache.fill(first, everybody.officers[first.slug], everybody.coordinators[0])
        teller = tales.Teller(content, everybody, centres, seed)
        for centre in centres:
            teller.mend(centre)
        if stories:
            teller.show_film(centres[0])
            # On no page: a video that only its own centre may see.
            film.film(centres[1], everybody.officers[centres[1].slug])
        for wanted in tales.plan(centres, stories):
            teller.fulfil(wanted)
        views_seen.invent(centres, seed)

    def _report(self, everybody: people.People) -> None:
        self.stdout.write("Vorführzugänge (die Anmeldeseite zeigt auch den zweiten Faktor):")
        for account in everybody.accounts:
            if account.active and account.role:
                self.stdout.write(f"  {account.role:13} {account.username:45} {account.password}")


def _write(path: Path, content: dict) -> None:
    """Write at once or not at all; only the owner may read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
    draft.replace(path)
