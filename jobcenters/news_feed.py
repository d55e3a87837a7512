"""The news of one centre as RSS 2.0, for the website of its Kreis or city."""

from datetime import datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed
from django.views.decorators.http import conditional_page

from campaign.printable import printable
from jobcenters.models import Jobcenter, JobcenterPage, NewsPage
from jobcenters.views import open_data

MOST = 20


@open_data
@conditional_page
def answer(request: HttpRequest, slug: str) -> HttpResponse:
    """Answer with the newest news of a centre; 404 where there is none, a former name leads on as for its pages."""
    sections = JobcenterPage.objects.live().select_related("jobcenter")
    section = get_object_or_404(sections, jobcenter__in=Jobcenter.objects.serving(), jobcenter__slug=slug)
    home = section.get_full_url(request) or ""
    feed = Rss201rev2Feed(
        title=printable(f"Neues: {section.jobcenter.name}"),
        link=home,
        description=printable(section.intro) or printable(f"Meldungen: {section.jobcenter.name}"),
        language="de",
        feed_url=f"{home}feed/",
    )
    newest = NewsPage.objects.child_of(section).live().defer("body").order_by("-date", "-pk")
    for news in newest[:MOST]:
        feed.add_item(
            title=printable(news.title),
            link=news.get_full_url(request) or "",
            description=printable(news.intro),
            # Stays when a page gets another address, and after a restore.
            unique_id=f"urn:uuid:{news.translation_key}",
            unique_id_is_permalink=False,
            pubdate=timezone.make_aware(datetime.combine(news.date, time())),
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
