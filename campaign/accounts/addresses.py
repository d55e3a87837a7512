"""Where a request comes from: the one place that reads X-Forwarded-For."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "unbekannt"


def client_address(request: HttpRequest) -> str:
    """Return the client's IP address, or "unbekannt" (a Unix socket has none).

    Of X-Forwarded-For only the entries that our own TRUSTED_PROXY_COUNT proxies wrote are believed;
    with fewer entries than proxies, the request did not come through them and its peer counts.
    """
    count = settings.TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("x-forwarded-for", "").split(",")
    if count and len(forwarded) >= count:
        address = _parse(forwarded[-count])
        if address:
            return address
    return _parse(request.META.get("REMOTE_ADDR", "")) or UNKNOWN


def client_network(request: HttpRequest) -> str:
    """Return what one client cannot change at will: the IPv4 address, or the /64 of an IPv6 address."""
    address = client_address(request)
    if ":" in address:
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return address


def _parse(text: str) -> str:
    """Return the address without port and brackets; "" when there is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
