import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('campaign', '0006_figures_keep_their_data'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='kennzahl',
            constraint=models.CheckConstraint(condition=models.Q(('is_public', False), models.Q(django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length(django.db.models.functions.text.Trim(models.F('source'))), 0), django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length(django.db.models.functions.text.Trim(models.F('unit'))), 0)), _connector='OR'), name='figure_public_only_with_source', violation_error_message='Eine Zahl ohne Quelle kann nicht veröffentlicht werden.'),
        ),
        migrations.AddConstraint(
            model_name='kennzahl',
            constraint=models.CheckConstraint(condition=models.Q(('is_public', False), models.Q(('group', None), ('land', ''), ('level', 'bund')), models.Q(('group', None), ('level', 'land'), models.Q(('land', ''), _negated=True)), models.Q(('group__isnull', False), ('land', ''), ('level', 'zentrum')), _connector='OR'), name='figure_public_only_with_place'),
        ),
    ]
