"""Words and names of the public pages in more than one language."""

import re
from typing import Final

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from campaign.site_languages import ALTERNATES, LANGUAGES, SiteLanguage, is_german

register = template.Library()
_ISOLATED: Final = re.compile("\u2068([^\u2068\u2069]*)\u2069")


@register.filter
def german_name(text: object) -> SafeString:
    """A German name: marked as German on a page in another language, as it is on a German one."""
    return escape(text) if is_german() else format_html('<bdi lang="de">{}</bdi>', text)


@register.filter
def german_names(text: object) -> SafeString:
    """A text with the names in it marked as German (`campaign.site_languages.german_name`)."""
    return mark_safe(_ISOLATED.sub(r'<bdi lang="de">\1</bdi>', escape(text)))


@register.simple_tag
def german_part() -> SafeString:
    """Attribute of an element whose text is German; none on a German page."""
    return mark_safe("" if is_german() else ' lang="de"')


@register.simple_tag
def latin_part() -> SafeString:
    """Attribute that keeps the order of numbers, addresses of the internet and German sentences in Arabic text."""
    return mark_safe("" if is_german() else ' dir="ltr"')


@register.simple_tag
def spoken_german() -> bool:
    """True on German pages."""
    return is_german()


@register.simple_tag
def site_languages() -> tuple[SiteLanguage, ...]:
    """The other languages with their addresses; no query."""
    return LANGUAGES


@register.simple_tag
def alternates() -> tuple[tuple[str, str], ...]:
    """Language and address of every page that says how to find a Jobcenter."""
    return ALTERNATES
