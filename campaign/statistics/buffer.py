"""Where views are told: `count` notes one and never keeps a page from being answered."""

import ipaddress
import logging
import re
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone

from campaign.statistics import spool

logger = logging.getLogger(__name__)

KINDS: Final = ("page", "embed")
FOLDER: Final = "statistik"
_NAME = re.compile(r"^(?=.{4,100}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(xn--[a-z0-9-]{2,59}|[a-z]{2,24})$")
# Names that exist inside one house only; they tell more about it than anybody needs to know.
_INSIDE = (
    "corp",
    "home",
    "internal",
    "intern",
    "intranet",
    "lan",
    "local",
    "localdomain",
    "localhost",
    "arpa",
)


def count(kind: str, key: str, host: str = "") -> None:
    """Count one view of today (German time).

    kind: "page" (key: the page's number) or "embed" (key: what is shown, „story:17“, „finder“). host: where an
    embed stands, as host name or address (the Referer); whatever is no public host name is left out. Writes no row;
    a job adds up (`collecting.job`). ValueError for another kind or a key of other characters than A-Z a-z 0-9 : . _ = -
    """
    if kind not in KINDS:
        raise ValueError(f"Diese Art wird nicht gezählt: {kind}")
    view = spool.View(timezone.localdate().isoformat(), kind, str(key), public_host(host))
    try:
        spool.note(folder(), view)
    except OSError as error:
        logger.warning("Statistik: nicht gezählt (%s)", type(error).__name__)


def folder() -> Path:
    """Return where views wait to be counted."""
    return Path(settings.PRIVATE_MEDIA_ROOT) / FOLDER


def public_host(text: str) -> str:
    """Return the host of an address or name, in small letters without port; "" for none that the public knows."""
    try:
        host = (urlsplit(text if "//" in text else f"//{text}").hostname or "").rstrip(".")
        host = host.encode("idna").decode() if not host.isascii() else host
    except ValueError:
        return ""
    return (
        host if _NAME.match(host) and host.rpartition(".")[2] not in _INSIDE and not _is_address(host) else ""
    )


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
