"""A card per page, in its own row: it goes when the page goes."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("campaign", "0015_proofreading"),
        ("wagtailcore", "0094_alter_page_locale"),
    ]

    operations = [
        migrations.CreateModel(
            name="ShareCard",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("image", models.BinaryField(verbose_name="Bild")),
                (
                    "shows_picture",
                    models.BooleanField(default=False, verbose_name="zeigt das Bild der Seite"),
                ),
                ("made_at", models.DateTimeField(auto_now=True, verbose_name="gezeichnet")),
                (
                    "page",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="share_card",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={"verbose_name": "Vorschaubild", "verbose_name_plural": "Vorschaubilder"},
        ),
    ]
