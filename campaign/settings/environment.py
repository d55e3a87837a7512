"""Reads environment variables; a wrong value ends the process with one line that names the variable, never its value."""

import os
import warnings
from collections.abc import Callable
from email.utils import parseaddr
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

import environ
from django.http.request import split_domain_port

_env = environ.Env()
_SWITCH = {"1": True, "true": True, "ja": True, "0": False, "false": False, "nein": False}
_DATABASES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")


def refuse(name: str, why: str) -> NoReturn:
    """End the process: these settings are not usable."""
    raise SystemExit(f"Umgebungsvariable {name} {why}.") from None


def _read(name: str, default: Any, convert: Callable[[str], Any]) -> Any:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    try:
        return convert(value)
    except Exception:
        refuse(name, "hat einen Wert, der nicht zu verstehen ist (siehe .env.example)")


def text(name: str, default: str = "") -> str:
    """Return the variable as text."""
    return _read(name, default, str)


def switch(name: str, default: bool = False) -> bool:
    """Return 1/0, true/false or ja/nein as a bool."""
    return _read(name, default, lambda value: _SWITCH[value.lower()])


def number(name: str, default: int) -> int:
    """Return a whole number, zero or more."""

    def convert(value: str) -> int:
        if int(value) < 0:
            raise ValueError
        return int(value)

    return _read(name, default, convert)


def words(name: str, default: list[str] | None = None) -> list[str]:
    """Return a comma separated list."""
    return _read(
        name, default or [], lambda value: [part.strip() for part in value.split(",") if part.strip()]
    )


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Return one of the allowed words."""
    return _read(name, default, lambda value: allowed[allowed.index(value)])


def hosts(name: str) -> list[str]:
    """Return a comma separated list of names under which the site answers: no scheme, no port."""

    def convert(value: str) -> list[str]:
        found = [part.strip() for part in value.split(",") if part.strip()]
        for host in found:
            domain, port = split_domain_port(host.removeprefix("."))
            if host != "*" and (port or not domain):
                raise ValueError
        return found

    return _read(name, [], convert)


def folder(name: str, default: Path) -> Path:
    """Return the absolute path of a folder that is there or can be made."""

    def convert(value: str) -> Path:
        path = Path(value).resolve()
        if not next(part for part in (path, *path.parents) if os.path.exists(part)).is_dir():
            raise NotADirectoryError
        return path

    return _read(name, default, convert)


def sender(name: str, default: str) -> str:
    """Return the sender of mails: an address, alone or behind a name in angle brackets."""

    def convert(value: str) -> str:
        local, _, domain = parseaddr(value)[1].rpartition("@")
        if not (local and domain and value.isprintable()):
            raise ValueError
        return value

    return _read(name, default, convert)


def database(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for one database from its URL (PostgreSQL or SQLite)."""

    def convert(value: str) -> dict[str, Any]:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            config = dict(_env.db_url_config(value))
        if config["ENGINE"] not in _DATABASES or not config["NAME"]:
            raise ValueError
        return config

    return _read(name, None, convert) or convert(default)


def email(name: str, default: str) -> dict[str, Any]:
    """Return Django's EMAIL_* settings from a URL such as smtp+tls://user:secret@host:587."""
    found: dict[str, Any] = _read(name, None, _env.email_url_config) or _env.email_url_config(default)
    if found["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend":
        return found | {"EMAIL_BACKEND": "campaign.audit.patient_mail.EmailBackend"}
    return found


def cache(name: str, default: str) -> dict[str, Any]:
    """Return Django's settings for one cache from its URL; Redis may be away for a while (shared_cache.py)."""
    found = _read(name, None, _cache_config) or _cache_config(default)
    if found["BACKEND"].endswith(".RedisCache"):
        waiting = {"socket_connect_timeout": 0.3, "socket_timeout": 0.3}
        return found | {"BACKEND": "campaign.shared_cache.SharedCache", "OPTIONS": waiting}
    # Counts of wrong logins live there: with Django's 300 entries a flood of names would push them out.
    return found | {"max_entries": 100_000}


def _cache_config(value: str) -> dict[str, Any]:
    found: dict[str, Any] = _env.cache_url_config(value)
    if found["BACKEND"].endswith(".RedisCache"):
        located = found["LOCATION"]
        # Read for the sake of the error: redis would notice a wrong port at the first login.
        _ = [urlsplit(one).port for one in ([located] if isinstance(located, str) else located)]
    return found


def address(name: str, default: str) -> str:
    """Return the outside address of the site (http or https, host, no path), without trailing slash."""

    def convert(value: str) -> str:
        parts = urlsplit(value.rstrip("/"))
        # As Django reads a Host header; the second says whether the port is one.
        if not split_domain_port(parts.netloc)[0] or parts.port == 0:
            raise ValueError
        if parts.scheme not in ("http", "https") or parts.path or parts.query or parts.fragment:
            raise ValueError
        return f"{parts.scheme}://{parts.netloc}"

    return _read(name, default, convert)


def issuer(name: str) -> str:
    """Return the address by which an identity provider is known, exactly as given: https, or http on this machine."""

    def convert(value: str) -> str:
        parts = urlsplit(value)
        is_here = parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost")
        if not (parts.scheme == "https" or is_here) or not parts.netloc or parts.query or parts.fragment:
            raise ValueError
        return value

    return _read(name, "", convert)


def caches(name: str) -> list[tuple[str, int, str]]:
    """Return host, port and secret of each cache of a comma separated list like http://:secret@10.0.0.5:8081."""

    def convert(value: str) -> list[tuple[str, int, str]]:
        return [_cache_in_front(part.strip()) for part in value.split(",")]

    return _read(name, [], convert)


def _cache_in_front(url: str) -> tuple[str, int, str]:
    parts = urlsplit(url)
    if parts.scheme != "http" or not (parts.hostname and parts.port and parts.password):
        raise ValueError
    return parts.hostname, parts.port, parts.password
