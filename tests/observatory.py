"""What Mozilla's HTTP Observatory would give an answer: its table of October 2024 (developer.mozilla.org), as far as a
test can see. Redirects to https and certificates are a matter of the proxy, crossdomain.xml is a matter of plugins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie

BASE, BONUS_FROM = 100, 90
SIX_MONTHS = 15_768_000
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
SCRIPT = re.compile(r"<script\b([^>]*)>", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """What the Observatory looks at: headers in any case, cookies, and the page."""

    headers: Mapping[str, str]
    cookies: SimpleCookie
    html: str

    def header(self, name: str) -> str:
        """Return a header's value in lower case, "" when it is absent."""
        return self.headers.get(name, "").strip().lower()


def score(answer: Answer) -> tuple[int, dict[str, int]]:
    """Return the points, and the modifiers that are not 0 by test."""
    found = {name: points for name, points in _modifiers(answer) if points}
    reached = BASE + sum(points for points in found.values() if points < 0)
    if reached >= BONUS_FROM:
        reached += sum(points for points in found.values() if points > 0)
    return max(0, reached), found


def _modifiers(answer: Answer) -> Iterator[tuple[str, int]]:
    policy = _policy(answer.header("Content-Security-Policy"))
    yield "content-security-policy", _csp(policy)
    yield "cookies", _cookies(answer)
    yield "cross-origin-resource-sharing", -50 if answer.header("Access-Control-Allow-Credentials") else 0
    yield "strict-transport-security", _hsts(answer.header("Strict-Transport-Security"))
    yield "referrer-policy", _referrer(answer.header("Referrer-Policy"))
    yield "subresource-integrity", _integrity(answer.html)
    yield "x-content-type-options", 0 if answer.header("X-Content-Type-Options") == "nosniff" else -5
    yield "x-frame-options", _frames(policy, answer.header("X-Frame-Options"))
    resources = answer.header("Cross-Origin-Resource-Policy")
    yield "cross-origin-resource-policy", 10 if resources in ("same-origin", "same-site") else 0


def _policy(header: str) -> dict[str, list[str]]:
    parts = (part.split() for part in header.split(";") if part.strip())
    return {name: sources for name, *sources in parts}


def _csp(policy: Mapping[str, list[str]]) -> int:
    if not policy:
        return -25
    fallback = policy.get("default-src", ["*"])
    scripts, styles = policy.get("script-src", fallback), policy.get("style-src", fallback)
    plugins = policy.get("object-src", fallback)
    broad = {"'unsafe-inline'", "data:", "https:", "http:", "*"}
    if broad.intersection(scripts) or broad.difference({"'unsafe-inline'"}).intersection(plugins):
        return -20
    if any("'unsafe-eval'" in sources for sources in policy.values()):
        return -10
    if broad.intersection(styles):
        return 0
    return 10 if fallback == ["'none'"] else 5


def _cookies(answer: Answer) -> int:
    cookies = answer.cookies.values()
    if not cookies:
        return 0
    if not all(cookie["secure"] for cookie in cookies):
        return -40
    if not all(cookie["httponly"] for cookie in cookies):
        return -30
    return 5 if all(cookie["samesite"] in ("Lax", "Strict") for cookie in cookies) else 0


def _hsts(header: str) -> int:
    age = re.search(r"max-age=(\d+)", header)
    if not age:
        return -20
    return 0 if int(age[1]) >= SIX_MONTHS else -10


def _referrer(header: str) -> int:
    if not header:
        return 0
    return 5 if {part.strip() for part in header.split(",")} <= PRIVATE else -5


def _integrity(html: str) -> int:
    foreign = [tag for tag in SCRIPT.findall(html) if re.search(r"""src=["']?(https?:)?//""", tag)]
    if any("http:" in tag for tag in foreign):
        return -50
    return -5 if any("integrity" not in tag for tag in foreign) else 0


def _frames(policy: Mapping[str, list[str]], header: str) -> int:
    if policy.get("frame-ancestors") in (["'none'"], ["'self'"]):
        return 5
    return 0 if header in ("deny", "sameorigin") else -20
