"""Hands out the cards: nothing is drawn here."""

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import conditional_page, require_safe

from campaign.models.share_card import ShareCard
from campaign.share_cards import making

# What a page shows that has no card (yet, or any more): only the campaign's name. Drawn by `drawing.draw`.
PLAIN = "img/vorschaubild.jpg"


@require_safe
@conditional_page
def card(request: HttpRequest, number: int) -> HttpResponse:
    """The card of a page, while the page is public and everybody in its picture agrees; else the campaign's own."""
    found = ShareCard.objects.filter(making.shown(), page=number).first()
    if found is not None:
        return _answer(bytes(found.image))
    with open(str(finders.find(PLAIN)), "rb") as file:
        return _answer(file.read())


def _answer(image: bytes) -> HttpResponse:
    response = HttpResponse(image, content_type="image/jpeg")
    # Other websites show the card: that is what it is for.
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
