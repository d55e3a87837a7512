"""The way to the identity provider and back; without one, these addresses lead to the login."""

from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.mfa.base import views as mfa_views
from allauth.mfa.stages import AuthenticateStage
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.generic import View

from campaign.accounts import provider, provider_logins, throttle
from campaign.accounts.models import User
from campaign.accounts.person import person
from campaign.audit.log import record

# Attempts with the provider are counted together, by address: nobody types an account there.
ENTRANCE = "Anmeldung mit Anbieter"
# What allauth notes in the session of whoever came that way.
METHOD = "provider"


class ProviderLoginView(View):
    """Sends the browser to the provider: with GET, because the policy lets no form lead elsewhere."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("wagtailadmin_home")
        if not provider.name():
            return redirect("account_login")
        wanted = request.GET.get("next", "")
        is_ours = wanted.startswith("/") and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
        try:
            return redirect(provider.begin(request, wanted if is_ours else ""))
        except provider.NotVouched as refusal:
            return _refuse(request, refusal)


class ProviderReturnView(View):
    """Where the provider sends the browser back."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return redirect("wagtailadmin_home")
        if not provider.name():
            return redirect("account_login")
        try:
            place = throttle.begin(ENTRANCE, request)
        except throttle.TooManyAttempts as error:
            return throttle.refuse(request, ENTRANCE, error)
        # A new attempt, not the second step of an older one.
        clear_login(request)
        provider_logins.forget(request)
        try:
            vouched, onward = provider.finish(request)
        except provider.NotVouched as refusal:
            if isinstance(refusal, provider.NoGuess):
                throttle.was_right(place)
            return _refuse(request, refusal)
        throttle.was_right(place)
        user = provider_logins.owner(vouched)
        return _let_in(request, user, vouched, onward) if user else _not_connected(request, vouched)


def _let_in(request: HttpRequest, user: User, vouched: provider.Vouched, onward: str) -> HttpResponse:
    """Take the first step as a right password would; the second one only where the operator trusts the provider's."""
    record_authentication(request, user, METHOD, issuer=vouched.issuer)
    login = Login(user=user, email=user.email, redirect_url=onward or None)
    if vouched.has_second_factor:
        record_authentication(request, user, "mfa", type="provider")
        login.state = {"stages": {AuthenticateStage.key: {"handled": True}}}
    return perform_login(request, login)


def _not_connected(request: HttpRequest, vouched: provider.Vouched) -> HttpResponse:
    """Lead to the password, with the same words whether there is no such account, a locked one or one to be connected."""
    name = provider.name()
    _note_failure("not connected")
    if not vouched.email:
        messages.error(
            request,
            f"„{name}“ hat keine geprüfte E-Mail-Adresse mitgeteilt. Melden Sie sich mit Passwort an.",
        )
        return redirect("account_login")
    provider_logins.wait(request, vouched)
    messages.info(
        request,
        f"Ihr Zugang ist noch nicht mit „{name}“ verbunden. Melden Sie sich dieses eine Mal mit E-Mail-Adresse und "
        "Passwort an. Danach genügt der Knopf.",
    )
    return redirect("account_login")


def _refuse(request: HttpRequest, refusal: provider.NotVouched) -> HttpResponse:
    """Lead to the login; an answer to what nobody asked is no attempt to be told of."""
    if not isinstance(refusal, provider.NotAsked):
        _note_failure(str(refusal))
    messages.error(
        request,
        f"Die Anmeldung mit „{provider.name()}“ ist nicht gelungen. Versuchen Sie es noch einmal oder mit Passwort.",
    )
    return redirect("account_login")


def _note_failure(why: str) -> None:
    step = {"step": "provider", "why": why}
    record("account.login_failed", actor="Anmeldung", label="unbekannter Zugang", data=step)


class LogoutView(account_views.LogoutView):
    """Ends the session here; who came from the provider learns that they are still logged in there."""

    def get_redirect_url(self) -> str:
        records = get_authentication_records(self.request, self.request.user)
        by_provider = provider.name() and any(one["method"] == METHOD for one in records)
        return reverse("account_provider_goodbye") if by_provider else super().get_redirect_url()


def goodbye(request: HttpRequest) -> HttpResponse:
    """Offer to log out there, too: with a link, because the policy lets no form lead elsewhere."""
    if request.user.is_authenticated or not provider.name():
        return redirect("account_login")
    context = {"provider": provider.name(), "address": provider.goodbye()}
    return render(request, "account/provider_goodbye.html", context)


class SecurityView(mfa_views.IndexView):
    """allauth's overview of second factors, with the provider."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "provider": provider.name(),
            "identity": provider_logins.identity(person(self.request)),
        }


class DisconnectView(View):
    """Separates the account from the provider: GET asks, POST does it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        if not provider_logins.identity(person(request)):
            return redirect("mfa_index")
        return render(request, "account/provider_disconnect.html", {"provider": provider.name()})

    def post(self, request: HttpRequest) -> HttpResponse:
        if provider_logins.disconnect(person(request)):
            messages.success(request, "Getrennt. Sie melden sich jetzt wieder mit Passwort an.")
        return redirect("mfa_index")
