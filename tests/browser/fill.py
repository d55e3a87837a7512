"""Fills the browser's site with demo content, in a process of its own, and prints what is there as JSON."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.urls import reverse

PASSWORD = "Birne-Wolke-Anker-7"


def main() -> None:
    """Print `{"manifest": …, "pages": {"app.Model": [path, …]}, "previews": [path, …], "invitation": path}`."""
    django.setup()
    from django.conf import settings

    file = Path(settings.VAR_DIR) / "manifest.json"
    call_command("setup_site", stdout=io.StringIO())
    call_command(
        "seed_demo", manifest=str(file), password=PASSWORD, centres=2, stories=4, stdout=io.StringIO()
    )
    manifest = json.loads(file.read_text())
    add_content_page(manifest["centres"][0]["page_id"])
    content: dict[str, Any] = {"manifest": manifest, "pages": live_pages()}
    content["previews"] = block_previews()
    content["invitation"] = invited("neu@beispiel.example", manifest["centres"][0]["key"])
    json.dump(content, sys.stdout)


def add_content_page(section_id: int) -> None:
    """Publish a page below a section: centres may have some, the demo does without."""
    from jobcenters.models import JobcenterPage, SectionContentPage

    text = [("text", "<p>Beispiel: Wir beraten Sie auch zu Hause.</p>")]
    page = SectionContentPage(title="Beispiel: Wege zu uns", slug="wege", body=text)
    JobcenterPage.objects.get(pk=section_id).add_child(instance=page)


def live_pages() -> dict[str, list[str]]:
    """Return the addresses of all public pages by type, in the order of the tree."""
    from wagtail.models import Page, get_page_models

    return {
        model._meta.label: [
            page.get_url()
            for page in Page.objects.live().exact_type(model).filter(depth__gt=1).order_by("path").specific()
        ]
        for model in get_page_models()
    }


def block_previews() -> list[str]:
    """Return the addresses of the previews that the editor's block chooser shows; they count the blocks."""
    from campaign.gallery import collection

    preview = reverse("wagtailadmin_block_preview")
    return [f"{preview}?id={block.definition_prefix}" for block in collection.blocks()]


def invited(address: str, centre: str) -> str:
    """Invite somebody to a centre's Redaktion; return the link as a path."""
    out = io.StringIO()
    call_command("invite", address, role="redaktion", centres=[centre], stdout=out)
    return "/" + out.getvalue().strip().split("/", 3)[3]


if __name__ == "__main__":
    main()
