"""Figures from before versions were kept get a first one; those with source stay public."""

from django.db import migrations
from django.utils import timezone

CONTENT = ("value", "unit", "label", "definition", "as_of", "source", "source_url")


def keep(apps, schema_editor):
    Kennzahl = apps.get_model("campaign", "Kennzahl")
    KennzahlFassung = apps.get_model("campaign", "KennzahlFassung")
    now = timezone.now()
    for figure in Kennzahl.objects.all():
        # Whose a figure of a Land or of a centre is was not noted; somebody must say so before it is public again.
        is_public = bool(figure.source.strip() and figure.unit.strip() and figure.level == "bund")
        if is_public:
            Kennzahl.objects.filter(pk=figure.pk).update(is_public=True)
        KennzahlFassung.objects.create(
            figure=figure,
            **{name: getattr(figure, name) for name in CONTENT},
            state="public" if is_public else "dropped",
            made_at=now,
            decided_at=now,
        )


class Migration(migrations.Migration):

    dependencies = [
        ("campaign", "0005_figures_with_history"),
    ]

    operations = [
        migrations.RunPython(keep, migrations.RunPython.noop),
    ]
