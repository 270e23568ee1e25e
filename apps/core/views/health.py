"""Answers for whoever keeps the site running: compose, a load balancer, script/server."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from apps.core import health


@login_not_required
@never_cache
def live(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"live": True})


@login_not_required
@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    results = health.readiness()
    return JsonResponse(results, status=200 if all(results.values()) else 503)
