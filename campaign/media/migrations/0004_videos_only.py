from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("media", "0003_videos"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="campaignmedia",
            options={
                "permissions": [("choose_media", "Can choose media")],
                "verbose_name": "Video",
                "verbose_name_plural": "Videos",
            },
        ),
    ]
