"""The demo: an invented family, one-tap people, the outbox. Installed only when ALONGSIDE_DEMO=1."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "apps.demo"
    label = "demo"
