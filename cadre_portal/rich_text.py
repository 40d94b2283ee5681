"""Rich text: one vocabulary for the editor in the browser and for the sanitiser behind it.

The vocabulary is that of a bulletin's blocks: paragraphs; headings h3-h6 (numbered part, part of a part, unnumbered
sub-heading, sub-heading printed with ``*``); bold, italic, underline, superscript, subscript; lists (``ul`` is printed with
``-``, nested with ``+``); block quotes, tables, links, line breaks. Nothing else is stored, whoever sends it.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser
from typing import Any

import nh3
from django import forms
from django.forms.widgets import Script
from django.templatetags.static import static

from cadre_portal.text import nfc

# Extension of the editor → its options, the tags it may leave and their attributes. The one place that says what is kept.
_VOCABULARY: dict[str, tuple[dict[str, Any], dict[str, set[str]]]] = {
    "Document": ({}, {}),
    "Text": ({}, {}),
    "Paragraph": ({}, {"p": set()}),
    "HardBreak": ({}, {"br": set()}),
    "Heading": ({"levels": [3, 4, 5, 6]}, {"h3": set(), "h4": set(), "h5": set(), "h6": set()}),
    "Bold": ({}, {"strong": set()}),
    "Italic": ({}, {"em": set()}),
    "Underline": ({}, {"u": set()}),
    "Superscript": ({}, {"sup": set()}),
    "Subscript": ({}, {"sub": set()}),
    "BulletList": ({}, {"ul": set()}),
    "OrderedList": ({"enableListAttributes": False}, {"ol": {"start", "type"}}),
    "ListItem": ({}, {"li": set()}),
    "Blockquote": ({}, {"blockquote": set()}),
    "Table": ({"resizable": False}, {"table": set(), "thead": set(), "tbody": set()}),
    "TableRow": ({}, {"tr": set()}),
    "TableHeader": ({}, {"th": {"colspan", "rowspan"}}),
    "TableCell": ({}, {"td": {"colspan", "rowspan"}}),
    "Link": ({"enableTarget": False, "autolink": False}, {"a": {"href"}}),
    "History": ({}, {}),
    "Gapcursor": ({}, {}),
    "Dropcursor": ({}, {}),
}
_TAGS = {tag for _, tags in _VOCABULARY.values() for tag in tags}
_ATTRIBUTES = {tag: names for _, tags in _VOCABULARY.values() for tag, names in tags.items() if names}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    clean_content_tags={"script", "style", "xml", "title", "template", "svg", "math"} - _TAGS,
    url_schemes={"http", "https", "mailto", "tel"},
    link_rel=None,
    strip_comments=True,
)
# What other programs write for the same thing.
_RENAMED = {"b": "strong", "i": "em", "h1": "h3", "h2": "h3", "div": "p"}
_RENAME = re.compile(r"<(/?)(b|i|h1|h2|div)(?=[\s>/])", re.IGNORECASE)
_EMPTY = re.compile(r"\A(?:<(p|h[3-6])>(?:\s|&nbsp;|<br>)*</\1>\s*)*\Z")

# Tags that end a line of plain text; a cell ends with a tab, a row with a line break.
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 li blockquote tr div table ul ol".split())


def sanitize(html: str) -> str:
    """Return ``html`` with nothing but the vocabulary, in NFC; "" where no text is left. Cleaning twice changes nothing."""
    html = nfc(html).replace("\x00", "")
    html = _RENAME.sub(lambda match: f"<{match[1]}{_RENAMED[match[2].lower()]}", html)
    clean = _CLEANER.clean(html).strip()
    return "" if _EMPTY.match(clean) else clean


def from_plain(text: str) -> str:
    """Make paragraphs of plain text: one a line; lines that begin with ``-`` or ``+`` become items of two levels."""
    lines = [line.strip() for line in nfc(text).splitlines()]
    out: list[str] = []
    level = 0

    def close(to: int) -> None:
        nonlocal level
        while level > to:
            out.append("</li></ul>")
            level -= 1

    for line in filter(None, lines):
        marker = re.match(r"([-–+])\s+(?=\S)", line)
        if marker is None:
            close(0)
            out.append(f"<p>{escape(line, quote=False)}</p>")
            continue
        wanted = 2 if marker[1] == "+" and level else 1
        if level >= wanted:
            close(wanted)
            out.append("</li><li>")
        else:
            out.append("<ul><li>")
            level = wanted
        out.append(f"<p>{escape(line[marker.end() :], quote=False)}</p>")
    close(0)
    return "".join(out)


@dataclass(frozen=True, slots=True)
class TextRange:
    """A stretch of the plain text, from ``start`` to before ``end``, that is to become a link."""

    start: int
    end: int
    href: str
    title: str = ""


class _Plain(HTMLParser):
    """Walks clean HTML, keeping the plain text and, for every piece of it, where it stands."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.length = 0
        self.tail = "\n"

    def _add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.tail = text[-1]

    def _break(self, sign: str = "\n") -> None:
        if self.tail not in "\n\t" and self.length:
            self._add(sign)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br":
            self._add("\n")
        elif tag in _BLOCKS:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            if self.tail == "\n" and self.parts:
                self.parts[-1] = self.parts[-1][:-1]
                self.length -= 1
            self._add("\t")
        elif tag == "tr" and self.tail == "\t":
            self.parts[-1] = "\n"
            self.tail = "\n"
        elif tag in _BLOCKS:
            self._break()

    def handle_data(self, data: str) -> None:
        self._add(data)


