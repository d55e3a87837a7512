"""With nothing but the keyboard, from login to reader: an officer writes, the Koordination approves, a citizen reads."""

import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Page

from tests.browser.findings import assert_nothing
from tests.browser.keyboard import Keyboard
from tests.browser.site import Site
from tests.browser.visit import Visit

TITLE, SENTENCE = "Mit dem Bus zur Schicht", "Ich fahre die ganze Stadt zur Arbeit."


@pytest.fixture
def windows(visit: Callable[..., Visit]) -> Iterator[Callable[..., Visit]]:
    """Opens windows and fails in the end when one of them met a foreign server or a fault in the console."""
    opened: dict[str, Visit] = {}

    def begin(who: str, **options: Any) -> Visit:
        opened[who] = visit(**options)
        return opened[who]

    yield begin
    assert_nothing({who: one.problems for who, one in opened.items()})


def log_in(window: Visit, site: Site, name: str) -> tuple[Page, Keyboard]:
    account = site.account(name)
    page = window.open("/admin/")
    keys = Keyboard(page)
    keys.type("E-Mail-Adresse", account["username"])
    keys.type("Passwort", account["password"])
    keys.follow("Weiter")
    keys.type("Code.*", site.account(name)["code"])
    keys.follow("Anmelden")
    assert page.url == f"{site.url}/admin/"
    return page, keys


def write(keys: Keyboard, page: Page) -> None:
    """Fill in the form of a new story from top to bottom."""
    keys.follow("Neue Geschichte")
    keys.type(r"Titel\*", TITLE)
    keys.type("Wer erzählt", "Ehemalige")
    keys.type("Ort", "Düren")
    keys.type("Name, wie er erscheint", "Beispiel-Person Kim")
    keys.type("Namensform", "nur")
    keys.type("Beruf oder Rolle", "Busfahrerin")
    keys.type("Der eigene Satz", SENTENCE)
    keys.type("Einleitung", "Eine Busfahrerin erzählt von ihrem Weg.")
    upload(keys, page)
    keys.press("Baustein einfügen")
    keys.type("Suchen …", "Text")
    keys.page.keyboard.press("Enter")
    page.locator("[role=textbox]:focus").wait_for()
    page.keyboard.type("Um fünf Uhr fährt der erste Bus.")
    keys.to("Wiedereinstieg")
    page.keyboard.press("Space")
    keys.follow("Entwurf speichern")


def agree(keys: Keyboard, page: Page) -> None:
    """Enter the person's consent; the system's own windows for a date and for files are passed over."""
    file = io.BytesIO()
    Image.new("RGB", (400, 560), (250, 250, 250)).save(file, "PNG")
    keys.follow("Einwilligung eintragen.*")
    keys.follow("Einwilligung eintragen")
    keys.type(r"Vor- und Nachname dieser Person\*", "Kim Beispiel")
    keys.to(r"Unterschrieben am\*")
    page.locator("input:focus").fill(date.today().isoformat())
    keys.to("Website der Kampagne")
    page.keyboard.press("Space")
    keys.to(r"Nachweis\*?")
    page.locator("input[type=file]:focus").set_input_files(
        {"name": "bogen.png", "mimeType": "image/png", "buffer": file.getvalue()}
    )
    keys.follow("Eintragen")
    assert page.get_by_text("Die Einwilligung ist eingetragen.").count(), page.locator("main").inner_text()


def upload(keys: Keyboard, page: Page) -> None:
    """Put a picture in through the chooser; only the system's own window for files is passed over."""
    file = io.BytesIO()
    Image.new("RGB", (400, 500), (12, 90, 140)).save(file, "JPEG")
    keys.press("Bild auswählen")
    page.locator(".modal:focus-within").wait_for()
    # The window takes the focus once more when all of it is there; a person would not be as fast as this either.
    page.wait_for_load_state("networkidle")
    keys.to("Suche")
    page.keyboard.press("ArrowRight")
    keys.type(r"Titel\*", "Bus am Bahnhof")
    keys.to(r"Datei\*")
    page.locator("input[type=file]:focus").set_input_files(
        {"name": "bus.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}
    )
    keys.type("Alternativtext", "Zeichnung: ein Bus vor dem Bahnhof")
    keys.type("Bildnachweis", "Zeichnung: Beispiel")
    keys.type("Lizenz", "eigene")
    keys.press("Hochladen")
    page.locator(".modal").wait_for(state="detached")


def test_officer_coordinator_and_citizen_need_no_mouse(site: Site, windows: Callable[..., Visit]):
    centre = site.manifest["centres"][0]
    page, keys = log_in(windows("Redaktion"), site, f"redaktion.{centre['key']}")
    write(keys, page)
    agree(keys, page)
    keys.follow("Geschichten")
    keys.follow(f"Einreichen : {TITLE}")
    keys.type("Hinweis an die Koordination", "Bitte bis Freitag.")
    keys.follow("Einreichen")
    assert page.get_by_text("liegt zur Freigabe bei der Koordination").count(), page.locator(
        "main"
    ).inner_text()

    page, keys = log_in(windows("Koordination"), site, "koordination.dlt")
    keys.press("Freigabe")
    keys.follow("Geschichten")
    keys.follow("liegt zur Freigabe")
    keys.follow(f"Prüfen : {TITLE}")
    assert "Bitte bis Freitag." in page.inner_text("main")
    keys.follow("Freigeben.*")

    window = windows("Bürgerin", viewport={"width": 320, "height": 640})
    page = window.open("/")
    keys = Keyboard(page)
    keys.type("Welches Jobcenter ist für Sie da.*", centre["name"])
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys.follow(f"{centre['name']}.*")
    keys.follow(TITLE)
    assert SENTENCE in page.inner_text("main")
    assert (
        page.locator('img[alt="Zeichnung: ein Bus vor dem Bahnhof"]').evaluate("img => img.naturalWidth") > 0
    )
    assert window.context.cookies() == []
