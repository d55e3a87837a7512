"""Renders docs/rollen.md: what each role may do, from the data that decides it (roles.py, admin_views.toml)."""

import tomllib
from collections.abc import Iterator, Mapping

from campaign.accounts.gate import TABLE, Access, access
from campaign.accounts.rights import LIMITS, rights_of
from campaign.accounts.roles import Role

# The headings in admin_views.toml, as the document says them.
GROUPS = {
    "Login, second factor, own account": "Anmeldung und eigenes Konto",
    "Wagtail's own login and reset: shadowed by ours, and closed should an address lead there after all": (
        "Wagtails eigene Anmeldung (ersetzt)"
    ),
    "Frame of the admin": "Rahmen der Verwaltung",
    "No view at all: answers 404": "Adressen ohne Ansicht (404)",
    "Pages": "Seiten",
    "Stories and their approval, registry, figures": "Geschichten, Freigabe, Personen, Verzeichnis, Kennzahlen",
    "Choosing pages and links": "Seiten und Links auswählen",
    "Images": "Bilder",
    "Documents": "Dokumente",
    "Videos and recordings": "Videos",
    "Lists over everything": "Listen über alle Jobcenter",
    "Redirects (printed addresses)": "Weiterleitungen",
    "Set-up of the house": "Einrichtung",
}
ANSWERS = {
    Access.PUBLIC: "ohne Anmeldung",
    Access.ENTRY: "vor dem zweiten Faktor",
    Access.FULL: "ja",
    Access.OWN: "eigenes",
    Access.REFUSED: "–",
}
HEAD = """# Rollen: wer was darf

Diese Seite entsteht aus den Daten, nach denen das System entscheidet; `make docs` schreibt sie neu, ein Test vergleicht.
Die Gruppenrechte stehen in `campaign/accounts/roles.py`, die Ansichten in `campaign/accounts/admin_views.toml`.
Rechte hat eine Person allein durch ihre Gruppen; was ihr selbst zugeschrieben ist, gilt nicht.
"""
VIEWS = """
## Ansichten der Verwaltung

„eigenes“ heißt: Alle Objekte, die Adresse, Suchangaben oder Formular nennen, gehören zu einem Jobcenter der Person,
oder sie dürfen gewählt werden (gemeinsame Dateien, veröffentlichte Seiten). Ein fremdes Objekt antwortet wie ein fehlendes:
404, ohne Namen, und der Versuch steht im Protokoll. „–“ heißt 403. Was hier fehlt, ist für alle gesperrt.
Ohne Anmeldung führt jede Adresse zur Anmeldung; ohne Rolle antwortet jede mit 403. Wer mehrere Rollen hat, hat die weiteste.
"""


def render() -> str:
    """Return the document as Markdown. Raises KeyError for a group of views or a right without German words."""
    return "\n".join([HEAD, *_rights(), VIEWS, *_views()]) + "\n"


def _rights() -> Iterator[str]:
    yield "## Rechte\n"
    for role in Role:
        yield f"### {role.label}\n"
        yield "| Woran | Was |\n|---|---|"
        for right in rights_of(role):
            yield f"| {right.subject} | {', '.join(right.may)} |"
        yield "\n" + "\n".join(f"- {limit}" for limit in LIMITS.get(role, ())) + "\n"


def _views() -> Iterator[str]:
    for heading, views in grouped(TABLE.read_text()).items():
        yield f"### {GROUPS[heading]}\n"
        yield "| Ansicht | " + " | ".join(role.label for role in Role) + " |\n|---|---|---|---|"
        for view in sorted(views):
            answers = " | ".join(ANSWERS[access(view, frozenset({role}))] for role in Role)
            yield f"| `{view}` | {answers} |"
        yield ""


def grouped(text: str) -> Mapping[str, list[str]]:
    """Return the views of the table under its headings: the first comment line after a gap."""
    groups: dict[str, list[str]] = {}
    heading = ""
    for line in text.partition("[views]")[2].splitlines():
        if line.startswith("# "):
            heading = line.removeprefix("# ")
        elif line.strip():
            groups.setdefault(heading, []).extend(_name(line))
    return groups


def _name(line: str) -> Iterator[str]:
    """Yield the key of one line of the table; a dotted one stands in quotation marks there."""
    yield next(iter(tomllib.loads(line)))
