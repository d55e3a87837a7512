"""Login in two steps, second factor, password: allauth's views with our throttle, texts and demo help."""

import json
import time
from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.base import views as mfa_views
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.generic import FormView

from campaign.accounts import (
    demo_logins,
    invitations,
    kept_forms,
    provider,
    second_factor,
    session_life,
    throttle,
)
from campaign.accounts.forms import AcceptInvitationForm
from campaign.accounts.models import Invitation, User
from campaign.accounts.roles import Role
from campaign.audit.log import record

# Seconds, several times as long as finding an account and queueing its mail.
RESET_TAKES = 0.2


def not_here(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Shadow addresses of Wagtail's that must not work."""
    raise Http404


class LoginView(account_views.LoginView):
    """First step: address and password. It never completes a login of somebody with a second factor."""

    was_right = False

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count the attempt before it is checked."""
        account = request.POST.get("login", "")
        if request.user.is_authenticated or not (account and request.POST.get("password")):
            return super().dispatch(request, *args, **kwargs)
        # A new attempt, not the second step of an older one.
        clear_login(request)
        try:
            place = throttle.begin(account, request)
        except throttle.TooManyAttempts as error:
            return throttle.refuse(request, account, error)
        response = super().dispatch(request, *args, **kwargs)
        if self.was_right:
            throttle.was_right(place)
        else:
            _note_failure(account, "password")
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        self.was_right = True
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return context | {
            "demo_logins": demo_logins.demo_logins(),
            "seconds_left": demo_logins.seconds_left(),
            "has_ended": session_life.ENDED in self.request.session,
            "has_kept": kept_forms.KEPT in self.request.session,
            "provider": provider.name(),
        }


class AuthenticateView(mfa_views.AuthenticateView):
    """Second step: a code of the app, a recovery code or a security key."""

    was_right = False

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = self.stage.login.user.email
        try:
            place = throttle.begin(account, request)
        except throttle.TooManyAttempts as error:
            return throttle.refuse(request, account, error)
        response = super().post(request, *args, **kwargs)
        if self.was_right:
            throttle.was_right(place)
        else:
            _note_failure(account, "code")
        return response

    def form_valid(self, form: Any) -> HttpResponse:
        self.was_right = True
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        email = self.stage.login.user.email
        mine = [login for login in demo_logins.demo_logins() if login.username == email]
        context = super().get_context_data(**kwargs)
        has_keys = second_factor.has_keys(self.stage.login.user)
        options = context["js_data"]["request_options"]
        return context | {
            "demo_logins": mine,
            "seconds_left": demo_logins.seconds_left(),
            "has_keys": has_keys,
            "key_options": json.dumps(options, cls=DjangoJSONEncoder),
        }


def _note_failure(account: str, step: str) -> None:
    """Log that somebody did not get in; what was typed only if it is an account: people type passwords there, too."""
    known = User.objects.filter(email__iexact=account.strip()).values_list("email", flat=True).first()
    record(
        "account.login_failed", actor="Anmeldung", label=known or "unbekannter Zugang", data={"step": step}
    )


class PasswordChangeView(account_views.PasswordChangeView):
    """Changes the password; all other sessions end."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record(
            "account.password_changed",
            actor=self.request.user,
            obj=self.request.user,
            label=self.request.user.email,
        )
        return response

    def get_default_success_url(self) -> str:
        return reverse("mfa_index")


class PasswordResetView(account_views.PasswordResetView):
    """Sends the link; the answer takes equally long whether or not there is such an account."""

    def form_valid(self, form: Any) -> HttpResponse:
        began = time.monotonic()
        response = super().form_valid(form)
        time.sleep(max(0.0, RESET_TAKES - (time.monotonic() - began)))
        return response


class PasswordResetFromKeyView(account_views.PasswordResetFromKeyView):
    """Sets a new password through the link of a mail; the second factor stays."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record(
            "account.password_reset", actor=self.reset_user, obj=self.reset_user, label=self.reset_user.email
        )
        return response


class AcceptInvitationView(FormView):
    """Name and password of somebody invited; then to the login and the second factor."""

    form_class = AcceptInvitationForm
    template_name = "account/invitation.html"
    invitation: Invitation

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        invitation = invitations.find(kwargs["token"])
        if invitation is None:
            return render(request, "account/invitation_invalid.html", status=404)
        self.invitation = invitation
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"email": self.invitation.email}

    def get_initial(self) -> dict[str, Any]:
        return {"first_name": self.invitation.first_name, "last_name": self.invitation.last_name}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "invitation": self.invitation,
            "role": Role(self.invitation.role).label,
            "centres": invitations.centre_names(self.invitation),
        }

    def form_valid(self, form: AcceptInvitationForm) -> HttpResponse:
        names = {name: form.cleaned_data[name] for name in ("first_name", "last_name")}
        user = invitations.accept(self.invitation, **names, password=form.cleaned_data["password1"])
        if user is None:
            return render(self.request, "account/invitation_invalid.html", status=404)
        # Whoever is logged in in this browser, it is not the new account.
        self.request.session.flush()
        messages.success(self.request, "Ihr Konto ist eingerichtet. Melden Sie sich jetzt an.")
        return redirect("account_login")
