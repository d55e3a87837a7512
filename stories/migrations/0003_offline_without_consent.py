"""Stories that were public before consents were kept go offline: nothing is deleted, nothing is withdrawn (404, not 410).

Their approvals end; the same content stays as a new draft that can be submitted once the consents are there.
"""

from django.db import migrations
from django.utils import timezone

REASON = "Einwilligung fehlt: Für die Personen, die die Geschichte zeigt, ist keine eingetragen."


def take_offline(apps, schema_editor):
    Approval = apps.get_model("publishing", "Approval")
    StoryPage = apps.get_model("stories", "StoryPage")
    Revision = apps.get_model("wagtailcore", "Revision")
    AuditEntry = apps.get_model("audit", "AuditEntry")
    now = timezone.now()
    for story in StoryPage.objects.filter(approvals__ended_at=None).distinct():
        approvals = Approval.objects.filter(page_id=story.pk, ended_at=None)
        approved = set(approvals.values_list("revision_id", flat=True))
        if not approved:
            continue
        approvals.update(ended_at=now, lapsed_because=REASON)
        values = {"live": False, "has_unpublished_changes": True}
        if story.latest_revision_id in approved:
            revision = Revision.objects.get(pk=story.latest_revision_id)
            revision.pk, revision.created_at = None, now
            revision.save()
            values |= {"latest_revision_id": revision.pk, "latest_revision_created_at": now}
        StoryPage.objects.filter(pk=story.pk).update(**values)
        AuditEntry.objects.create(
            action="page.lapsed",
            actor_label="System",
            object_type="stories.storypage",
            object_id=str(story.pk),
            object_label=f"Seite {story.pk}",
            centre=story.jobcenter.ags,
            data={"reason": "consent"},
        )


def name_the_kind(apps, schema_editor):
    """People were of the kind of their story."""
    Person = apps.get_model("stories", "Person")
    for kind in ("staff", "employer"):
        Person.objects.filter(story__kind=kind).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [
        ("stories", "0002_consent"),
        ("publishing", "0002_licences_end"),
        ("audit", "0002_append_only"),
    ]

    operations = [
        migrations.RunPython(name_the_kind, migrations.RunPython.noop),
        migrations.RunPython(take_offline, migrations.RunPython.noop),
    ]
