import campaign.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobcenters', '0012_barrier_reports'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='LanguagePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to='wagtailcore.page')),
                ('language', models.CharField(choices=[('en', 'Englisch'), ('uk', 'Ukrainisch'), ('ar', 'Arabisch'), ('tr', 'Türkisch')], max_length=8, unique=True, verbose_name='Sprache')),
                ('intro', models.TextField(blank=True, max_length=400, verbose_name='Einleitung')),
                ('body', campaign.fields.StreamField(blank=True, verbose_name='Text unter der Suche')),
            ],
            options={
                'verbose_name': 'Seite in einer anderen Sprache',
                'verbose_name_plural': 'Seiten in anderen Sprachen',
            },
            bases=('wagtailcore.page', models.Model),
        ),
    ]
