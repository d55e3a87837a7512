"""What waits for whom in the Freigabe: first for the centre that writes, then for the Koordination."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import Count, Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from wagtail.models import Page

from campaign.accounts import todo
from campaign.accounts.german_dates import ago, day, since
from campaign.accounts.models import User
from campaign.accounts.ownership import own_pages
from campaign.accounts.questions import asked
from campaign.accounts.roles import Role
from campaign.accounts.todo import Todo, Urgency
from campaign.publishing import listing, overview, review
from campaign.publishing.models import Approval
from campaign.publishing.places import knows_several
from campaign.publishing.states import State, state_of, with_states

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
    pages = [] if is_quiet else asked(_begun, user)
    where = listing.places(pages) if user.has_role(Role.REDAKTION) and knows_several(user) else {}
    for state, sentence in SENTENCES.items():
        having = [page for page in pages if state_of(page) is state]
        yield from (_of_place(sentence(page), where.get(page.pk)) for page in having[:NAMED])
        if len(having) > NAMED:
            yield _more(state)
    if not any(state_of(page) in TO_DO for page in pages):
        yield from _idea(user)


def own_stories(user: User) -> QuerySet[Page]:
    """Return the stories of the own centres, or those that a coordinator began herself."""
    if user.has_role(Role.REDAKTION):
        return listing.all_pages().filter(own_pages(user))
    if user.has_role(Role.KOORDINATION):
        return listing.all_pages().filter(owner=user)
    return Page.objects.none()


def writing(user: User) -> Iterator[QuerySet[Any]]:
    """Yield what `for_writers` and `news` are about: without stories a Redaktion hears that it could begin one."""
    if user.has_role(Role.REDAKTION):
        yield User.objects.all()
    elif user.has_role(Role.KOORDINATION):
        yield own_stories(user)


def _begun(user: User) -> QuerySet[Page]:
    begun = overview.begun(own_stories(user)).select_related(None)
    return with_states(listing.open_first(begun))[: 4 * NAMED]


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


def _of_place(todo: Todo, place: str | None) -> Todo:
    """Who writes for several centres must know for which one."""
    return replace(todo, text=f"{place}: {todo.text}") if place else todo


def _sent_back(page: Page) -> Todo:
    task = page.current_workflow_state.current_task_state
    who = task.finished_by or "Die Koordination"
    reason = Truncator(" ".join(task.comment.split())).chars(REASON_CHARS)
    return Todo(
        f"„{page.draft_title}“ soll sich ändern.",
        "Überarbeiten",
        _edit(page),
        Urgency.NOW,
        f"{who}, {ago(task.finished_at or task.started_at)}: „{reason}“",
    )


def _draft(page: Page) -> Todo:
    return Todo(
        f"„{page.draft_title}“ ist ein Entwurf, zuletzt geändert {ago(_changed(page))}.",
        "Weiterschreiben",
        _edit(page),
    )


def _new_version(page: Page) -> Todo:
    return Todo(
        f"„{page.draft_title}“ ist öffentlich; Ihre Änderung ist noch nicht eingereicht, zuletzt geändert "
        f"{ago(_changed(page))}.",
        "Weiterschreiben",
        _edit(page),
    )


def _in_review(page: Page) -> Todo:
    started = page.current_workflow_state.current_task_state.started_at
    return Todo(
        f"„{page.draft_title}“ liegt {since(started)} bei der Koordination.",
        "Ansehen",
        _view(page),
        Urgency.NEWS,
    )


def _to_come(page: Page) -> Todo:
    waits = [approval for approval in page.approvals.all() if not approval.ended_at]
    when = min((approval.publish_at for approval in waits if approval.publish_at), default=None)
    appears = f"erscheint am {day(when)}" if when else "erscheint in Kürze"
    return Todo(f"„{page.draft_title}“ ist freigegeben und {appears}.", "Ansehen", _view(page), Urgency.NEWS)


def _lapsed(page: Page) -> Todo:
    ended = [approval for approval in page.approvals.all() if approval.lapsed_because]
    because = max(ended, key=lambda approval: approval.pk).lapsed_because
    return Todo(
        f"„{page.draft_title}“ ist nicht mehr öffentlich.", "Durchsehen", _edit(page), Urgency.NOW, because
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
            approval.page.specific_deferred.get_url() or _view(approval.page),
            Urgency.NEWS,
        )


def _released_last(user: User) -> QuerySet[Approval]:
    since_then = timezone.make_aware(datetime.combine(timezone.localdate() - NEWS_FOR, time()))
    own = Approval.objects.released().filter(page__in=own_stories(user).order_by().values("pk"))
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
        _view(page),
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


def _changed(page: Page):
    return page.latest_revision_created_at or page.last_published_at or timezone.now()


def _edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _view(page: Page) -> str:
    return reverse("wagtailadmin_pages:view_draft", args=[page.pk])
