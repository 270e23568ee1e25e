"""For whoever runs the site: how the outbox is doing. Numbers, and nothing of what was in a message."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views import View

from apps.accounts import passkeys
from apps.accounts.requests import person
from apps.core import clock
from apps.core.responses import no_store
from apps.reminders import selectors
from apps.reminders.selectors import Count, Figures

WEEK = timedelta(days=7)


@method_decorator(no_store, name="dispatch")
class Outbox(View):
    """Behind the editors' kind of door: staff, who have shown a passkey today. Nobody else learns of it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        user = person(request)
        if not user.is_staff:
            raise Http404
        if not passkeys.was_used_today(request, user):
            query = urlencode({"next": request.get_full_path()})
            return redirect(f"{reverse('account_passkey')}?{query}")
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        today = clock.now().date()
        context = {
            "figures": selectors.figures(),
            "today": selectors.counts(today),
            "week": selectors.counts(today - WEEK),
        }
        return render(request, "reminders/outbox.html", context)


@method_decorator([login_not_required, no_store], name="dispatch")
class Metrics(View):
    """In the text format of Prometheus, for whoever sends METRICS_TOKEN. Without the setting it is not there."""

    def get(self, request: HttpRequest) -> HttpResponse:
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        if not settings.METRICS_TOKEN:
            raise Http404
        if not constant_time_compare(request.headers.get("Authorization", ""), wanted):
            return HttpResponse("A token is needed.\n", status=401, content_type="text/plain")
        text = _exposition(selectors.figures(), selectors.counts())
        return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def _exposition(figures: Figures, counts: list[Count]) -> str:
    gauges = {
        "due": figures.due,
        "oldest_due_seconds": round(figures.queue_seconds, 1),
        "leased": figures.leased,
        "last_tick_seconds": round(figures.tick_seconds, 1),
        "alarm": int(bool(figures.troubles)),
    }
    lines = []
    for name, value in gauges.items():
        lines += [
            f"# TYPE alongside_reminders_{name} gauge",
            f"alongside_reminders_{name} {value}",
        ]
    lines.append("# TYPE alongside_reminders_failing_seconds gauge")
    for line in figures.lines:
        seconds = (figures.now - line.failing_since).total_seconds() if line.failing_since else 0.0
        label = f'channel="{line.channel}"'
        lines.append(f"alongside_reminders_failing_seconds{{{label}}} {round(seconds, 1)}")
    lines.append("# TYPE alongside_reminders_outcomes_total counter")
    for row in counts:
        labels = f'outcome="{row.outcome}",reason="{row.reason}",channel="{row.channel}"'
        lines.append(f"alongside_reminders_outcomes_total{{{labels}}} {row.count}")
    return "\n".join(lines) + "\n"
