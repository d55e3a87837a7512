from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Health, backup and restore: stands above all apps, and nobody imports it."""

    name = "campaign.operations"
    label = "operations"
    verbose_name = "Betrieb"
