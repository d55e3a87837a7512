"""Production: refuses to start with anything that would be unsafe."""

from campaign.settings import environment as env
from campaign.settings.base import *  # noqa: F403 - Django's settings are a flat module
from campaign.settings.base import (
    ALLOWED_HOSTS,
    CACHES,
    DATABASES,
    DEBUG,
    DEMO,
    OIDC_CLIENT_ID,
    OIDC_CLIENT_SECRET,
    OIDC_ISSUER,
    SECRET_KEY,
)

if len(SECRET_KEY) < 50:
    env.refuse("SECRET_KEY", "fehlt oder ist kürzer als 50 Zeichen")
if not ALLOWED_HOSTS:
    env.refuse("ALLOWED_HOSTS", "fehlt")
if not env.text("BASE_URL"):
    env.refuse("BASE_URL", "fehlt")
if not DATABASES["default"]["ENGINE"].endswith("postgresql"):
    env.refuse("DATABASE_URL", "fehlt oder nennt keine PostgreSQL-Datenbank")
if CACHES["default"]["BACKEND"].rpartition(".")[2] in ("LocMemCache", "DummyCache"):
    env.refuse("CACHE_URL", "nennt keinen Zwischenspeicher, den alle Prozesse teilen")
if OIDC_ISSUER and not (OIDC_CLIENT_ID and OIDC_CLIENT_SECRET):
    env.refuse("OIDC_CLIENT_ID", "oder OIDC_CLIENT_SECRET fehlt, obwohl OIDC_ISSUER einen Anbieter nennt")
if DEBUG:
    env.refuse("DEBUG", "ist im Betrieb nicht erlaubt")
if DEMO:
    env.refuse("DEMO", "ist im Betrieb nicht erlaubt")
