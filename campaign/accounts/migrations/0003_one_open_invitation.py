from django.db import migrations, models
from django.utils import timezone


def close_older(apps, schema_editor):
    """Let only the newest open invitation of an address stay open."""
    Invitation = apps.get_model("accounts", "Invitation")
    seen = set()
    for invitation in Invitation.objects.filter(closed_at=None).order_by("-created_at", "-pk"):
        if invitation.email in seen:
            Invitation.objects.filter(pk=invitation.pk).update(closed_at=timezone.now())
        seen.add(invitation.email)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_unused_accounts_and_invited_names")]

    operations = [
        migrations.RunPython(close_older, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("closed_at", None)),
                fields=("email",),
                name="accounts_one_open_invitation",
            ),
        ),
    ]
