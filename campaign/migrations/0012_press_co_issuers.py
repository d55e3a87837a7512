import django.db.models.deletion
import modelcluster.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("campaign", "0011_search_entries"),
    ]

    operations = [
        migrations.CreateModel(
            name="CoIssuer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sort_order", models.IntegerField(blank=True, editable=False, null=True)),
                (
                    "group",
                    models.ForeignKey(
                        limit_choices_to={"permissions__codename": "role_redaktion"},
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="auth.group",
                        verbose_name="Jobcenter",
                    ),
                ),
                (
                    "page",
                    modelcluster.fields.ParentalKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="co_issuers",
                        to="campaign.pressreleasepage",
                    ),
                ),
            ],
            options={
                "verbose_name": "Mitherausgeber",
                "verbose_name_plural": "Mitherausgeber",
                "ordering": ["sort_order"],
                "abstract": False,
            },
        ),
    ]
