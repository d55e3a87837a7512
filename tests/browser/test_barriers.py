"""Reporting a barrier in the browser: every state of the form is fit for everybody, and it works without JavaScript."""

from collections.abc import Callable

from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import Visit


def test_a_barrier_is_reported_from_the_footer_of_any_page(site: Site, visit: Callable[..., Visit]):
    looking = visit(java_script_enabled=False)
    page = looking.open("/presse/")
    page.get_by_role("contentinfo").get_by_role("link", name="Barriere melden").click()
    assert page.get_by_label("Auf welcher Seite?").input_value() == "/presse/"
    page.get_by_label("Ihre E-Mail-Adresse").fill("keine Adresse")
    page.get_by_role("button", name="Meldung absenden").click()
    assert page.get_by_label("Ihre E-Mail-Adresse").input_value() == "keine Adresse"
    page.get_by_role("link", name="Bitte schreiben Sie, was nicht funktioniert.").click()
    page.get_by_label("Was funktioniert nicht?").fill("Beispiel: Die Bilder haben keine Beschreibung.")
    page.get_by_label("Ihre E-Mail-Adresse").fill("besucherin@beispiel.example")
    page.get_by_role("button", name="Meldung absenden").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Danke. Ihre Meldung ist angekommen."
    page.get_by_role("link", name="Zurück zur Seite").click()
    assert page.url == f"{site.url}/presse/"
    assert_nothing({"/barriere-melden/": looking.end()})


def test_the_form_its_faults_and_its_thanks_are_fit_for_everybody(visit: Callable[..., Visit]):
    looking = visit()
    page = looking.open("/barriere-melden/?seite=/presse/")
    looking.examine(page)
    page.get_by_label("Auf welcher Seite?").fill("https://anderswo.example/")
    page.get_by_role("button", name="Meldung absenden").click()
    looking.examine(page)
    page.get_by_label("Auf welcher Seite?").fill("")
    page.get_by_label("Was funktioniert nicht?").fill("Beispiel: Das Menü geht nicht auf.")
    page.get_by_role("button", name="Meldung absenden").click()
    page.get_by_role("heading", name="Danke").wait_for()
    looking.examine(page)
    assert_nothing({"/barriere-melden/": looking.end()})
