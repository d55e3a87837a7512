"""Everything below /admin/ that has to do with accounts; included before Wagtail's own addresses."""

from allauth.account import views as account_views
from allauth.mfa.base import views as mfa_views
from allauth.mfa.recovery_codes import views as code_views
from django.urls import path, re_path
from wagtail.admin.auth import require_admin_access

from campaign.accounts import factor_views, mail_change_views, provider_views, session_views, views
from campaign.accounts.account_page import AccountView
from campaign.accounts.dashboard import FirstPage
from campaign.accounts.dismissibles import DismissiblesView

# allauth looks its views up by these names.
urlpatterns = [
    path("login/", views.LoginView.as_view(), name="account_login"),
    path("login/anbieter/", provider_views.ProviderLoginView.as_view(), name="account_provider"),
    path(
        "login/anbieter/zurueck/", provider_views.ProviderReturnView.as_view(), name="account_provider_return"
    ),
    path("login/anbieter/abgemeldet/", provider_views.goodbye, name="account_provider_goodbye"),
    path("logout/", provider_views.LogoutView.as_view(), name="account_logout"),
    path("inaktiv/", account_views.account_inactive, name="account_inactive"),
    path("bestaetigen/", account_views.reauthenticate, name="account_reauthenticate"),
    path("sitzung/", session_views.SessionView.as_view(), name="account_session"),
    path("sitzung/text/", session_views.KeptFormView.as_view(), name="account_kept_form"),
    path("einladung/<str:token>/", views.AcceptInvitationView.as_view(), name="account_accept_invitation"),
    path("passwort/", views.PasswordChangeView.as_view(), name="account_change_password"),
    path("adresse/", mail_change_views.ChangeAddressView.as_view(), name="account_change_address"),
    path(
        "adresse/<str:token>/", mail_change_views.ConfirmAddressView.as_view(), name="account_confirm_address"
    ),
    path("passwort/vergessen/", views.PasswordResetView.as_view(), name="account_reset_password"),
    path(
        "passwort/vergessen/gesendet/", account_views.password_reset_done, name="account_reset_password_done"
    ),
    path(
        "passwort/neu/fertig/",
        account_views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^passwort/neu/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.PasswordResetFromKeyView.as_view(),
        name="account_reset_password_from_key",
    ),
    # In the place of Wagtail's own.
    path("", require_admin_access(FirstPage.as_view()), name="wagtailadmin_home"),
    path("account/", require_admin_access(AccountView.as_view()), name="wagtailadmin_account"),
    path("dismissibles/", require_admin_access(DismissiblesView.as_view()), name="wagtailadmin_dismissibles"),
    path("2fa/", provider_views.SecurityView.as_view(), name="mfa_index"),
    path("2fa/code/", views.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("2fa/bestaetigen/", mfa_views.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/einrichten/", factor_views.ActivateTOTPView.as_view(), name="mfa_activate_totp"),
    path("2fa/ersetzen/", factor_views.ReplaceTOTPView.as_view(), name="mfa_deactivate_totp"),
    path("2fa/notfallcodes/", factor_views.RecoveryCodesView.as_view(), name="mfa_view_recovery_codes"),
    path("2fa/notfallcodes/neu/", code_views.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("2fa/notfallcodes/datei/", code_views.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("2fa/anbieter/", provider_views.DisconnectView.as_view(), name="account_provider_disconnect"),
    path("2fa/schluessel/", factor_views.AddKeyView.as_view(), name="mfa_add_webauthn"),
    path("2fa/schluessel/<int:key_id>/", factor_views.RemoveKeyView.as_view(), name="mfa_remove_webauthn"),
    # Wagtail's password reset knows nothing of the second factor.
    re_path(r"^password_reset/", views.not_here),
]
