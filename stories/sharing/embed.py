"""The card of a story in somebody else's website: the only pages that may stand in a frame."""

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.views.decorators.http import require_safe

from campaign.publishing.models import Approval, Withdrawal
from stories.consents.rules import Channel
from stories.models import StoryPage
from stories.sharing import kit


@require_safe
def story(request: HttpRequest, number: int) -> HttpResponse:
    """Show the card while the story is public and everybody it shows agreed to partners; else say kindly why not."""
    found = StoryPage.objects.public().filter(pk=number).select_related("jobcenter", "portrait").first()
    if found and Channel.PARTNERS in kit.agreed(found):
        return TemplateResponse(request, "sharing/embed.html", {"story": found.as_card(request)})
    if Withdrawal.objects.of_public(number).exists():
        return TemplateResponse(request, "sharing/embed_gone.html", {"is_final": True}, status=410)
    if Approval.objects.filter(page=number).exclude(published_at=None).exists():
        return TemplateResponse(request, "sharing/embed_gone.html", {"is_final": False}, status=404)
    raise Http404
