"""What every page is looked at for: axe in both themes, targets, sideways scrolling, one heading."""

from collections.abc import Iterable

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# The dark theme changes colours and nothing else, so that these are all that can be wrong with it alone.
COLOURS = ["color-contrast", "link-in-text-block"]
NARROW = {"width": 320, "height": 844}
PHONE = {"width": 390, "height": 844}

VIOLATIONS = """async rules => {
  const report = await axe.run({runOnly: rules, resultTypes: ['violations']});
  return report.violations.map(rule => `${rule.id}: ${rule.nodes[0].html.slice(0, 120)}`);
}"""
# Targets under 44 px, but for links inside a sentence (WCAG 2.5.8 excepts them too).
SMALL_TARGETS = """() => {
  const wanted = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  const inSentence = e => e.tagName === 'A' && getComputedStyle(e).display === 'inline'
    && [...e.parentElement.childNodes].some(n => n.nodeType === 3 && n.textContent.trim().length > 3);
  const box = e => {
    const label = e.closest('label') ||
      (e.id && ['checkbox', 'radio'].includes(e.type) && document.querySelector(`label[for="${e.id}"]`));
    const own = e.getBoundingClientRect(), other = label ? label.getBoundingClientRect() : own;
    return other.width * other.height > own.width * own.height ? other : own;
  };
  return [...document.querySelectorAll(wanted)]
    .filter(e => e.checkVisibility() && e.getBoundingClientRect().width > 1 && !inSentence(e))
    .filter(e => { const r = box(e); return r.bottom > 0 && (r.width < 43.5 || r.height < 43.5); })
    .map(e => `${e.tagName} ${(e.textContent || e.name || '').trim().slice(0, 30)}`);
}"""
SIDEWAYS = """() => Math.max(0, document.documentElement.scrollWidth - innerWidth)"""
SMALL_INPUTS = """() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')]
  .filter(e => e.checkVisibility() && parseFloat(getComputedStyle(e).fontSize) < 16).length"""
# All that one look at a page tells, in one question to the browser.
LOOK = f"""() => ({{
  targets: ({SMALL_TARGETS})(), inputs: ({SMALL_INPUTS})(),
  headings: document.getElementsByTagName('h1').length, title: document.title.trim(),
}})"""


def faults_at(page: Page, paths: Iterable[str]) -> dict[str, list[str]]:
    """What is wrong with each of these pages; each is opened once, and one that leads elsewhere was not seen."""
    page.add_init_script(AXE_SCRIPT)  # sent to the browser once
    found = {}
    for path in paths:
        response = page.goto(path)
        assert response
        leads = response.request.redirected_from
        found[path] = [f"leads to {page.url}"] if leads else faults(page)
    return {path: wrong for path, wrong in found.items() if wrong}


def faults(page: Page) -> list[str]:
    """Everything that is wrong with the page that is open, in words."""
    found = []
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    for theme, rules in (
        ("light", {"type": "tag", "values": TAGS}),
        ("dark", {"type": "rule", "values": COLOURS}),
    ):
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        found += [f"{theme}: {violation}" for violation in page.evaluate(VIOLATIONS, rules)]
    page.emulate_media(color_scheme="light")
    seen = page.evaluate(LOOK)
    found += [f"target under 44 px: {target}" for target in seen["targets"]]
    if seen["inputs"]:
        found.append("an input's text is under 16 px, so phones zoom")
    if seen["headings"] != 1:
        found.append(f"{seen['headings']} main headings")
    if not seen["title"] or seen["title"].startswith("·"):
        found.append("no title")
    page.set_viewport_size(NARROW)
    if over := page.evaluate(SIDEWAYS):
        found.append(f"{over} px too wide at 320 px")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if over := page.evaluate(SIDEWAYS):
        found.append(f"{over} px too wide with text at 200 %")
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.set_viewport_size(PHONE)
    return found
