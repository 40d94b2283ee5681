"""Cut a text at the places of citations, so that a page can draw links over them."""

import html as html_module
import re
from collections.abc import Iterator, Mapping, Sequence

Span = tuple[int, int]
_TAG = re.compile(r"<[^>]*>")


def link_spans(text: str, spans: Sequence[Span]) -> list[tuple[str, Span | None]]:
    """Cut ``text`` at ``spans`` (start, end): pieces in order, each with its span or None. Joined they are ``text`` again.

    Spans may come in any order; of overlapping ones the one that begins first stays; those outside the text are dropped.
    """
    pieces: list[tuple[str, Span | None]] = []
    at = 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start < at or end > len(text) or start >= end:
            continue
        if start > at:
            pieces.append((text[at:start], None))
        pieces.append((text[start:end], (start, end)))
        at = end
    if at < len(text):
        pieces.append((text[at:], None))
    return pieces


def annotate_html(html: str, links: Mapping[Span, str]) -> str:
    """Return sanitised ``html`` with an ``<a class="citation">`` over every span of its plain text that is in ``links``.

    ``links``: (start, end) in the plain text (tags left out, entities as one character) → address. A span that crosses a
    tag is linked piece by piece; text already inside a link is left alone. Addresses are escaped.
    """
    at = 0
    inside_link = 0
    out: list[str] = []
    spans = sorted(links)
    for tag, piece in _parts(html):
        if tag:
            name = piece[1:].lstrip("/").lower()
            if re.match(r"a[\s>]", name):
                inside_link += -1 if piece.startswith("</") else 1
            out.append(piece)
            continue
        plain = html_module.unescape(piece)
        here = [
            (max(start, at) - at, min(end, at + len(plain)) - at, links[start, end])
            for start, end in spans
            if start < at + len(plain) and end > at
        ]
        if inside_link or not here:
            out.append(piece)
        else:
            targets = {(start, end): address for start, end, address in here}
            for words, span in link_spans(plain, list(targets)):
                escaped = html_module.escape(words, quote=False)
                if span is None:
                    out.append(escaped)
                else:
                    out.append(f'<a class="citation" href="{html_module.escape(targets[span])}">{escaped}</a>')
        at += len(plain)
    return "".join(out)


def _parts(html: str) -> Iterator[tuple[bool, str]]:
    """The tags (True) and texts (False) of ``html`` in order."""
    at = 0
    for tag in _TAG.finditer(html):
        if tag.start() > at:
            yield False, html[at : tag.start()]
        yield True, tag.group()
        at = tag.end()
    if at < len(html):
        yield False, html[at:]
