"""An approval knows who had to agree, so that editing a draft does not change it."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery

KEPT = ("age", "adult_on", "guardians")


def take_from_the_person(apps, schema_editor):
    person = apps.get_model("stories", "Person").objects.filter(pk=OuterRef("person_id"))
    values = {name: Subquery(person.values(name)) for name in KEPT}
    apps.get_model("stories", "Portrayal").objects.update(**values)


class Migration(migrations.Migration):
    dependencies = [("stories", "0005_portrayal_name_form")]

    operations = [
        migrations.AddField(
            model_name="portrayal",
            name="age",
            field=models.CharField(
                choices=[
                    ("adult", "volljährig"),
                    ("youth", "14 bis 17 Jahre"),
                    ("child", "unter 14 Jahren"),
                ],
                 default="adult",
                max_length=5,
            ),
        ),
        migrations.AddField(model_name="portrayal", name="adult_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="portrayal", name="guardians", field=models.PositiveSmallIntegerField(default=2)
        ),
        migrations.RunPython(take_from_the_person, migrations.RunPython.noop),
    ]
