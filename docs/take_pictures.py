"""Takes the pictures of docs/pictures/ from a running demonstration.

`make run`, then `.venv/bin/python docs/take_pictures.py` beside it. For other ports: its address as an argument.
Twelve pages as the people of the demonstration see them, at 1280 px in light, two of them on a phone in the dark.
"""

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent / "pictures"
NOW, WRITING, RELEASED = "deep-learning-theory", "robustness-and-generalisation", "deep-learning-theory-2021"
DESKTOP, PHONE = {"width": 1280, "height": 860}, {"width": 390, "height": 844}
COLOURS = 128  # enough for flat pages, and a fifth of the size
# What is pasted before the picture of the preview is taken: new papers, one that may be known, one that is.
READING_LIST = """
## Optimisation
- [Sharpness-Aware Minimization for Efficiently Improving Generalization](https://arxiv.org/abs/2010.01412) –
  Pierre Foret, Ariel Kleiner, Hossein Mobahi, Behnam Neyshabur. ICLR 2021
- [The Lottery Ticket Hypothesis](https://arxiv.org/abs/1803.03635) – Jonathan Frankle, Michael Carbin. ICLR 2019
- [Gradient Starvation](https://arxiv.org/abs/2011.09468) – Mohammad Pezeshki et al. NeurIPS 2021
## Expressive Power and Approximation
- [On the Spectral Biases of Neural Networks](https://example.org/spectral) – Nasim Rahaman, Aristide Baratin. ICML 2019
"""
# name of the picture: who looks (a name, or what the sign-in page says of them; nobody for a public page), in which
# seminar, at what, on what
PICTURES = {
    "public": ("", NOW, "", DESKTOP),
    "catalogue": ("", NOW, "papers/", DESKTOP),
    "import": ("Dr. Leonie Achterfeld", NOW, "list/import/", DESKTOP),
    "supervision": ("Dr. Leonie Achterfeld", NOW, "supervision/", DESKTOP),
    "preferences": ("Hana Květoslavová", NOW, "preferences/", DESKTOP),
    "my-seminar-phone": ("has handed in 2 files", WRITING, "mine/", PHONE),
    "overview": ("Prof. Ilse Brandwacht", WRITING, "overview/", DESKTOP),
    "assignment": ("Prof. Ilse Brandwacht", WRITING, "assignment/", DESKTOP),
    "upload": ("has handed in 2 files", WRITING, "hand-in/report/", DESKTOP),
    "programme": ("", RELEASED, "programme/", DESKTOP),
    "grades": ("Dr. Leonie Achterfeld", RELEASED, "grading/", DESKTOP),
    "grade-phone": ("Can read the grade", RELEASED, "grade/", PHONE),
}


def take(browser, site: str, name: str) -> None:
    who, slug, path, size = PICTURES[name]
    theme = "dark" if size is PHONE else "light"
    # The zone of the seminars: no second time stands beside theirs.
    context = browser.new_context(base_url=site, viewport=size, timezone_id="Europe/Berlin", reduced_motion="reduce")
    context.add_cookies([{"name": "theme", "value": theme, "url": site}])
    page = context.new_page()
    if who:
        page.goto("/accounts/login/")
        group = page.locator("form", has=page.locator(f"input[name=seminar][value='{slug}']"))
        group.get_by_role("listitem").filter(has_text=who).get_by_role("button").first.click()
    page.goto(f"/seminars/{slug}/{path}")
    if name == "import":
        page.get_by_label("Paste the list").fill(READING_LIST)
        for box in page.get_by_label("Put this list in place").all():  # of an earlier run
            box.check()
        page.get_by_role("button", name="Preview the list").click()
        page.get_by_role("heading", name="Entries", exact=True).evaluate("heading => heading.scrollIntoView()")
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.convert("RGB").quantize(COLOURS).save(FOLDER / f"{name}.png", optimize=True)
    context.close()


def main() -> None:
    site = sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name in PICTURES:
            take(browser, site, name)
        browser.close()


if __name__ == "__main__":
    main()
