"""Rows of the search; PostgreSQL keeps German word stems beside them, with an index over them."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The weights are those that campaign/search/finding.py ranks by.
VECTOR = """
    ALTER TABLE campaign_searchentry ADD COLUMN vector tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('pg_catalog.german', title), 'A')
        || setweight(to_tsvector('pg_catalog.german', keywords), 'B')
        || setweight(to_tsvector('pg_catalog.german', label), 'C')
        || setweight(to_tsvector('pg_catalog.german', text), 'D')
    ) STORED
"""
INDEX = "CREATE INDEX campaign_searchentry_vector ON campaign_searchentry USING gin (vector)"


def _add_vector(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(VECTOR)
        schema_editor.execute(INDEX)


class Migration(migrations.Migration):
    dependencies = [
        ("campaign", "0010_material"),
        ("wagtailcore", "0094_alter_page_locale"),
        migrations.swappable_dependency(settings.WAGTAILDOCS_DOCUMENT_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(db_index=True, max_length=20, verbose_name="Art")),
                ("title", models.CharField(max_length=255, verbose_name="Titel")),
                ("label", models.CharField(blank=True, max_length=300, verbose_name="woher")),
                ("keywords", models.TextField(blank=True, verbose_name="weitere Namen")),
                ("text", models.TextField(blank=True, verbose_name="Text")),
                ("written_at", models.DateTimeField(auto_now=True, verbose_name="geschrieben")),
                (
                    "document",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to=settings.WAGTAILDOCS_DOCUMENT_MODEL,
                    ),
                ),
                (
                    "page",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="search_entry",
                        to="wagtailcore.page",
                    ),
                ),
            ],
            options={"verbose_name": "Eintrag der Suche", "verbose_name_plural": "Einträge der Suche"},
        ),
        migrations.RunPython(_add_vector, migrations.RunPython.noop),
    ]
