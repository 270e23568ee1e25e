"""A log line a request, and redirects that htmx follows as whole pages."""

import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

log = structlog.get_logger("request")

Handler = Callable[[HttpRequest], HttpResponse]


class RequestLogMiddleware:
    """One line a request: its id, the route's name, the status. Never the path: paths carry tokens."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        structlog.contextvars.bind_contextvars(request_id=uuid.uuid4().hex[:12])
        try:
            response = self.get_response(request)
            match = request.resolver_match
            log.info(
                "request",
                method=request.method,
                view=match.view_name if match else None,
                status=response.status_code,
            )
        finally:
            structlog.contextvars.clear_contextvars()
        return response


class HtmxRedirectMiddleware:
    """A fragment request that is sent elsewhere goes there as a page: else sign-in lands in a list."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_fragment(request) and 300 <= response.status_code < 400 and "Location" in response:
            moved = HttpResponseClientRedirect(response["Location"])
            moved.cookies = response.cookies
            return moved
        return response


def is_fragment(request: HttpRequest) -> bool:
    """The one place that decides whether a piece of a page is wanted or the whole of it."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    if htmx is None:
        return False
    return bool(htmx) and not htmx.boosted and not htmx.history_restore_request
