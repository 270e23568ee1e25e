"""Structured logs: one JSON line an event, ids and event names only, never a name, a note or an address."""

import logging.config
from typing import Any

import structlog


def logging_config(level: str) -> dict[str, Any]:
    """Set up structlog and the standard library's logging alike; returns the dict for the record."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    config: dict[str, Any] = {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": shared,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.format_exc_info,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Django's own request lines carry paths, and paths carry one-answer tokens.
            "django.request": {"level": "ERROR"},
            "django.server": {"level": "ERROR"},
            "aiosmtpd": {"level": "ERROR"},
            # Titles of pages and a line for each row it indexes.
            "wagtail": {"level": "WARNING"},
            "django_tasks": {"level": "WARNING"},
            "fido2": {"level": "WARNING"},
        },
    }
    logging.config.dictConfig(config)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    return config
