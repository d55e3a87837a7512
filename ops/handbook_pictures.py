"""Pictures of the handbook, taken from the demo: `make handbook-pictures`. They are part of the repository.

Serves a copy of what `make start` has made, as `make screenshots` does, and writes small WebP files to
`static/handbook/`. Take them again whenever a screen they show has changed.
"""

import contextlib
import io
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "static" / "handbook"
# Wide enough for the menu and two columns, small enough to be read beside the text.
WIDTH, HEIGHT = 1280, 820
QUALITY = 62


def main() -> None:
    """Copy, serve, take the pictures; ends with a sentence when something is absent."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    from ops import screenshots

    screenshots.check()
    with tempfile.TemporaryDirectory(prefix="kjc-handbook-") as folder:
        url = screenshots.copy(Path(folder))
        import django
        from django.core.management import call_command

        django.setup()
        for command in ("migrate", "setup_site"):
            with contextlib.redirect_stdout(io.StringIO()):
                call_command(command, verbosity=0)
        with screenshots.serving(url):
            total = take_all(url, places())
    sys.stdout.write(f"{total // 1024} KB in {FOLDER.relative_to(ROOT)}/\n")


def places() -> dict[str, dict[str, str]]:
    """Return the first part of an account's address -> name of the picture -> address of the screen."""
    from django.urls import reverse

    from campaign.media.models import CampaignImage
    from campaign.publishing.listing import in_state
    from campaign.publishing.states import State
    from stories.models import Person, StoryPage

    waiting = in_state(StoryPage.objects.all(), State.IN_REVIEW).select_related("jobcenter").first()
    if waiting is None:
        raise SystemExit("In den Demo-Inhalten liegt nichts zur Freigabe. Zuerst: make start")
    centre = waiting.jobcenter
    stories = StoryPage.objects.filter(jobcenter=centre)
    draft = in_state(stories, State.DRAFT).first() or waiting
    shown = Person.objects.filter(story__in=in_state(stories, State.LIVE)).first()
    picture = CampaignImage.objects.filter(collection=centre.collection).first()
    officer = {
        "uebersicht": reverse("wagtailadmin_home"),
        "neue-geschichte": reverse("wagtailadmin_pages:add", args=["stories", "storypage", centre.folder_id]),
        "geschichte-liste": reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        "geschichten": reverse("publishing_index"),
        "mein-jobcenter": reverse("registry_own"),
        "aktionen": reverse("events_index"),
        "material": reverse("centre_material", args=[centre.pk]),
    }
    if shown:
        officer["einwilligung"] = reverse("consents_person", args=[shown.pk])
    if picture:
        officer["bild"] = reverse("wagtailimages:edit", args=[picture.pk])
    coordinator = {
        "pruefen": reverse("publishing_approve", args=[waiting.pk]),
        "personen": reverse("people_index"),
        "register": reverse("registry_index"),
    }
    return {f"redaktion.{centre.slug}@": officer, "koordination.dlt@": coordinator}


def take_all(url: str, screens: dict[str, dict[str, str]]) -> int:
    """Take every picture, light, without what only a demo shows; return the sum of their bytes."""
    from playwright.sync_api import sync_playwright

    from ops import chromium, screenshots

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        for account, shots in screens.items():
            window = browser.new_context(
                viewport={"width": WIDTH, "height": HEIGHT},
                storage_state=screenshots.sign_in(browser, url, account),
                color_scheme="light",
                locale="de-DE",
            )
            page = window.new_page()
            for name, path in shots.items():
                page.goto(f"{url}{path}", wait_until="networkidle")
                page.wait_for_timeout(4 * screenshots.SETTLE_MS)
                store(page.screenshot(), FOLDER / f"{name}.webp")
            window.close()
        browser.close()
    return sum(file.stat().st_size for file in FOLDER.glob("*.webp"))


def store(png: bytes, file: Path) -> None:
    """Write a picture as small as it can be read."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as picture:
        picture.convert("RGB").save(file, "WEBP", quality=QUALITY, method=6)


if __name__ == "__main__":
    main()
