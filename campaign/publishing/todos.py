"""What waits for whom in the Freigabe: first for the centre that writes, then for the Koordination."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from campaign.accounts import todo
from campaign.accounts.german_dates import ago, day, since
from campaign.accounts.models import User
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.publishing import listing, overview, review
from campaign.publishing.begun import Begun, begun, is_own, own_stories
from campaign.publishing.models import Approval
from campaign.publishing.places import knows_several
from campaign.publishing.states import State

# So many of a kind are named one by one; the rest is one sentence.
NAMED = 5
NEWS_FOR = timedelta(days=14)
REASON_CHARS = 140


def register() -> None:
    """Add it all; once, when the app is ready."""
    todo.register(for_reviewers)
    todo.register(scheduled, waiting)
    todo.register(for_writers, writing)
    todo.register(news, writing)


def for_writers(user: User) -> Iterator[Todo]:
    """Yield what the person's own stories need."""
    # Often enough everything is public as it stands.
    is_quiet = user.roles == {Role.REDAKTION} and overview.numbers(user).keys() <= {State.LIVE}
    stories = [] if is_quiet else begun(user)
    several = user.has_role(Role.REDAKTION) and knows_several(user)
    for state, sentence in SENTENCES.items():
        having = [story for story in stories if story.state is state]
        yield from (_of_place(sentence(story), story.place if several else "") for story in having[:NAMED])
        if len(having) > NAMED:
            yield _more(state)
    if not any(story.state in TO_DO for story in stories):
        yield from _idea(user)


def writing(user: User) -> Iterator[QuerySet[Any]]:
    """Yield what `for_writers` and `news` are about: without stories a Redaktion hears that it could begin one."""
    if user.has_role(Role.REDAKTION):
        yield User.objects.all()
    elif user.has_role(Role.KOORDINATION):
        yield own_stories(user)


def for_reviewers(user: User) -> Iterator[Todo]:
    """Yield what waits for the Koordination, the oldest first."""
    if not user.has_role(Role.KOORDINATION):
        return
    pages, number = overview.first_in_review(user)
    for page in pages:
        yield _to_review(page, user)
    if rest := number - len(pages):
        text = "Eine weitere Geschichte wartet" if rest == 1 else f"{rest} weitere Geschichten warten"
        yield Todo(f"{text} auf die Freigabe.", "Alle ansehen", listing.url(State.IN_REVIEW), Urgency.NOW)


def _of_place(todo: Todo, place: str) -> Todo:
    """Who writes for several centres must know for which one."""
    return replace(todo, text=f"{place}: {todo.text}") if place else todo


def _sent_back(story: Begun) -> Todo:
    reason = Truncator(" ".join(story.because.split())).chars(REASON_CHARS)
    return Todo(
        f"„{story.title}“ soll sich ändern.",
        "Überarbeiten",
        _edit(story.pk),
        Urgency.NOW,
        f"{story.who or 'Die Koordination'}, {_ago(story.since)}: „{reason}“",
    )


def _draft(story: Begun) -> Todo:
    return Todo(
        f"„{story.title}“ ist ein Entwurf, zuletzt geändert {_ago(story.changed)}.",
        "Weiterschreiben",
        _edit(story.pk),
    )


def _new_version(story: Begun) -> Todo:
    return Todo(
        f"„{story.title}“ ist öffentlich; Ihre Änderung ist noch nicht eingereicht, zuletzt geändert "
        f"{_ago(story.changed)}.",
        "Weiterschreiben",
        _edit(story.pk),
    )


def _in_review(story: Begun) -> Todo:
    return Todo(
        f"„{story.title}“ liegt {since(story.since or timezone.now())} bei der Koordination.",
        "Ansehen",
        _view(story.pk),
        Urgency.NEWS,
    )


def _to_come(story: Begun) -> Todo:
    appears = f"erscheint am {day(story.since)}" if story.since else "erscheint in Kürze"
    return Todo(f"„{story.title}“ ist freigegeben und {appears}.", "Ansehen", _view(story.pk), Urgency.NEWS)


