"""Reads views out of the log of a web server that answers from its own cache. Pure but for the two callables it is given.

Understood are nginx's „combined“ and every format with a time ([22/Nov/2026:14:17:32 +0000] or ISO 8601), the request
in quotation marks, the status after it, and as the last two quoted texts Referer and User-Agent.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, datetime, tzinfo
from typing import Final
from urllib.parse import unquote, urlsplit

from campaign.statistics.buffer import public_host
from campaign.statistics.spool import View
from campaign.statistics.visits import ROBOTS

LINE: Final = re.compile(
    r"(?:\[(?P<clf>\d\d/[A-Z][a-z]{2}/[^\]]+)\]|(?P<iso>\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)))"
    r'.*?"(?P<method>[A-Z]+) (?P<path>[^" ]+)[^"]*" (?P<status>\d{3})\b'
    r'.*?"(?P<referer>[^"]*)" "(?P<agent>[^"]*)"[^"]*$'
)
# What stands below /einbetten/, as the pages there count it; a part in brackets is the object.
EMBEDS: Final = (
    (re.compile(r"^/einbetten/geschichte/(\d{1,18})/$"), "story:{}"),
    (re.compile(r"^/einbetten/geschichten/$"), "stories"),
    (re.compile(r"^/einbetten/finder/$"), "finder"),
    (re.compile(r"^/einbetten/jobcenter/([a-z0-9-]{1,70})/$"), "centre:{}"),
    (re.compile(r"^/einbetten/kennzahl/([A-Za-z0-9_-]{1,60})/$"), "figure:{}"),
)


def views(
    lines: Iterable[str], page_at: Callable[[str], int | None], zone: tzinfo, own_host: str
) -> Counter[View]:
    """Add up the views of people. page_at: the number of the page at a path; zone: where days begin."""
    found: Counter[View] = Counter()
    for line in lines:
        match = LINE.search(line)
        if match and match["method"] == "GET" and match["status"] == "200" and _is_person(match["agent"]):
            view = _view(match, page_at, zone, own_host)
            if view is not None:
                found[view] += 1
    return found


def _is_person(agent: str) -> bool:
    return agent not in ("", "-") and not ROBOTS.search(agent)


def _view(
    match: re.Match[str], page_at: Callable[[str], int | None], zone: tzinfo, own_host: str
) -> View | None:
    path = unquote(urlsplit(match["path"]).path)
    try:
        day = _day(match, zone).isoformat()
    except ValueError:
        return None
    for pattern, key in EMBEDS:
        if embed := pattern.match(path):
            host = public_host(match["referer"])
            return None if host == own_host else View(day, "embed", key.format(*embed.groups()), host)
    page = page_at(path)
    return None if page is None else View(day, "page", str(page))


def _day(match: re.Match[str], zone: tzinfo) -> date:
    if match["clf"]:
        moment = datetime.strptime(match["clf"], "%d/%b/%Y:%H:%M:%S %z")
    else:
        moment = datetime.fromisoformat(match["iso"])
    return moment.astimezone(zone).date()
