from django.db import migrations

SLUG = "leitbild-2030"


def show(apps, schema_editor):
    """The Leitbild is read by chapters from now on, in its live state and in what its editors see next."""
    pages = apps.get_model("campaign", "ContentPage").objects.filter(slug=SLUG, depth=3)
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for page in pages:
        for revision in revisions.filter(pk__in=[page.latest_revision_id, page.live_revision_id]):
            revision.content["show_contents"] = True
            revision.save(update_fields=["content"])
    pages.update(show_contents=True)


class Migration(migrations.Migration):
    dependencies = [("campaign", "0002_press_and_contents")]

    operations = [migrations.RunPython(show, migrations.RunPython.noop)]
