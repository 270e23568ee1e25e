"""Structured logs: one JSON line an event, ids and event names only, never a name, a note or an address."""

import logging.config
import sys
import traceback
from types import TracebackType
from typing import Any

import structlog

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


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
                "foreign_pre_chain": [*shared, without_values],
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    where_it_failed,
                    structlog.processors.JSONRenderer(),
                ],
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
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


def without_values(
    logger: Any, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """Other people's lines keep their wording and lose what was filled in: paths carry tokens, and
    Celery prints what an exception said."""
    record: logging.LogRecord = event["_record"]
    if record.name.startswith(("django", "celery.app")):
        event["event"] = str(record.msg)
        event["status"] = getattr(record, "status_code", None)
    return event


def where_it_failed(
    logger: Any, method: str, event: structlog.typing.EventDict
) -> structlog.typing.EventDict:
    """The kind of an exception and where it came from, but not its words: databases quote rows in them."""
    info: ExcInfo | bool | None = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()  # type: ignore[assignment]
    if isinstance(info, tuple) and info[0]:
        frames = traceback.extract_tb(info[2])
        event["exception"] = info[0].__qualname__
        event["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return event
