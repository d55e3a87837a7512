"""Sends the forms of the acts on people the way a browser does: with what the page put into them."""

import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from campaign.accounts.models import User
from campaign.audit.models import OutboxMail
from tests.accounts.login import client_for


def address(view: str, target) -> str:
    """Return the address of an act on an account or an invitation."""
    return reverse(f"people_{view}", args=[target.pk])


def hidden(client: Client, path: str) -> dict[str, str]:
    """Return the hidden fields of the form that a GET shows."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    form = answer.context["form"]
    return {field.html_name: field.value() or "" for field in form.hidden_fields()}


def send(client: Client, path: str, **fields) -> HttpResponse:
    """Open the form and send it."""
    return client.post(path, hidden(client, path) | fields)


def act(actor: User, view: str, target, **fields) -> HttpResponse:
    """Let `actor` carry an act out."""
    return send(client_for(actor), address(view, target), **fields)


def mails(address: str) -> list[OutboxMail]:
    """Return the mails to an address, the oldest first."""
    return list(OutboxMail.objects.filter(to=address).order_by("pk"))


def link(address: str) -> str:
    """Return the path of the invitation that an address got last."""
    return re.search(r"(/admin/einladung/[^/\s]+/)", mails(address)[-1].text)[1]
