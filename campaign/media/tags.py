"""No free tags on files: what one centre writes there, Wagtail's lists would show to all. Topics are a fixed list.

The forms have no field for them (`admin_form_fields`), the gate refuses the rest; here the button goes, too.
"""

from wagtail.documents.views.bulk_actions import AddTagsBulkAction as TagDocuments
from wagtail.images.views.bulk_actions import AddTagsBulkAction as TagImages


def take_button_away() -> None:
    """Let Wagtail's lists offer no tagging of several files at once."""
    for action in (TagImages, TagDocuments):
        action.models = []
