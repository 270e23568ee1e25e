"""Quick exit: away from here at once, to a page that says nothing of us."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.views import View

from apps.accounts.sign_in import is_shared
from apps.core.responses import no_store
from apps.core.site_guide import guide


@method_decorator([login_not_required, no_store], name="dispatch")
class Leave(View):
    """To the operator's neutral page, whatever else is asked of somebody first. A shared phone is signed out and
    keeps nothing; on one's own the session stays, so that nobody who looks over the phone later is asked what was
    signed out of."""

    def get(self, request: HttpRequest) -> HttpResponse:
        response = redirect(guide().neutral_page)
        response["Referrer-Policy"] = "no-referrer"
        if request.user.is_authenticated and is_shared(request):
            logout(request)
            response["Clear-Site-Data"] = '"cache", "storage"'  # what was typed and kept, too
        return response
