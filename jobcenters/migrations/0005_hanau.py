"""The finder's version, and its first corrections: Hanau left the Main-Kinzig-Kreis on 1.1.2026."""

import uuid
from datetime import date

from django.db import migrations

POSTCODES = ("63450", "63452", "63454", "63456", "63457")
REASON = "Die Stadt Hanau ist seit 1.1.2026 kreisfrei; ihr Jobcenter ist eine gemeinsame Einrichtung."
SOURCE = "Gebietsstand 1.1.2026, AGS 06415"


def begin(apps, schema_editor):
    apps.get_model("jobcenters", "FinderVersion").objects.create(token=uuid.uuid4().hex)
    corrections = apps.get_model("jobcenters", "FinderCorrection").objects
    for plz in POSTCODES:
        corrections.create(
            plz=plz, kreis="06415", valid_from=date(2026, 1, 1), reason=REASON, source=SOURCE
        )


class Migration(migrations.Migration):
    dependencies = [("jobcenters", "0004_finder_knowledge")]
    operations = [migrations.RunPython(begin, migrations.RunPython.noop)]
