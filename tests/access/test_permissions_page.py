"""docs/permissions.md is made here, from the same rules and the same table that the other tests hold the portal to."""

from pathlib import Path

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from apps.circles import rules
from apps.circles.kinds import Audience, Role, Section
from tests.access.table import ALL, PERSONAL, PUBLIC, TABLE

PAGE = Path(settings.BASE_DIR) / "docs" / "permissions.md"
HEAD = """# Who may do what

Made by `tests/access/test_permissions_page.py` from the rules and the table that the tests hold the portal to;
do not edit it by hand. These are the levels a role starts with. The patient sets each person's own, section by
section, and they hold on every page, job and link.
"""


def addresses() -> dict[str, str]:
    found: dict[str, str] = {}

    def walk(resolver: URLResolver, prefix: str) -> None:
        for pattern in resolver.url_patterns:
            route = prefix + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                found[pattern.name or ""] = "/" + route
            elif not route.startswith(settings.EDITOR_PATH):
                walk(pattern, route)

    walk(get_resolver(), "")
    return found


def row(*cells: object) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def sections() -> list[str]:
    roles = list(Role)
    lines = [row("section", *(role.value for role in roles)), row(*["---"] * (len(roles) + 1))]
    for section in Section:
        levels = (rules.default_levels(role)[section].label for role in roles)
        lines.append(row(section.value, *levels))
    return lines


def audiences() -> list[str]:
    lines = [row("audience", "its author", "close circle", "others with the section")]
    lines.append(row(*["---"] * 4))
    for audience in Audience:
        seen = (
            rules.may_see_item(audience, is_close=close, is_author=author)
            for close, author in ((False, True), (True, False), (False, False))
        )
        lines.append(row(audience.value, *("sees it" if sees else "no" for sees in seen)))
    return lines


def pages() -> list[str]:
    where = addresses()
    lines = [row("address", "method", *ALL), row(*["---"] * (len(ALL) + 2))]
    for each in sorted(TABLE, key=lambda r: (where[r.name], r.method)):
        may = ("yes" if role in each.may else "403" for role in ALL)
        lines.append(row(f"`{where[each.name]}`", each.method.upper(), *may))
    return lines


def listed(names: set[str]) -> list[str]:
    where = addresses()
    return sorted(f"- `{where[name]}`" for name in names if name in where)


def page() -> str:
    parts = [
        [HEAD.strip()],
        ["## Sections", "", *sections()],
        [
            "## One item inside a section",
            "",
            *audiences(),
            "",
            (
                "An appointment or a medicine is never hidden from the patient."
                " What is held back until a day is its author’s alone until then."
            ),
        ],
        [
            "## Pages of a circle",
            "",
            (
                "Strangers, former members and people of other circles get 404 on every one of them;"
                " who is signed out is led to sign-in."
            ),
            "",
            *pages(),
        ],
        ["## About oneself, for whoever is signed in", "", *listed(PERSONAL)],
        ["## Open to all", "", *listed(PUBLIC)],
    ]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def test_the_page_says_what_the_portal_does() -> None:
    """Written anew when it no longer does; it then wants to be looked at and committed."""
    made = page()
    stands = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    if stands != made:
        PAGE.write_text(made, encoding="utf-8")
    assert stands == made, "docs/permissions.md was out of date; it is written anew."
