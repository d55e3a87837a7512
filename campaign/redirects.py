"""Addresses that lead on: what the Koordination may enter, so that nobody is sent round in circles or astray.

Printed addresses are made by `setup_site`; a page that is moved or renamed leaves an address behind by itself (Wagtail).
Both name a page, so they follow it wherever it goes.
"""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

TARGET = "Bitte wählen Sie eine Seite aus, oder geben Sie eine Adresse an, die mit https:// beginnt."
OWN = "Bitte geben Sie nur den Teil nach dem Namen der Website an, zum Beispiel /mitmachen."
TAKEN = "Unter dieser Adresse liegt schon eine Seite. Sie würde nie weiterleiten."
CIRCLE = "Die Weiterleitung führt auf sich selbst."
CHAIN = "Diese Adresse leitet selbst weiter. Bitte geben Sie gleich das Ziel an: {target}"
CHAIN_BEFORE = "Eine andere Weiterleitung führt schon hierher: {old}. Bitte ändern Sie zuerst deren Ziel."


def connect() -> None:
    """Let Wagtail's views ask our form; it has no setting for it. The import of a table asks it for each row."""
    views.CreateView.form_class = views.EditView.form_class = views.RedirectForm = CheckedRedirectForm


class CheckedRedirectForm(RedirectForm):
    """As Wagtail's; from an own address, to a page or an https address, in one step."""

    def clean_old_path(self) -> str:
        """Refuse an address that is not our own before Wagtail takes it apart."""
        old: str = self.cleaned_data["old_path"]
        if problem := fault_of_old(old):
            raise ValidationError(problem)
        return old

    def clean(self) -> dict[str, Any]:
        """Check the target, and what other redirects make of the two addresses."""
        super().clean()
        old, link = self.cleaned_data.get("old_path", ""), self.cleaned_data.get("redirect_link") or ""
        if problem := fault_of_target(link):
            self.add_error("redirect_link", problem)
        if not self.errors:
            self._check_others(Redirect.normalise_path(old), link)
        return self.cleaned_data

    def _check_others(self, old: str, link: str) -> None:
        others = Redirect.objects.exclude(pk=self.instance.pk)
        own = own_path(link)
        if own and own == old:
            raise ValidationError({"redirect_link": CIRCLE})
        following = others.filter(old_path=own).first() if own else None
        if following:
            raise ValidationError({"redirect_link": CHAIN.format(target=following.link)})
        links = others.exclude(redirect_link="").values_list("old_path", "redirect_link")
        before = next((path for path, target in links if own_path(target) == old), None)
        if before:
            raise ValidationError({"old_path": CHAIN_BEFORE.format(old=before)})


def own_path(link: str) -> str:
    """Return the path of an address of this website, as redirects are looked up by; empty for another website's."""
    parts, own = urlsplit(link), urlsplit(settings.BASE_URL)
    return Redirect.normalise_path(parts.path or "/") if parts.netloc == own.netloc and link else ""


def fault_of_old(path: str) -> str:
    """Return why an address may not lead on; empty if it may."""
    if not path.startswith("/") or path.startswith("//") or path == "/":
        return OWN
    parts = [part for part in urlsplit(path).path.split("/") if part]
    pages = Page.objects.live().filter(slug=parts[-1] if parts else "", depth=len(parts) + 2)
    return TAKEN if any(page.get_url() == f"/{'/'.join(parts)}/" for page in pages) else ""


def fault_of_target(link: str) -> str:
    """Return why an address may not be led to; empty if it may, or if there is none."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return TARGET
    own = link.startswith(f"{settings.BASE_URL}/")
    elsewhere = parts.scheme == "https" and parts.hostname and not parts.username
    return "" if not link or own or elsewhere else TARGET
