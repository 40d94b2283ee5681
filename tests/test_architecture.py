"""The house stands as laid out: imports run one way, engines are pure, no source of a computed column is changed behind its
back, templates carry no inline script or style."""

import ast
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from cadre_portal.fields import DerivedMixin

ROOT = Path(__file__).resolve().parent.parent
# Each may import from those before it, never from those after it.
ROOMS = ("cadre_portal", "organizations", "directives", "activities", "documents")
# Files of cadre_portal that put the house together and so know all rooms.
ASSEMBLY = {"urls.py", "settings.py", "wsgi.py"}
# Pure: no Django, no clock, no settings.
PURE = (
    "cadre_portal/telling.py",
    "cadre_portal/text.py",
    "cadre_portal/catalogues.py",
    "cadre_portal/fonts.py",
    "directives/numbers",
    "directives/kinds.py",
    "directives/citations",
    "directives/deadlines",
    "directives/wrapped",
    "documents/engines",
    "documents/rendering",
)
# Parts of the house that a pure module may use: other pure ones, and functions of the register's grammar.
CLOCK_CALLS = {"now", "today", "utcnow", "localdate", "localtime", "time"}


def test_nothing_asks_isdigit_because_int_cannot_read_all_it_takes_for_digits() -> None:
    asked = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in _python_files(*ROOMS, "benchmarks")
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"isdigit", "isnumeric"}
    ]
    assert asked == [], "key_of (cadre_portal.text) reads numbers from outside; isdecimal tells a figure within a text"


