"""The walk finds what it claims to find: a page full of faults, and one without."""

from collections.abc import Callable

import pytest

from tests.browser import markup
from tests.browser.visit import Visit

GOOD = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Gut</title></head><body>
<header><nav aria-label="Menü"><ul><li><a href="#inhalt">Inhalt</a></li></ul></nav></header>
<main id="inhalt"><h1>Gut</h1><h2>Besser</h2><img src="/a.png" alt="" width="1" height="1">
<form><label for="q">Ort</label> <input id="q" name="q"></form></main>
<footer><p>Ende</p></footer></body></html>"""

SPOILT = {
    "<h2>Besser</h2>": ("<h3>Besser</h3>", "h3 „Besser“ folgt auf h1"),
    "<h1>Gut</h1>": ("<h1>Gut</h1><h1>Zwei</h1>", "2 Überschriften h1"),
    ' alt=""': ("", "Bild ohne alt"),
    ' width="1"': ("", "Bild ohne Maße"),
    'lang="de"': ("", "<html lang> ist „None“"),
    "<title>Gut</title>": ("", "kein Titel"),
    "<footer><p>Ende</p></footer>": ("", "0 Bereiche „contentinfo“"),
    ' aria-label="Menü"': ("", "Navigation mit Namen „“"),
    '"#inhalt"': ('"#nichts"', "Sprungziel #nichts fehlt"),
    'id="q"': ('id="inhalt"', "id „inhalt“ gibt es 2-mal"),
    ' for="q"': ("", "Feld ohne sichtbare Beschriftung: q"),
    "<p>Ende</p>": ("<p>Ende</div>", "HTML-Fehler"),
    "<form><label": ('<form action=""><label', "HTML-Fehler, leeres action"),
    "<form>": ('<form style="color: red">', "<form style> steht im HTML"),
    "<footer>": ("<script>1</script><footer>", "<script> steht im HTML"),
    'src="/a.png"': ('src="https://fremd.example/a.png"', "lädt von fremd.example"),
}


def test_a_good_page_passes():
    assert markup.problems(GOOD) == []


@pytest.mark.parametrize("good", SPOILT)
def test_a_fault_in_the_html_is_found(good: str):
    bad, problem = SPOILT[good]
    assert GOOD.count(good) == 1
    assert problem in "\n".join(markup.problems(GOOD.replace(good, bad)))


BAD_TO_SEE = """<!DOCTYPE html>
<html lang="de"><head><meta charset="utf-8"><title>Schlecht</title>
<link rel="stylesheet" href="/schlecht.css"></head><body>
<header><h1>Schlecht</h1></header>
<main><p class="pale">Blass</p><p class="night">Nachts blass</p><p class="wide">Breit</p>
<button></button><img src="https://fremd.example/a.png" alt=""><p style="color: red">Rot</p></main>
<footer><p>Ende</p></footer></body></html>"""
CSS = """body { background: #fff; color: #000 } .pale { color: #888 } .wide { width: 900px }
@media (prefers-color-scheme: dark) { body { background: #000; color: #fff } .night { color: #444 } }"""
SEEN = [
    "hell: axe color-contrast",
    "dunkel: axe color-contrast",
    "hell: axe button-name",
    "320 px: ragt hinaus: p.wide",
    "fragt einen fremden Server: https://fremd.example/a.png",
    "Konsole: ",
    "setzt Cookies: ['keks']",
    "404 für /schlecht.js",
]


def test_a_fault_in_the_browser_is_found(visit: Callable[..., Visit]):
    looking = visit()
    headers = {
        "Content-Type": "text/html",
        "Set-Cookie": "keks=1",
        "Content-Security-Policy": "style-src 'self'",
    }
    body = BAD_TO_SEE.replace("</head>", '<script src="/schlecht.js"></script></head>')
    looking.context.route("**/schlecht/", lambda route: route.fulfill(headers=headers, body=body))
    looking.context.route("**/schlecht.css", lambda route: route.fulfill(content_type="text/css", body=CSS))
    looking.examine(looking.open("/schlecht/"))
    found = looking.end()
    assert [line for line in SEEN if not any(line in problem for problem in found)] == [], found
    assert not any("dunkel: axe color-contrast: .pale" in problem for problem in found)
