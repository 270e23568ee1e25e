"""Pages every site needs: help, accessibility, the operator's terms and privacy notice, the manifest."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import mark_safe
from markdown_it import MarkdownIt

from apps.core.site_guide import document, guide

# "js-default" lets no raw HTML and no javascript: link through: the text is the operator's, not ours.
_markdown = MarkdownIt("js-default", {"html": False})


@login_not_required
def help_page(request: HttpRequest) -> HttpResponse:
    return render(request, "core/help.html")


@login_not_required
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "core/accessibility.html")


@login_not_required
def legal(request: HttpRequest, name: str) -> HttpResponse:
    text = document(name)
    body = mark_safe(_markdown.render(text.text))  # noqa: S308  rendered with HTML switched off
    return render(
        request,
        "core/legal.html",
        {"name": name, "version": text.version, "body": body},
    )


@login_not_required
def manifest(request: HttpRequest) -> JsonResponse:
    name = guide().site_name
    sizes = {"icon-192.png": "192x192", "icon-512.png": "512x512"}
    icons = [
        {
            "src": static(f"icons/{file}"),
            "sizes": size,
            "type": "image/png",
            "purpose": "any",
        }
        for file, size in sizes.items()
    ]
    icons.append(
        {
            "src": static("icons/icon-maskable-512.png"),
            "sizes": "512x512",
            "type": "image/png",
            "purpose": "maskable",
        }
    )
    return JsonResponse(
        {
            "id": "/",
            "name": name,
            "short_name": name,
            "start_url": "/",
            "display": "standalone",
            "background_color": "#faf6f1",
            "theme_color": "#faf6f1",
            "icons": icons,
        },
        content_type="application/manifest+json",
    )