def plain_text(html: str) -> str:
    """Return the text of clean ``html``: a line a block, cells of a table parted by tabs."""
    walker = _Plain()
    walker.feed(html)
    walker.close()
    return "".join(walker.parts).strip("\n\t ")


class _Linker(_Plain):
    """Writes the HTML again with links laid over ranges of its plain text; never a link inside a link."""

    def __init__(self, ranges: Sequence[TextRange], shift: int) -> None:
        super().__init__()
        self.ranges = ranges
        self.shift = shift
        self.html: list[str] = []
        self.inside_link = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        self.inside_link += tag == "a"
        self.html.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        super().handle_endtag(tag)
        self.inside_link -= tag == "a"
        if tag != "br":
            self.html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        begin = self.length - self.shift
        super().handle_data(data)
        if self.inside_link:
            self.html.append(escape(data, quote=False))
            return
        at = 0
        for piece in self.ranges:
            start, end = max(piece.start - begin, at), min(piece.end - begin, len(data))
            if start >= end:
                continue
            self.html.append(escape(data[at:start], quote=False))
            title = f' title="{escape(piece.title)}"' if piece.title else ""
            self.html.append(f'<a href="{escape(piece.href)}"{title}>{escape(data[start:end], quote=False)}</a>')
            at = end
        self.html.append(escape(data[at:], quote=False))


def link_ranges(html: str, ranges: Iterable[TextRange]) -> str:
    """Return clean ``html`` with a link over each range of ``plain_text(html)``; overlapping ranges: the first wins."""
    ordered: list[TextRange] = []
    for piece in sorted(ranges, key=lambda piece: (piece.start, -piece.end)):
        if not ordered or piece.start >= ordered[-1].end:
            ordered.append(piece)
    walker = _Plain()
    walker.feed(html)
    walker.close()
    whole = "".join(walker.parts)
    linker = _Linker(ordered, len(whole) - len(whole.lstrip("\n\t ")))
    linker.feed(html)
    linker.close()
    return "".join(linker.html)


class RichTextWidget(forms.Textarea):
    """A text area that the editor takes over; without scripts it stays a text area with HTML in it."""

    class Media:
        css = {
            "all": [
                "django_prose_editor/material-icons.css",
                "django_prose_editor/editor.css",
                "css/rich_text.css",
            ]
        }
        js = [Script("js/rich_text.js", type="module")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        extensions = {name: options for name, (options, _) in _VOCABULARY.items()}
        context["widget"]["attrs"] |= {
            "data-rich-text": json.dumps(extensions, separators=(",", ":")),
            "data-rich-text-editor": static("django_prose_editor/editor.js"),
        }
        return context

    def use_required_attribute(self, initial: Any) -> bool:
        # The text area is hidden behind the editor: the browser could not show its complaint. The server complains.
        return False


class RichTextField(forms.CharField):
    """A form field whose value is clean HTML."""

    widget = RichTextWidget

    def clean(self, value: Any) -> str:
        html = sanitize(str(super().clean(value) or ""))
        if self.required and not html:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return html
