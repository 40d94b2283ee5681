"""The outline of a bulletin: from the paragraphs of a file to cover, contents, entries and blocks.

The rules follow the shape of such bulletins (see each module), whatever format they came in.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from directives.wrapped.contents import find_contents, last_contents
from documents.engines.outline.cover import read_cover
from documents.engines.outline.entries import EntryBuilder
from documents.engines.outline.headings import top_headings
from documents.engines.outline.mend import mended
from documents.engines.outline.pieces import flattened
from documents.engines.outline.sections import with_titles
from documents.engines.reading.model import Para, ReadIssue

# What the portal prints on the last page of its own issues: no part of their text.
_TOKEN = re.compile(r"^Mã bản in: [\w-]+")


def build_issue(paras: Sequence[Para]) -> ReadIssue:
    """Return the issue that the paragraphs of one file make; printed numbers and misprints are kept."""
    paras = [para for para in flattened(paras, layout_only=True) if not para.is_text or para.text.strip()]
    behind = last_contents(paras)
    if behind is not None:
        paras = [*paras[: behind[0]], *paras[behind[1] :]]
    contents = find_contents(paras)
    if behind is not None and not contents.lines:
        contents = replace(contents, lines=behind[2])
    cover = read_cover(paras[: contents.start])
    body = [para for para in with_titles(mended(paras[contents.body :])) if not _TOKEN.match(para.text)]
    size = body_size(body)
    tops = top_headings(body, contents.lines)
    builder = EntryBuilder(body, contents.lines, size)
    entries = builder.entries(tops)
    warnings = list(builder.warnings)
    if cover.year is None:
        warnings.append("Không thấy tháng, năm trên bìa. Đồng chí hãy chọn tháng, năm của tài liệu.")
    if not any(entry.number for entry in entries):
        warnings.append("Không thấy mục nào được đánh số. Đồng chí hãy kiểm tra cách chia mục.")
    return ReadIssue(
        publisher_lines=cover.publisher_lines,
        title_lines=cover.title_lines,
        period_line=cover.period_line,
        foot_line=cover.foot_line,
        month=cover.months[0] if cover.months else None,
        year=cover.year,
        months=cover.months,
        kind="thematic" if cover.thematic else "monthly",
        toc=contents.lines,
        entries=entries,
        pictures=builder.pictures,
        warnings=tuple(warnings),
    )


def body_size(paras: Sequence[Para]) -> float:
    """Return the size most letters of the text are set in, 0 where sizes are unknown."""
    sizes: Counter[float] = Counter()
    for para in paras:
        if para.is_text and para.size and not para.bold:
            sizes[para.size] += len(para.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


__all__ = ["body_size", "build_issue"]
