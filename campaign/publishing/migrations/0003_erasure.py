import hashlib

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


def keep_checksums(apps, schema_editor):
    """The address of a withdrawn page was kept in words until now."""
    Withdrawal = apps.get_model("publishing", "Withdrawal")
    for withdrawal in Withdrawal.objects.all():
        withdrawal.url_hash = hashlib.sha256(withdrawal.url_path.encode()).hexdigest()
        withdrawal.page_number = withdrawal.page_id
        withdrawal.save(update_fields=["url_hash", "page_number"])


class Migration(migrations.Migration):
    dependencies = [
        ("publishing", "0002_licences_end"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [
        migrations.AddField(
            "withdrawal",
            "url_hash",
            models.CharField(editable=False, max_length=64, null=True, verbose_name="Prüfsumme der Adresse"),
        ),
        migrations.AddField(
            "withdrawal",
            "page_number",
            models.PositiveBigIntegerField(editable=False, null=True, verbose_name="Nummer der Seite"),
        ),
        migrations.AddField(
            "withdrawal",
            "place",
            models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="wagtailcore.page",
                verbose_name="Ordner",
            ),
        ),
        migrations.AddField(
            "withdrawal",
            "plan",
            models.JSONField(blank=True, default=dict, editable=False, verbose_name="zu löschen"),
        ),
        migrations.AddField(
            "withdrawal",
            "proof",
            models.JSONField(blank=True, default=dict, editable=False, verbose_name="Nachweis"),
        ),
        migrations.AddField(
            "withdrawal",
            "erased_at",
            models.DateTimeField(
                blank=True, db_index=True, editable=False, null=True, verbose_name="gelöscht am"
            ),
        ),
        migrations.RunPython(keep_checksums, migrations.RunPython.noop),
        migrations.AlterField(
            "withdrawal",
            "url_hash",
            models.CharField(editable=False, max_length=64, unique=True, verbose_name="Prüfsumme der Adresse"),
        ),
        migrations.RemoveField("withdrawal", "url_path"),
        migrations.CreateModel(
            name="ErasureStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("name", models.CharField(max_length=60, verbose_name="Schritt")),
                (
                    "done_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="erledigt am"),
                ),
                (
                    "withdrawal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="steps",
                        to="publishing.withdrawal",
                    ),
                ),
            ],
            options={
                "verbose_name": "Schritt einer Löschung",
                "verbose_name_plural": "Schritte einer Löschung",
                "constraints": [
                    models.UniqueConstraint(fields=("withdrawal", "name"), name="erasure_step_once")
                ],
            },
        ),
    ]
