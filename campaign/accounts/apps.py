from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Persons who log in, their roles, and the gate in front of the admin."""

    name = "campaign.accounts"
    label = "accounts"
    verbose_name = "Zugänge"
