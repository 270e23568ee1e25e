"""What a mail service tells us of its mails: bounces, complaints, arrivals. Only with its signature.

django-anymail knows how each service signs and speaks; what it hears goes to a service of ours.
"""

import re
from importlib import import_module
from typing import Any

from anymail.exceptions import AnymailWebhookValidationFailure
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseForbidden
from django.views.decorators.csrf import csrf_exempt

from apps.reminders import services

# A bounce that passes, like a full mailbox, in the words of services that anymail hears as bounced for good.
PASSING = re.compile(r"(activity\.)?soft[ _]?bounced?|transient", re.IGNORECASE)


class _Ear:
    """Takes the place of anymail's signal: a call one can read."""

    def send(self, sender: Any, event: Any, esp_name: str) -> None:
        services.note_mail_event(
            event_id=event.event_id or "",
            status=event.event_type or "",
            why="passing" if _passes(event) else event.reject_reason or "",
            address=event.recipient or "",
            reference=str((event.metadata or {}).get("reminder", "")),
        )


def _passes(event: Any) -> bool:
    said = [*event.esp_event.values(), (event.description or "").partition(":")[0]]
    return any(isinstance(word, str) and PASSING.fullmatch(word) for word in said)


@csrf_exempt
@login_not_required
def mail_events(request: HttpRequest) -> HttpResponseBase:
    view = _hook(settings.MAIL_ESP) if settings.MAIL_ESP else None
    if view is None:
        raise Http404
    try:
        answer: HttpResponseBase = view(request)
    except AnymailWebhookValidationFailure:
        return HttpResponseForbidden("The signature does not fit.\n")
    return answer


def _hook(esp: str) -> Any:
    """anymail's view for that service; None where neither it nor a secret of ours would prove who calls."""
    module = import_module(f"anymail.webhooks.{esp}")
    kind: Any = next(
        kind
        for name, kind in vars(module).items()
        if name.endswith("TrackingWebhookView") and kind.__module__ == module.__name__
    )
    is_signed = not kind.warn_if_no_basic_auth or settings.ANYMAIL.get("WEBHOOK_SECRET")
    return kind.as_view(signal=_Ear()) if is_signed else None
