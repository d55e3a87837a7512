"""The page of a report: only paths of our own website, nothing that follows them, nobody's personal link."""

import pytest

from jobcenters.barriers.address import page_handed_over, page_named, slug_of_centre

OWN = {"kampagne.example", "testserver"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("/jobcenter/", "/jobcenter/"),
        ("/jobcenter/?q=38820#treffer", "/jobcenter/"),
        ("https://kampagne.example/presse/?seite=2", "/presse/"),
        ("HTTPS://Kampagne.example/presse/", "/presse/"),
        ("kampagne.example/presse/", "/presse/"),
        ("https://kampagne.example", "/"),
        ("/einwilligung/abc123/", "/einwilligung/…"),
        ("/widerruf/abc123/", "/widerruf/…"),
        ("//kampagne.example//presse//", "/presse/"),
        ("  Startseite, ganz unten ", "Startseite, ganz unten"),
        ("/presse/\r\nBcc: a@b.example", "/presse/Bcc: a@b.example"),
        ("/%0d%0aBcc:%00 a@b.example", "/Bcc: a@b.example"),
        # A browser reads these as „//anderswo.example“.
        ("/%5Canderswo.example/", "/anderswo.example/"),
        ("/%09/anderswo.example/", "/anderswo.example/"),
        ("/%255Canderswo.example/", "/%5Canderswo.example/"),
        ("/admin/geschichten/", "/admin/geschichten/"),
        ("/admin/einladung/abc123/", "/admin/einladung/…"),
        ("/admin/passwort/neu/1-abc123/", "/admin/passwort/neu/…"),
    ],
)
def test_of_what_was_typed_the_path_is_kept_or_plain_words(typed: str, kept: str) -> None:
    assert page_named(typed, OWN) == kept


@pytest.mark.parametrize(
    "typed",
    [
        "https://anderswo.example/presse/",
        "//anderswo.example/presse/",
        "anderswo.example/presse/",
        "https://kampagne.example@anderswo.example/",
        "https://kampagne.example.anderswo.example/",
        "javascript://kampagne.example/%0aalert(1)",
        "https://[::1/",
    ],
)
def test_another_website_is_refused_in_words(typed: str) -> None:
    with pytest.raises(ValueError, match="andere Website"):
        page_named(typed, OWN)
    assert page_handed_over(typed, OWN) == ""


def test_a_link_hands_over_paths_and_no_words() -> None:
    assert page_handed_over("/presse/?x=1", OWN) == "/presse/"
    assert page_handed_over("Rufen Sie 0900 an", OWN) == ""
    assert page_handed_over("/" + "a" * 600, OWN) == ""


@pytest.mark.parametrize(
    ("path", "slug"),
    [
        ("/jobcenter/kreis-dueren/", "kreis-dueren"),
        ("/jobcenter/kreis-dueren/meldung/", "kreis-dueren"),
        ("/menschen-vor-ort/stadt-jena/geschichte/", "stadt-jena"),
        ("/einbetten/jobcenter/stadt-jena/", "stadt-jena"),
        ("/jobcenter/", ""),
        ("/presse/kreis-dueren/", ""),
        ("", ""),
    ],
)
def test_pages_of_a_centre_name_it(path: str, slug: str) -> None:
    assert slug_of_centre(path) == slug
