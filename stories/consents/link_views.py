"""The pages behind personal links. No login, no cookie, nothing stored on the way, and no address of them leaks.

Whoever has a link sees the information, the story as it stands, and answers; or withdraws, with one confirmation.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from campaign import anonymous_forms
from campaign.accounts import throttle
from campaign.audit.outbox import queue_mail
from campaign.publishing.models import Withdrawal
from campaign.publishing.review import BY_LINK
from stories.consents import acts, erasing, links, preview, texts
from stories.consents.person_forms import AnswerForm, WishForm
from stories.models import Consent, ConsentLink, Person

Purpose = ConsentLink.Purpose
HEADERS = {
    "Cache-Control": "private, no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
View = Callable[..., HttpResponseBase]


def _personal(purpose: str) -> Callable[[View], View]:
    """Give a view the link of its address; whoever guesses is slowed down, and every answer stays unseen."""

    def decorate(view: View) -> View:
        @csrf_exempt
        @require_http_methods(["GET", "HEAD", "POST"])
        @wraps(view)
        def wrapped(request: HttpRequest, token: str, **kwargs: Any) -> HttpResponseBase:
            link = links.find(token, purpose)
            try:
                if link and not link.consent_id and _is_withdrawn(link):
                    raise Http404
                response = view(request, link, token, **kwargs) if link else _unknown(request)
            except Http404:
                response = _over(request)
            for name, value in HEADERS.items():
                response[name] = value
            return response

        return wrapped

    return decorate


def _is_withdrawn(link: ConsentLink) -> bool:
    return Withdrawal.objects.filter(page=link.person.story_id).exists()


def _unknown(request: HttpRequest) -> HttpResponse:
    """Answer 404 with what to do; after five wrong addresses from one network 429."""
    try:
        throttle.begin("personal-link", request)
    except throttle.TooManyAttempts as error:
        return throttle.refuse(request, "Persönlicher Link", error)
    return _over(request)


def _over(request: HttpRequest) -> HttpResponse:
    return TemplateResponse(request, "consents/link_over.html", {"noindex": True}, status=404).render()


@_personal(Purpose.ASK)
def ask(request: HttpRequest, link: ConsentLink, token: str) -> HttpResponse:
    """Show the information and take the answer; once answered, show the copy."""
    if not link.is_open:
        return _copy(request, link, token)
    wording = texts.current(link.person.kind == Person.Kind.STAFF)
    is_wish = request.POST.get("what") == "wish"
    answered = AnswerForm(link, wording, request.POST if request.method == "POST" and not is_wish else None)
    wished = WishForm(request.POST if request.method == "POST" and is_wish else None)
    outdated = ""
    if request.method == "POST" and (wished if is_wish else answered).is_valid():
        try:
            anonymous_forms.check(request, _purpose(link))
            _take(link, token, answered, wished, is_wish)
            return redirect(f"{request.path}{'?gewuenscht=1' if is_wish else ''}")
        except anonymous_forms.Outdated as error:
            outdated = str(error)
        except links.Closed:
            return redirect(request.path)
    context = _context(link, wording=wording, form=answered, wish_form=wished, outdated=outdated) | {
        "preview_url": reverse("consent_preview", args=[token]),
        "has_wished": "gewuenscht" in request.GET,
    }
    return TemplateResponse(request, "consents/link_ask.html", context).render()


@_personal(Purpose.ASK)
def show_story(request: HttpRequest, link: ConsentLink, token: str) -> HttpResponse:
    """Show the story as it stands now; not one that was withdrawn and waits to be erased."""
    if _is_withdrawn(link):
        raise Http404
    return preview.render(
        request,
        link.person.story,
        link.token_hash,
        reverse("consent_ask", args=[token]),
        lambda signed: reverse("consent_preview_file", args=[token, signed]),
    )


@_personal(Purpose.ASK)
def show_file(request: HttpRequest, link: ConsentLink, token: str, signed: str) -> HttpResponseBase:
    """Hand out a picture or recording of the preview."""
    if _is_withdrawn(link):
        raise Http404
    return preview.file(link.token_hash, signed)


@_personal(Purpose.WITHDRAW)
def withdraw(request: HttpRequest, link: ConsentLink, token: str) -> HttpResponse:
    """Ask for the confirmation, then take the story offline at once."""
    consent = link.consent
    if consent is None:
        raise Http404
    outdated = ""
    if request.method == "POST":
        try:
            anonymous_forms.check(request, _purpose(link))
            if standing := _standing(consent):
                acts.withdraw(standing[0], BY_LINK)
            return redirect(request.path)
        except anonymous_forms.Outdated as error:
            outdated = str(error)
        except acts.AlreadyEnded:
            return redirect(request.path)
    context = _context(link, outdated=outdated) | {"is_over": not _standing(consent)}
    return TemplateResponse(request, "consents/link_withdraw.html", context).render()


def _standing(consent: Consent) -> list[Consent]:
    """Return what the giver's yes consists of now: what replaced the consent of the link is withdrawn with it."""
    return list(
        Consent.objects.filter(
            person=consent.person_id, giver=consent.giver, withdrawn_at=None, replaced_by=None
        )
    )


def _take(link: ConsentLink, token: str, answered: AnswerForm, wished: WishForm, is_wish: bool) -> None:
    if is_wish:
        links.wish(link, wished.cleaned_data["wish"])
        return
    consent = links.answer(link, token, answered.declared())
    if consent.email:
        queue_mail(
            to=[consent.email],
            subject="Ihre Einwilligung",
            template="consent_copy",
            about=erasing.mails_about(link.person.story_id),
            context={
                "declared_on": consent.declared_on,
                "channels": consent.channel_labels,
                "url": links.address("consent_withdraw", links.withdrawal_token(token)),
            },
        )


def _copy(request: HttpRequest, link: ConsentLink, token: str) -> HttpResponse:
    assert link.consent is not None
    context = _context(link, wording=texts.text(link.consent.text_version)) | {
        "consent": link.consent,
        "withdraw_url": links.address("consent_withdraw", links.withdrawal_token(token)),
    }
    return TemplateResponse(request, "consents/link_copy.html", context).render()


def _context(link: ConsentLink, **more: Any) -> dict[str, Any]:
    return {
        "noindex": True,
        "story": link.person.story,
        "centre": link.person.story.jobcenter,
        "person": link.person,
        "form_token": anonymous_forms.new_token(_purpose(link)),
        "form_token_name": anonymous_forms.FIELD,
        **more,
    }


def _purpose(link: ConsentLink) -> str:
    return f"consent-{link.token_hash}"
