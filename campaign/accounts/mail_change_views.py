"""The pages on which somebody changes their address."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.generic import FormView, View

from campaign.accounts import mail_change, throttle
from campaign.accounts.forms import ChangeAddressForm
from campaign.accounts.person import person


class ChangeAddressView(FormView):
    """Asks for the new address and the password; wrong passwords count like wrong logins."""

    form_class = ChangeAddressForm
    template_name = "account/address.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        account = person(request).email
        if not request.POST.get("password"):
            return self.form_invalid(self.get_form())
        try:
            place = throttle.begin(account, request)
        except throttle.TooManyAttempts as error:
            return throttle.refuse(request, account, error)
        form = self.get_form()
        valid = form.is_valid()
        if "password" not in form.errors:
            throttle.was_right(place)
        return self.form_valid(form) if valid else self.form_invalid(form)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"user": person(self.request)}

    def form_valid(self, form: ChangeAddressForm) -> HttpResponse:
        address = form.cleaned_data["new_address"]
        try:
            mail_change.ask(person(self.request), address)
        except throttle.TooManyAttempts as error:
            return throttle.too_many_requests(self.request, retry_after=error.retry_after)
        messages.success(
            self.request, f"Öffnen Sie jetzt den Link, den wir an {address} schicken. Er gilt einen Tag."
        )
        return redirect("mfa_index")


class ConfirmAddressView(View):
    """Where the link in the mail leads: GET says what will be, POST does it."""

    def get(self, request: HttpRequest, token: str) -> HttpResponse:
        address = mail_change.wanted(person(request), token)
        return render(
            request, "account/address_confirm.html", {"address": address}, status=200 if address else 404
        )

    def post(self, request: HttpRequest, token: str) -> HttpResponse:
        try:
            done = mail_change.confirm(person(request), token, request.session.session_key)
        except mail_change.Taken:
            done = False
        if not done:
            return render(request, "account/address_confirm.html", {"address": ""}, status=404)
        messages.success(request, f"Sie melden sich jetzt mit {person(request).email} an.")
        return redirect("mfa_index")
