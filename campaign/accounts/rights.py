"""What a role may do, in words: read from the data that gives the rights (roles.py), so that both say the same."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaign.accounts.roles import COLLECTIONS, GLOBAL, PAGES, Role

# Which entries of PAGES and COLLECTIONS a role gets (roles.apply_koordination, roles.apply_redaktion).
SCOPES: dict[Role, tuple[tuple[str, ...], tuple[str, ...]]] = {
    Role.REDAKTION: (("section", "folder"), ("own", "shared")),
    Role.KOORDINATION: (("start",), ("all",)),
}
PLACES = {
    "start": "Alle Seiten",
    "section": "Seite des Jobcenters, Meldungen und Textseiten",
    "folder": "Geschichten des Jobcenters",
}
FILES = {
    "all": "Alle Bilder, Dokumente und Videos",
    "own": "Bilder, Dokumente und Videos des Jobcenters",
    "shared": "Gemeinsame Bilder, Dokumente und Videos der Kampagne",
}
VERBS = {
    "add": "anlegen",
    "change": "ändern",
    "choose": "verwenden",
    "publish": "veröffentlichen",
    "delete": "löschen",
    "bulk_delete": "löschen",
    "lock": "sperren",
    "unlock": "entsperren",
}
SUBJECTS = {
    "redirect": "Weiterleitungen",
    "jobcenter": "Stammdaten der Jobcenter",
    "kennzahl": "Kennzahlen",
    "findercorrection": "Korrekturen des Finders",
    "outdatedterm": "Liste der veralteten Wörter",
    "durchsetzungsstelle": "Durchsetzungsstellen",
    "textvorlage": "Textvorlagen",
    "handbuchseite": "Anleitungen der Koordination",
    "sitzung": "Sitzungen des Arbeitskreises",
}
# What our own views let a role do besides; the marker of the role stands for it in the data.
MARKERS: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "wagtailadmin.access_admin": (),
    "accounts.role_redaktion": (
        ("Eigene Geschichten", ("einreichen", "zurückholen", "zurückziehen")),
        ("Kennzahlen des Jobcenters", ("zur Prüfung geben", "von der Website nehmen")),
        ("Logo, Flyer und Plakat mit dem Namen des Jobcenters", ("laden",)),
        ("Liste „Logo im Einsatz“ des Jobcenters", ("ausfüllen",)),
        ("Gemeldete Barrieren des Jobcenters", ("beantworten", "weitergeben")),
    ),
    "accounts.role_koordination": (
        ("Geschichten aller Jobcenter", ("freigeben", "zurückgeben", "zurückziehen")),
        ("Kennzahlen der Jobcenter", ("veröffentlichen", "zurückgeben")),
        ("Material der Kampagne", ("anlegen", "in neuer Version anbieten", "zurücknehmen")),
        ("Gemeldete Barrieren", ("beantworten",)),
        ("Personen der Redaktion", ("einladen", "sperren", "zuordnen")),
    ),
}
TECHNIK = (
    ("Einstellungen, Gruppen und Zugänge aller Rollen", ("anlegen", "ändern", "sperren")),
    ("Alle Seiten außer Geschichten", ("ändern", "veröffentlichen")),
    ("Geschichten", ("zurückziehen",)),
)
LIMITS = {
    Role.REDAKTION: (
        "Geschichten veröffentlicht allein die Koordination, indem sie freigibt.",
        "Von anderen Jobcentern ist nur zu sehen, was öffentlich ist.",
    ),
    Role.KOORDINATION: (
        "Geschichten werden nur durch eine Freigabe öffentlich, und niemand gibt die eigene frei.",
        "Gruppen, Passwörter und E-Mail-Adressen anderer ändert allein die Technik.",
    ),
    Role.TECHNIK: ("Geschichten freigeben oder veröffentlichen kann die Technik nicht.",),
}


@dataclass(frozen=True)
class Right:
    """A sentence in two parts: what it is about, and what may be done with it."""

    subject: str
    may: tuple[str, ...]


def rights_of(role: Role) -> list[Right]:
    """Return what a role may do. Raises KeyError for a right that has no words yet."""
    if role is Role.TECHNIK:
        return [Right(subject, may) for subject, may in TECHNIK]
    pages, collections = SCOPES[role]
    rights = [Right(PLACES[kind], _verbs(PAGES[kind])) for kind in pages]
    for kind in collections:
        actions = (action for model in COLLECTIONS[kind].values() for action in model)
        rights.append(Right(FILES[kind], _verbs(actions)))
    return rights + list(_globals(GLOBAL[role]))


def _globals(names: Iterable[str]) -> Iterator[Right]:
    """Yield the rights that hold everywhere; those on one model make one sentence."""
    verbs: dict[str, list[str]] = {}
    for name in names:
        if name in MARKERS:
            yield from (Right(subject, may) for subject, may in MARKERS[name])
        else:
            action, _, model = name.partition(".")[2].partition("_")
            verbs.setdefault(model, []).append(action)
    for model, actions in verbs.items():
        yield Right(SUBJECTS[model], _verbs(actions))


def _verbs(actions: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(VERBS[action] for action in actions))
