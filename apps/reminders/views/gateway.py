"""What the text gateway tells us: receipts, and what people write back. Only with its signature."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt

from apps.core import texting
from apps.core.responses import no_store
from apps.reminders import services
from apps.reminders.channels.signatures import HEADER, is_genuine


@method_decorator([csrf_exempt, login_not_required, no_store], name="dispatch")
class FromGateway(View):
    http_method_names = ("post",)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not texting.is_on():
            raise Http404
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        # The address as we gave it to the gateway, whatever a proxy made of it on the way.
        url = f"{settings.SITE_URL}{request.get_full_path()}"
        if not is_genuine(request.headers.get(HEADER, ""), settings.SMS["token"], url, fields):
            return HttpResponse("The signature does not fit.\n", status=403)
        return super().dispatch(request, *args, **kwargs)


class TextReceipt(FromGateway):
    """What became of a text that the gateway took. Told twice, it changes nothing."""

    def post(self, request: HttpRequest) -> HttpResponse:
        told, code = request.POST.get("MessageStatus", ""), request.POST.get("ErrorCode", "")
        services.note_receipt(request.GET.get("of", ""), told, int(code) if code.isdigit() else 0)
        return HttpResponse(status=204)


class TextReply(FromGateway):
    """Whatever somebody wrote to our number."""

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            services.hear(
                sid=request.POST.get("MessageSid", ""),
                number=request.POST.get("From", ""),
                words=request.POST.get("Body", ""),
            )
        except services.HeardBefore:
            return HttpResponse("This message was heard before.\n", status=409)
        # What we have to say goes out as a text of its own, counted like any other.
        return HttpResponse("<Response/>", content_type="text/xml")
