"""The text of an issue as it is agreed on: its entries with the remarks at their paragraphs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from activities.models import Picture
from documents.engines.blocks import PictureRef
from documents.models import ReviewNote
from documents.rendering.content import EntryContent, IssueContent
from documents.rendering.html import PictureSource, block_html
from documents.services.composing import flat_entries
from documents.services.review_notes import Pinned, beginning, paragraphs_of


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A block of an entry (0 is its heading) with the remarks pinned to it."""

    place: int
    html: SafeString
    notes: list[ReviewNote]
    beginning: str


@dataclass(slots=True)
class ReviewedEntry:
    """An entry of the text, its paragraphs, and remarks on the whole of it."""

    entry: EntryContent
    paragraphs: list[Paragraph] = field(default_factory=list)
    loose: list[ReviewNote] = field(default_factory=list)
    beginning: str = ""

    @property
    def anchor(self) -> str:
        return f"m-{self.entry.uuid[:8]}"

    @property
    def extras(self) -> list[tuple[str, tuple[str, ...]]]:
        """What stands beside the text and is agreed on with it."""
        rows = (
            ("Tên gọi tắt", (self.entry.short_title,) if self.entry.short_title else ()),
            ("Ý chính", self.entry.gist),
            ("Việc chi bộ cần làm", self.entry.cell_tasks),
            ("Câu hỏi gợi ý thảo luận", self.entry.questions),
            ("Nguồn", (self.entry.source_line,) if self.entry.source_line else ()),
        )
        return [(label, lines) for label, lines in rows if lines]


def picture_source(content: IssueContent) -> Callable[[PictureRef], PictureSource]:
    """Where the photos of a working copy are fetched: one query for all."""
    wanted = {b.picture.sha256 for e in flat_entries(content) for b in e.blocks if b.picture is not None}
    keys = dict(Picture.objects.filter(sha256__in=wanted).values_list("sha256", "pk"))

    def source(picture: PictureRef) -> PictureSource:
        key = keys.get(picture.sha256)
        return PictureSource(reverse("activities:picture_file", args=[key]) if key else "")

    return source


def reviewed_entries(content: IssueContent, pinned: Mapping[str, Pinned]) -> list[ReviewedEntry]:
    """The text in reading order, with its remarks."""
    source = picture_source(content)
    found = []
    for entry in flat_entries(content):
        notes = pinned.get(entry.uuid, Pinned())
        shown = ReviewedEntry(entry, loose=notes.loose)
        words = [beginning(one) for one in paragraphs_of(entry)]
        shown.beginning = words[0]
        for place, block in enumerate(entry.blocks, start=1):
            # The function escapes all text; the tags are its own.
            html = mark_safe(  # noqa: S308
                block_html(block, f"{shown.anchor}-{place}", level=entry.level + 1, picture_src=source)
            )
            if html:
                shown.paragraphs.append(Paragraph(place, html, notes.at.get(place, []), words[place]))
        # Remarks on the heading, and on a paragraph that is empty now.
        drawn = {one.place for one in shown.paragraphs}
        shown.loose = [*shown.loose, *(n for at, rows in notes.at.items() if at not in drawn for n in rows)]
        found.append(shown)
    return found
