"""Which chapters there are, for whom, and which screens lead to them. The texts are templates/handbook/chapters/."""

from collections.abc import Iterable
from dataclasses import dataclass

from campaign.accounts.roles import Role

OFFICERS = frozenset({Role.REDAKTION, Role.KOORDINATION, Role.TECHNIK})
LEADING = frozenset({Role.KOORDINATION, Role.TECHNIK})


@dataclass(frozen=True)
class Chapter:
    """One chapter: the last part of its address, its title, a sentence about it, who may read it.

    views: beginnings of the names of views whose screens lead here; of forms of pages the `menu_view` of the page's
    class, after „form:“. part: the heading below which the chapter stands in the table of contents.
    """

    key: str
    title: str
    summary: str
    roles: frozenset[Role]
    part: str
    views: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        return f"handbook/chapters/{self.key}.html"


WRITING, LEADING_PART = "Für die Redaktion", "Für die Koordination"

CHAPTERS = (
    Chapter(
        "neue-geschichte",
        "Eine Geschichte schreiben",
        "Von der Person, die erzählt, bis zum Einreichen: fünf Schritte.",
        OFFICERS,
        WRITING,
        ("form:publishing_index", "publishing_submit"),
    ),
    Chapter(
        "einwilligung",
        "Die Einwilligung",
        "Bogen oder Link, wofür sie gilt, und was bei Minderjährigen anders ist.",
        OFFICERS,
        WRITING,
        ("consents_",),
    ),
    Chapter(
        "bilder-und-videos",
        "Bilder und Videos",
        "Beschreibung, Bildnachweis, Lizenz, Untertitel.",
        OFFICERS,
        WRITING,
        ("wagtailimages:", "wagtailmedia:", "wagtaildocs:", "library_", "media_new_"),
    ),
    Chapter(
        "freigabe",
        "Nach dem Einreichen",
        "Was die Stände bedeuten und was Sie tun, wenn eine Geschichte zurückkommt.",
        OFFICERS,
        WRITING,
        ("publishing_index", "publishing_recall"),
    ),
    Chapter(
        "zurueckziehen",
        "Wenn jemand nicht mehr gezeigt werden möchte",
        "Zurückziehen, Widerruf, und was danach geschieht.",
        OFFICERS,
        WRITING,
        ("publishing_withdraw",),
    ),
    Chapter(
        "mein-jobcenter",
        "Die Seite Ihres Jobcenters",
        "Kontakt, Zeiten, Meldungen und Textseiten; was die Koordination ändert.",
        OFFICERS,
        WRITING,
        ("registry_own", "registry_propose", "registry_confirm", "registry_take_back", "form:registry_own"),
    ),
    Chapter(
        "aktionen-und-termine",
        "Aktionen und Termine",
        "Bei einer Aktion zusagen, Termine eintragen, gemeinsam einladen.",
        OFFICERS,
        WRITING,
        ("events_", "aktionen_answer", "form:events_index"),
    ),
    Chapter(
        "weitersagen",
        "Weitersagen",
        "Logo, Flyer und Texte mit Ihrem Namen; Geschichten auf Ihrer Website.",
        OFFICERS,
        WRITING,
        ("material_", "centre_", "logo_use_edit", "zuarbeit_", "sharing_"),
    ),
    Chapter(
        "zahlen",
        "Zahlen und Website",
        "Kennzahlen mit Quelle, Abrufe, Wörter von gestern, gemeldete Barrieren.",
        OFFICERS,
        WRITING,
        ("figures_", "statistics_", "proofreading_", "barriers_"),
    ),
    Chapter(
        "zugang",
        "Anmelden und Zugang",
        "Passwort, Code, neues Telefon; wer geht und wer kommt.",
        OFFICERS,
        WRITING,
        ("wagtailadmin_account", "people_index", "protocol_", "internal_"),
    ),
    Chapter(
        "pruefen",
        "Geschichten prüfen und freigeben",
        "Die Warteschlange, der Vergleich, freigeben oder zurückgeben.",
        LEADING,
        LEADING_PART,
        ("publishing_approve", "publishing_send_back", "publishing_claim"),
    ),
    Chapter(
        "menschen-einladen",
        "Menschen einladen und sperren",
        "Zugänge für Redaktionen, verlorene Telefone, Jobcenter ohne Redaktion.",
        LEADING,
        LEADING_PART,
        ("people_",),
    ),
    Chapter(
        "register-pflegen",
        "Das Register der 104",
        "Umbenennen, zusammenlegen, Grenzen ändern; Vorschläge der Redaktionen.",
        LEADING,
        LEADING_PART,
        ("registry_", "korrektur:"),
    ),
    Chapter(
        "seiten-der-kampagne",
        "Die Seiten der Kampagne",
        "Startseite, Presse, Kennzahlen, Material, gedruckte Adressen.",
        LEADING,
        LEADING_PART,
        (
            *("wagtailadmin_pages", "wagtailadmin_explore", "stories_start", "press_", "wagtailredirects:"),
            *("textvorlage:", "begriff:"),
        ),
    ),
    Chapter(
        "aktion-planen",
        "Eine Aktion planen",
        "Anlegen, Jobcenter einladen, Zusagen verfolgen, berichten.",
        LEADING,
        LEADING_PART,
        ("aktionen_",),
    ),
)


def readable(roles: Iterable[Role]) -> list[Chapter]:
    """Return the chapters that somebody with these roles may read, those for her own role first."""
    held = set(roles)
    found = [one for one in CHAPTERS if one.roles & held]
    leads = bool(held & LEADING)
    return sorted(found, key=lambda one: leads and one.part != LEADING_PART)


def chapter_for(view: str, place: str, roles: Iterable[Role]) -> Chapter | None:
    """Return the chapter on a screen, by the longest beginning of its view's name; None where there is none.

    place: of forms of pages what their class says of itself (`menu_view`), else "".
    """
    name = f"form:{place}" if place else view
    fitting = [
        (len(beginning), -number, one)
        for number, one in enumerate(readable(roles))
        for beginning in one.views
        if name.startswith(beginning)
    ]
    return max(fitting, key=lambda each: each[:2])[2] if fitting else None
