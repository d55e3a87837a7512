"""The gate in front of the admin: login, second factor, role, and for the Redaktion the own objects."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve, reverse

from campaign.accounts import (
    attempts,
    broken_glass,
    kept_forms,
    ownership,
    page_forms,
    search_terms,
    second_factor,
    session_life,
)
from campaign.accounts.gate import Access, access, as_id, is_word, table
from campaign.accounts.models import User
from campaign.accounts.roles import Role

ADMIN = "/admin/"


class AdminGateMiddleware:
    """Answers before any admin view runs; Wagtail's own checks come after it and stay as they are."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ADMIN):
            second_factor.require(request)
            return self.get_response(request)
        search_terms.tame(request)
        if session_life.is_over(request):
            session_life.end(request)
        return self._stop(request) or self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable, args: tuple[Any, ...], kwargs: Mapping[str, Any]
    ) -> None:
        """Let a view run, or raise Http404 or PermissionDenied."""
        match = request.resolver_match
        name = match.view_name if match else ""
        if not request.path_info.startswith(ADMIN):
            if name in table().closed:
                raise Http404
            return
        if request.user.is_authenticated:
            session_life.note(request, request.user, name)
            kept_forms.drop_if_sent(request)
        check(request, name, args, kwargs)

    def _stop(self, request: HttpRequest) -> HttpResponse | None:
        """Return the answer to somebody who may not come in at all; None to those who may."""
        user = request.user
        if user.is_authenticated and user.roles and second_factor.was_given(request, user):
            return None
        wanted = _access(request)
        if wanted is Access.PUBLIC:
            return None
        if not user.is_authenticated:
            return _to_login(request)
        if not user.roles:
            return render(request, "403.html", {"no_role": True}, status=403)
        if second_factor.is_enrolled(user):
            # Enrolled elsewhere since: this session began with the password alone and must begin anew.
            logout(request)
            return _to_login(request)
        return None if wanted is Access.ENTRY else redirect("mfa_activate_totp")


def check(request: HttpRequest, name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    """Check one call of an admin view; raises Http404, PermissionDenied or BadRequest as the table says."""
    user = request.user
    roles = user.roles if user.is_authenticated else frozenset()
    allowed = access(name, roles)
    if allowed in (Access.PUBLIC, Access.ENTRY):
        return
    if any(as_id(value) is None for value in _numbers(name, kwargs, request.GET)):
        raise Http404
    own_only = user if user.is_authenticated and roles == {Role.REDAKTION} else None
    named = [*table().kinds(name, args, kwargs), *table().asked_kinds(name, kwargs, request.GET)]
    for kind, value in named:
        # For the other roles Wagtail itself looks up what an address names, but not what a form does.
        if own_only or as_id(value) is None:
            _must_exist(own_only, name, kind, value)
    if request.method == "POST":
        for kind, value in table().sent_kinds(name, request.POST):
            _must_exist(own_only, name, kind, value)
    if allowed is Access.REFUSED or table().is_refused(kwargs):
        raise PermissionDenied
    if request.method == "POST":
        _check_form(name, request.POST, own_only)
    if user.is_authenticated and roles == {Role.TECHNIK} and name in table().glass:
        broken_glass.note(request, user, name, named)


def _check_form(name: str, post: QueryDict, own_only: User | None) -> None:
    """Check that a form has the parts its view cannot do without, and the objects a page's form names."""
    if not table().is_complete(name, post):
        raise BadRequest
    if name in page_forms.VIEWS:
        for kind, value in page_forms.named_objects(post):
            _must_exist(own_only, name, kind, value)


def _must_exist(user: User | None, view: str, kind: str, value: Any) -> None:
    """Raise Http404 unless there is such an object: for `user` of the Redaktion, at all for None."""
    number = as_id(value)
    if number is None:
        raise Http404
    if user and not ownership.belongs(user, kind, number):
        attempts.note(user, view, kind, number)
        raise Http404
    if not user and not ownership.exists(kind, number):
        raise Http404


def _numbers(view: str, kwargs: Mapping[str, Any], query: QueryDict) -> list[Any]:
    """Return all that must be a number: too large a one would be an error of the database."""
    names = table().numbers.difference(table().names.get(view, ()))
    asked = [value for name in names for value in query.getlist(name) if not is_word(view, name, value)]
    return asked + [value for value in kwargs.values() if isinstance(value, int)]


def _access(request: HttpRequest) -> Access:
    """Return how far the address is open to nobody in particular."""
    try:
        return access(resolve(request.path_info).view_name, frozenset())
    except Resolver404:
        return Access.REFUSED


def _to_login(request: HttpRequest) -> HttpResponse:
    wanted = reverse("account_kept_form") if kept_forms.keep(request) else request.get_full_path()
    return redirect_to_login(wanted, reverse("account_login"))
