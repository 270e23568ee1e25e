"""Search, while typing and without JavaScript; the address of a search is the search."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views import View

from apps.core.middleware import is_fragment
from apps.library.rules.searching import LONGEST
from apps.library.selectors.search import search
from apps.library.views.base import frame


@method_decorator(login_not_required, name="dispatch")
class Search(View):
    def get(self, request: HttpRequest) -> HttpResponse:
        query = request.GET.get("q", "")[:LONGEST]
        around = frame(request)
        context = around | {"query": query, "results": search(query, around["numbers"])}
        part = "#search-results" if is_fragment(request) else ""
        response = render(request, f"library/search.html{part}", context)
        if part:
            response["HX-Replace-Url"] = f"{request.path}?{urlencode({'q': query})}"
        patch_vary_headers(response, ["HX-Request"])
        return response
