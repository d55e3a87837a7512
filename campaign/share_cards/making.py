"""The jobs that draw and remove the cards, and the question whether a card may still show its picture."""

from collections.abc import Callable
from datetime import datetime
from typing import IO, Any, Final

from django.db.models import F, Q
from wagtail.models import Page

from campaign.audit.tally import Tally
from campaign.models.search import SearchEntry
from campaign.models.share_card import ShareCard
from campaign.search import kinds
from campaign.share_cards.drawing import draw

# A card takes a tenth of a second; the job comes again in a minute.
PER_ROUND: Final = 40

Picture = Callable[[Any], IO[bytes] | None]
Agreed = Callable[[], Q]
_pictures: dict[type[Page], Picture] = {}
_agreed: list[Agreed] = []


def register_picture(page_type: type[Page], picture: Picture, agreed: Agreed) -> None:
    """Let the cards of a page type show a picture.

    picture: opens the file to cut it from; asked only where `agreed` holds. agreed: the condition
    on ShareCard under which there is a picture, and everybody to be seen agrees to it at that moment; a card that has
    it is not handed out otherwise.
    """
    _pictures[page_type] = picture
    _agreed.append(agreed)


def shown() -> Q:
    """Return the condition for cards (ShareCard) that anybody may see now: none with the picture of an earlier version.

    Without a question for the entry around it: SQLite's parser gives up where one more stands within the others.
    """
    is_newest = Q(made_at__gte=F("page__last_published_at"))
    return kinds.allowed("page__search_entry__") & (Q(shows_picture=False) | is_newest & _is_agreed())


def job(now: datetime, *, force: bool) -> Tally:
    """Draw what is missing, or older than its page or what the search knows of it, the newest first."""
    done = failed = 0
    old = Q(page__share_card=None) | Q(page__share_card__made_at__lt=F("written_at"))
    old |= Q(page__share_card__made_at__lt=F("page__last_published_at"))
    entries = SearchEntry.objects.order_by("-written_at", "-pk")
    # What is old is found first: whether it may be shown is dear to ask of all.
    first = list(entries.filter(old, page__isnull=False).values_list("pk", flat=True)[: 10 * PER_ROUND])
    for entry in entries.filter(kinds.allowed(), pk__in=first).select_related("page")[:PER_ROUND]:
        try:
            make(entry)
            done += 1
        except (OSError, ValueError):
            # A picture that cannot be read today: the card without it.
            make(entry, with_picture=False)
            failed += 1
    return Tally(done=done, failed=failed)


def look_through(now: datetime, *, force: bool) -> Tally:
    """Job: take away what may not be shown any more, and what may show a picture by now, to be drawn anew."""
    removed, _ = ShareCard.objects.exclude(shown()).delete()
    faceless, _ = ShareCard.objects.filter(_is_agreed(), shows_picture=False).delete()
    return Tally(done=removed + faceless)


def make(entry: SearchEntry, *, with_picture: bool = True) -> ShareCard:
    """Draw the card of a page anew, with its picture if there is one and everybody agrees."""
    page = entry.page
    assert page is not None
    card, _ = ShareCard.objects.update_or_create(
        page=page, defaults={"image": draw(entry.title, entry.label)}
    )
    opens = _pictures.get(page.specific_class)
    if with_picture and opens and ShareCard.objects.filter(_is_agreed(), pk=card.pk).exists():
        picture = opens(page.specific)
        if picture is not None:
            with picture:
                card.image, card.shows_picture = draw(entry.title, entry.label, picture), True
            card.save()
            return card
    ShareCard.objects.filter(pk=card.pk).update(shows_picture=False)
    return card


def _is_agreed() -> Q:
    agreed = Q(pk__in=[])
    for one in _agreed:
        agreed |= one()
    return agreed
