"""What the template of the PDF reads: the content of an issue as plain data, with its pictures written beside it."""

import functools
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from documents.engines.blocks import Block, BlockKind, PictureRef, Run
from documents.engines.edition_names import grouped
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.pictures import UnusablePicture, print_picture
from documents.rendering.print_code import code_picture
from documents.rendering.tables import is_figure, place_cells, stays_whole
from documents.rendering.typography import BOX, printable, unbreakable, unbreakable_credit

# Paragraphs longer than this are rare and would fill the memory that keeps what was made of the others.
_MOST_NAMED = 12
_LONGEST_KEPT = 5_000
_CODE = "code.svg"
_UNDRAWABLE = re.compile(r'the text `"(.+?)"` could not be displayed')

# A line that announces a list: longer ones are paragraphs of their own.
_LONGEST_LEAD = 160


class Setter:
    """Turns a content into what the template reads, writing the pictures beside it."""

    def __init__(
        self,
        root: Path,
        pictures: Mapping[str, Path],
        look: Mapping[str, Any],
        cache_dir: Path | None,
        *,
        is_draft: bool,
    ) -> None:
        self.root, self.pictures, self.look, self.cache_dir = root, pictures, look, cache_dir
        self.is_draft = is_draft
        self.warnings: list[str] = []
        # Characters the font lacks, by the number of the entry they stand in, "" for cover and contents.
        self.lost: dict[str, set[str]] = {}
        self.width = 210 - look["left"] - look["right"]
        self.undrawable: set[str] = set()
        self.ready: dict[str, tuple[str, set[str]]] = {}
        self.broken: dict[str, UnusablePicture] = {}

    def write(self, content: IssueContent, *, draft: str, font: str, scales: Mapping[str, float] | None = None) -> None:
        """Write content.json for the template. ``scales``: sizes of photos by key that are to be kept; None: it fits them."""
        self.warnings.clear()
        self.lost.clear()
        data = self.issue(content, draft=draft, font=font)
        data["look"]["scales"] = scales
        (self.root / "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")

    def prepare_pictures(self, content: IssueContent) -> None:
        """Write every picture in print size, several at once: decoding is most of the work of a first print."""
        wanted = {
            block.picture.sha256: (entry, block.picture)
            for entry in _flat(content.entries)
            for block in entry.blocks
            if block.picture is not None and block.picture.sha256 in self.pictures
        }

        def prepare(one: tuple[EntryContent, PictureRef]) -> None:
            entry, picture = one
            name = f"{picture.caption[:60] or 'không chú thích'}, mục {entry.number or entry.heading[:40]}"
            try:
                content = print_picture(
                    self.pictures[picture.sha256], sha256=picture.sha256, name=name, cache_dir=self.cache_dir
                )
            except UnusablePicture as error:
                if not self.is_draft:
                    raise
                self.broken[picture.sha256] = error
            else:
                (self.root / _file_name(picture)).write_bytes(content)

        # Those brought to print size before are only copied: threads would cost more than that.
        known: list[tuple[EntryContent, PictureRef]] = []
        unknown: list[tuple[EntryContent, PictureRef]] = []
        for sha256, one in wanted.items():
            is_kept = self.cache_dir is not None and (self.cache_dir / f"{sha256}.jpg").exists()
            (known if is_kept else unknown).append(one)
        for one in known:
            prepare(one)
        if unknown:
            with ThreadPoolExecutor(max_workers=4) as pool:
                list(pool.map(prepare, unknown))

    def learn_undrawable(self, message: str) -> bool:
        """Take from typst's message which characters the font lacks; False if it speaks of something else."""
        found = _UNDRAWABLE.search(message)
        if found is None:
            return False
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code.group(1), 16)), found.group(1))
        before = len(self.undrawable)
        self.ready.clear()
        self.undrawable.update(char for char in text if char not in '\\"' and not char.isascii())
        return len(self.undrawable) > before

    def issue(self, content: IssueContent, *, draft: str, font: str) -> dict[str, Any]:
        return {
            "look": {**self.look, "font": font},
            "title": self.text(content.title or content.period_line),
            "author": self.text(content.board_line or content.publisher_line),
            "keywords": ["sinh hoạt chi bộ", self.text(content.period_line.replace("\n", ", "))],
            "draft": self.text(draft),
            "publisher": self.text(content.publisher_line),
            "board": self.text(content.board_line),
            "title_lines": [self.text(line) for line in content.title_lines],
            "period": [self.text(line) for line in content.period_line.split("\n")],
            "foot": self.text(content.foot_line),
            "imprint": [self.text(line) for line in content.imprint_lines],
            "edition_line": self.text(content.edition_line),
            "contents": list(self.contents(content)),
            "body_title": "NỘI DUNG",
            "entries": [self.entry(entry, content) for entry in content.entries],
            "token": grouped(content.token),
            "check": self.text(content.check_address),
            "code": self.code(content),
        }

    def code(self, content: IssueContent) -> str:
        """Name of the QR picture beside the code of the print, "" where there is no address to lead to."""
        if not (content.token and content.check_address):
            return ""
        (self.root / _CODE).write_bytes(code_picture(content.check_address, content.token))
        return _CODE

    def contents(self, content: IssueContent) -> Iterator[dict[str, Any]]:
        if content.contents_depth < 1:
            return
        for entry in content.entries:
            if entry.heading:
                yield {"uuid": entry.uuid, "number": entry.number, "level": 1, "text": self.text(entry.heading)}
            if content.contents_depth > 1:
                for child in entry.children:
                    text = self.text(f"{child.number}. {child.heading}" if child.number else child.heading)
                    yield {"uuid": child.uuid, "number": "", "level": 2, "text": text}

    def entry(self, entry: EntryContent, content: IssueContent) -> dict[str, Any]:
        row: dict[str, Any] = {
            "uuid": entry.uuid,
            "mark": f"{entry.number}. " if entry.number else "",
            "heading": self.text(entry.heading, entry),
            "rubric": self.text(entry.rubric, entry) if content.rubrics_printed else "",
            "source": self.text(entry.source_line, entry),
            "blocks": self.blocks(entry),
            "children": [self.entry(child, content) for child in entry.children],
        }
        for name in ("gist", "cell_tasks", "questions"):
            lines = getattr(entry, name) if content.notes_printed else ()
            row[name] = [self.text(line, entry) for line in lines]
        if row["blocks"]:
            row["blocks"][-1]["last"] = entry.uuid
            # A photo right below the heading: the text before it ends with the heading.
            if row["blocks"][0]["kind"] == "photos" and not row["gist"]:
                row["tail"] = row["blocks"][0]["key"]
        return row

    def blocks(self, entry: EntryContent) -> list[dict[str, Any]]:
        """Rows of the blocks; two upright photos in a row stand side by side."""
        rows: list[dict[str, Any]] = []
        for place, block in enumerate(entry.blocks):
            if block.picture is not None:
                shown = self.photo(block.picture, entry)
                beside = rows[-1] if rows and rows[-1]["kind"] == "photos" else None
                if (
                    beside is not None
                    and len(beside["photos"]) == 1
                    and beside["upright"]
                    and _is_upright(block.picture)
                ):
                    beside["photos"].append(shown)
                    self.beside(beside)
                    continue
                row = {
                    "kind": "photos",
                    "key": f"{entry.uuid}/{place}",
                    "photos": [shown],
                    "upright": _is_upright(block.picture),
                }
            elif block.kind is BlockKind.TABLE or block.text.strip():
                row = self.block(block, entry)
            else:
                continue
            if rows and row["kind"] == "photos":
                rows[-1]["tail"] = row["key"]
            rows.append(row)
        return rows

    def beside(self, row: dict[str, Any]) -> None:
        """Give the photos of a row one height, so that together they fill the width."""
        ratios = [photo["height"] / photo["width"] for photo in row["photos"]]
        room = self.width - 6 * len(ratios)
        height = min(88.0, room / sum(1 / ratio for ratio in ratios))
        for photo, ratio in zip(row["photos"], ratios, strict=True):
            photo["width"], photo["height"] = round(height / ratio, 2), round(height, 2)
            photo["caption_width"] = photo["width"]

    def block(self, block: Block, entry: EntryContent) -> dict[str, Any]:
        if block.kind is BlockKind.TABLE:
            cells = place_cells(block.rows)
            return {
                "kind": "table",
                "columns": max((cell.x + cell.colspan for cell in cells), default=1),
                "head": cells.head_rows,
                "whole": stays_whole(block.rows, size=self.look["size"]),
                "cells": [
                    {
                        "x": cell.x,
                        "y": cell.y,
                        "colspan": cell.colspan,
                        "rowspan": cell.rowspan,
                        "header": cell.header,
                        "short": cell.colspan == 1 and is_figure(cell.paragraphs),
                        "paragraphs": [self.runs(runs, entry) for runs in cell.paragraphs],
                    }
                    for cell in cells
                ],
            }
        if block.kind is BlockKind.ITEM:
            depth = 1 if block.level <= 1 else 2
            return {"kind": "item", "depth": depth, "sign": "-+"[depth - 1], "runs": self.runs(block.runs, entry)}
        mark = ""
        if block.kind is BlockKind.PART and block.number:
            mark = f"{block.number}. "
        elif block.kind is BlockKind.NUMBERED:
            mark = f"{block.marker} "
        return {
            "kind": block.kind.value,
            "level": entry.level + max(block.level, 1),
            "mark": mark,
            "leads": len(block.text) <= _LONGEST_LEAD and block.text.rstrip().endswith(":"),
            "runs": self.runs(block.runs, entry),
        }

    def photo(self, picture: PictureRef, entry: EntryContent) -> dict[str, Any]:
        """One photo with its caption; without a usable file an empty frame that says so."""
        # As wide as a photo is printed in a bulletin, but never so high that a page holds little else.
        ratio = min(max(picture.height / picture.width, 0.1), 6.0) if picture.width and picture.height else 0.75
        width = min(self.width * 0.72, (84 if ratio <= 1 else 100) / ratio)
        file, alt = _file_name(picture), self.text(picture.caption or "Ảnh", entry)
        where = f"mục {entry.number}" if entry.number else f"mục “{entry.heading[:40]}”"
        if not (self.root / file).exists():
            reason = self.broken.get(picture.sha256) or UnusablePicture(
                f"Thiếu tệp ảnh “{picture.caption[:60]}” ở {where}. Đồng chí tải ảnh lên lại hoặc bỏ ảnh khỏi mục."
            )
            if not self.is_draft:
                raise reason
            self.warnings.append(str(reason))
            file, alt = "", "Thiếu ảnh"
        return {
            "file": file,
            "width": round(width, 2),
            "height": round(width * ratio, 2),
            "caption_width": round(self.width * 0.92, 2),
            "caption": self.text(picture.caption, entry),
            "credit": unbreakable_credit(self.text(picture.credit, entry)),
            "alt": alt,
        }

    def runs(self, runs: tuple[Run, ...], entry: EntryContent) -> list[dict[str, Any]]:
        out = []
        for run in runs:
            row: dict[str, Any] = {"t": self.text(run.text, entry)}
            for name, flag in (
                ("b", run.bold),
                ("i", run.italic),
                ("u", run.underline),
                ("sup", run.superscript),
                ("sub", run.subscript),
            ):
                if flag:
                    row[name] = True
            if run.href.startswith(("http://", "https://", "mailto:")):
                row["href"] = run.href
            out.append(row)
        return out

    def text(self, text: str, entry: EntryContent | None = None) -> str:
        # The content is written once a layout; its text is the same each time.
        if text not in self.ready:
            self.ready[text] = self.drawable(text)
        clean, lost = self.ready[text]
        if lost:
            self.lost.setdefault(entry.number if entry is not None else "", set()).update(lost)
        return clean

    def told(self) -> tuple[str, ...]:
        """All that is to be told: each entry's lost characters once, those of the contents only where no entry has them."""
        in_entries = set().union(*(lost for number, lost in self.lost.items() if number))
        elsewhere = self.lost.get("", set()) - in_entries
        named = [("", elsewhere), *((number, lost) for number, lost in self.lost.items() if number)]
        return (*self.warnings, *(_lost_in_words(number, lost) for number, lost in named if lost))

    def drawable(self, text: str) -> tuple[str, set[str]]:
        """Return the text as it can be printed, and the characters that are replaced in it."""
        if not self.undrawable and len(text) < _LONGEST_KEPT:
            return _drawable(text)
        clean, lost = printable(text)
        for char in self.undrawable:
            if char in clean:
                lost.add(char)
                clean = clean.replace(char, "?" if BOX in self.undrawable else BOX)
        return unbreakable(clean), lost


def _lost_in_words(number: str, lost: set[str]) -> str:
    signs = sorted(lost)
    more = f" và {len(signs) - _MOST_NAMED} ký tự khác" if len(signs) > _MOST_NAMED else ""
    where = f" ở mục {number}" if number else ""
    return f"Phông chữ không in được ký tự {' '.join(signs[:_MOST_NAMED])}{more}{where}; đã thay bằng □."


@functools.lru_cache(maxsize=4000)
def _drawable(text: str) -> tuple[str, set[str]]:
    """``Setter.drawable`` where the font lacks nothing: after an edit all paragraphs of an issue but one are as they were."""
    clean, lost = printable(text)
    return unbreakable(clean), lost


def _flat(entries: Iterable[EntryContent]) -> Iterator[EntryContent]:
    for entry in entries:
        yield entry
        yield from _flat(entry.children)


def _file_name(picture: PictureRef) -> str:
    return f"{picture.sha256[:32]}.jpg"


def _is_upright(picture: PictureRef) -> bool:
    return picture.height > picture.width * 1.1
