"""Where a link in a text may lead: to a page of ours, into the web, to a mail program or a telephone."""

import re
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from wagtail.admin.forms.choosers import ExternalLinkChooserForm
from wagtail.admin.rich_text.converters.contentstate import link_entity
from wagtail.admin.views import chooser
from wagtail.rich_text.feature_registry import FeatureRegistry

NOWHERE = (
    "Bitte geben Sie eine Adresse an, die mit https:// beginnt, oder einen Pfad dieser Website wie /presse/."
)
# Browsers leave these out, wherever they stand.
_LEFT_OUT = re.compile(r"[\x00-\x1f\x7f-\x9f]")


class LinkForm(ExternalLinkChooserForm):
    """As Wagtail's, which takes `//host/` for a path."""

    def clean_url(self) -> str:
        """Refuse what leads to another website without saying so."""
        found = target(self.cleaned_data["url"])
        if not found:
            raise ValidationError(NOWHERE)
        return found


def connect() -> None:
    """Let Wagtail's chooser ask our form; it has no setting for it."""
    chooser.ExternalLinkView.form_class = LinkForm


def check_texts(features: FeatureRegistry) -> None:
    """Let the editor's content pass by here on its way into the database, whoever wrote it."""
    rule = features.converter_rules_by_converter["contentstate"]["link"]
    rule["to_database_format"]["entity_decorators"]["LINK"] = _link


def target(address: str) -> str:
    """Return the address as a link leads to it; empty if it may not."""
    address = _LEFT_OUT.sub("", address).strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme in ("http", "https"):
        return address if parts.hostname else ""
    if parts.scheme:
        return address if parts.scheme in ("mailto", "tel") else ""
    # A browser reads both slashes alike: two of them begin the name of another website.
    return "" if address.replace("\\", "/").startswith("//") else address


def _link(props: dict[str, Any]) -> Any:
    """As Wagtail's; the words of a link that may not lead anywhere stay."""
    if props.get("id") is not None:
        return link_entity(props)
    found = target(props.get("url") or "")
    return link_entity(props | {"url": found}) if found else props["children"]
