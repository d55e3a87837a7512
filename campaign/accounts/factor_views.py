"""Second factors of a person: an app, security keys, emergency codes. allauth's views, with our rules between them."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as key_views
from django.contrib import messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy

from campaign.accounts import second_factor
from campaign.accounts.models import User
from campaign.audit.log import record


class ActivateTOTPView(totp_views.ActivateTOTPView):
    """Connects an app; the code shown for it is this session's second factor."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _added(self.request, Authenticator.Type.TOTP)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {"is_first": not second_factor.is_enrolled(_user(self))}


class ReplaceTOTPView(totp_views.DeactivateTOTPView):
    """Takes the app away and leads straight to connecting the next one: nothing opens in between."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user = _user(self)
        if not second_factor.is_enrolled(user):
            second_factor.withdraw(self.request)
        record("account.second_factor_removed", actor=user, obj=user, label=user.email)
        return response

    def get_success_url(self) -> str:
        return reverse("mfa_activate_totp")


class AddKeyView(key_views.AddWebAuthnView):
    """Connects a security key (WebAuthn); the answer it just gave is this session's second factor."""

    template_name = "mfa/webauthn/add_form.html"

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        _added(self.request, Authenticator.Type.WEBAUTHN)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # allauth asks the form anew here, and would forget what was wrong with the one sent.
        context = super().get_context_data(**kwargs) | kwargs
        options = json.dumps(context["js_data"]["creation_options"], cls=DjangoJSONEncoder)
        return context | {"key_options": options, "is_first": not second_factor.is_enrolled(_user(self))}


class RemoveKeyView(key_views.RemoveWebAuthnView):
    """Takes a security key away, but never the last second factor."""

    pk_url_kwarg = "key_id"
    template_name = "mfa/webauthn/authenticator_confirm_delete.html"
    success_url = reverse_lazy("mfa_index")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        key = self.get_object()
        if not second_factor.others(key).exists():
            messages.error(
                request, "Das ist Ihr einziger zweiter Faktor. Verbinden Sie zuerst einen anderen."
            )
            return redirect("mfa_index")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        user = _user(self)
        record("account.second_factor_removed", actor=user, obj=user, label=user.email)
        return response


class RecoveryCodesView(code_views.ViewRecoveryCodesView):
    """Shows the emergency codes; whoever has none yet is led to where they are made."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if Authenticator.objects.filter(user=_user(self), type=Authenticator.Type.RECOVERY_CODES).exists():
            return super().get(request, *args, **kwargs)
        messages.info(
            request, "Sie haben noch keine Notfallcodes. Erzeugen Sie welche und verwahren Sie sie gut."
        )
        return redirect("mfa_generate_recovery_codes")


def _user(view: Any) -> User:
    """Return who is logged in: the gate lets nobody else reach these views."""
    user: User = view.request.user
    return user


def _added(request: HttpRequest, kind: Authenticator.Type) -> None:
    """Note the newest authenticator of a kind as shown in this session, and log it."""
    authenticator = Authenticator.objects.filter(user=request.user.pk, type=kind).latest("pk")
    second_factor.note(request, authenticator)
    user = authenticator.user
    record("account.second_factor_added", actor=user, obj=user, label=user.email)
