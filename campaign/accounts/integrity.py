"""Nobody but our roles has rights: the groups that Wagtail's migrations bring are gone."""

from collections.abc import Iterator

from django.contrib.auth.models import Group

WAGTAIL_GROUPS = ("Editors", "Moderators")


def default_groups() -> Iterator[str]:
    """Yield Wagtail's own groups, whose rights reach every page; `setup_site` removes them."""
    for name in Group.objects.filter(name__in=WAGTAIL_GROUPS).values_list("name", flat=True):
        yield f"Die Gruppe „{name}“ von Wagtail ist da; „manage.py setup_site“ entfernt sie."
