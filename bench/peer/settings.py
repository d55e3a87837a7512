"""Settings as Wagtail's starter writes them, on PostgreSQL and in German; the database is named by PEER_DATABASE_URL."""

import os
import sys
from pathlib import Path

import environ

SECRET_KEY = "nur-zum-messen-" + "0" * 50
ALLOWED_HOSTS = ["127.0.0.1"]
DATABASES = {"default": environ.Env().db_url("PEER_DATABASE_URL") | {"CONN_MAX_AGE": 600}}
INSTALLED_APPS = [
    "bench.peer",
    *(
        f"wagtail.{app}"
        for app in ("contrib.forms", "contrib.redirects", "embeds", "sites", "users", "snippets")
    ),
    *(f"wagtail.{app}" for app in ("documents", "images", "search", "admin")),
    *("wagtail", "modelcluster", "taggit", "django_filters"),
    *(f"django.contrib.{app}" for app in ("auth", "contenttypes", "sessions", "messages", "staticfiles")),
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
ROOT_URLCONF = "bench.peer.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE, TIME_ZONE, USE_TZ = "de", "Europe/Berlin", True
_FOLDER = Path(os.environ["BENCH_FOLDER"]) / "peer"
# Written anew for each measuring, from the models as they are.
MIGRATION_MODULES = {"peer": "peer_migrations"}
sys.path.append(str(_FOLDER))
STATIC_URL, STATIC_ROOT = "/static/", _FOLDER / "static"
MEDIA_URL, MEDIA_ROOT = "/media/", _FOLDER / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
WAGTAIL_SITE_NAME = "Vergleich"
WAGTAILADMIN_BASE_URL = "http://127.0.0.1"
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
