"""The project: settings, URLs and the processes. It knows no rule of the business."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
