"""What must hold on every page: accessibility by axe-core, no sideways scroll, targets, focus ring."""

from axe_playwright_python.base import AXE_SCRIPT

LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": LEVELS},
    "rules": {"target-size": {"enabled": True}},  # a rule of WCAG 2.2 that axe-core leaves off by itself
    "resultTypes": ["violations"],
}
RUN = """async options => {
  const results = await axe.run(document, options);
  return results.violations.flatMap(rule => rule.nodes.map(
    node => `${rule.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} | ${node.failureSummary}`));
}"""

WIDER = """() => {
  const room = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= room) return [];
  return [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > room + 1 && !element.closest(".visually-hidden"))
    .map(element => `${element.tagName}.${element.className} ${Math.round(element.getBoundingClientRect().right)}: `
      + element.textContent.trim().slice(0, 60)).concat(`page ${document.documentElement.scrollWidth} > ${room}`);
}"""

# A link in a sentence is as high as its line: WCAG 2.5.8 leaves it out. A tick is as large as it and its label.
SMALL = """least => {
  const controls = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const inSentence = link => {
    if (link.tagName !== "A" || !getComputedStyle(link).display.startsWith("inline")) return false;
    const block = link.closest("p, li, dd, dt, td, th, h1, h2, h3, h4, div, label");
    const words = block.textContent.replace(/\\s+/g, " ").trim();
    return words.length > link.textContent.replace(/\\s+/g, " ").trim().length;
  };
  const box = element => {
    const boxes = [element, ...(element.matches("[type=checkbox], [type=radio]") ? element.labels : [])]
      .map(one => one.getBoundingClientRect());
    return {
      width: Math.max(...boxes.map(one => one.right)) - Math.min(...boxes.map(one => one.left)),
      height: Math.max(...boxes.map(one => one.bottom)) - Math.min(...boxes.map(one => one.top)),
    };
  };
  return [...document.querySelectorAll(controls)]
    .filter(element => element.checkVisibility({visibilityProperty: true}) && !inSentence(element))
    .filter(element => !element.closest(".skip-link, .visually-hidden"))
    .map(element => [element, box(element)])
    .filter(([, {width, height}]) => width < least - 0.1 || height < least - 0.1)
    .map(([element, {width, height}]) =>
      `${Math.round(width)}x${Math.round(height)} ${element.outerHTML.slice(0, 160)}`);
}"""

# The spacing of text of WCAG 1.4.12, set from outside as an extension does.
SPACED = """() => {
  for (const element of document.querySelectorAll("body *")) {
    const spacing = {"line-height": "1.5", "letter-spacing": "0.12em", "word-spacing": "0.16em"};
    if (element.tagName === "P") spacing["margin-bottom"] = "2em";
    for (const [name, value] of Object.entries(spacing)) element.style.setProperty(name, value, "important");
  }
}"""
# Text of one element that is wider or higher than its box: cut off where the box hides it, else over its neighbour.
CUT = """() => {
  const hasText = element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
  const isRoom = element => ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
  const isForEars = element => {  // there for screen readers only
    for (; element !== document.body; element = element.parentElement) {
      const style = getComputedStyle(element);
      if (style.clip !== "auto" || style.clipPath !== "none") return true;
    }
    return false;
  };
  return [...document.querySelectorAll("body *")]
    .filter(element => hasText(element) && element.checkVisibility({visibilityProperty: true}))
    .filter(element => !element.closest(".skip-link, svg, select, textarea") && !isForEars(element) && !isRoom(element))
    .filter(element => !getComputedStyle(element).display.startsWith("inline") || element.matches(".btn, button"))
    .filter(element => element.scrollWidth > element.clientWidth + 1
      || (element.scrollHeight > element.clientHeight + 1 && getComputedStyle(element).overflowY === "hidden"))
    .map(element => `${element.tagName}.${element.className} ${element.scrollWidth}x${element.scrollHeight} in `
      + `${element.clientWidth}x${element.clientHeight}: ${element.textContent.trim().slice(0, 60)}`);
}"""

# The ring is drawn by outline or by shadow; what lies over the middle of the control must be the control or in it.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element), box = element.getBoundingClientRect();
  const name = element.outerHTML.slice(0, 160);
  const key = [...document.querySelectorAll("*")].indexOf(element);
  const width = ({outlineStyle, outlineWidth}) => outlineStyle === "none" ? 0 : parseFloat(outlineWidth);
  // A choice drawn as a box has its ring around the box, which is its label.
  const drawn = [element, ...(element.labels || [])].map(getComputedStyle).find(one => width(one) >= 2) || style;
  const outline = width(drawn);
  const luminance = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const colour = one => one ? getComputedStyle(one).backgroundColor : "rgb(255, 255, 255)";
  let ground = element.parentElement;
  while (ground && /, 0\\)$/.test(colour(ground))) ground = ground.parentElement;
  const below = luminance(colour(ground));
  const ring = luminance(drawn.outlineColor);
  const contrast = (Math.max(below, ring) + 0.05) / (Math.min(below, ring) + 0.05);
  const middle = element.getClientRects()[0] || box;
  const top = document.elementFromPoint(middle.left + middle.width / 2, middle.top + middle.height / 2);
  const isFree = !!top && (top === element || element.contains(top) || top.contains(element));
  return {key, name, outline, contrast, isFree};
}"""


def violations(page, where) -> list[str]:
    """Violations of WCAG 2.0 to 2.2, levels A and AA, as far as a program can tell."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE_SCRIPT)
    return named(page, where, page.evaluate(RUN, OPTIONS))


def sideways_scroll(page, where) -> list[str]:
    """What makes the page wider than the window."""
    return named(page, where, page.evaluate(WIDER))


def cut_text(page, where) -> list[str]:
    """Text that its box cuts off, or that runs over what stands beside it."""
    return named(page, where, page.evaluate(CUT))


def small_targets(page, where, least=24) -> list[str]:
    """Controls below `least` CSS pixels in either direction; links inside sentences are left out."""
    return named(page, where, page.evaluate(SMALL, least))


def focus_problems(page, where, most=400) -> list[str]:
    """Tab through the page: controls without a ring of 2 px at 3:1, or whose middle is covered when they have it."""
    seen, found = set(), []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None or focused["key"] in seen:
            break
        seen.add(focused["key"])
        if focused["outline"] < 2 or focused["contrast"] < 3:
            found.append(f"ring {focused['outline']} px, {focused['contrast']:.1f}:1: {focused['name']}")
        if not focused["isFree"]:
            found.append(f"covered: {focused['name']}")
    if len(seen) < 5:
        found.append(f"only {len(seen)} controls were reached")
    return named(page, where, found)


def named(page, where, found) -> list[str]:
    return [f"{where} {page.url}: {one}" for one in found]
