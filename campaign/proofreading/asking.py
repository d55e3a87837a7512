"""Asks another website whether an address still answers, without being led into our own network.

Every host is resolved here, every address it has must be public, and the connection goes to exactly the one that was
checked; redirects are followed one by one under the same rule. Standard library only; proxies of the environment are
not used.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

PORTS: Final = {"http": 80, "https": 443}
TIMEOUT_S: Final = 8.0
# For a whole answer, however steadily it drips.
MOST_S: Final = 20.0
MOST_BYTES: Final = 64 * 1024
MOST_REDIRECTS: Final = 5
# The site is there and will not talk to programs; whether a person sees something is not ours to say.
REACHABLE: Final = frozenset({401, 402, 403, 405, 406, 407, 429, 451})
# Websites that do not know HEAD say so in many ways.
TRY_GET: Final = frozenset({400, 403, 404, 405, 406, 500, 501, 503})

# What an address may hold as it is; all else is written with per cent signs, as browsers do.
UNTOUCHED: Final = "/%:@!$&'()*+,;=~?"

Target = tuple[str, int]
Resolver = Callable[[str, int], Target]


class NotPublic(Exception):
    """The name leads to no public address."""


@dataclass(frozen=True)
class Verdict:
    """What came of asking: "" as problem when the address answers."""

    problem: str = ""

    @property
    def is_fine(self) -> bool:
        """Whether people are likely to reach it."""
        return not self.problem


def public_target(host: str, port: int) -> Target:
    """Return IP address and port to connect to. Raises NotPublic, or OSError when the name is unknown.

    All addresses of the name must be public: a name with one private address is a trap.
    """
    if port not in PORTS.values():
        raise NotPublic
    found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not found or not all(is_public(str(one)) for one in found):
        raise NotPublic
    return str(found[0]), port


def is_public(text: str) -> bool:
    """Say whether an IP address is one of the open internet, also behind IPv6 forms of IPv4."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1]
        if inner is not None:
            return is_public(str(inner))
        if address in _NAT64:
            return is_public(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def ask(url: str, resolve: Resolver = public_target) -> Verdict:
    """Ask for an address, at most MOST_REDIRECTS further. resolve: replaced in tests, which may speak to themselves."""
    for _ in range(MOST_REDIRECTS + 1):
        try:
            status, onward = _status(url, resolve)
            onward = onward and urljoin(url, onward)
        except NotPublic:
            return Verdict("Die Adresse führt nicht ins öffentliche Internet.")
        except ssl.SSLError:
            return Verdict("Das Zertifikat der Website gilt nicht.")
        except (OSError, http.client.HTTPException, UnicodeError, ValueError):
            return Verdict("Die Website antwortet nicht.")
        if not onward:
            return _verdict(status)
        url = onward
        if urlsplit(url).scheme not in PORTS:
            return Verdict("Die Adresse führt nicht zu einer Website.")
    return Verdict("Die Website leitet im Kreis weiter.")


def _verdict(status: int) -> Verdict:
    if status < 400 or status in REACHABLE:
        return Verdict()
    if status in (404, 410):
        return Verdict(f"Die Seite gibt es dort nicht mehr (Antwort {status}).")
    return Verdict(f"Die Website meldet einen Fehler (Antwort {status}).")


def _status(url: str, resolve: Resolver) -> tuple[int, str]:
    """Return status and, of a redirect, where it leads."""
    status, onward = _once("HEAD", url, resolve)
    return _once("GET", url, resolve) if status in TRY_GET else (status, onward)


def _once(method: str, url: str, resolve: Resolver) -> tuple[int, str]:
    parts = urlsplit(url)
    host = (parts.hostname or "").encode("idna").decode()
    if parts.scheme not in PORTS or not host:
        raise NotPublic
    target = resolve(host, parts.port or PORTS[parts.scheme])
    deadline = time.monotonic() + TIMEOUT_S
    plain = socket.create_connection(target, timeout=TIMEOUT_S)
    connection = http.client.HTTPConnection(host)
    # A timeout of sockets begins anew with each byte: a website that drips would hold us for days.
    line = plain.dup()
    end = threading.Timer(MOST_S, _cut, [line])
    end.start()
    try:
        # Certificate and name are those of the host; the address is the one that was checked.
        connection.sock = (
            ssl.create_default_context().wrap_socket(plain, server_hostname=host)
            if parts.scheme == "https"
            else plain
        )
        query = f"?{quote(parts.query, safe=UNTOUCHED)}" if parts.query else ""
        path = quote(parts.path or "/", safe=UNTOUCHED)
        connection.request(method, f"{path}{query}", headers=_headers(parts.netloc))
        response = connection.getresponse()
        _read_a_little(response, deadline)
        is_redirect = response.status in (301, 302, 303, 307, 308)
        return response.status, (response.getheader("Location") or "") if is_redirect else ""
    finally:
        end.cancel()
        line.close()
        connection.close()
        plain.close()


def _cut(line: socket.socket) -> None:
    """End a connection under the hands of whoever reads from it."""
    with contextlib.suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _headers(netloc: str) -> dict[str, str]:
    return {
        "Host": netloc.rpartition("@")[2],
        "User-Agent": f"Kommunale-Jobcenter-Linkpruefung/1.0 (+{settings.BASE_URL}/)",
        "Accept": "*/*",
        "Connection": "close",
    }


def _read_a_little(response: http.client.HTTPResponse, deadline: float) -> None:
    """Read so much that a website is not cut off rudely; a slow drip ends at the deadline."""
    left = MOST_BYTES
    while left > 0 and time.monotonic() < deadline and (chunk := response.read1(min(left, 8192))):
        left -= len(chunk)
