"""Opening hours by weekday. What was written until now stays as the note, in pages and in their revisions."""

import jobcenters.fields
from django.db import migrations, models

DAYS = {
    "mon": "Montag",
    "tue": "Dienstag",
    "wed": "Mittwoch",
    "thu": "Donnerstag",
    "fri": "Freitag",
    "sat": "Samstag",
    "sun": "Sonntag",
}


def _rename_in_revisions(apps, old, new):
    """A revision holds its locations as JSON; without this the next edit would lose the hours."""
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        content_type__app_label="jobcenters", content_type__model="jobcenterpage"
    )
    for revision in revisions.iterator(chunk_size=200):
        rows = [row for row in revision.content.get("locations", []) if old in row]
        for row in rows:
            row[new] = row.pop(old)
        if rows:
            revision.save(update_fields=["content"])


def forwards(apps, schema_editor):
    _rename_in_revisions(apps, "hours", "hours_note")


def backwards(apps, schema_editor):
    _rename_in_revisions(apps, "hours_note", "hours")


class Migration(migrations.Migration):
    dependencies = [
        ("jobcenters", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.RenameField("location", "hours", "hours_note"),
        migrations.AlterField(
            model_name="location",
            name="hours_note",
            field=models.TextField(
                blank=True,
                help_text="Zum Beispiel: Termine auch außerhalb dieser Zeiten",
                verbose_name="Hinweis zu den Öffnungszeiten",
            ),
        ),
        *[
            migrations.AddField(
                model_name="location",
                name=f"hours_{day}",
                field=jobcenters.fields.HoursField(blank=True, default="", max_length=60, verbose_name=label),
                preserve_default=False,
            )
            for day, label in DAYS.items()
        ],
        migrations.RunPython(forwards, backwards),
    ]