def _lapsed(story: Begun) -> Todo:
    return Todo(
        f"„{story.title}“ ist nicht mehr öffentlich.",
        "Durchsehen",
        _edit(story.pk),
        Urgency.NOW,
        story.because,
    )


SENTENCES = {
    State.CHANGES_REQUESTED: _sent_back,
    State.LAPSED: _lapsed,
    State.DRAFT: _draft,
    State.LIVE_WITH_DRAFT: _new_version,
    State.IN_REVIEW: _in_review,
    State.APPROVED_SCHEDULED: _to_come,
}


# States in which the ball lies with those who write; with one of them nobody looks for ideas.
TO_DO = {State.CHANGES_REQUESTED, State.LAPSED, State.DRAFT, State.LIVE_WITH_DRAFT}


def _idea(user: User) -> Iterator[Todo]:
    for _, url in listing.additions(user)[:1]:
        yield Todo(
            "Wer in Ihrem Haus hat Arbeit gefunden, berät oder stellt ein? Erzählen Sie davon.",
            "Neue Geschichte",
            url,
            Urgency.IDEA,
        )


def _more(state: State) -> Todo:
    return Todo(
        f"Es gibt noch mehr Geschichten mit dem Stand „{state.label}“.",
        "Alle ansehen",
        listing.url(state),
        Urgency.NOW if state in (State.CHANGES_REQUESTED, State.LAPSED) else Urgency.LATER,
    )


def news(user: User) -> Iterator[Todo]:
    """Yield which of the own stories has just become public."""
    for approval in asked(_released_last, user):
        yield Todo(
            f"Ihre Geschichte „{approval.page.title}“ ist {since(approval.published_at)} öffentlich.",
            "Ansehen",
            approval.page.specific_deferred.get_url() or _view(approval.page_id),
            Urgency.NEWS,
        )


def _released_last(user: User) -> QuerySet[Approval]:
    since_then = timezone.make_aware(datetime.combine(timezone.localdate() - NEWS_FOR, time()))
    own = Approval.objects.released().filter(is_own(user, "page__"))
    newest = own.filter(page__live=True, published_at__gte=since_then).order_by("-published_at")
    return newest.select_related("page")[:1]


def _to_review(page: Any, user: User) -> Todo:
    started = page.current_workflow_state.current_task_state.started_at
    text = f"„{page.draft_title}“ ({page.place}) wartet {since(started)} auf die Freigabe"
    if review.may_review(page, user):
        return Todo(f"{text}.", "Prüfen", reverse("publishing_approve", args=[page.pk]), Urgency.NOW)
    return Todo(
        f"{text} durch jemand anderen.",
        "Ansehen",
        _view(page.pk),
        Urgency.LATER,
        "Sie haben daran geschrieben oder sie eingereicht und können sie darum nicht selbst freigeben.",
    )


def waiting(user: User) -> Iterator[QuerySet[Approval]]:
    """Yield the approvals whose time has not come, to whom it concerns."""
    if user.has_role(Role.KOORDINATION):
        yield Approval.objects.waiting()


def scheduled(user: User) -> Iterator[Todo]:
    """Yield what is going to appear."""
    for approvals in waiting(user):
        coming = approvals.aggregate(number=Count("pk"), first=Min("publish_at"))
        if not (number := coming["number"]):
            return
        text = "Eine freigegebene Geschichte erscheint" if number == 1 else f"{number} Geschichten erscheinen"
        when = f" am {day(coming['first'])}" if coming["first"] else ""
        first = when if number == 1 else f" später, die nächste{when}"
        yield Todo(f"{text}{first}.", "Termine ansehen", listing.url(State.APPROVED_SCHEDULED), Urgency.NEWS)


def _ago(when: datetime | None) -> str:
    return ago(when or timezone.now())


def _edit(key: int) -> str:
    return reverse("wagtailadmin_pages:edit", args=[key])


def _view(key: int) -> str:
    return reverse("wagtailadmin_pages:view_draft", args=[key])
