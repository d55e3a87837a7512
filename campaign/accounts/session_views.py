"""How long the login lasts, and the form that was sent after its end."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.generic import View

from campaign.accounts import kept_forms, session_life
from campaign.accounts.person import person


class SessionView(View):
    """GET says how many seconds are left, POST stays logged in; both answer {"left": seconds}."""

    def get(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        return JsonResponse({"left": session_life.seconds_left(request, person(request))})

    def post(self, request: HttpRequest, **kwargs: Any) -> JsonResponse:
        # The gate has noted the movement already.
        return self.get(request)


class KeptFormView(View):
    """Shows what was kept, to be sent once more or to be dropped."""

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        form = kept_forms.kept(request)
        if form is None:
            kept_forms.drop(request)
            return redirect("wagtailadmin_home")
        return render(request, "account/kept_form.html", {"kept": form})

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        kept_forms.drop(request)
        return redirect("wagtailadmin_home")
