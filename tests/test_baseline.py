"""Readers' pages hold on Chrome 80 and iOS 13: their style sheets and scripts use nothing younger that they cannot do without.

What the baseline lacks is listed with the first versions that have it (caniuse.com, MDN's tables). A style that a browser does not know
is left out by it: where that harms nothing the feature is not listed at all (accent-color, scroll-margin, :focus-visible in a rule of its
own). A script fails as a whole where it cannot be parsed.
"""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)

# What the baseline does not know, by pattern.
STYLES = {
    r":has\(": "Chrome 105, Safari 15.4",
    r":(?:is|where)\(": "Chrome 88, Safari 14",
    r":not\([^)]*,": "a list in :not is Chrome 88",
    r"(?<![-\w])(?:row-|column-)?gap\s*:": "in flex boxes Chrome 84, Safari 14.1; write margins, or grid-gap in a grid",
    r"(?<![-\w])aspect-ratio\s*:": "Chrome 88, Safari 15",
    r"(?<![-\w])inset(?:-\w+)*\s*:": "Chrome 87, Safari 14.1",
    r"(?:margin|padding)-(?:inline|block)\s*:": "Chrome 87, Safari 14.1",
    r"@(?:layer|container|property|scope|starting-style)\b": "Chrome 85 to 118",
    r"@media[^{]*[<>]": "ranges in queries are Chrome 104, Safari 16.4",
    r"\b(?:color-mix|oklch|oklab|lab|lch)\(": "Chrome 111, Safari 15 to 16.2",
    r"\bclamp\(": "Safari 13.1",
    r"\d[dsl]v[hw]\b": "Chrome 108, Safari 15.4",
    r"(?<![-\w])(?:translate|rotate|scale)\s*:": "Chrome 104, Safari 14.1",
    r"\boverflow\s*:\s*clip\b": "Chrome 90, Safari 16",
    r"(?m)^\s*&": "nesting is Chrome 112, Safari 16.5",
    r"\bsubgrid\b": "Chrome 117, Safari 16",
    r"::file-selector-button": "Chrome 89, Safari 14.1",
}
SCRIPTS = {
    r"\?\.(?!\d)": "Safari 13.1; the file is not parsed",
    r"\?\?": "Safari 13.1; the file is not parsed",
    r"(?:\|\||&&)=": "Chrome 85, Safari 14; the file is not parsed",
    r"\(\?<[=!]": "lookbehind is Safari 16.4; the file is not parsed",
    r"(?m)^\s*(?:static\s|#\w+\s*[=(;])": "class fields are Safari 14 to 14.1; the file is not parsed",
    r"\.replaceAll\(": "Chrome 85, Safari 13.1",
    r"\.replaceChildren\(": "Chrome 86, Safari 14",
    r"\.at\(": "Chrome 92, Safari 15.4",
    r"\.findLast": "Chrome 97, Safari 15.4",
    r"\bstructuredClone\(": "Chrome 98, Safari 15.4",
    r"\bObject\.hasOwn\(": "Chrome 93, Safari 15.4",
    r"\bPromise\.any\(": "Chrome 85, Safari 14",
    r"\bAbortSignal\.": "Chrome 103, Safari 16",
    r"\bResizeObserver\b": "Safari 13.1",
    r"\brequestIdleCallback\b": "not in Safari",
    r"\brandomUUID\b": "Chrome 92, Safari 15.4",
    r"\.checkVisibility\(": "Chrome 105, Safari 17.4",
    r"\.requestSubmit\(": "Safari 16",
    r"\.submitter\b": "Chrome 81, Safari 15.4",
    r"\.showModal\b": "Safari 15.4",
    r"\bnavigator\.clipboard\b": "Safari 13.1",
    r"\.canShare\b": "Chrome 75, Safari 14",
    r"\bblob\.(?:text|arrayBuffer|stream)\(": "Safari 14",
    r"\.inert\b": "Chrome 102, Safari 15.5",
}

