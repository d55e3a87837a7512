"""The page of one act: GET says what will happen, POST does it once, however often it is sent."""

from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import View

from campaign.audit.idempotency import new_token, once


class OnceForm(forms.Form):
    """What every act carries: the token against double clicks. Works without JavaScript."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=30)

    def __init__(self, data: Any = None, files: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, files, initial={"token": new_token(), **(initial or {})})


class OnceView(View):
    """What the acts of all apps share; each says whom it concerns, what it does and how it looks."""

    form_class: ClassVar[type[OnceForm]] = OnceForm
    heading: str
    button: str
    # What the next page says when it has happened.
    done: str = ""
    # Raised by the act when somebody was faster or something is missing; nothing has happened then.
    conflicts: ClassVar[tuple[type[Exception], ...]] = ()

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return self.show(self.make_form())

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        form = self.make_form(request.POST, request.FILES)
        if not form.is_valid():
            return self.show(form)
        try:
            target = once(self._key(form), request.user, lambda: self.perform(form))
        except self.conflicts as conflict:
            return self.show_conflict(form, conflict)
        messages.success(request, self.success())
        return redirect(target)

    def make_form(self, data: Any = None, files: Any = None) -> Any:
        """Return the form of the act; with `data` it is bound."""
        return self.form_class(data, files)

    def subject(self) -> Any:
        """Return the row that the act concerns."""
        raise NotImplementedError

    def perform(self, form: Any) -> str:
        """Do it with a valid form; return the URL to go to next."""
        raise NotImplementedError

    def success(self) -> str:
        """Say what has happened."""
        return self.done

    def show(self, form: Any, *, conflict: str = "", status: int = 200) -> HttpResponse:
        """Render the page; `conflict` says why nothing has happened."""
        raise NotImplementedError

    def show_conflict(self, form: Any, conflict: Exception) -> HttpResponse:
        """Render the page again after one of `conflicts`, with everything typed kept."""
        return self.show(form, conflict=str(conflict), status=409)

    def _key(self, form: Any) -> str:
        """A token counts for this act on this row alone: it must never report another act's success."""
        return f"{form.cleaned_data['token']}-{self.subject().pk}-{type(self).__name__}"
