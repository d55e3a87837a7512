"""Where the start page lacks one of its eight required parts: what blocks, what only warns, what is to do.

The first publication by a person and the emptying of a part are refused. A start page that was public without them
stays public: what is missing there is named on the dashboard and in the form.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.leichte_sprache.findings import of_texts
from campaign.media import references, video_checks
from campaign.media.sign_language import shortfall
from campaign.models.leichte_sprache import DgsPage
from campaign.models.pages import HomePage
from campaign.models.start_parts import FORMS, SIGNED
from campaign.publishing.checks import Finding, Level
from campaign.publishing.models import ApprovalRequired

FIRST = (
    "Dieser Teil fehlt. Ohne ihn darf die Startseite nicht zum ersten Mal erscheinen (BITV 2.0, § 4). Als Entwurf "
    "können Sie die Seite speichern."
)
EMPTIED = (
    "Dieser Teil steht auf der öffentlichen Startseite und muss bleiben (BITV 2.0, § 4). Ändern können Sie ihn, "
    "leeren nicht."
)

REFUSED = (
    "Auf der Startseite fehlen Pflichtteile in Leichter Sprache oder Gebärdensprache. Bitte veröffentlichen Sie sie aus "
    "ihrem Formular; dort steht am Feld, was fehlt."
)


def refusals(page: HomePage, missing: Collection[str]) -> dict[str, str]:
    """Return field -> why the page may not be published without these parts; asks for what is public now."""
    public = HomePage.objects.select_related("live_revision").filter(pk=page.pk, live=True).first()
    if public is None or public.live_revision is None or public.live_revision.user_id is None:
        # setup_site makes the page; until a person has published it, it has never really appeared.
        return dict.fromkeys(missing, FIRST)
    return {field: EMPTIED for field in missing if not public.is_missing(field)}


def refused_by(pages: Iterable[Any]) -> str:
    """Return why the latest versions of these pages may not be published together; "" if they may."""
    for one in pages:
        page, latest = one.specific, one.specific.get_latest_revision_as_object()
        if isinstance(page, HomePage) and refusals(page, list(filter(latest.is_missing, page.PARTS))):
            return REFUSED
        if not isinstance(page, ApprovalRequired) and (text := _unready(latest)):
            return f"„{latest.title}“ ist nicht veröffentlicht. {text}"
    return ""


def _unready(page: Any) -> str:
    """Return why a video of this version may not be shown, or not be read by anybody who signs; "" if there is none."""
    videos = [text for _, text in video_checks.unready(references.of_page(page))]
    signed = [one.text for one in findings_of_videos(page)] if isinstance(page, DgsPage) else []
    return next(iter(videos + signed), "")


def findings(page: HomePage) -> Iterator[Finding]:
    """Yield what the start page lacks, which video is too small, and what is hard to read."""
    lacking = page.gaps()
    for field, subject in page.PARTS.items():
        form = FORMS[field.partition("_")[0]]
        if lacking.get(field):
            text = f"{form}, {subject.asked}: Das Video ist nicht zu sehen ({lacking[field]})."
            yield Finding(field, text, Level.WARNING)
        elif field in lacking:
            yield Finding(field, f"Es fehlt in {form}: {subject.asked}.", Level.WARNING)
        elif field.startswith(SIGNED) and (text := shortfall(getattr(page, field))):
            yield Finding(field, text, Level.WARNING)
    yield from of_texts(page.easy_texts())


def findings_of_videos(page: DgsPage) -> Iterator[Finding]:
    """Yield which videos on the page for sign language are too small or too slow."""
    for block in page.body:
        if block.block_type == "video" and block.value["video"] and (text := shortfall(block.value["video"])):
            yield Finding("body", text, Level.WARNING)


def todos(user: User) -> Iterator[Todo]:
    """Yield what is missing on the public start page, for the Koordination; at most three queries."""
    if not user.has_role(Role.KOORDINATION):
        return
    page = next(iter(asked(_start_page, user)), None)
    missing = page.gaps() if page else {}
    if page is None or not missing:
        return
    told = " und ".join(FORMS[form] for form in FORMS if any(field.startswith(form) for field in missing))
    number = "Ein Pflichtteil fehlt" if len(missing) == 1 else f"{len(missing)} von 8 Pflichtteilen fehlen"
    yield Todo(
        f"{number} auf der Startseite.",
        "Ergänzen",
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        Urgency.SOON,
        f"Das Gesetz verlangt Erklärungen in: {told}.",
    )


def _start_page(user: User) -> QuerySet[HomePage]:
    return HomePage.objects.filter(live=True).only(*HomePage.PARTS).order_by("path")[:1]
