"""The own account: Wagtail's page, with our choice of mails instead of its own, which does nothing here."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from wagtail.admin.views.account import (
    AccountView as WagtailAccountView,
)
from wagtail.admin.views.account import (
    BaseSettingsPanel,
    NotificationsSettingsPanel,
)

from campaign.accounts.models import User
from campaign.accounts.rhythm import Rhythm, next_time
from campaign.audit import digest
from campaign.audit.log import record


class MailForm(forms.ModelForm):
    """How mails that can wait should come; those that cannot are named beside it."""

    mail_rhythm = forms.ChoiceField(
        label="Wie möchten Sie E-Mails bekommen?",
        choices=Rhythm.choices,
        widget=forms.RadioSelect,
        help_text=(
            "Was nicht warten kann, kommt immer sofort: wenn eine Geschichte nicht mehr öffentlich ist, eine "
            "Einwilligung in wenigen Tagen endet oder es um Ihren Zugang geht."
        ),
    )

    wants_monthly_report = forms.BooleanField(
        label="Monatsbericht schicken",
        required=False,
        help_text="Am Anfang jedes Monats: wie oft Seiten aufgerufen wurden und was im Monat davor geschah.",
    )

    class Meta:
        model = User
        fields = ["mail_rhythm", "wants_monthly_report"]

    def save(self, commit: bool = True) -> Any:
        """Store the choice; what is collected already follows it."""
        user = super().save(commit)
        if self.has_changed():
            digest.reschedule(user.email, next_time(user.mail_rhythm, timezone.now()))
            record("account.mails_chosen", actor=user, obj=user, label=user.email)
        return user


class MailPanel(BaseSettingsPanel):
    """The choice on the account page."""

    name = "mails"
    title = "E-Mails"
    order = 200
    form_class = MailForm


class AccountView(WagtailAccountView):
    """Wagtail's page without its notifications: the house sends its own mails, and asks nobody there."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        panels = super().get_panels()
        return [panel for panel in panels if not isinstance(panel, NotificationsSettingsPanel)]


def mail_times(addresses: Sequence[str], now: datetime) -> dict[str, datetime]:
    """Return when mails that can wait should reach those of the addresses that belong to an active account."""
    people = User.objects.filter(is_active=True, email__in=addresses)
    return {email: next_time(rhythm, now) for email, rhythm in people.values_list("email", "mail_rhythm")}
