"""Settings as they hold in production; dev.py and test.py only name their differences.

Every environment variable is read in the first block (see .env.example).
"""

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from campaign.settings import environment as env
from campaign.settings import logs

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
MFA_KEY = env.text("MFA_KEY")
DEBUG = env.switch("DEBUG")
DEMO = env.switch("DEMO")
BASE_URL = env.address("BASE_URL", "http://127.0.0.1:8000")
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
CACHES = {
    "default": env.cache("CACHE_URL", "dbcache://django_cache"),
    # Renditions are prefetched; a cache of them would outlive a restored database.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}
MEDIA_ROOT = env.folder("MEDIA_ROOT", VAR_DIR / "media")
PRIVATE_MEDIA_ROOT = env.folder("PRIVATE_MEDIA_ROOT", VAR_DIR / "private")
STATIC_ROOT = env.folder("STATIC_ROOT", VAR_DIR / "static")
MEDIA_SENDFILE = env.choice("MEDIA_SENDFILE", ("app", "nginx"), "app")
EMAIL_CONFIG = env.email("EMAIL_URL", "smtp://localhost:25")
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", "Kommunale Jobcenter <noreply@localhost>")
TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
METRICS_TOKEN = env.text("METRICS_TOKEN")
CACHE_PURGE_URLS = env.caches("CACHE_PURGE_URLS")
OIDC_ISSUER = env.issuer("OIDC_ISSUER")
OIDC_CLIENT_ID = env.text("OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = env.text("OIDC_CLIENT_SECRET")
OIDC_NAME = env.text("OIDC_NAME", "Dienstkonto")
OIDC_SECOND_FACTOR = env.words("OIDC_SECOND_FACTOR")

if any(PRIVATE_MEDIA_ROOT.is_relative_to(public) for public in (MEDIA_ROOT, STATIC_ROOT)):
    env.refuse("PRIVATE_MEDIA_ROOT", "liegt in einem Ordner, der öffentlich ist (MEDIA_ROOT, STATIC_ROOT)")

# Without copies in nginx each process keeps its own (campaign/operations/page_cache/memory.py).
COPIES_IN_MEMORY = not CACHE_PURGE_URLS and not DEBUG
HTTPS = BASE_URL.startswith("https://")

INSTALLED_APPS = [
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtailmedia",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    # After Wagtail: publishing takes Wagtail's own mails off, once they are connected.
    "campaign.audit",
    "campaign.accounts",
    "campaign.media",
    "campaign.publishing",
    "campaign",
    "jobcenters",
    "stories",
    "campaign.operations",
]

MIDDLEWARE = [
    "campaign.operations.request_log.RequestLogMiddleware",
    "campaign.operations.page_cache.middleware.PageCacheMiddleware",
    "campaign.middleware.SecurityHeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "campaign.middleware.FaultMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "campaign.current_request.CurrentRequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "campaign.accounts.middleware.AdminGateMiddleware",
    "campaign.accounts.refusal.RefusalMiddleware",
    "campaign.media.middleware.FileInUseMiddleware",
    "jobcenters.life.old_addresses.FormerAddressMiddleware",
    "campaign.middleware.PublicRedirectMiddleware",
    "campaign.statistics.visits.CountMiddleware",
]

ROOT_URLCONF = "campaign.urls"
WSGI_APPLICATION = "campaign.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "campaign.context.site",
            ],
        },
    }
]

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
    }
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"]["OPTIONS"] = {
        # A server whose machine vanished is noticed within a minute; else a command waits for hours for its answer.
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 60_000,
        **DATABASES["default"].get("OPTIONS", {}),
        # Our questions are many small ones: compiling them takes longer than they do. Those that have a name (see
        # campaign/prepared_statements.py) are planned once, whatever their values.
        "options": "-c jit=off -c plan_cache_mode=force_generic_plan",
    }

LANGUAGE_CODE = "de"
# Our words for those of Wagtail that we call otherwise, and those of the pages in other languages.
LOCALE_PATHS = [BASE_DIR / "campaign" / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "campaign.media.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000

globals().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 5

# Accounts: allauth carries login and second factor; nobody can sign up.
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "campaign.accounts.password_rules.GuessableValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/admin/"
ACCOUNT_ADAPTER = "campaign.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "/admin/login/"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
# Wrong logins are counted by campaign.accounts.throttle, per account and address; allauth would lock everybody out.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": None, "reset_password": "60/m/ip,5/m/key"}
ACCOUNT_FORMS = {
    "login": "campaign.accounts.forms.LoginForm",
    "reset_password": "campaign.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "campaign.accounts.forms.ResetPasswordKeyForm",
    "change_password": "campaign.accounts.forms.ChangePasswordForm",
    "reauthenticate": "campaign.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "campaign.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Kommunale Jobcenter"
MFA_TOTP_TOLERANCE = 1
# Addresses are those we invited; allauth's own record of them stays unverified and would bar the second factor.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "campaign.accounts.forms.AuthenticateForm",
    "reauthenticate": "campaign.accounts.forms.ReauthenticateCodeForm",
    "activate_totp": "campaign.accounts.forms.ActivateTOTPForm",
    "add_webauthn": "campaign.accounts.forms.AddKeyForm",
    "authenticate_webauthn": "campaign.accounts.forms.AuthenticateKeyForm",
}
# X-Frame-Options is set by SecurityHeadersMiddleware, beside the policy that says the same.
SILENCED_SYSTEM_CHECKS = ["security.W002"]

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "campaign.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    if TRUSTED_PROXY_COUNT:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

WAGTAIL_SITE_NAME = "Kommunale Jobcenter"
# What a filter that nobody has set says in the admin.
FILTERS_EMPTY_CHOICE_LABEL = "alle"
WAGTAILADMIN_BASE_URL = BASE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_ADMIN_APP_PERMISSION = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES = [("de", "Deutsch")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_USER_TIME_ZONES = ["Europe/Berlin"]
WAGTAIL_I18N_ENABLED = False
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict] = []
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# An address of ours that somebody types stays an address: turning it into a link of the tree shows the draft's title.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = "never"
# Every save is one deliberate revision: approvals name a revision, and autosave rewrites revisions in place.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_FINISH_WORKFLOW_ACTION = "campaign.publishing.finish.publish_approved_revision"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_MODERATION_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "media.CampaignImage"
WAGTAILDOCS_DOCUMENT_MODEL = "media.CampaignDocument"
WAGTAILIMAGES_IMAGE_FORM_BASE = "campaign.media.forms.ImageForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "campaign.media.forms.DocumentForm"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "media.CampaignMedia",
    "MEDIA_FORM_BASE": "campaign.media.recording_form.MediaForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": [],
}
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
# The same limits as in campaign.media.formats; a test compares.
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILDOCS_MAX_UPLOAD_SIZE = 30 * 1024 * 1024
# Below, faces lose detail; above, a list of stories weighs a sixth more for nothing anybody sees.
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILSEARCH_BACKENDS = {
    "default": {"BACKEND": "wagtail.search.backends.database", "SEARCH_CONFIG": "german"},
}
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "media": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

LOGGING: dict[str, Any] = logs.LOGGING

SITE_HOST, SITE_PORT = urlsplit(BASE_URL).hostname, urlsplit(BASE_URL).port or (443 if HTTPS else 80)
QUERY_CHARS = 100
# A job asks other websites whether our links to them still lead anywhere; a demo leaves them in peace.
CHECK_EXTERNAL_LINKS = not (DEMO or DEBUG)
