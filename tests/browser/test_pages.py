"""Every page type in the browser: accessible, narrow, private, without a fault in the console."""

from collections.abc import Callable

import pytest
from wagtail.models import get_page_models

from tests.browser.findings import assert_nothing
from tests.browser.site import Site
from tests.browser.visit import Visit

# They are never shown: Wagtail's own root, and the folder, which leads on to the filtered index.
NEVER_SHOWN = {"wagtailcore.Page", "stories.StoryFolderPage"}
PAGE_TYPES = sorted({model._meta.label for model in get_page_models()} - NEVER_SHOWN)
# Enough to meet a full and an empty page and the longest name; the campaign's own pages and every language are looked at.
SAMPLES = 3
ALL_OF = ("campaign.", "jobcenters.LanguagePage")


def samples(site: Site, label: str) -> list[str]:
    paths = site.pages(label)
    if label.startswith(ALL_OF) or len(paths) <= SAMPLES:
        return paths
    filled = [path for path in paths if path in {centre["public_url"] for centre in site.manifest["centres"]}]
    return list(dict.fromkeys([*filled[:1], max(paths, key=len), paths[-1]]))


@pytest.mark.parametrize("label", PAGE_TYPES)
def test_pages_of_every_type_are_fit_for_everybody(site: Site, visit: Callable[..., Visit], label: str):
    assert site.pages(label), f"Die Demo zeigt keine öffentliche Seite der Art {label}."
    found = {}
    for path in samples(site, label):
        looking = visit()
        looking.examine(looking.open(path))
        found[path] = looking.end()
    assert_nothing(found)
