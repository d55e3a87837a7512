from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Persons who log in, their roles, and the gate in front of the admin."""

    name = "campaign.accounts"
    label = "accounts"
    verbose_name = "Zugänge"

    def ready(self) -> None:
        """Keep stored second factors under the newest key; tell the Technik what is broken."""
        from campaign.accounts import secret_keys, system_todos, todo
        from campaign.audit import jobs

        jobs.register("accounts.keys", secret_keys.renew_all, every=timedelta(hours=6))
        todo.register(system_todos.todos)