# Used where the browser was asked first, or beside another way: why the page works without it.
WITH_ANOTHER_WAY = {
    ("confirm.js", r"\.showModal\b"): "asked for first; the browser's own question stands in",
    ("photo.js", r"\.showModal\b"): "asked for first; the link to the picture stands in",
    ("confirm.js", r"\.submitter\b"): "the button pressed last stands in",
    ("copy.js", r"\bnavigator\.clipboard\b"): "asked for first; the old command for copying stands in",
    ("share.js", r"\.canShare\b"): "asked for first; without it there is no button",
    ("file_choice.css", r"::file-selector-button"): "the name that Chrome and Safari had before stands beside it",
    ("answers.js", r"\.requestSubmit\("): "for what is typed at the desk alone",
}


def _used_by_readers(kind: str) -> list[Path]:
    """Our own files that a page outside the desk links to; those that only the desk's people are given are left out."""
    found: set[str] = set()
    for template in (ROOT / "templates").rglob("*.html"):
        if template.relative_to(ROOT / "templates").parts[0] not in {"admin", "simple_history"}:
            lines = template.read_text(encoding="utf-8").splitlines()
            text = "\n".join(line for line in lines if "idle_" not in line)
            found.update(re.findall(rf"static '{kind}/(\w+\.{kind})'", text))
    return [ROOT / "static" / kind / name for name in sorted(found)]


def _code(path: Path) -> str:
    """The file without its comments, which name what is not used."""
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return re.sub(r"(?m)(?<![:\"'])//.*$", "", text) if path.suffix == ".js" else text


def _young(path: Path) -> dict[str, str]:
    patterns = STYLES if path.suffix == ".css" else SCRIPTS
    code = _code(path)
    return {pattern: since for pattern, since in patterns.items() if re.search(pattern, code)}


FILES = [*_used_by_readers("css"), *_used_by_readers("js")]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_younger_than_the_baseline_is_used_without_another_way(path: Path) -> None:
    young = {pattern: since for pattern, since in _young(path).items() if (path.name, pattern) not in WITH_ANOTHER_WAY}

    assert young == {}


def test_what_has_another_way_is_still_used() -> None:
    used = {(path.name, pattern) for path in FILES for pattern in _young(path)}

    assert set(WITH_ANOTHER_WAY) <= used


def test_the_readers_files_are_found() -> None:
    names = {path.name for path in FILES}

    assert {"tokens.css", "reading.css", "bulletin.css", "print.css", "reading_page.js", "copy.js"} <= names
    assert not names & {"desk.css", "admin.css", "desk_view.js", "idle_lock.js"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.css", ".bar { display: flex; gap: 1rem; }"),
        ("a.css", ".card:has(img) { padding: 0; }"),
        ("a.css", ".photo { aspect-ratio: 4 / 3; }"),
        ("a.css", ".cover { position: absolute; inset: 0; }"),
        ("a.css", "@media (width >= 40rem) { p { margin: 0; } }"),
        ("a.js", "var name = person?.name;"),
        ("a.js", "text.replaceAll('a', 'b');"),
        ("a.js", "var copy = structuredClone(row);"),
        ("a.js", "text.match(/(?<=a)b/);"),
    ],
)
def test_a_younger_feature_is_seen(tmp_path: Path, name: str, code: str) -> None:
    path = tmp_path / name
    path.write_text(code, encoding="utf-8")

    assert len(_young(path)) == 1


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("a.css", "/* no gap: in flex boxes */ .row { grid-gap: 1rem; }"),
        ("a.css", ".a:not(.b) { max-width: min(100%, 3rem); }"),
        ("a.js", "// person?.name\nvar wide = narrow ? .5 : 1;\nvar at = 'https://vi-du.vn';"),
    ],
)
def test_what_the_baseline_knows_is_left_alone(tmp_path: Path, name: str, code: str) -> None:
    path = tmp_path / name
    path.write_text(code, encoding="utf-8")

    assert _young(path) == {}
