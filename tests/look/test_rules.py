"""What the look and the content security policy ask of every template and style sheet."""

import re

import pytest
from django.conf import settings

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
STYLES = sorted((settings.BASE_DIR / "static" / "css").glob("*.css"))
SCRIPTS = sorted((settings.BASE_DIR / "static" / "js").glob("*.js"))
# Classes of Bootstrap that the mock-ups do without; ours have the same purpose and other names.
FORBIDDEN = re.compile(
    r"^(card|alert|badge|progress|accordion|modal|dropdown|container|row|nav|navbar|toast)(-\w+)*$"
    r"|^btn-(outline-\w+|light|dark|secondary|success|warning|info|link|sm|lg)$"
    r"|^text-(muted|info|warning|success|danger|secondary|light|white)$|^bg-\w+$|^(m|p)[tbsexy]?-\d$"
)


def name(path):
    return str(path.relative_to(settings.BASE_DIR))


def without_tags(html):
    """The classes written in a template, with template tags between them taken out."""
    return re.sub(r"\{[%{#].*?[%}#]\}", " ", html, flags=re.DOTALL)


def dark_tokens(css, opening):
    block = css[css.index(opening) + len(opening) :]
    return re.findall(r"(--[\w-]+|color-scheme):\s*([^;]+);", block[: block.index("}")])


def test_the_dark_values_are_the_same_when_chosen_and_by_device():
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    chosen = dark_tokens(css, '\n[data-bs-theme="dark"] {')
    assert len(chosen) > 30
    assert chosen == dark_tokens(css, '  [data-bs-theme="auto"] {')


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_nothing_inline_and_at_most_120_lines(path):
    html = path.read_text()
    assert len(html.splitlines()) <= 120
    assert not re.search(r"<style\b|\sstyle\s*=|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=\s*[\"']|javascript:", html, re.I)


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_keeps_to_the_classes_of_the_look(path):
    written = " ".join(re.findall(r'\bclass="([^"]*)"', without_tags(path.read_text())))
    assert [word for word in written.split() if FORBIDDEN.match(word)] == []


@pytest.mark.parametrize("path", STYLES + SCRIPTS, ids=name)
def test_styles_and_scripts_fetch_nothing_from_elsewhere(path):
    assert not re.search(r"https?://|@import|url\(", path.read_text())


def test_what_is_vendored_has_version_and_licence_and_no_source_map():
    for folder in sorted((settings.BASE_DIR / "static" / "vendor").iterdir()):
        assert (folder / "VERSION").read_text().strip()
        assert (folder / "LICENSE").read_text().strip()
        for path in [*folder.glob("*.css"), *folder.glob("*.js")]:
            assert "sourceMappingURL" not in path.read_text()


def test_every_colour_is_a_token():
    for path in STYLES:
        if path.name in {"tokens.css", "print.css"}:
            continue
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![\w-])", path.read_text()) == [], path.name
