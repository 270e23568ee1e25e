from django.apps import AppConfig


class TodayConfig(AppConfig):
    name = "apps.today"
    label = "today"
