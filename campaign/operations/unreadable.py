"""What gunicorn cannot read never reaches Django: it, too, is answered with our page and the headers of the house."""

import socket

from django.template.loader import render_to_string
from gunicorn import util

from campaign.middleware import EVERYWHERE, NEVER_STORED, PUBLIC_POLICY

HEADERS = EVERYWHERE | {
    "Cache-Control": NEVER_STORED,
    "Connection": "close",
    "Content-Security-Policy": PUBLIC_POLICY,
    "Content-Type": "text/html; charset=utf-8",
    "X-Frame-Options": "DENY",
}
NOT_IMPLEMENTED = 501


def connect() -> None:
    """Let gunicorn refuse in our words; it has no setting for it."""
    util.write_error = _refuse


def _refuse(sock: socket.socket, status: int, reason: str, message: str) -> None:
    """As gunicorn's, without its message. A transfer that nobody knows is the sender's fault, not the server's."""
    if status == NOT_IMPLEMENTED:
        status, reason = 400, "Bad Request"
    page = render_to_string("500.html" if status >= 500 else "400.html").encode()
    headers = HEADERS | {"Content-Length": str(len(page))}
    head = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in headers.items()), "", ""]
    util.write_nonblock(sock, "\r\n".join(head).encode() + page)
