"""Forms for people without an account: no cookie, so no CSRF cookie either.

Two things stand in for it. The browser says where a form was sent from: from elsewhere is refused. And the form
carries a token that we signed for this one purpose, not long ago. Views of such forms are `csrf_exempt`, show
`new_token(purpose)` in a hidden field called FIELD and call `check` before they do anything:

    key = anonymous_forms.check(request, f"press-download-{image.pk}")
    once(key, None, act)
"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from campaign.accounts.addresses import client_network
from campaign.audit import idempotency
from campaign.current_request import FOR_ONE_ASKER, current_request

FIELD = "form_token"
SALT = "campaign.anonymous_forms"
# As long as somebody may leave a page open before sending its form.
MAX_AGE = 12 * 60 * 60
SAME = ("same-origin", "none")


class SentFromElsewhere(PermissionDenied):
    """Another website had the visitor's browser send the form: 403."""


class Outdated(Exception):
    """The token is missing, too old, changed or of another form; show the form again, nothing lost, with this text."""

    def __init__(self) -> None:
        super().__init__("Diese Seite war zu lange offen. Bitte senden Sie das Formular noch einmal ab.")


def new_token(purpose: str) -> str:
    """Return the value of the hidden field: a fresh key, signed for this purpose and with the time of day.

    The page that shows it is this asker's alone: no cache may keep it.
    """
    if (request := current_request()) is not None:
        setattr(request, FOR_ONE_ASKER, True)
    return signing.TimestampSigner(salt=f"{SALT}:{purpose}").sign(idempotency.new_token())


def check(request: HttpRequest, purpose: str) -> str:
    """Return the form's own key (for `idempotency.once`); the token honours SECRET_KEY_FALLBACKS.

    Raises SentFromElsewhere, or Outdated.
    """
    if not is_from_here(request):
        raise SentFromElsewhere
    try:
        return _unsigned(request, purpose, MAX_AGE)
    except signing.BadSignature:
        raise Outdated from None


def is_younger(request: HttpRequest, purpose: str, *, seconds: int) -> bool:
    """Say whether the form was shown less than so many seconds ago: no person is that quick."""
    try:
        return bool(_unsigned(request, purpose, seconds))
    except signing.BadSignature:
        return False


def too_many(request: HttpRequest, purpose: str, *, most: int, seconds: int) -> bool:
    """Count a form sent from this address; say whether there were more than `most` within `seconds`.

    Counted in the shared cache, for all processes together; nothing of the address is stored elsewhere.
    """
    key = f"{purpose}:{client_network(request)}"
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key) > most
    except ValueError:  # it ended this moment
        return False


def is_from_here(request: HttpRequest) -> bool:
    """Say whether nothing tells that the form was sent from another website.

    Pages with `Referrer-Policy: no-referrer` send „Origin: null“, old browsers send nothing: then the token decides.
    """
    site = request.headers.get("Sec-Fetch-Site", "")
    if site and site not in SAME:
        return False
    origin = request.headers.get("Origin", "null")
    own = urlsplit(settings.BASE_URL)
    return origin in ("null", f"{own.scheme}://{own.netloc}", f"{request.scheme}://{request.get_host()}")


def _unsigned(request: HttpRequest, purpose: str, max_age: int) -> str:
    signer = signing.TimestampSigner(salt=f"{SALT}:{purpose}")
    return signer.unsign(request.POST.get(FIELD, ""), max_age=max_age)