def _python_files(*places: str) -> list[Path]:
    found: list[Path] = []
    for place in places:
        path = ROOT / place
        found += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [path for path in found if "migrations" not in path.parts]


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of every import, those inside functions too; imports for types only are left out."""
    tree = _tree(path)
    typing_only = {
        child
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if node in typing_only:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.lineno, node.module


def _where(path: Path, line: int, text: str) -> str:
    return f"{path.relative_to(ROOT)}:{line}: {text}"


# --- Imports --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room: str) -> None:
    above = ROOMS[ROOMS.index(room) + 1 :]
    wrong = [
        _where(path, line, name)
        for path in _python_files(room)
        if not (room == "cadre_portal" and path.name in ASSEMBLY)
        for line, name in _imports(path)
        if name.split(".")[0] in (*above, "tests", "benchmarks")
    ]
    assert wrong == []


@pytest.mark.parametrize("name", ["text.py", "telling.py", "fields.py", "files.py", "catalogues.py"])
def test_the_ground_floor_imports_nothing_of_ours_but_text(name: str) -> None:
    path = ROOT / "cadre_portal" / name
    allowed = {"cadre_portal.text"}
    wrong = [_where(path, line, n) for line, n in _imports(path) if n.split(".")[0] in ROOMS and n not in allowed]
    assert wrong == []


def test_services_import_one_another_in_one_direction() -> None:
    """An import inside a function, or for types alone, hides a circle: what both sides need belongs to a module of its own."""
    wrong = [
        _where(path, node.lineno, node.module)
        for path in _python_files(*ROOMS)
        if "services" in path.parts or path.stem == "services"
        for outer in ast.walk(_tree(path))
        if isinstance(outer, ast.FunctionDef | ast.If)
        for node in ast.walk(outer)
        if isinstance(node, ast.ImportFrom) and node.module and ".services" in node.module
    ]
    assert wrong == []


def _is_pure(name: str) -> bool:
    file = name.replace(".", "/")
    return any(file == place.removesuffix(".py") or file.startswith(f"{place}/") for place in PURE)


def test_engines_and_rendering_know_no_django_and_no_rooms() -> None:
    wrong = [
        _where(path, line, name)
        for path in _python_files(*PURE)
        for line, name in _imports(path)
        if name.split(".")[0] == "django" or (name.split(".")[0] in ROOMS and not _is_pure(name))
    ]
    assert wrong == []


def test_engines_are_given_the_clock() -> None:
    wrong = [
        _where(path, node.lineno, ast.unparse(node))
        for path in _python_files(*PURE)
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK_CALLS
        and ast.unparse(node.func.value).split(".")[-1] in {"datetime", "date", "timezone", "time"}
    ]
    assert wrong == []


# --- Computed columns -----------------------------------------------------------------------------------------------


def _derived_sources() -> dict[str, set[str]]:
    """By model, the names of the fields that another column is computed from."""
    sources: dict[str, set[str]] = {}
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, DerivedMixin):
                sources.setdefault(model.__name__, set()).update(field.source)
    return sources


def _sources_of(call: ast.Call, sources: dict[str, set[str]]) -> set[str]:
    """Those of the model that the call names (``Directive.objects…``); where none is named, those of all models."""
    known = {model.__name__ for model in apps.get_models()}
    named = {node.id for node in ast.walk(call.func) if isinstance(node, ast.Name)} & known
    return set().union(*(sources.get(name, set()) for name in (named or sources)))


def _updates(path: Path) -> Iterator[tuple[ast.Call, set[str]]]:
    """Calls that look like QuerySet.update(name=…) or bulk_update(rows, ["name"]), with the names."""
    for node in ast.walk(_tree(path)):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr in {"update", "aupdate"} and not node.args:
            yield node, {keyword.arg for keyword in node.keywords if keyword.arg}
        elif node.func.attr in {"bulk_update", "abulk_update"}:
            yield node, {n.value for n in ast.walk(node) if isinstance(n, ast.Constant) and isinstance(n.value, str)}


def _is_queryset(call: ast.Call) -> bool:
    """``self.fields["x"].widget.attrs.update(…)`` and dictionaries are not meant."""
    assert isinstance(call.func, ast.Attribute)
    owner = ast.unparse(call.func.value)
    return not re.search(r"(attrs|kwargs|context|defaults|options|settings|environ|headers|__dict__)$", owner)


def test_no_update_goes_round_a_computed_column() -> None:
    sources = _derived_sources()
    assert {"subject", "number"} <= sources["Directive"], "the walk itself is broken"
    wrong = [
        _where(path, call.lineno, ast.unparse(call)[:120])
        for path in _python_files(*ROOMS)
        for call, names in _updates(path)
        if names & _sources_of(call, sources) and _is_queryset(call)
    ]
    assert wrong == [], "save() the rows or bulk_create them: update() leaves the computed column behind"


# --- Templates ------------------------------------------------------------------------------------------------------

TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
_COMMENT = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|<!--.*?-->", re.DOTALL)
_INLINE = {
    "style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*=", re.IGNORECASE),
    "style element without a nonce": re.compile(r"<style(?![^>]*\bnonce=)[\s>]", re.IGNORECASE),
    "inline script without a nonce": re.compile(r"<script(?![^>]*\b(?:src|nonce)=)[\s>]", re.IGNORECASE),
    "event attribute": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*=", re.IGNORECASE),
    "javascript: address": re.compile(r"=\s*[\"']?\s*javascript:", re.IGNORECASE),
    "htmx needing eval": re.compile(r"\bhx-on|\bhx-vals\s*=\s*[\"']?js:", re.IGNORECASE),
    "foreign address": re.compile(r"<(?:script|link|img|iframe|source)[^<>]*(?:src|href)\s*=\s*[\"']?(?:https?:)?//"),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates")))
def test_a_template_carries_nothing_inline_and_nothing_foreign(path: Path) -> None:
    text = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    # Tags inside an HTML tag may hold ">" and "<".
    text = re.sub(r"{%.*?%}|{{.*?}}", "x", text, flags=re.DOTALL)
    if "mail" in path.parts:
        return
    wrong = [name for name, pattern in _INLINE.items() if pattern.search(text)]
    assert wrong == [], f"{path.relative_to(ROOT)}: {wrong}"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<p style="color: red">', "style attribute"),
        ("<style>p {}</style>", "style element without a nonce"),
        ("<script>go()</script>", "inline script without a nonce"),
        ('<button type="button" onclick="go()">', "event attribute"),
        ('<a href="javascript:go()">', "javascript: address"),
        ('<div hx-on:click="go()">', "htmx needing eval"),
        ('<script src="//cdn.example/x.js"></script>', "foreign address"),
    ],
)
def test_the_rules_for_templates_find_what_they_forbid(text: str, name: str) -> None:
    assert _INLINE[name].search(text)


@pytest.mark.parametrize(
    "text", ['<script src="{x}"></script>', '<style nonce="x">', '<a href="https://x.vn">', "<b>on=</b>"]
)
def test_the_rules_for_templates_let_the_rest_pass(text: str) -> None:
    assert [name for name, pattern in _INLINE.items() if pattern.search(text)] == []


def _url_names(patterns: Sequence[object]) -> Iterator[str]:
    for entry in patterns:
        if isinstance(entry, URLResolver):
            yield from _url_names(entry.url_patterns)
        elif isinstance(entry, URLPattern) and entry.name:
            yield entry.name


# Whole pages that are answers, not addresses, with what shows them.
ANSWERS = {
    "400.html", "403.html", "403_csrf.html", "404.html", "405.html", "500.html", "base.html",
    "organizations/locked_out.html",  # django-axes after five wrong tries
    "organizations/desk_locked.html",  # any page of a desk where nobody was for a quarter of an hour
    "documents/bulletin_withdrawn.html",  # bulletin_read of a withdrawn edition
}  # fmt: skip


def test_every_page_template_is_named_after_its_address() -> None:
    names = set(_url_names(get_resolver().url_patterns))
    stray = []
    for path in TEMPLATES:
        name = path.relative_to(ROOT / "templates").as_posix()
        parts = name.split("/")
        # Overrides of third-party templates, parts of pages, mails and form widgets have names of their own.
        if path.name.startswith("_") or name in ANSWERS or parts[0] not in ROOMS or len(parts) > 2:
            continue
        if path.stem not in names:
            stray.append(name)
    assert stray == []


def test_the_list_of_answers_names_real_templates() -> None:
    assert [name for name in sorted(ANSWERS) if not (ROOT / "templates" / name).exists()] == []


# --- The project speaks of itself -------------------------------------------------------------------------------------


def test_no_file_names_a_place_outside_the_project() -> None:
    """Paths of one machine and addresses of package registries have no place in code or docs."""
    forbidden = re.compile("/" + r"(?:work|root|home/\w+)/|pypi\." + r"org|files\.pythonhosted|regi" + r"stry\.npmjs")
    wrong = []
    for path in sorted(ROOT.rglob("*")):
        hidden = any(part.startswith(".") and part != ".ci" for part in path.relative_to(ROOT).parts)
        if (
            hidden
            or not path.is_file()
            or path.suffix not in {".py", ".md", ".html", ".toml", ".txt", ".sh", ".conf", ""}
        ):
            continue
        if path.relative_to(ROOT).parts[0] in {"var", "node_modules"} or path.stat().st_size > 500_000:
            continue
        for line, text in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1):
            if forbidden.search(text):
                wrong.append(_where(path, line, text.strip()[:100]))
    assert wrong == []


def test_no_range_of_letters_takes_small_ones_for_capitals() -> None:
    """À-Ỹ runs over the Vietnamese alphabet in pairs, so it holds both cases; `cadre_portal.text.CAPITALS` does not."""
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in _python_files("cadre_portal", "organizations", "directives", "activities", "documents")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search("[À-Ạ]-[ỲỴỶỸ]", line) and not line.lstrip().startswith("#")
    ]
    assert found == []


def test_what_is_below_a_place_is_asked_for_so_that_an_index_serves() -> None:
    asked = "path__" + "startswith"
    found = [path for path in _python_files(*ROOMS) if asked in path.read_text(encoding="utf-8")]
    assert not found, "path__below, which SQLite finds by an index"


def _chosen(name: str) -> set[str]:
    """Parts that a file of requirements names itself, before what those need in turn."""
    own, _, _ = (ROOT / name).read_text(encoding="utf-8").partition("# What those need in turn.")
    return {match[1].lower().replace("_", "-") for match in re.finditer(r"^([A-Za-z][\w.-]*)", own, re.MULTILINE)}


def test_every_part_that_was_chosen_has_its_reason() -> None:
    manual = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    reasons = manual.partition("## Parts, and why")[2].lower().replace("_", "-")
    chosen = _chosen("requirements.txt") | _chosen("requirements-dev.txt")
    assert {"django", "mypy"} <= chosen
    assert sorted(name for name in chosen if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", reasons)) == []


def test_every_module_of_the_ground_floor_is_on_the_map() -> None:
    manual = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "cadre_portal").glob("*.py")} - {
        "__init__",
        "apps",
        "settings",
        "urls",
        "wsgi",
    }
    modules = {"table_*" if name.startswith("table_") else name for name in modules}
    assert "text" in modules
    assert sorted(name for name in modules if f"`{name}.py`" not in manual) == []
