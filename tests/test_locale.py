"""No screen of a package in use speaks anything but Vietnamese, and every text fits the portal's way of addressing."""

import ast
import importlib.util
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils import translation
from django.utils.translation.template import templatize
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JavaScriptCatalog

from cadre_portal.catalogues import CatalogueError, compile_all, read_po, write_mo

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = {domain: ROOT / "locale/vi/LC_MESSAGES" / f"{domain}.po" for domain in ("django", "djangojs")}
DJANGO_SOURCES = ["conf", "contrib/admin", "contrib/auth", "contrib/contenttypes", "contrib/sessions"]
_MARKERS = {"_", "gettext", "gettext_lazy", "gettext_noop", "pgettext", "pgettext_lazy", "ngettext", "ngettext_lazy"}
_LITERAL = r"""('(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_CALL = re.compile(rf"\b(n?p?gettext(?:_noop)?|_)\(\s*{_LITERAL}(?:\s*,\s*{_LITERAL})?")
_PLACEHOLDER = re.compile(r"%(?:\((\w+)\))?[sdr]|\{(\w*)\}")


def _package(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _key(function: str, first: str, second: str | None) -> str:
    if function.startswith("ng") and second is not None:
        return f"{first}\0{second}"
    if function.startswith("pg") and second is not None:
        return f"{first}\x04{second}"
    return first


def _in_python(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name in _MARKERS and texts:
                yield _key(name, texts[0], texts[1] if len(texts) > 1 else None)


def _in_calls(text: str) -> Iterator[str]:
    for match in _CALL.finditer(text):
        second = match[3] and ast.literal_eval(match[3])
        yield _key(match[1], ast.literal_eval(match[2]), second)


def _source_messages(domain: str) -> dict[str, str]:
    """Every text that the packages in use mark for translation, with where it stands."""
    found: dict[str, str] = {}
    for part in DJANGO_SOURCES:
        path = _package("django") / part / "locale/en/LC_MESSAGES" / f"{domain}.po"
        if path.exists():
            # English catalogues hold the texts without translations: give each one, so that none is passed over.
            text = re.sub(r'^(msgstr(?:\[\d\])?) ""$', r'\1 "x"', path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            found |= {key: f"django/{part}" for key in read_po(text, str(path)) if key}
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.parent == ROOT or config.name.startswith("django."):
            continue
        for path in sorted(folder.rglob("*")):
            if "tests" in path.parts or path.stat().st_size > 400_000:
                continue
            if domain == "djangojs" and path.suffix == ".js":
                messages = _in_calls(path.read_text(encoding="utf-8"))
            elif domain == "django" and path.suffix == ".py":
                messages = _in_python(path)
            elif domain == "django" and path.suffix == ".html":
                messages = _in_calls(templatize(path.read_text(encoding="utf-8")))
            else:
                continue
            found |= {key: f"{config.name}: {path.name}" for key in messages if key.strip()}
    return found


def _effective(domain: str) -> DjangoTranslation:
    return DjangoTranslation("vi", domain=domain)


def _translated(catalogue: DjangoTranslation, key: str) -> str | None:
    """The text shown for a key, or None where it would stay English."""
    one, _, many = key.partition("\0")
    if many:
        text = catalogue.ngettext(one, many, 2)
        return None if text == many else text
    marker = object()
    text = catalogue._catalog.get(key, marker)  # type: ignore[attr-defined]
    if text is marker:
        text = catalogue._catalog.get((key, 0), marker)  # type: ignore[attr-defined]
    return None if text is marker else str(text)


@pytest.mark.parametrize("domain", CATALOGUES)
def test_every_text_of_the_packages_in_use_is_translated(domain: str) -> None:
    sources = _source_messages(domain)
    catalogue = _effective(domain)
    missing = {key: where for key, where in sources.items() if _translated(catalogue, key) is None}
    assert len(sources) > 50, "the walk itself is broken"
    assert not missing, json.dumps(missing, ensure_ascii=False, indent=1)


@pytest.mark.parametrize("domain", CATALOGUES)
def test_no_text_addresses_people_as_ban(domain: str) -> None:
    catalogue = _effective(domain)
    texts = {key: _translated(catalogue, key) or "" for key in _source_messages(domain)}
    assert [text for text in texts.values() if re.search(r"\bbạn\b", text, re.IGNORECASE)] == []


@pytest.mark.parametrize("path", CATALOGUES.values(), ids=CATALOGUES)
def test_a_translation_keeps_the_placeholders_of_its_text(path: Path) -> None:
    for key, text in read_po(path.read_text(encoding="utf-8")).items():
        if key:
            source = key.rpartition("\x04")[2].rpartition("\0")[2]
            wanted = {match.group() for match in _PLACEHOLDER.finditer(source)}
            assert {match.group() for match in _PLACEHOLDER.finditer(text)} == wanted, key


def test_compiled_catalogues_match_their_sources() -> None:
    assert compile_all(check=True) == []


def test_the_admin_script_catalogue_is_vietnamese() -> None:
    with translation.override("vi"):
        answer = JavaScriptCatalog.as_view(packages=None)(RequestFactory().get("/"))
    assert isinstance(answer, HttpResponse)
    text = answer.content.decode()
    catalogue = json.loads(text[text.index("const newcatalog = ") + 19 : text.index(";\n", text.index("newcatalog"))])
    assert catalogue["Monday"] == "Thứ Hai"
    assert catalogue["Choose all %s"] == "Chọn tất cả %s"
    assert catalogue["Insert Table"] == "Chèn bảng"


def test_vietnamese_is_the_only_language() -> None:
    assert [code for code, _ in settings.LANGUAGES] == ["vi"]
    assert settings.LANGUAGE_CODE == "vi"


PO = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

# a comment
#: place.py:1
msgid "One %s"
msgid_plural "Many %s"
msgstr[0] "Có %s"

msgctxt "month"
msgid ""
"May"
msgstr ""
"Tháng "
"Năm"

#, fuzzy
msgid "guess"
msgstr "đoán"

msgid "empty"
msgstr ""
"""


def test_a_po_file_is_read_as_msgfmt_reads_it() -> None:
    assert read_po(PO) == {
        "": "Content-Type: text/plain; charset=UTF-8\nPlural-Forms: nplurals=1; plural=0;\n",
        "One %s\0Many %s": "Có %s",
        "month\x04May": "Tháng Năm",
    }


def test_a_compiled_catalogue_is_what_gettext_loads(tmp_path: Path) -> None:
    import gettext
    import io

    loaded = gettext.GNUTranslations(io.BytesIO(write_mo(read_po(PO))))
    assert loaded.pgettext("month", "May") == "Tháng Năm"
    assert loaded.ngettext("One %s", "Many %s", 5) == "Có %s"


@pytest.mark.parametrize(
    "text",
    ['msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', "msgid a\n", 'msgxx "a"\n'],
    ids=["twice", "bare", "word"],
)
def test_a_broken_po_file_is_refused(text: str) -> None:
    with pytest.raises(CatalogueError):
        read_po(text, "x.po")
