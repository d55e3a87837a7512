"""Loads what every answer needs before gunicorn makes its children: who takes a killed one's place answers at once."""

import logging

from django.db import DatabaseError, connections
from django.urls import get_resolver

logger = logging.getLogger(__name__)


def warm_up() -> None:
    """Load addresses with their views, and the registry with its postcodes; without a database only the first."""
    from jobcenters import registry

    # Django reads them with the first request otherwise, and with them all of Wagtail's views.
    _ = get_resolver().url_patterns
    try:
        registry.current()
    except DatabaseError as error:
        logger.warning("Ohne Datenbank gestartet: %s", type(error).__name__)
    finally:
        # A child must not talk through its parent's connection.
        connections.close_all()
