"""The styles keep their own rules: roles only, one file a component, colours one can read."""

import re
from itertools import chain

from django.conf import settings

from portal.storage import BEHAVIOURS, CSS, joined_css
from tests.look.colours import as_hex, contrast, roles

STATIC = settings.BASE_DIR / "static"
COMPONENTS = sorted((STATIC / "css/components").glob("*.css"))
BEHAVIOUR_FILES = sorted((STATIC / "js/behaviours").glob("*.js"))
SHEETS = sorted(STATIC.glob("css/**/*.css"))

ON_PAPER = ("--color-paper", "--color-card")
READ = [
    *[
        (ink, sheet)
        for ink in ("--color-ink", "--color-ink-soft", "--color-brand")
        for sheet in ON_PAPER
    ],
    *[
        (ink, f"--color-{wash}-wash")
        for ink in ("--color-ink", "--color-ink-soft")
        for wash in ("brand", "good", "warn", "alarm")
    ],
    *[(f"--color-{kind}", f"--color-{kind}-wash") for kind in ("brand", "good", "warn", "alarm")],
    ("--color-alarm", "--color-paper"),
    ("--color-on-brand", "--color-brand"),
    ("--color-on-brand", "--color-brand-pressed"),
    ("--color-on-hero", "--color-hero"),
    ("--color-on-signal", "--color-good"),
    ("--color-paper", "--color-ink"),
]


def too_faint(pairs: list[tuple[str, str]], wanted: float) -> dict[tuple[str, str, str], float]:
    """The pairs of each theme that do not stand out enough, and how much they do."""
    ratios = {
        (theme, ink, ground): contrast(colours[ink], colours[ground])
        for theme, colours in (("light", roles("light")), ("dark", roles("dark")))
        for ink, ground in pairs
    }
    return {pair: ratio for pair, ratio in ratios.items() if ratio < wanted}


def test_text_stands_out_seven_to_one() -> None:
    assert too_faint(READ, 7) == {}


def test_the_edge_of_a_control_stands_out_three_to_one() -> None:
    assert too_faint([("--color-edge", sheet) for sheet in ON_PAPER], 3) == {}


def test_phones_without_light_dark_get_every_role_of_the_light_theme() -> None:
    css = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    fallback = css[css.index("@supports not") :]
    pairs = re.findall(r"(--color-[\w-]+): light-dark\(var\((--[\w-]+)\)", css)
    assert pairs
    assert [role for role, light in pairs if f"{role}: var({light});" not in fallback] == []


def test_the_bar_of_the_browser_has_the_colour_of_the_paper() -> None:
    base = (settings.BASE_DIR / "templates/layouts/base.html").read_text(encoding="utf-8")
    for theme in ("light", "dark"):
        paper = as_hex(roles(theme)["--color-paper"])
        assert f'content="{paper}" media="(prefers-color-scheme: {theme})"' in base


def test_every_custom_property_that_is_used_without_a_fallback_is_defined() -> None:
    css = joined_css()
    defined = set(re.findall(r"(--[\w-]+)\s*:", css))
    used = set(re.findall(r"var\((--[\w-]+)\)", css))
    assert used - defined == set()


def test_only_the_tokens_hold_raw_colours() -> None:
    raw = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lch|lab|hwb)\(", re.IGNORECASE)
    offenders = {
        sheet.name: raw.findall(sheet.read_text(encoding="utf-8"))
        for sheet in SHEETS
        if sheet.name != "tokens.css" and raw.search(sheet.read_text(encoding="utf-8"))
    }
    assert offenders == {}


def test_outside_the_tokens_only_roles_are_used() -> None:
    tokens = (STATIC / "css/tokens.css").read_text(encoding="utf-8")
    scale = set(re.findall(r"(--[\w-]+): oklch", tokens))
    used = chain.from_iterable(
        re.findall(r"var\((--[\w-]+)", sheet.read_text(encoding="utf-8"))
        for sheet in SHEETS
        if sheet.name != "tokens.css"
    )
    assert scale & set(used) == set()


def test_every_style_and_behaviour_on_disk_is_listed_and_every_listed_one_exists() -> None:
    sheets = {str(path.relative_to(STATIC)) for path in SHEETS}
    behaviours = {str(path.relative_to(STATIC)) for path in BEHAVIOUR_FILES}
    assert sheets == set(CSS)
    assert behaviours == set(BEHAVIOURS)


def test_a_component_fits_in_120_lines_and_a_behaviour_in_80() -> None:
    lines = {
        path: len(path.read_text(encoding="utf-8").splitlines())
        for path in (*COMPONENTS, *BEHAVIOUR_FILES)
    }
    limits = {".css": 120, ".js": 80}
    long = {path.name: count for path, count in lines.items() if count > limits[path.suffix]}
    assert long == {}


def test_every_sheet_says_what_it_is_for_and_lives_in_a_layer() -> None:
    layer = re.compile(r"^@layer [\w, ]+[{;]$", re.MULTILINE)
    texts = {sheet.name: sheet.read_text(encoding="utf-8") for sheet in SHEETS}
    wrong = [
        name for name, text in texts.items() if not (text.startswith("/* ") and layer.search(text))
    ]
    assert wrong == []
