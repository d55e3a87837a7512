"""Serves /media/: released files to everybody, the rest only to those who may choose or edit the object.

Behind nginx the released files never reach Python; with MEDIA_SENDFILE=nginx the others are only permitted
here and sent by nginx from an internal location.
"""

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.exceptions import SuspiciousFileOperation
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils._os import safe_join
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, parse_http_date_safe
from django.views.decorators.http import require_safe

from campaign.media.access import may_see
from campaign.media.formats import FOLDERS, content_type_of, disposition_of
from campaign.media.ranges import FileSlice, Unsatisfiable, span_of

# Exactly the names our fields give: nothing else is looked for on the disk, so no path leads anywhere else.
NAME = re.compile(rf"(?:{'|'.join(FOLDERS)})/[0-9a-f]{{32}}\.[a-z0-9]{{1,8}}", re.ASCII)
PUBLIC_CACHE = "public, max-age=30, must-revalidate"
PRIVATE_CACHE = "private, no-store"
INTERNAL_LOCATION = "/private-media/"


@dataclass
class OpenFile:
    """A file open for reading, and what is known of it."""

    file: BinaryIO
    name: str
    size: int
    modified_ns: int

    @property
    def etag(self) -> str:
        return f'"{self.modified_ns:x}-{self.size:x}"'

    @property
    def modified(self) -> int:
        """Seconds since 1970, as precise as HTTP dates are."""
        return self.modified_ns // 1_000_000_000


@require_safe
def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """Answer with the file; 404 alike for a missing one and one that this person may not see."""
    if not NAME.fullmatch(path):
        raise Http404
    public = _open(settings.MEDIA_ROOT, path)
    if public:
        return _answer(request, public, PUBLIC_CACHE)
    if not may_see(request.user, path):
        raise Http404
    if settings.MEDIA_SENDFILE == "nginx":
        return _handed_to_nginx(path)
    private = _open(settings.PRIVATE_MEDIA_ROOT, path)
    if not private:
        raise Http404
    return _answer(request, private, PRIVATE_CACHE)


def _open(root: str | Path, name: str) -> OpenFile | None:
    """Open a regular file under a root; None when there is none, or when a symbolic link leads to it."""
    try:
        path = Path(safe_join(os.path.realpath(root), name))
        if path.parent.resolve() != path.parent:
            return None
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK)
    except (OSError, ValueError, SuspiciousFileOperation):
        return None
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        os.close(descriptor)
        return None
    return OpenFile(os.fdopen(descriptor, "rb"), name, status.st_size, status.st_mtime_ns)


def _answer(request: HttpRequest, opened: OpenFile, cache_control: str) -> HttpResponseBase:
    unchanged = get_conditional_response(request, etag=opened.etag, last_modified=opened.modified)
    if unchanged is None:
        response = _content(request, opened)
        _describe(response, opened.name)
    else:
        opened.file.close()
        response = unchanged
    response["Cache-Control"] = cache_control
    response["ETag"] = opened.etag
    response["Last-Modified"] = http_date(opened.modified)
    response["Accept-Ranges"] = "bytes"
    return response


def _content(request: HttpRequest, opened: OpenFile) -> HttpResponseBase:
    if request.method == "HEAD":
        opened.file.close()
        return HttpResponse(headers={"Content-Length": str(opened.size)})
    try:
        span = span_of(_wanted_range(request, opened), opened.size)
    except Unsatisfiable:
        opened.file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{opened.size}"})
    if span is None:
        whole = FileSlice(opened.file, 0, opened.size)
        return StreamingHttpResponse(whole, headers={"Content-Length": str(opened.size)})
    return StreamingHttpResponse(
        FileSlice(opened.file, span.start, span.length),
        status=206,
        headers={
            "Content-Length": str(span.length),
            "Content-Range": f"bytes {span.start}-{span.end}/{opened.size}",
        },
    )


def _wanted_range(request: HttpRequest, opened: OpenFile) -> str:
    """Return the Range header, or "" when If-Range says that the client's part belongs to another version."""
    condition = request.headers.get("If-Range", "").strip()
    if condition and condition != opened.etag and parse_http_date_safe(condition) != opened.modified:
        return ""
    return request.headers.get("Range", "")


def _handed_to_nginx(path: str) -> HttpResponse:
    response = HttpResponse()
    _describe(response, path)
    response["Cache-Control"] = PRIVATE_CACHE
    response["X-Accel-Redirect"] = INTERNAL_LOCATION + quote(path)
    return response


def _describe(response: HttpResponseBase, name: str) -> None:
    response["Content-Type"] = content_type_of(name)
    response["Content-Disposition"] = disposition_of(name)
    response["X-Content-Type-Options"] = "nosniff"
