"""Pictures of all page types and of five screens of the admin, for looking at: `make screenshots`.

Serves a copy of what `make start` has made, with a server of its own, and writes to `var/screenshots/`:
1280 and 390 pixels wide, light and dark. `ops/screenshots.py FOLDER` takes the contents of another `var/`.
"""

import contextlib
import io
import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "var" / "screenshots"
CONTENT = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT / "var"
HEIGHTS = {1280: 900, 390: 844}
# The admin scrolls inside of its window; a picture shows no more than the window.
ADMIN_HEIGHT = 2000
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
START_SECONDS = 60
SETTLE_MS = 500

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

# Picture's name, address.
Shots = list[tuple[str, str]]


def main() -> None:
    """Copy, serve, take the pictures, clean up; ends with a sentence when something is absent."""
    os.chdir(ROOT)
    sys.path.insert(0, str(ROOT))
    check()
    with tempfile.TemporaryDirectory(prefix="kjc-screenshots-") as folder:
        url = copy(Path(folder))
        import django
        from django.conf import settings
        from django.core.management import call_command

        django.setup()
        # Where the demo's passwords and second factors are read.
        settings.VAR_DIR = CONTENT
        for command in ("migrate", "setup_site"):
            with contextlib.redirect_stdout(io.StringIO()):
                call_command(command, verbosity=0)
        public, admin = public_pages(), admin_pages()
        with serving(url):
            take_all(url, public, admin)
    sys.stdout.write(f"{len(list(FOLDER.glob('*.png')))} Bilder in {FOLDER.relative_to(ROOT)}/\n")


def check() -> None:
    """End with the command that helps when something is absent."""
    if not (CONTENT / "db.sqlite3").exists():
        raise SystemExit("Es gibt noch keine Demo-Inhalte. Zuerst: make start")
    if not shutil.which("chromium"):
        raise SystemExit("Chromium fehlt. Debian/Ubuntu: apt-get install -y chromium")
    try:
        import playwright.sync_api  # noqa: F401 - only asked whether it is there
    except ImportError:
        raise SystemExit("Playwright fehlt. Zuerst: make install-dev") from None


def copy(folder: Path) -> str:
    """Copy database and files, point the settings at the copy, and return the site's future address."""
    with (
        contextlib.closing(sqlite3.connect(CONTENT / "db.sqlite3")) as source,
        contextlib.closing(sqlite3.connect(folder / "db.sqlite3")) as target,
    ):
        source.backup(target)
    for name in ("media", "private"):
        shutil.copytree(CONTENT / name, folder / name)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}"
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "campaign.settings.dev",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "MEDIA_ROOT": f"{folder}/media",
        "PRIVATE_MEDIA_ROOT": f"{folder}/private",
        "BASE_URL": url,
        # The second factors are stored under it.
        "SECRET_KEY": (CONTENT / "secret_key").read_text(),
        "DEMO": "1",
    }
    return url


@contextlib.contextmanager
def serving(url: str) -> Iterator[None]:
    """Run the website at this address."""
    command = [sys.executable, "manage.py", "runserver", "--noreload", url.removeprefix("http://")]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"{url}/healthz", server)
        yield
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Return as soon as the address answers; TimeoutError after a minute or when the server has ended."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address} antwortet nicht.")


