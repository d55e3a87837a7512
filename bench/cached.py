"""How close nginx with a copy of a page comes to nginx with a file: processor time of nginx alone, in turns (A B B A).

The configuration is the template of production without its limits per address; page and file come through the same TLS,
log and headers, and both lie packed, as browsers ask for them. Behind it stands a server that says what the application
has just said, once: the copy does the rest.
"""

import gzip
import http.client
import re
import shutil
import socket
import ssl
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Final

from bench import servers
from tests.deployment import deployment

HOST: Final = "127.0.0.1"
# nginx hangs up after 1,000 requests over one connection.
PER_LINK: Final = 900
LINKS: Final = 10
ROUNDS: Final = 3
AT_ONCE: Final = 50
# What the application says besides when it was asked through TLS.
SECURE: Final = ("Strict-Transport-Security", "max-age=31536000; includeSubDomains; preload")
HOP: Final = ("connection", "transfer-encoding", "content-length", "content-encoding", "date", "server")
_LIMITS: Final = re.compile(r"^\s*limit_req zone.*$", re.MULTILINE)


def times(folder: Path, port: int, path: str) -> float | None:
    """Return how many times the processor time of a file nginx needs for a copy of the page at `path`.

    port: of the application. None where there is no nginx.
    """
    if not shutil.which("nginx"):
        return None
    link = http.client.HTTPConnection(HOST, port, timeout=60)
    link.request("GET", path)
    answer = link.getresponse()
    body = gzip.compress(answer.read(), mtime=0)
    headers = [(name, value) for name, value in answer.getheaders() if name.lower() not in HOP] + [SECURE]
    (folder / "static" / "seite.html.gz").write_bytes(body)
    origin = ThreadingHTTPServer((HOST, 0), _saying(headers, body))
    threading.Thread(target=origin.serve_forever, daemon=True).start()
    site = deployment.new(folder)
    site.web = [origin.server_port]
    try:
        site.start_nginx(lambda text: _LIMITS.sub("", text))
        return _compared(site, path)
    finally:
        site.stop("nginx")
        origin.shutdown()


def _compared(site: deployment.Deployment, path: str) -> float:
    copied, sent = path, "/static/seite.html"
    pid = site.processes["nginx"].pid
    spent = {copied: 0.0, sent: 0.0}
    for one in (copied, sent, sent, copied) * ROUNDS:
        _ask(site.https, one)
        before = servers.cpu_ms(pid)
        for _ in range(LINKS):
            _ask(site.https, one)
        spent[one] += servers.cpu_ms(pid) - before
    return spent[copied] / spent[sent]


def _saying(headers: list[tuple[str, str]], body: bytes) -> type[BaseHTTPRequestHandler]:
    packed = [("Content-Encoding", "gzip"), ("Content-Length", str(len(body)))]

    class Origin(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            for name, value in [*headers, *packed, ("X-Accel-Expires", "60")]:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Write nothing."""

    return Origin


def _ask(port: int, path: str) -> None:
    """Ask over one connection, some requests under way at a time; AssertionError when an answer is missing."""
    one = f"GET {path} HTTP/1.1\r\nHost: {deployment.NAME}\r\nAccept-Encoding: gzip\r\n\r\n".encode()
    context = ssl._create_unverified_context()
    with socket.create_connection((HOST, port)) as plain, context.wrap_socket(plain) as link:
        begun = answered = 0
        rest = b""
        while answered < PER_LINK:
            more = min(AT_ONCE - (begun - answered), PER_LINK - begun)
            link.sendall(one * more)
            begun += more
            data = link.recv(1 << 20)
            assert data, "nginx hat aufgelegt."
            answered += (rest + data).count(b"HTTP/1.1 200")
            rest = (rest + data)[-11:]
