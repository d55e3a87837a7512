"""What the stylesheets promise: untouched third-party files, contrast, weight, and nothing from elsewhere."""

import hashlib
import re
from pathlib import Path

import brotli
import pytest

ROOT = Path(__file__).resolve().parent.parent
CSS = ROOT / "static/css"
FONTS = ROOT / "static/fonts"
TEMPLATES = ROOT / "templates"
# CSS, scripts and fonts of a first visit, as a browser gets them (bytes, brotli; woff2 is brotli already).
FIRST_VISIT_BYTES = 42 * 1024
# All styles that one page can link, together.
PAGE_BYTES = 17 * 1024
PAGES = [
    path
    for path in sorted(TEMPLATES.rglob("*.html"))
    if '{% extends "base.html" %}' in path.read_text("utf-8")
]

TEXT, GRAPHIC = 7.0, 3.0
ON_PAPER = [
    (role, ground, TEXT)
    for ground in ("paper", "surface")
    for role in ("ink", "muted", "link", "visited", "danger", "success", "warning", "info")
]
ON_FEEDBACK = [("ink", f"{kind}-ground", TEXT) for kind in ("danger", "success", "warning", "info")]
OTHER_PAIRS = [
    ("ink", "field", TEXT),
    ("muted", "field", TEXT),
    ("on-deep", "deep", TEXT),
    ("on-action", "action", TEXT),
    ("on-action", "action-strong", TEXT),
    ("on-link", "link", TEXT),
    ("on-link", "link-strong", TEXT),
    ("signal", "paper", GRAPHIC),
    ("signal", "surface", GRAPHIC),
    ("signal-on-deep", "deep", GRAPHIC),
    ("line", "paper", GRAPHIC),
    ("line", "surface", GRAPHIC),
    ("line", "field", GRAPHIC),
    ("action", "paper", GRAPHIC),
]


def _read(name: str) -> str:
    return (CSS / name).read_text(encoding="utf-8")


def _without_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.S)


def _palettes() -> dict[str, dict[str, str]]:
    """The colour roles of both themes: `{"hell": {"paper": "#faf6ee", …}, "dunkel": {…}}`."""
    blocks = re.findall(r":root \{(.*?)\}", _without_comments(_read("campaign.css")), flags=re.S)
    light, dark = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in blocks[:2])
    return {"hell": light, "dunkel": {**light, **dark}}


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _contrast(first: str, second: str) -> float:
    """Contrast ratio of two colours after WCAG 2, 1 to 21."""
    dark, light = sorted((_luminance(first), _luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def test_the_kern_build_is_the_one_its_readme_names() -> None:
    noted = re.search(r"sha256 `kern\.css`: `([0-9a-f]{64})`", _read("kern.README.md"))
    assert noted, "kern.README.md nennt keine Prüfsumme"
    assert hashlib.sha256((CSS / "kern.css").read_bytes()).hexdigest() == noted[1]


def test_each_font_is_the_one_its_checksum_names() -> None:
    lines = (FONTS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    noted = {name: digest for digest, name in (line.split() for line in lines)}
    found = {font.name: hashlib.sha256(font.read_bytes()).hexdigest() for font in FONTS.glob("*.woff2")}
    assert found == noted


def test_the_licences_of_kern_and_fira_travel_with_the_files() -> None:
    assert "UNION PUBLIC LICENCE v. 1.2" in _read("kern.LICENSE")
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("theme", ["hell", "dunkel"])
@pytest.mark.parametrize(("role", "ground", "least"), ON_PAPER + ON_FEEDBACK + OTHER_PAIRS)
def test_each_colour_role_keeps_its_contrast(theme: str, role: str, ground: str, least: float) -> None:
    palette = _palettes()[theme]
    assert _contrast(palette[role], palette[ground]) >= least


def test_every_property_that_is_read_is_set_somewhere() -> None:
    css = _without_comments(_read("kern.css") + _read("campaign.css"))
    set_somewhere = set(re.findall(r"(--[\w-]+)\s*:", css))
    read_without_fallback = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", css))
    assert read_without_fallback - set_somewhere == set()


@pytest.mark.parametrize("name", ["kern.css", "campaign.css", "languages.css", "admin.css"])
def test_a_stylesheet_loads_nothing_from_elsewhere(name: str) -> None:
    css = _without_comments(_read(name))
    assert "@import" not in css
    addresses = re.findall(r"url\(\s*[\"']?([^\"')]+)", css)
    assert [
        address for address in addresses if not address.startswith(("data:image/svg+xml", "../fonts/"))
    ] == []


def test_every_font_file_is_named_in_the_stylesheet_and_exists() -> None:
    named = set(re.findall(r"\.\./fonts/([\w-]+\.woff2)", _read("campaign.css") + _read("languages.css")))
    assert named == {font.name for font in FONTS.glob("*.woff2")}


def test_styles_and_fonts_of_a_first_visit_stay_light() -> None:
    styles = sum(len(brotli.compress((CSS / name).read_bytes())) for name in ("kern.css", "campaign.css"))
    fonts = sum((FONTS / f"fira-sans-{weight}.woff2").stat().st_size for weight in (400, 600, 700))
    assert styles + fonts <= FIRST_VISIT_BYTES


def test_every_icon_a_template_asks_for_is_in_the_kern_build() -> None:
    sizes = {"small", "default", "large", "x-large"}
    kinds = {
        "danger",
        "success",
        "warning",
        "info",
    }  # components/messages.html puts these together from a variable
    asked = kinds.union(
        *(
            re.findall(r"kern-icon--([a-z-]+)", template.read_text(encoding="utf-8"))
            for template in TEMPLATES.rglob("*.html")
        )
    )
    built = set(re.findall(r"\.kern-icon--([a-z-]+)\{", _read("kern.css")))
    assert {name for name in asked if not name.endswith("-")} - sizes - built == set()


def test_the_lock_file_names_no_registry() -> None:
    lock = (ROOT / "ops/kern/package-lock.json").read_text(encoding="utf-8")
    assert '"resolved"' not in lock
    assert "registry" not in lock


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_styles_of_a_page_are_light(path: Path):
    own = re.findall(r"static 'css/([\w-]+)\.css'", path.read_text("utf-8"))
    weights = {
        name: len(brotli.compress((CSS / f"{name}.css").read_bytes())) for name in {"kern", "campaign", *own}
    }
    assert sum(weights.values()) <= PAGE_BYTES, weights
