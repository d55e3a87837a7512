"""Writes the rows of the search: at once when a page changes, and by a job for what changed unseen."""

from datetime import datetime
from typing import Any, Final

from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q
from django.db.models.signals import post_save
from wagtail.models import Page
from wagtail.search import index
from wagtail.signals import page_published

from campaign.audit.tally import Tally
from campaign.models.search import SearchEntry
from campaign.search import documents, kinds

# A million letters are the most that PostgreSQL's dictionaries take; no page of ours has a tenth of it.
MOST_TEXT: Final = 100_000


def connect() -> None:
    """Listen to pages that are saved and published."""
    post_save.connect(_saved, dispatch_uid="search_saved")
    page_published.connect(_published, dispatch_uid="search_published")


def write(page_type: type[Page], number: int) -> None:
    """Bring the entry of one page up to date with what the database has of it; a page that is not live has none."""
    searched = kinds.searched().get(page_type)
    if searched is None:
        return
    page = page_type._default_manager.filter(pk=number, live=True).first()
    if page is None:
        SearchEntry.objects.filter(page_id=number).delete()
        return
    values = {
        "kind": searched.kind.key,
        "title": page.title,
        "label": searched.label(page)[:300],
        "keywords": searched.keywords(page),
        "text": text_of(page),
    }
    entry = SearchEntry.objects.filter(page_id=number).first()
    if entry is None:
        SearchEntry.objects.create(page_id=number, **values)
    elif any(getattr(entry, name) != value for name, value in values.items()):
        SearchEntry.objects.filter(pk=entry.pk).delete()
        SearchEntry.objects.create(page_id=number, **values)
    elif page.last_published_at and entry.written_at < page.last_published_at:
        # Looked at, so that the job need not look again.
        entry.save(update_fields=["written_at"])


def text_of(page: Page) -> str:
    """Return the text of a page as its `search_fields` give it, without title and markup; a blank line between parts."""
    texts: list[str] = []
    for field in page.get_search_fields():
        if isinstance(field, index.SearchField) and field.field_name != "title":
            value = field.get_value(page)
            texts += value if isinstance(value, list) else [value]
    return "\n\n".join(dict.fromkeys(str(text).strip() for text in texts if text))[:MOST_TEXT]


def job(now: datetime, *, force: bool) -> Tally:
    """Write what is missing or older than its page, take out what is not public, read new documents."""
    return Tally(done=settle()) + documents.read_new()


def settle() -> int:
    """Do the job's part for pages; return how many entries were looked at."""
    SearchEntry.objects.filter(Q(page__live=False) | Q(document__is_released=False)).delete()
    types, done = kinds.searched(), 0
    of_records = [page_type for page_type, searched in types.items() if searched.shows_records]
    each_time = [one.pk for one in ContentType.objects.get_for_models(*of_records).values()]
    old = Q(search_entry=None) | Q(search_entry__written_at__lt=F("last_published_at"))
    # One question for all types: each would compare all pages with all entries.
    pages = Page.objects.live().filter(old | Q(content_type__in=each_time)).order_by()
    for number, kind in list(pages.values_list("pk", "content_type")):
        page_type = ContentType.objects.get_for_id(kind).model_class()
        if page_type in types:
            write(page_type, number)
            done += 1
    return done


def _saved(sender: type, instance: Any, **kwargs: Any) -> None:
    # A draft is saved by an instance that carries the draft's text: what counts is read from the database.
    if isinstance(instance, Page) and not kwargs.get("raw"):
        write(instance.specific_class or type(instance), instance.pk)


def _published(sender: type, instance: Page, **kwargs: Any) -> None:
    # Topics and other lists of a page are stored after the page itself.
    write(type(instance), instance.pk)
