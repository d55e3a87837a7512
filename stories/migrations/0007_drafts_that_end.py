from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("stories", "0006_portrayal_ages")]

    operations = [
        migrations.AddField(
            model_name="consent",
            name="draft_ends_at",
            field=models.DateTimeField(db_index=True, null=True, verbose_name="Entwurf wird gelöscht am"),
        ),
    ]
