"""The Celery app. Tasks carry nothing: what is owed lives in the database."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_before_create_process
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("alongside")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_before_create_process.connect
def share_what_is_loaded(**kwargs: Any) -> None:
    """The worker's processes are forked from here: load for all of them what each message needs, the addresses
    of pages, and keep the collector from copying their memory."""
    get_resolver().url_patterns  # noqa: B018  reading loads them
    gc.collect()
    gc.freeze()
