from django.db import migrations


def name_places(apps, schema_editor):
    """Whose story it was: the folder above the page."""
    Withdrawal = apps.get_model("publishing", "Withdrawal")
    Page = apps.get_model("wagtailcore", "Page")
    for withdrawal in Withdrawal.objects.exclude(page=None).select_related("page"):
        withdrawal.place = Page.objects.filter(path=withdrawal.page.path[:-4]).first()
        withdrawal.save(update_fields=["place"])


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_erasure")]

    operations = [migrations.RunPython(name_places, migrations.RunPython.noop)]
