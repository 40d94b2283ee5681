"""An entry as an HTML fragment for the reading page. Frozen in the edition; looks come from style sheets alone."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape, unescape

from documents.engines.block_html import plain_text, runs_to_html, table_rows
from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.rendering.content import EntryContent
from documents.rendering.typography import spaced, spaced_runs


@dataclass(frozen=True, slots=True)
class PictureSource:
    """Where a picture is fetched: the address, and addresses by width for ``srcset`` ("" for none)."""

    src: str
    srcset: str = ""


def entry_html(entry: EntryContent, *, picture_src: Callable[[PictureRef], PictureSource]) -> str:
    """Return the entry (its children too) as ``<section class="entry" id="muc-5-1">`` with h2–h4 headings.

    Items print their own signs ``-``, ``+``, ``*``; a table stands in a region that scrolls by itself.
    """
    top = 2 if entry.level <= 1 else 3
    anchor = f"muc-{entry.number.replace('.', '-')}" if entry.number else f"muc-{entry.uuid[:8]}"
    out = [f'<section class="entry entry--{escape(entry.kind)}" id="{anchor}">']
    if entry.rubric:
        out.append(f'<p class="entry__rubric">{escape(entry.rubric)}</p>')
    if entry.heading:
        number = f"{entry.number}. " if entry.number else ""
        out.append(f'<h{top} class="entry__heading">{number}{_text(entry.heading)}</h{top}>')
    out.extend(_blocks(entry.blocks, anchor, top, picture_src))
    if entry.source_line:
        out.append(f'<p class="entry__source">{_text(entry.source_line)}</p>')
    out.extend(entry_html(child, picture_src=picture_src) for child in entry.children)
    out.append("</section>")
    return "".join(out)


def block_html(block: Block, anchor: str, *, level: int, picture_src: Callable[[PictureRef], PictureSource]) -> str:
    """One block as it stands in the entry: for pages that put something between two of them. "" for an empty one."""
    return "".join(_blocks([block], anchor, 2 if level <= 1 else 3, picture_src))


def _blocks(
    blocks: Iterable[Block], anchor: str, top: int, picture_src: Callable[[PictureRef], PictureSource]
) -> Iterable[str]:
    for place, block in enumerate(blocks):
        if block.kind not in {BlockKind.TABLE, BlockKind.PICTURE} and not block.text.strip():
            continue
        inner = _inline(block.runs)
        match block.kind:
            case BlockKind.PART:
                tag = f"h{min(top + max(block.level, 1), 6)}"
                number = f"{block.number}. " if block.number else ""
                yield f"<{tag}>{number}{inner}</{tag}>"
            case BlockKind.HEADING:
                yield f'<p class="p--sub"><strong>{inner}</strong></p>'
            case BlockKind.STAR:
                yield f'<p class="p--star">* {inner}</p>'
            case BlockKind.ITEM:
                sign, name = ("-", "dash") if block.level <= 1 else ("+", "plus")
                yield f'<p class="p--{name}">{sign} {inner}</p>'
            case BlockKind.NUMBERED:
                yield f'<p class="p--numbered">{escape(block.marker)} {inner}</p>'
            case BlockKind.QUOTE:
                yield f'<blockquote class="p--slogan"><p>{inner}</p></blockquote>'
            case BlockKind.TABLE:
                yield _table(block, f"{anchor}-bang-{place}")
            case BlockKind.PICTURE:
                if block.picture is not None:
                    yield _photo(block.picture, picture_src)
            case _:
                yield f"<p>{inner}</p>"


def _table(block: Block, anchor: str) -> str:
    return (
        f'<div class="table-wrap" role="region" aria-label="Bảng" tabindex="0" id="{anchor}">'
        f"<table>{table_rows(block, _inline)}</table></div>"
    )


def _photo(picture: PictureRef, picture_src: Callable[[PictureRef], PictureSource]) -> str:
    if not picture.sha256:
        return f'<p class="photo__caption">{_text(picture.caption)}</p>' if picture.caption else ""
    source = picture_src(picture)
    srcset = f' srcset="{escape(source.srcset)}" sizes="(min-width: 48rem) 44rem, 100vw"' if source.srcset else ""
    caption = ""
    if picture.caption or picture.credit:
        credit = f' <span class="photo__credit">({_text(picture.credit)})</span>' if picture.credit else ""
        caption = f'<figcaption><span class="photo__caption">{_text(picture.caption)}</span>{credit}</figcaption>'
    # The caption stands below: repeating it as the alternative text would read it out twice.
    alternative = "" if picture.caption else "Ảnh không có chú thích"
    return (
        f'<figure class="photo"><img src="{escape(source.src)}"{srcset} width="{picture.width}" '
        f'height="{picture.height}" alt="{alternative}" loading="lazy" decoding="async">{caption}</figure>'
    )


def _inline(runs: Iterable[Run]) -> str:
    # Before the markup is written: an address of a link must not be touched.
    return runs_to_html(spaced_runs(runs))


def _text(text: str) -> str:
    return escape(spaced(text), quote=False).replace("\n", "<br>")


_ASIDE = re.compile(
    r'<(figure|h[1-6]|table)\b.*?</\1>|<p class="(?:p--sub|photo__caption|entry__\w+)">.*?</p>', re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")


def running_text(html: str) -> str:
    """Return the sentences of what ``entry_html`` wrote, a line a paragraph: no headings, tables, photos nor captions."""
    paragraphs = _ASIDE.sub("", html).replace("<br>", " ").split("</p>")
    lines = (" ".join(unescape(_TAG.sub("", paragraph)).split()) for paragraph in paragraphs)
    return "\n".join(line for line in lines if line)


def entry_plain_text(entry: EntryContent) -> str:
    """Return the text of the entry alone (not of its children), a line a block, captions after the text they follow."""
    lines = []
    for block in entry.blocks:
        if block.picture is not None:
            lines.append(block.picture.caption)
        else:
            lines.append(plain_text([block]))
    return "\n".join(line for line in lines if line)
