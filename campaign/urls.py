"""Where all apps meet. Wagtail serves everything that no line here names."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.generic import TemplateView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.urls import serve_pattern

from campaign import press_downloads, serving, sitemap
from campaign.accounts import urls as accounts_urls
from campaign.gallery import views as gallery
from campaign.material import handing as material
from campaign.media.views import serve as serve_media
from campaign.operations import health
from campaign.operations.metrics import metrics
from campaign.operations.security_txt import security_txt
from campaign.search import views as search_views
from campaign.share_cards import views as share_cards
from jobcenters import news_feed
from jobcenters import press as jobcenter_press
from jobcenters import views as jobcenter_views
from jobcenters.barriers import public as barriers
from jobcenters.events import feeds as event_feeds
from stories.consents import link_views as consent_links
from stories.sharing import embed, feeds, oembed
from stories.sharing import views as sharing

handler400 = "campaign.views.bad_request"
handler403 = "campaign.views.permission_denied"
handler404 = "campaign.views.page_not_found"
handler429 = "campaign.accounts.throttle.too_many_requests"
handler500 = "campaign.views.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics, name="metrics"),
    path(".well-known/security.txt", security_txt, name="security_txt"),
    path("admin/", include(accounts_urls)),
    path("admin/bausteine/", gallery.index, name="gallery"),
    path("admin/", include(wagtailadmin_urls)),
    path("media/<path:path>", serve_media, name="media"),
    path("suche/", search_views.search, name="search"),
    re_path(r"^vorschaubild/(?P<number>[0-9]{1,9})\.jpg$", share_cards.card, name="share_card"),
    re_path(r"^material/datei/(?P<number>[0-9]{1,9})/$", material.public_file, name="material_file"),
    path("barriere-melden/", barriers.report, name="barrier_report"),
    path("barriere-melden/danke/<slug:number>/", barriers.thanks, name="barrier_thanks"),
    path("daten/", jobcenter_views.developers, name="developers"),
    path("presse/ansprechpersonen/", jobcenter_press.contacts, name="press_contacts"),
    re_path(r"^presse/bilder/(?P<number>[0-9]{1,9})/$", press_downloads.download, name="press_picture"),
    path("aktionen/kalender.ics", event_feeds.all_events, name="events_calendar"),
    path("aktionen/<slug:slug>/kalender.ics", event_feeds.of_aktion, name="aktion_calendar"),
    path("jobcenter/<slug:slug>/kalender.ics", event_feeds.of_centre, name="centre_calendar"),
    path("jobcenter/<slug:slug>/<slug:event>/termin.ics", event_feeds.of_event, name="event_calendar"),
    path("jobcenter/<slug:slug>/feed/", news_feed.answer, name="centre_feed"),
    path("jobcenter/<slug:slug>/kontakt.vcf", jobcenter_views.contact_card, name="contact_card"),
    path("daten/finder.json", jobcenter_views.finder_json, name="finder_json"),
    path("daten/jobcenter.json", jobcenter_views.jobcenter_json, name="jobcenter_json"),
    path("daten/jobcenter.csv", jobcenter_views.jobcenter_csv, name="jobcenter_csv"),
    path("einwilligung/<slug:token>/", consent_links.ask, name="consent_ask"),
    path("einwilligung/<slug:token>/geschichte/", consent_links.show_story, name="consent_preview"),
    path(
        "einwilligung/<slug:token>/datei/<path:signed>", consent_links.show_file, name="consent_preview_file"
    ),
    path("widerruf/<slug:token>/", consent_links.withdraw, name="consent_withdraw"),
    re_path(r"^menschenvorort/(?P<number>[0-9]{1,9})/?$", sharing.short, name="story_short"),
    path("einbetten/geschichte/<int:number>/", embed.story, name="story_embed"),
    path("einbetten/geschichten/", embed.stories, name="embed_stories"),
    path("einbetten/bild/<int:number>.jpg", embed.picture, name="embed_picture"),
    path("einbetten/finder/", embed.finder, name="embed_finder"),
    path("einbetten/jobcenter/<slug:slug>/", embed.centre, name="embed_centre"),
    path("einbetten/kennzahl/<slug:key>/", embed.figure, name="embed_figure"),
    path("einbetten/rahmen.js", embed.script, name="embed_script"),
    path("oembed/", oembed.answer, name="oembed"),
    path("menschen-vor-ort/feed/", feeds.rss, name="story_feed"),
    path("menschen-vor-ort/feed.json", feeds.json_feed, name="story_json_feed"),
    path("sitemap.xml", sitemap.index, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap.part, name="sitemap_part"),
    path(
        "robots.txt",
        TemplateView.as_view(
            template_name="robots.txt",
            content_type="text/plain",
            extra_context={"base_url": settings.BASE_URL},
        ),
        name="robots",
    ),
    re_path(serve_pattern, serving.page, name="wagtail_serve"),
    path("", include(wagtail_urls)),
]
