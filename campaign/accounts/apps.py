from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Persons who log in, their roles, and the gate in front of the admin."""

    name = "campaign.accounts"
    label = "accounts"
    verbose_name = "Zugänge"

    def ready(self) -> None:
        """Know who wants mails when, keep second factors under the newest key, tell the Technik what is broken."""
        from campaign.accounts import account_page, role_changes, secret_keys, sessions, system_todos, todo
        from campaign.accounts import integrity as checks
        from campaign.audit import integrity, jobs, outbox

        role_changes.watch()
        outbox.set_times(account_page.mail_times)
        jobs.register("accounts.keys", secret_keys.renew_all, every=timedelta(hours=6))
        jobs.register("accounts.sessions", sessions.forget, every=timedelta(hours=6))
        todo.register(system_todos.todos)
        integrity.register("default_groups", checks.default_groups)
