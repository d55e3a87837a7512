"""The map with the centres' dots, on any page."""

from typing import Any

from django import template

from jobcenters import karte, registry

register = template.Library()


@register.simple_tag
def jobcenter_map() -> dict[str, Any]:
    """Return what components/map.html shows; one query when the registry is warm."""
    now = registry.current()
    laender = {centre.land for centre in now.centres}
    label = f"Karte von Deutschland mit {len(now.centres)} kommunalen Jobcentern in {len(laender)} Ländern"
    return {"view": karte.sheet().view, "dots": now.dots, "label": label}
