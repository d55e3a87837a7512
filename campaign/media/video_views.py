"""How far the conversion of a video is; and another try, when it was given up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.decorators.http import require_http_methods
from wagtailmedia.permissions import permission_policy

from campaign.accounts.person import person
from campaign.media.models import CampaignMedia
from campaign.media.transcoding_plan import try_again
from campaign.media.transcoding_state import progress

REFRESH_S = 5


@require_http_methods(["GET", "HEAD", "POST"])
def state(request: HttpRequest, media_id: int) -> HttpResponse:
    """GET shows the state and loads itself again while something happens; POST starts what was given up again."""
    own = permission_policy.instances_user_has_permission_for(person(request), "change")
    video: CampaignMedia = get_object_or_404(own, pk=media_id, type="video")
    if request.method == "POST":
        try_again(video)
        messages.success(request, f"„{video.title}“ wird noch einmal umgewandelt.")
        return redirect("media_video_state", video.pk)
    found = progress(video)
    context = {"video": video, "progress": found, "refresh": REFRESH_S if found and found.is_moving else 0}
    return TemplateResponse(request, "media/video_state.html", context)
