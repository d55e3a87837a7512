"""An index over the words of titles: what stands in a title is found first, however many texts have the word."""

from django.db import migrations

INDEX = """
    CREATE INDEX campaign_searchentry_titles ON campaign_searchentry
    USING gin (to_tsvector('pg_catalog.german', title))
"""


def _add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(INDEX)


def _remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS campaign_searchentry_titles")


class Migration(migrations.Migration):
    dependencies = [("campaign", "0018_leichte_sprache_and_dgs")]

    operations = [migrations.RunPython(_add, _remove)]
