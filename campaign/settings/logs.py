"""What the program says about itself: JSON, one line each, without personal links."""

from typing import Any

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "{asctime}{levelname}{name}{message}{request_id}",
            "style": "{",
            "rename_fields": {"asctime": "time", "levelname": "level", "name": "logger"},
            "json_ensure_ascii": False,
        },
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
    },
    "filters": {
        "masked": {"()": "campaign.audit.masking.MaskPersonalLinks"},
        "of_request": {"()": "campaign.operations.request_log.OfRequest"},
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["masked", "of_request"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"kjc.requests": {"level": "INFO"}},
}
