"""The printed pages of an issue in work as pictures: the real PDF, kept by the digest of its content.

What was rendered is kept below MEDIA_ROOT/preview/<issue>/, so that every process of the server finds it; only the last few
of an issue stay. One entry that cannot be set is replaced by a notice: the rest of the issue still shows.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from documents.engines.blocks import Block, BlockKind, Run
from documents.models import Bulletin
from documents.rendering.content import EntryContent, IssueContent, to_json
from documents.rendering.pages import page_picture
from documents.rendering.pdf import MADE_WITH, CannotSet, RenderedPdf, render_pdf
from documents.services.composing import build_content, picture_files
from documents.services.pictures import print_sizes
from documents.services.publishing import font_dir

DRAFT = "DỰ THẢO"
WIDTHS = (480, 760, 1200)
_KEPT = 6
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


@dataclass(frozen=True, slots=True)
class Preview:
    """``entry_pages``: first and last page of each entry by uuid. ``problems``: sentences that name entry and cause."""

    digest: str
    pages: int
    entry_pages: dict[str, tuple[int, int]]
    problems: tuple[str, ...] = ()

    def length_of(self, uuid: str) -> int:
        """How many pages an entry touches; 0 where it is not printed."""
        first, last = self.entry_pages.get(uuid, (1, 0))
        return last - first + 1


def _folder(bulletin: Bulletin) -> Path:
    return Path(settings.MEDIA_ROOT) / "preview" / str(bulletin.pk)


def digest_of(content: IssueContent) -> str:
    kept = json.dumps([to_json(content), MADE_WITH, settings.FONT_DIR], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(kept.encode()).hexdigest()


def preview_of(bulletin: Bulletin, *, content: IssueContent | None = None) -> Preview:
    """The preview of the issue as it stands, rendered where it is not kept."""
    content = content or build_content(bulletin)
    digest = digest_of(content)
    kept = kept_preview(bulletin, digest)
    if kept is not None:
        return kept
    rendered, problems = _render(content, timezone.localtime())
    preview = Preview(digest, rendered.pages, rendered.entry_pages, (*problems, *dict.fromkeys(rendered.warnings)))
    folder = _folder(bulletin)
    folder.mkdir(parents=True, exist_ok=True)
    _write(folder / f"{digest}.pdf", rendered.pdf)
    _write(folder / f"{digest}.json", json.dumps(asdict(preview), ensure_ascii=False).encode())
    _sweep(folder)
    return preview


def kept_preview(bulletin: Bulletin, digest: str) -> Preview | None:
    """The preview with this digest where it was rendered before."""
    try:
        row = json.loads((_folder(bulletin) / f"{digest}.json").read_bytes())
    except (FileNotFoundError, json.JSONDecodeError):
        return None
    pages = {uuid: (first, last) for uuid, (first, last) in row["entry_pages"].items()}
    return Preview(digest, row["pages"], pages, tuple(row["problems"]))


def last_preview(bulletin: Bulletin) -> Preview | None:
    """The newest preview that is kept, also of an older content: for lengths while the next one is being made."""
    with suppress(FileNotFoundError):
        kept = max(_folder(bulletin).glob("*.json"), key=lambda path: path.stat().st_mtime, default=None)
        return kept_preview(bulletin, kept.stem) if kept is not None else None
    return None


def _write(path: Path, content: bytes) -> None:
    part = path.with_suffix(f".{hashlib.sha256(content).hexdigest()[:8]}.part")
    part.write_bytes(content)
    part.replace(path)


def _sweep(folder: Path) -> None:
    """Another process may sweep at the same moment: what is gone is gone."""
    with suppress(FileNotFoundError):
        newest = sorted(folder.glob("*.pdf"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in newest[_KEPT:]:
            path.unlink(missing_ok=True)
            path.with_suffix(".json").unlink(missing_ok=True)


def preview_page(bulletin: Bulletin, digest: str, page: int, width: int) -> bytes:
    """PNG of one page. Raises FileNotFoundError where this digest is not kept, IndexError where there is no such page."""
    if not _DIGEST.match(digest):
        raise FileNotFoundError(digest)
    return page_picture((_folder(bulletin) / f"{digest}.pdf").read_bytes(), page, width=width)


# --- What cannot be set -----------------------------------------------------------------------------------------------


def _render(content: IssueContent, now: datetime) -> tuple[RenderedPdf, tuple[str, ...]]:
    pictures = picture_files(content)
    try:
        return _set(content, pictures, now), ()
    except CannotSet:
        content, problems = _without_broken(content, pictures, now)
        return _set(content, pictures, now), tuple(problems)


def _set(content: IssueContent, pictures: Mapping[str, Path], now: datetime) -> RenderedPdf:
    """The pages of a draft; an unreadable photo is left out there, and named among the warnings."""
    return render_pdf(
        content,
        pictures=pictures,
        now=now,
        font_dir=font_dir(),
        draft=DRAFT,
        cache_dir=print_sizes(),
        is_tagged=False,
    )


def _without_broken(
    content: IssueContent, pictures: Mapping[str, Path], now: datetime
) -> tuple[IssueContent, list[str]]:
    """Put a notice in the place of each entry that cannot be set by itself."""
    problems: list[str] = []

    def checked(entry: EntryContent) -> EntryContent:
        children = tuple(checked(child) for child in entry.children)
        try:
            _set(replace(content, entries=(replace(entry, children=()),)), pictures, now)
        except CannotSet as refusal:
            problems.append(f"{_name(entry)}: {refusal}")
            notice = Block(BlockKind.PARAGRAPH, (Run("[Mục này chưa dàn trang được.]"),))
            return replace(entry, heading="", blocks=(notice,), children=children)
        return replace(entry, children=children)

    return replace(content, entries=tuple(checked(entry) for entry in content.entries)), problems


def _name(entry: EntryContent) -> str:
    title = entry.short_title or entry.heading or "không tiêu đề"
    return f"Mục {entry.number} ({title[:60]})"
