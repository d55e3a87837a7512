"""„Auf Ihrer Website“: ready code for the web editors of Kreise and Städte, each with a preview."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from campaign.accounts.person import person
from jobcenters.models import Jobcenter
from jobcenters.todos import own_centres
from stories.selection import Selection, narrowed
from stories.sharing import alternates, frames
from stories.sharing.asked import Asked
from stories.sharing.frames import Frame


@dataclass(frozen=True)
class Offer:
    """One thing to show: what it is called here, what it shows, and its frame. `key`: id on the page."""

    key: str
    label: str
    text: str
    frame: Frame

    @property
    def code(self) -> str:
        """What somebody pastes into the own page."""
        return self.frame.html()


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Offer finder, newest stories and contact: of the own centres, for the Koordination of all."""
    centres = list(own_centres(person(request)))
    lists = [_asked(centre) for centre in centres] or [_asked()]
    offers = [
        Offer(
            "finder",
            "Jobcenter-Finder",
            "Wer Postleitzahl oder Ort eingibt, erfährt das zuständige Jobcenter.",
            frames.of_finder(),
        ),
        *(
            Offer(f"liste-{number}", frame.title, "Die drei neuesten Geschichten, immer aktuell.", frame)
            for number, frame in enumerate(map(frames.of_list, lists), start=1)
        ),
        *(
            Offer(f"karte-{centre.slug}", frame.title, "Telefon, Anschrift und ob gerade offen ist.", frame)
            for centre, frame in ((centre, frames.of_centre(centre)) for centre in centres)
        ),
    ]
    context = {
        "offers": offers,
        "script": script_tag(),
        "letter": letter(offers, lists),
        "feeds": _feeds(lists),
    }
    return TemplateResponse(request, "sharing/site.html", context)


def script_tag() -> str:
    """Return the line that makes frames as high as their cards."""
    return f'<script src="{settings.BASE_URL}{reverse("embed_script")}" async></script>'


def letter(offers: list[Offer], lists: list[Asked]) -> str:
    """Return a text for whoever looks after the website of the Kreis or the city, to be mailed."""
    parts = [
        "Guten Tag,",
        "auf unserer Website können wir den Jobcenter-Finder und Geschichten aus unserem Jobcenter zeigen. "
        "Der Code dafür steht unten. Sie fügen ihn als HTML ein, an der Stelle, an der er erscheinen soll.",
        "Es werden keine Cookies gesetzt und keine Daten über Besucherinnen und Besucher gespeichert. "
        f"Die Inhalte kommen von {settings.BASE_URL}; wenn Ihre Website eine Content-Security-Policy hat, "
        "muss diese Adresse bei frame-src stehen. Wird eine Geschichte zurückgezogen, verschwindet sie von selbst.",
        *(f"{offer.label}:\n{offer.code}" for offer in offers),
        f"Freiwillig, damit jeder Rahmen genau so hoch ist wie sein Inhalt, am Ende der Seite:\n{script_tag()}",
        *(f"Als RSS-Feed:\n{alternates.feed_url('story_feed', one.selection.query)}" for one in lists),
        "Ein einzelner Beitrag: In WordPress, TYPO3 und anderen Systemen mit oEmbed genügt die Adresse der Geschichte.",
    ]
    return "\n\n".join(parts)


def _feeds(lists: list[Asked]) -> list[dict[str, str]]:
    found = [feed for one in lists for feed in alternates.feeds(one.selection.query, one.words)]
    names = {"application/rss+xml": "RSS", "application/feed+json": "JSON Feed"}
    return [
        {"key": f"feed-{number}", "label": f"{feed['title']}, als {names[feed['type']]}", "url": feed["url"]}
        for number, feed in enumerate(found, start=1)
    ]


def _asked(centre: Jobcenter | None = None) -> Asked:
    if centre is None:
        return Asked(Selection(), "")
    selection = Selection(centre=centre.slug)
    return Asked(selection, narrowed(selection, centre.traeger))
