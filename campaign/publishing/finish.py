"""What Wagtail does when a workflow is through. Imported while Wagtail's models load: no models at the top."""


def publish_approved_revision(workflow_state, user=None) -> None:
    """Publish the very revision the finished task was about; Wagtail's own action takes the latest one."""
    from campaign.publishing import guard, schedule
    from campaign.publishing.models import Approval

    revision = workflow_state.current_task_state.revision
    page = workflow_state.content_object
    if not guard.requires_approval(page):
        revision.publish(user=user)
        return
    approval = Approval.objects.in_force().filter(revision=revision).first()
    if approval is None:
        raise guard.PublicationRefused("Ohne Freigabe durch die Koordination wird nichts veröffentlicht.")
    schedule.publish_if_due(approval)
