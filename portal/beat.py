"""Celery's clock. It only knocks at the workers, so it loads none of the apps: a third of the memory."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

app = Celery("alongside", fixups=[])  # Django's would set all of it up
app.config_from_object("django.conf:settings", namespace="CELERY")
