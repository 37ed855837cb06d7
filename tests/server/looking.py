"""What a test asks of a page in the browser: how it looks, and how a verifier works on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

CONTRAST = """() => {
  const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  const light = (rgb) => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1]) + 0.0722 * channel(rgb[2]);
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const e of document.querySelectorAll("body *")) {
    if (e.closest("svg, .unseen") || !e.checkVisibility() || ![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())) continue;
    const a = light(parse(getComputedStyle(e).color)), b = light(ground(e));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push([e.className, e.textContent.trim().slice(0, 20), ratio.toFixed(2)]);
  }
  return bad;
}"""
UNNAMED = """() => [...document.querySelectorAll(
  "input:not([type=hidden]), select, button, a[href], [tabindex='0'], [role=img], [role=group]")].filter((e) =>
  e.checkVisibility() && !(e.labels?.length || e.getAttribute("aria-label") || e.textContent.trim())).map((e) => e.outerHTML)"""
CUT = """() => [...document.querySelectorAll("header *, .filters *, .coverage *, .record *, .actions *")].filter((e) => {
  if (!e.checkVisibility() || e.closest("svg, select")) return false;
  const r = e.getBoundingClientRect();
  const solid = e.matches("button, .button, label, dd, dt") && getComputedStyle(e).display !== "inline";
  return r.left < -1 || r.right > innerWidth + 1 || (solid && e.scrollWidth > e.clientWidth + 2);
}).map((e) => e.outerHTML.slice(0, 120))"""

OVERLAP = """() => {
  const solid = [...document.querySelectorAll("button, .button, input:not([type=hidden]), select, header a, .filters label, h1, h2, dt, dd, .notice")]
    .filter((e) => e.checkVisibility({visibilityProperty: true}) && !e.closest(".unseen, svg") && e.id !== "take");
  const boxes = solid.map((e) => [e, e.getBoundingClientRect()]);
  const bad = [];
  for (const [a, r] of boxes) for (const [b, s] of boxes) {
    if (a === b || a.contains(b) || b.contains(a)) continue;
    if (r.left < s.right - 1 && s.left < r.right - 1 && r.top < s.bottom - 1 && s.top < r.bottom - 1 &&
        a.closest("header, form.filters, main, section.coverage") === b.closest("header, form.filters, main, section.coverage"))
      bad.push([a.outerHTML.slice(0, 80), b.outerHTML.slice(0, 80)]);
  }
  return bad;
}"""


def shown(page: Any) -> str:
    """The fact on screen, empty where the queue is."""
    return page.locator("#work").evaluate("e => e.querySelector('[data-fact]')?.dataset.fact ?? ''")


def press(page: Any, key: str) -> None:
    """Press a key and wait until the server's answer is on screen and the next key counts."""
    page.evaluate("() => { window.turned = false; document.addEventListener('htmx:afterSettle', () => { turned = true }, {once: true}) }")
    page.keyboard.press(key)
    page.wait_for_function("() => window.turned")


def select(page: Any, text: str) -> None:
    """Drag the mouse over words of the source."""
    box = page.evaluate("""(text) => {
      const walker = document.createTreeWalker(document.querySelector('#source'), NodeFilter.SHOW_TEXT);
      for (let node; (node = walker.nextNode());) {
        const at = node.data.indexOf(text);
        if (at < 0) continue;
        node.parentElement.scrollIntoView({block: 'center'});
        const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + text.length);
        const r = range.getBoundingClientRect();
        return [r.left, r.right, (r.top + r.bottom) / 2];
      }
    }""", text)
    page.mouse.move(box[0] + 1, box[2])
    page.mouse.down()
    page.mouse.move(box[1] - 1, box[2], steps=5)
    page.mouse.up()


def within(seconds: float, action: Callable[[], object]) -> bool:
    """Whether an action takes no longer than that in one of six tries: the machine may be busy with other tests."""
    for _ in range(6):
        begun = time.perf_counter()
        action()
        if time.perf_counter() - begun < seconds:
            return True
    return False
