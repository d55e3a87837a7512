"""The media library in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.images.models import ImageQuerySet
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtailmedia.models import MediaQuerySet

from campaign.accounts.person import person
from campaign.accounts.roles import Role
from campaign.media import choosing, library_views, links, new_version_views, portraits, video_views


@hooks.register("register_admin_urls", order=-1)
def urls() -> list:
    """Before wagtailmedia's own: the same address, for what may be chosen and not only for what may be changed."""
    return [
        path("media/chooser/<int:media_id>/", choosing.media_chosen, name="media_chosen"),
        path("media/<int:media_id>/umwandeln/", video_views.state, name="media_video_state"),
    ]


@hooks.register("construct_media_chooser_queryset")
def shared_recordings_too(recordings: MediaQuerySet, request: HttpRequest) -> MediaQuerySet:
    """The campaign's recordings are there for all centres."""
    return choosing.choosable(request.user)


@hooks.register("construct_image_chooser_queryset")
def no_portraits_where_they_are_refused(images: ImageQuerySet, request: HttpRequest) -> ImageQuerySet:
    """Offer pictures of named people in the forms that may show them."""
    return images.filter(is_named_portrait=False) if portraits.are_refused_in_form_of(request) else images


@hooks.register("register_rich_text_features", order=1)
def links_to_documents(features: FeatureRegistry) -> None:
    """After Wagtail's own, in its place."""
    features.register_link_type(links.DocumentLinks)


@hooks.register("register_admin_urls")
def library_urls() -> list:
    """The addresses of „Dateien“."""
    return [
        path("dateien/", library_views.index, name="library_index"),
        path("dateien/loeschen/", library_views.delete, name="library_delete"),
        path("dateien/bild/<int:image_id>/neu/", new_version_views.image, name="media_new_image"),
        path(
            "dateien/dokument/<int:document_id>/neu/", new_version_views.document, name="media_new_document"
        ),
    ]


class LibraryMenuItem(MenuItem):
    """Shown to those who look after files."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(person(request).roles & {Role.REDAKTION, Role.KOORDINATION})


@hooks.register("register_admin_menu_item")
def library_item() -> MenuItem:
    """After images, videos and documents: what of them needs attention."""
    return LibraryMenuItem("Dateien", reverse("library_index"), icon_name="folder-open-inverse", order=450)
