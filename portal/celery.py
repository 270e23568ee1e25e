"""The Celery app. Tasks carry ids only: what is owed lives in the database."""

import gc
import os
from typing import Any

from celery import Celery
from celery.signals import worker_before_create_process

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("alongside")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_before_create_process.connect
def share_what_is_loaded(**kwargs: Any) -> None:
    """The worker's processes are forked from here: keep the collector from copying their memory."""
    gc.collect()
    gc.freeze()
