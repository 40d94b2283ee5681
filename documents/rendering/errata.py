"""Tờ đính chính: one A4 page that is put into a printed bulletin instead of printing all of it again."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from cadre_portal.fonts import choose_font
from documents.engines.edition_names import edition_name, grouped
from documents.engines.errata import Erratum
from documents.rendering.pages import page_count
from documents.rendering.pdf import CannotSet
from documents.rendering.print_code import code_picture
from documents.rendering.typography import printable, unbreakable

_TEMPLATE = Path(__file__).with_name("errata.typ")
# Type sizes in points, tried in turn until all rows stand on one page.
SIZES = (13, 12, 11, 10, 9)


class TooLong(Exception):
    """The rows do not fit on one page: the issue is printed again instead."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            f"Bản đính chính sửa {rows} chỗ, không đủ chỗ trên một trang. Đồng chí in lại tài liệu từ bản mới nhất."
        )


@dataclass(frozen=True, slots=True)
class Slip:
    """What the page says beside its rows. ``old_token``: the code on the paper that it is for."""

    publisher: str
    title: str
    old_number: int
    old_token: str
    number: int
    token: str
    reason: str
    check_address: str = ""


def render_errata(slip: Slip, rows: Sequence[Erratum], *, now: datetime, font_dir: Path | None = None) -> bytes:
    """PDF of one page. Raises TooLong, CannotSet, fonts.UnusableFont."""
    font = choose_font(font_dir)
    with tempfile.TemporaryDirectory(prefix="errata-") as folder:
        root = Path(folder)
        shutil.copy(_TEMPLATE, root / "errata.typ")
        code = ""
        if slip.check_address:
            code = "code.svg"
            (root / code).write_bytes(code_picture(slip.check_address, slip.token))
        compiler = typst.Compiler(root / "errata.typ", root=root, font_paths=font.typst_fonts, ignore_system_fonts=True)
        for size in SIZES:
            data = _as_data(slip, rows) | {"font": font.family, "size": size, "code": code}
            (root / "content.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
            try:
                pdf: Any = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=int(now.timestamp()))
            except typst.TypstError as error:
                raise CannotSet(f"Không dàn được tờ đính chính: {error.message}") from error
            if page_count(pdf) == 1:
                return bytes(pdf)
    raise TooLong(len(rows))


def _as_data(slip: Slip, rows: Sequence[Erratum]) -> dict[str, Any]:
    lead = [
        f"Dùng cho {edition_name(slip.old_number)} đã in, mã {grouped(slip.old_token)} ở trang cuối.",
        f"Lý do: {slip.reason}",
    ]
    foot = [
        "Dòng đếm từ đầu trang xuống, kể cả tiêu đề, chú thích ảnh và dòng trong bảng; không kể số trang.",
        f"{edition_name(slip.number).capitalize()}, mã {grouped(slip.token)}. Đồng chí kẹp tờ này vào bản in.",
    ]
    if slip.check_address:
        foot.append(f"Đối chiếu bản mới nhất tại {slip.check_address}")
    return {
        "publisher": _set(slip.publisher),
        "title": _set(slip.title),
        "lead": [_set(line) for line in lead],
        "foot": [_set(line) for line in foot],
        "rows": [
            {
                "page": str(row.page) if row.page else "",
                "line": str(row.line) if row.line else "",
                "printed": [(_set(text), differs) for text, differs in row.printed] or [(_set(row.where), False)],
                "corrected": [(_set(text), differs) for text, differs in row.corrected],
            }
            for row in rows
        ],
    }


def _set(text: str) -> str:
    return unbreakable(printable(text)[0])
