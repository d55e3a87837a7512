from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0005_claims_and_remarks")]

    operations = [
        migrations.AddField(
            model_name="withdrawal",
            name="left",
            field=models.JSONField(blank=True, default=dict, editable=False, verbose_name="noch gezeigt"),
        ),
    ]
