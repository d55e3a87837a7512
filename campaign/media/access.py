"""Who may see a file that is not public: people of the house, within the collections of their centre."""

from django.apps import apps
from django.db import models
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images.permissions import permission_policy as image_policy
from wagtailmedia.permissions import permission_policy as media_policy

from campaign.media import formats

# Folder -> (model, field that holds the path, attribute that leads to the object with the collection).
OWNERS = {
    formats.ORIGINALS: ("CampaignImage", "file", None),
    formats.RENDITIONS: ("CampaignRendition", "file", "image"),
    formats.DOCUMENTS: ("CampaignDocument", "file", None),
    formats.VIDEOS: ("CampaignMedia", "file", None),
    formats.CAPTIONS: ("CampaignMedia", "captions", None),
    formats.POSTERS: ("CampaignMedia", "thumbnail", None),
    formats.DESCRIPTIONS: ("CampaignMedia", "descriptions", None),
    formats.DESCRIBED: ("CampaignMedia", "described", None),
    formats.SIGNED: ("CampaignMedia", "signed", None),
    formats.VERSIONS: ("VideoVersion", "file", "recording"),
}
POLICIES = {"CampaignImage": image_policy, "CampaignDocument": document_policy, "CampaignMedia": media_policy}


def owner_of(path: str) -> models.Model | None:
    """Return the image, document or recording to which the file at this path belongs."""
    model_name, field, parent = OWNERS[path.split("/", 1)[0]]
    rows = apps.get_model("media", model_name).objects.filter(**{field: path})
    row = rows.select_related(parent).first() if parent else rows.first()
    return getattr(row, parent) if row and parent else row


def may_see(user, path: str) -> bool:
    """Say whether a person may see an unreleased file: somebody of the house who may use its collection."""
    if not (user.is_authenticated and user.is_active and user.has_perm("wagtailadmin.access_admin")):
        return False
    owner = owner_of(path)
    if owner is None:
        return False
    policy = POLICIES[type(owner).__name__]
    return policy.user_has_any_permission_for_instance(user, ["choose", "change"], owner)
