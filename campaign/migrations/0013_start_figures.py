"""The start page chooses its figures itself; what the figures said of it moves there, into its versions, too."""

import json
import uuid

from django.db import migrations, models

import campaign.fields

PLACES = 3


def move(apps, schema_editor):
    keys = list(
        apps.get_model("campaign", "Kennzahl")
        .objects.filter(on_start_page=True, is_public=True)
        .order_by("position", "key")
        .values_list("pk", flat=True)[:PLACES]
    )
    if keys:
        put(apps, keys)


def put(apps, keys):
    """Place these figures on the start page and in all its versions."""
    blocks = [{"type": "figure", "value": key, "id": str(uuid.uuid4())} for key in keys]
    HomePage = apps.get_model("campaign", "HomePage")
    HomePage.objects.update(figures=models.Value(blocks, models.JSONField()))
    revisions = apps.get_model("wagtailcore", "Revision").objects.filter(
        object_id__in=[str(pk) for pk in HomePage.objects.values_list("pk", flat=True)],
        base_content_type__app_label="wagtailcore",
        base_content_type__model="page",
    )
    for revision in revisions:
        revision.content = {**revision.content, "figures": json.dumps(blocks)}
        revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [
        ("campaign", "0012_press_co_issuers"),
        ("wagtailcore", "0094_alter_page_locale"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        migrations.AddField(
            model_name="homepage",
            name="figures",
            field=campaign.fields.StreamField(
                blank=True,
                help_text="Bis zu drei Zahlen aus „Kennzahlen“. Eine Änderung dort gilt sofort auch hier.",
                verbose_name="In Zahlen",
            ),
        ),
        migrations.RunPython(move, migrations.RunPython.noop),
        migrations.RemoveField(model_name="kennzahl", name="on_start_page"),
    ]
