"""How large is what a finger has to hit: links, buttons and fields of a page, measured in the browser."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

# 44 px: what iOS and WCAG 2.2 (2.5.5) ask for; ours are drawn 48 px high.
_LEAST = 44

# Left out: what is not shown; the link that shows itself on focus alone; a link inside running text, which may be as high as its line
# (an inline link whose paragraph says more than links).
_MEASURE = """(least) => {
  const words = (text) => text.replace(/[^\\p{L}\\p{N}]/gu, "").length;
  const small = [];
  document.querySelectorAll("a[href], button, summary, input:not([type=hidden]), select, textarea, audio").forEach((element) => {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.classList.contains("skip-link")) return;
    const own = element.matches("input[type=checkbox], input[type=radio]") && element.closest("label");
    const box = (own || element).getBoundingClientRect();
    if (box.width <= 1 || box.height <= 1 || (box.width >= least && box.height >= least)) return;
    if (getComputedStyle(element).display === "inline") {
      let around = element.parentElement;
      while (getComputedStyle(around).display === "inline") around = around.parentElement;
      let linked = 0;
      around.querySelectorAll("a[href]").forEach((link) => { linked += words(link.textContent); });
      if (words(around.textContent) > linked) return;
    }
    small.push(element.tagName.toLowerCase() + " “" + (element.textContent.trim() || element.name || "").slice(0, 50) + "” "
      + Math.round(box.width) + " × " + Math.round(box.height));
  });
  return small;
}"""


def small_targets(page: "Page") -> list[str]:
    """What is smaller than a fingertip on the page as it stands, each with its words and size in CSS pixels."""
    found: list[str] = page.evaluate(_MEASURE, _LEAST)
    return found
