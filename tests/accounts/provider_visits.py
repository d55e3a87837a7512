"""Visits of people whom the identity provider vouches for."""

from django.contrib.messages import get_messages
from django.test import Client

from campaign.accounts.models import ProviderIdentity, User
from tests.accounts import identity_provider

START, RETURN, HOME = "/admin/login/anbieter/", "/admin/login/anbieter/zurueck/", "/admin/"
NAME = "Beispielland-Konto"


def whom(user: User, **claims) -> dict:
    return {"sub": f"kennung-{user.pk}", "email": user.email, "email_verified": True} | claims


def come_back(client: Client, person: dict, spoil: str = "", onward: str = ""):
    """Go the whole way: button, provider, back."""
    started = client.get(START, {"next": onward} if onward else {})
    return client.get(identity_provider.visited(started["Location"], person, spoil))


def connected(user: User, issuer: str, subject: str = "") -> None:
    subject = subject or whom(user)["sub"]
    ProviderIdentity.objects.create(user=user, issuer=issuer, subject=subject)


def is_inside(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def words(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))
