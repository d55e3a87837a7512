"""An approval knows how much of a name it shows, so that a later, narrower yes hides it."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def take_from_the_person(apps, schema_editor):
    Person = apps.get_model("stories", "Person")
    forms = Person.objects.filter(pk=OuterRef("person_id")).values("name_form")
    apps.get_model("stories", "Portrayal").objects.update(name_form=Subquery(forms))


class Migration(migrations.Migration):
    dependencies = [("stories", "0004_personal_links")]

    operations = [
        migrations.AddField(
            model_name="portrayal",
            name="name_form",
            field=models.CharField(
                choices=[
                    ("full", "voller Name"),
                    ("first", "nur Vorname"),
                    ("changed", "geänderter Name"),
                ],
                default="first",
                max_length=10,
            ),
        ),
        migrations.RunPython(take_from_the_person, migrations.RunPython.noop),
    ]