def public_pages() -> Shots:
    """Return a page of every type, the newest where there are several, the finder's answers and two refusals."""
    from wagtail.models import Page, get_page_models

    from campaign.publishing.listing import in_state
    from campaign.publishing.states import State
    from stories.models import StoryFolderPage, StoryPage

    shots = [
        ("finder-ein-treffer", "/jobcenter/?q=KoBa+Harz"),
        ("finder-mehrere", "/jobcenter/?q=Rotenburg"),
        ("finder-gemeinsame-einrichtung", "/jobcenter/?q=Dresden"),
        ("geschichten-gefiltert", "/menschen-vor-ort/?kind=employer"),
        ("suche", "/suche/?q=Harz"),
        ("barriere-melden", "/barriere-melden/"),
        ("fehler-404", "/gibt/es/nicht/"),
        ("anmeldung", "/admin/login/"),
    ]
    for model in get_page_models():
        if model is Page or model is StoryFolderPage:
            # Never shown: the root, and a folder that leads on to the filtered list.
            continue
        pages = model.objects.live().filter(depth__gt=1).order_by("-latest_revision_created_at", "path")
        several = pages if model.__name__ == "ContentPage" else pages[:1]
        for page in several:
            name = model.__name__ if len(several) == 1 else f"{model.__name__}-{page.slug}"
            shots.append((name.lower(), page.specific.get_url()))
    withdrawn = in_state(StoryPage.objects.all(), State.WITHDRAWN).first()
    return shots + ([("fehler-410", withdrawn.get_url())] if withdrawn else [])


def admin_pages() -> dict[str, Shots]:
    """Return five screens by the first part of the account's address."""
    from django.urls import reverse

    from campaign.publishing.listing import in_state
    from campaign.publishing.states import State
    from stories.models import StoryPage

    waiting = in_state(StoryPage.objects.all(), State.IN_REVIEW).select_related("jobcenter").first()
    if waiting is None:
        raise SystemExit("In den Demo-Inhalten liegt nichts zur Freigabe. Zuerst: make start")
    centre = waiting.jobcenter
    draft = in_state(StoryPage.objects.filter(jobcenter=centre), State.DRAFT).first() or waiting
    officer: Shots = [
        ("redaktion-uebersicht", "/admin/"),
        ("redaktion-geschichten", reverse("publishing_index")),
        ("redaktion-geschichte", reverse("wagtailadmin_pages:edit", args=[draft.pk])),
        ("redaktion-jobcenter", reverse("wagtailadmin_pages:edit", args=[centre.section_id])),
    ]
    approval = ("koordination-freigabe", reverse("publishing_approve", args=[waiting.pk]))
    return {f"redaktion.{centre.slug}@": officer, "koordination.dlt@": [approval]}


def take_all(url: str, public: Shots, admin: dict[str, Shots]) -> None:
    """Take every picture in both widths and both colour schemes."""
    from playwright.sync_api import sync_playwright

    from ops import chromium

    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        sessions = [(None, public), *((sign_in(browser, url, name), shots) for name, shots in admin.items())]
        for width, height in HEIGHTS.items():
            for scheme in SCHEMES:
                for state, shots in sessions:
                    window = browser.new_context(
                        viewport={"width": width, "height": ADMIN_HEIGHT if state else height},
                        color_scheme=scheme,
                        storage_state=state,
                        locale="de-DE",
                    )
                    take(window, url, shots, f"{width}-{scheme}")
                    window.close()
        browser.close()


def take(window: "BrowserContext", url: str, shots: Shots, suffix: str) -> None:
    """Take the pictures of one window, each of the whole page."""
    page = window.new_page()
    for name, path in shots:
        page.goto(f"{url}{path}", wait_until="networkidle")
        # Nobody scrolls here: what loads when it is seen is asked for at once.
        page.evaluate("document.querySelectorAll('img[loading]').forEach(one => { one.loading = 'eager' })")
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(SETTLE_MS)
        page.screenshot(path=FOLDER / f"{name}-{suffix}.png", full_page=True)


def sign_in(browser: "Browser", url: str, name: str) -> Path:
    """Log a demo account in by the first part of its address; return the file that keeps its session."""
    from campaign.accounts.demo_logins import demo_logins
    from ops import chromium

    login = next(one for one in demo_logins() if one.username.startswith(name))
    page = browser.new_page()
    chromium.sign_in(page, url, login.username, login.password, login.code)
    page.wait_for_url(f"{url}/admin/")
    file = Path(os.environ["MEDIA_ROOT"]).parent / f"{login.username}.json"
    page.context.storage_state(path=file)
    page.context.close()
    return file


if __name__ == "__main__":
    main()
