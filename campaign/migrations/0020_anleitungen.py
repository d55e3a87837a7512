from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("campaign", "0019_search_titles")]

    operations = [
        migrations.AlterModelOptions(
            name="handbuchseite",
            options={
                "ordering": ["position", "pk"],
                "verbose_name": "Anleitung der Koordination",
                "verbose_name_plural": "Anleitungen der Koordination",
            },
        ),
    ]
