"""From the rows of a spreadsheet to unsaved directives: our own headings, those of e-office systems, those of the printed registers.

The printed forms are those of sổ đăng ký văn bản đi, đến in Nghị định 30/2020/NĐ-CP (phụ lục VI) and in the party's guidance on
clerical work: there the kind stands before the subject in one column ("Tên loại và trích yếu nội dung văn bản"). A row that
carries a level of secrecy is refused without a word of its content.
"""

import re
from collections.abc import Generator
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

from django.db import transaction

from cadre_portal import table_import
from cadre_portal.rich_text import from_plain
from cadre_portal.table_import import FoundHeadings, Headings, Line, RowRefused, cell_date, cell_text
from cadre_portal.text import fold, squeeze
from directives.files import has_secrecy_stamp
from directives.issuers import IssuerIndex, read_issuer_name
from directives.kinds import kind_by_words, kinds_by_letters, makes_another_word
from directives.models import Directive, DirectiveKind
from directives.numbers import parse_number
from directives.register_cells import day_in, number_in
from organizations.models import Organization, OrganizationType, User
from organizations.services.tree import hold_tree

# Column → headings that name it (signs and diacritics do not count). The first is ours; the others stand in exports.
_HEADINGS: dict[str, tuple[str, ...]] = {
    "number": (
        "number", "số ký hiệu", "số và ký hiệu", "số hiệu", "số văn bản", "số ký hiệu văn bản", "số kh", "số", "số đi",
        "số văn bản đi", "số công văn đi",
    ),
    "symbol": ("ký hiệu",),
    "dated_number": (
        "số ký hiệu ngày ban hành", "số ký hiệu và ngày ban hành", "số ký hiệu ngày tháng", "số ký hiệu ngày tháng năm",
        "số ký hiệu và ngày tháng", "số ngày tháng", "số ngày tháng năm", "số và ngày tháng", "số ngày ban hành",
    ),
    "kind": ("kind", "loại văn bản", "thể loại", "hình thức", "hình thức văn bản", "tên loại", "loại", "loại hình"),
    "issuer": (
        "issuer", "cơ quan ban hành", "nơi ban hành", "đơn vị ban hành", "cơ quan gửi", "nơi gửi", "đơn vị gửi", "tác giả",
        "cơ quan tổ chức ban hành", "tổ chức ban hành", "nơi phát hành", "cơ quan phát hành", "đơn vị phát hành",
    ),
    "issued_on": (
        "issued_on", "ngày ban hành", "ngày văn bản", "ngày ký", "ngày tháng", "ngày tháng năm", "ngày tháng ban hành",
        "ngày tháng năm ban hành", "ngày ký ban hành", "ngày phát hành", "ngày", "date",
    ),
    "month": ("tháng", "tháng ban hành"),
    "year": ("năm", "năm ban hành"),
    "summary": ("summary", "trích yếu", "trích yếu nội dung", "nội dung trích yếu", "tóm tắt nội dung", "subject", "về việc"),
    "titled": (
        "tên loại và trích yếu nội dung", "tên loại trích yếu nội dung", "tên loại và trích yếu", "tên loại và nội dung",
        "loại và trích yếu nội dung", "loại và trích yếu", "tên văn bản", "tiêu đề",
    ),
    "body": ("body", "nội dung", "toàn văn", "nội dung văn bản"),
    "signer": ("signer", "người ký", "họ tên người ký", "họ và tên người ký", "lãnh đạo ký"),
    "effective_on": ("effective_on", "ngày hiệu lực", "ngày có hiệu lực", "hiệu lực từ"),
    "expires_on": ("expires_on", "ngày hết hiệu lực", "hết hiệu lực"),
    "secrecy": (
        "secrecy", "độ mật", "mức độ mật", "mức mật", "cấp độ mật", "độ bảo mật", "mức độ bảo mật", "mật",
        "độ mật độ khẩn", "độ mật khẩn", "mức độ mật khẩn",
    ),
    "source_note": ("source_note", "nguồn", "ghi chú"),
}  # fmt: skip
_SHOWN = {
    "symbol": "Ký hiệu", "dated_number": "Số ký hiệu và ngày ban hành", "month": "Tháng", "year": "Năm",
    "number": "Số ký hiệu", "kind": "Loại văn bản", "issuer": "Cơ quan ban hành", "issued_on": "Ngày ban hành",
    "summary": "Trích yếu", "titled": "Tên loại và trích yếu nội dung", "body": "Nội dung", "signer": "Người ký",
    "effective_on": "Ngày hiệu lực", "expires_on": "Ngày hết hiệu lực", "secrecy": "Độ mật", "source_note": "Nguồn",
}  # fmt: skip
# The field in which an issuer is chosen for all rows that name none.
DEFAULT_ISSUER = "Cơ quan ban hành cho các dòng không ghi"
_TABLE = Headings(
    _HEADINGS,
    _SHOWN,
    needed=("issuer", ("issued_on", "dated_number"), ("summary", "titled")),
    example="Số ký hiệu, Ngày ban hành, Trích yếu, Cơ quan ban hành (hoặc number, issued_on, summary, issuer)",
    # A register has no whole texts: where no other column says what a document is about, this one does.
    # Letters alone are no number: a column "Ký hiệu" with none beside it holds both.
    meant={
        "noi dung": "summary",
        "noi dung van ban": "summary",
        **dict.fromkeys(("ky hieu", "ky hieu van ban", "ky hieu vb"), "number"),
    },
    hints={
        "issuer": f"Nếu các dòng đều của một cơ quan, đồng chí chọn cơ quan đó ở ô “{DEFAULT_ISSUER}” (dòng lệnh: --issuer)."
    },
)
_WITHOUT_ISSUERS = replace(_TABLE, needed=_TABLE.needed[1:])
_ABOUT = re.compile(r"(?:về|v\s*/\s*v)\b", re.IGNORECASE)
_BRACKETS = re.compile(r"\s*\([^()]*\)")
_WHITHER = re.compile(r"\s+(?:đi|đến)\s*\Z", re.IGNORECASE)
# The last choice of an e-office's list: it says nothing.
_OTHER_KINDS = frozenset({"khac", "loai khac", "van ban khac", "loai van ban khac"})
_NUMBER_WORD = re.compile(r"(?<!\w)số\s*:?\s*\Z", re.IGNORECASE)
# What a spreadsheet shows instead of a value.
_ERRORS = frozenset({"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"})
# "12-11" that was taken for a day and saved as text: "12-Nov", "12-Thg11".
_TURNED_INTO_DAY = re.compile(
    r"\d{1,2}-(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|thg ?\d{1,2})(?:-\d{2,4})?", re.IGNORECASE
)
_PLAIN_SECRECY = frozenset({"", "thuong", "binh thuong", "khong", "khong mat"})


def read_table(path: Path, *, names_issuers: bool = True, sheet: str = "") -> Generator[Line, None, None]:
    """The rows of a register, cells by column. ``names_issuers``: it must have a column for them; ``sheet``: the worksheet to read,
    "" for the first that has the headings. Raises UnusableTable."""
    return table_import.read_table(path, _TABLE if names_issuers else _WITHOUT_ISSUERS, sheet=sheet)


def column_shown(column: str, under: FoundHeadings | None) -> str:
    """A column as the file prints its heading; as we print it where the file does not have it, or calls it by our code name."""
    shown = _SHOWN.get(column, column)
    printed = next((said for said, name in (under.read if under else {}).items() if name == shown), "")
    if not printed and column == "summary":
        return column_shown("titled", under) if under and _SHOWN["titled"] in under.read.values() else shown
    return shown if not printed or printed == column else printed


class RowReader:
    """Turns rows into unsaved directives. Kinds and issuers are loaded once. ``issuer``: of the rows that name none."""

    def __init__(
        self,
        held_by: Organization,
        actor: User | None,
        today: date,
        *,
        create_issuers: bool,
        issuer: Organization | None = None,
    ) -> None:
        self.held_by = held_by
        self.actor = actor
        self.today = today
        self.create_issuers = create_issuers
        self.issuer = issuer
        self.issuers = IssuerIndex(held_by)
        # The first row whose day lacks its year, and that of the register's title, which it was given.
        self.year_taken: tuple[int, int] | None = None
        # Unsaved; until they are written the first has the key -1, the second -2 …
        self.new_issuers: list[Organization] = []
        rows = list(DirectiveKind.objects.all())
        self._kinds = {fold(row.name): row for row in rows}
        for row in rows:
            for alias in row.aliases.split(","):
                self._kinds.setdefault(fold(alias), row)
        self._longest_kind = max((len(name.split()) for name in self._kinds), default=0)

    def read(self, line: Line, *, with_body: bool = True) -> Directive:
        """The directive of a row. ``with_body``: its text too, not only what decides about the row. Raises RowRefused."""
        cells = line.cells
        wrong = next((name for name, cell in cells.items() if isinstance(cell, str) and cell in _ERRORS), None)
        if wrong is not None:
            raise RowRefused(wrong, f"Công thức trong ô báo lỗi {cells[wrong]}. Đồng chí gõ lại nội dung ô rồi lưu.")
        if fold(cell_text(cells.get("secrecy"))) not in _PLAIN_SECRECY:
            raise RowRefused("secrecy", "Văn bản mật không được nhập vào cổng. Đồng chí bỏ dòng này khỏi tệp.")
        summary, body = squeeze(cell_text(cells.get("summary"))), cell_text(cells.get("body"))
        titled = "" if summary else squeeze(cell_text(cells.get("titled")))
        summary = summary or titled
        if has_secrecy_stamp(summary) or has_secrecy_stamp(body):
            raise RowRefused("secrecy", "Nội dung có dấu mật. Đồng chí bỏ dòng này khỏi tệp.")
        if not summary:
            raise RowRefused("summary", "Thiếu trích yếu.")
        issued_on, is_year_of_title = day_in(cells, line.under)
        if issued_on is None:
            raise RowRefused("issued_on", "Thiếu ngày ban hành.")
        if issued_on > self.today:
            raise RowRefused("issued_on", f"Ngày {issued_on:%d/%m/%Y} còn ở tương lai.")
        if is_year_of_title and self.year_taken is None:
            self.year_taken = (line.row, issued_on.year)
        expires_on = cell_date(cells.get("expires_on"), "expires_on")
        if expires_on is not None and expires_on < issued_on:
            raise RowRefused("expires_on", "Ngày hết hiệu lực trước ngày ban hành.")
        named, rest = self._begins_with_kind(summary)
        number, kind = self._number_and_kind(cells, named, is_title=bool(titled or _ABOUT.match(rest)))
        if kind == named and (titled or _ABOUT.match(rest)):
            summary = rest
        printed = squeeze(cell_text(cells.get("issuer")))
        return Directive(
            held_by=self.held_by,
            register=self._issuer(printed, issued_on),
            issuer_printed=printed[:250],
            issuing_organ=read_issuer_name(printed).organ,
            kind=kind,
            number=number,
            issued_on=issued_on,
            subject=summary,
            body=from_plain(body) if with_body else "",
            signer=squeeze(cell_text(cells.get("signer")))[:120],
            effective_on=cell_date(cells.get("effective_on"), "effective_on"),
            expires_on=expires_on,
            source_note=squeeze(cell_text(cells.get("source_note")))[:200],
            created_by=self.actor,
        )

    def _begins_with_kind(self, summary: str) -> tuple[DirectiveKind | None, str]:
        """The kind with which a subject begins, and the rest: "Kế hoạch về trồng cây" → Kế hoạch, "về trồng cây"."""
        said = summary.split()
        for count in range(min(self._longest_kind, len(said) - 1), 0, -1):
            kind = self._kinds.get(fold(" ".join(said[:count])).strip(" :,.–-"))
            if kind is not None:
                if makes_another_word(said[count]):
                    break
                return kind, " ".join(said[count:]).lstrip(" :,.–-")
        return None, summary

    def _kind_called(self, name: str) -> DirectiveKind | None:
        """The kind of a cell: "Kế hoạch", "KH", "Kế hoạch (KH)", "KH - Kế hoạch", "Công văn đi"; letters in brackets count no more."""
        bare = _BRACKETS.sub("", name)
        for said in (name, bare, _WHITHER.sub("", bare), *re.split(r"\s+[-–:]\s+", bare)):
            if not said.strip():
                continue
            row = self._kinds.get(fold(said).strip())
            if row is None and (known := kind_by_words(said.strip())) is not None:
                row = self._kinds.get(fold(known.name))
            if row is not None:
                return row
        return None

    def _number_and_kind(
        self, cells: dict[str, Any], named: DirectiveKind | None, *, is_title: bool
    ) -> tuple[str, DirectiveKind]:
        """``named``: the kind that the subject begins with, asked where no other column tells it. ``is_title``: it is named as
        such there, not the first words of a subject ("05/2024/QĐ-UBND", "Quy định giá đất" is a Quyết định)."""
        printed = number_in(cells)
        if isinstance(cells.get("number"), date | time) or _TURNED_INTO_DAY.fullmatch(printed):
            raise RowRefused(
                "number",
                "Ô này là ngày tháng: bảng tính đã đổi số văn bản thành ngày. Đồng chí đặt cột này là dạng chữ (Text) rồi gõ lại số.",
            )
        has_none = fold(printed) in {"", "khong so", "khong"}
        parsed = None if has_none else parse_number(printed)
        if not has_none and parsed is None:
            raise RowRefused("number", f"Chưa đọc được số “{printed[:40]}”. Ví dụ đúng: 315-KH/TU, 30/2020/NĐ-CP.")
        name = squeeze(cell_text(cells.get("kind")))
        row = self._kind_called(name)
        if name and row is None and fold(name) not in _OTHER_KINDS:
            raise RowRefused("kind", f"Chưa có loại văn bản “{name[:40]}”. Đồng chí sửa tên loại trong tệp.")
        if row is None and parsed is not None:
            letters = kinds_by_letters(parsed.kind_letters) if parsed.kind_letters else ()
            known_rows = [self._kinds[fold(kind.name)] for kind in letters if fold(kind.name) in self._kinds]
            # QĐ is Quyết định or Quy định: the subject may say which.
            row = named if is_title and named in known_rows else next(iter(known_rows), None)
            if row is None and parsed.form in {"state", "party"} and not parsed.kind_letters:
                row = self._kinds.get("cong van")
        if row is None and parsed is not None and (front := re.match(r"[^\W\d_][^\d]*", printed)):
            # "KH 88", "Kế hoạch số 88": the kind stands in front of its number.
            known = kind_by_words(_NUMBER_WORD.sub("", front[0]).strip(" .:"))
            row = self._kinds.get(fold(known.name)) if known else None
        row = row or named or (self._kinds.get("van ban") if name else None)
        if row is None:
            raise RowRefused("kind", "Chưa rõ loại văn bản. Đồng chí thêm cột Loại văn bản.")
        return (parsed.tidy if parsed else "")[:80], row

    def _issuer(self, printed: str, on: date) -> Organization:
        if not printed and self.issuer is not None:
            return self.issuer
        if not printed:
            raise RowRefused("issuer", f"Thiếu cơ quan ban hành. Đồng chí ghi vào ô này, hoặc chọn “{DEFAULT_ISSUER}”.")
        found = self.issuers.find(printed, on=on)
        if len(found) == 1:
            return found[0]
        if found:
            raise RowRefused(
                "issuer", f"Có {len(found)} tổ chức cùng tên “{printed[:60]}”. Đồng chí viết tên đầy đủ kèm nơi."
            )
        if not self.create_issuers:
            raise RowRefused(
                "issuer",
                f"Chưa có tổ chức “{printed[:60]}”. Đồng chí thêm tổ chức, sửa tên, hoặc chọn tự thêm cơ quan ban hành.",
            )
        row = unsaved_issuer(printed)
        self.new_issuers.append(row)
        row.pk = -len(self.new_issuers)
        self.issuers.add(row)
        return row


def new_issuer(printed: str, actor: User | None = None) -> Organization:
    """Add a body that only issues documents: no publisher, no receiver, at the root; an administrator puts it in its place."""
    return save_issuer(unsaved_issuer(printed), actor)


def unsaved_issuer(printed: str) -> Organization:
    """The body that a printed name means. Its type comes with ``save_issuer``."""
    name = re.sub(
        r"^(?:Ban Thường vụ|BTV|Ban Chấp hành|BCH|Thường trực)\s+(?=\S*\s*(?:ủy|uỷ)\b)",
        "",
        printed,
        flags=re.IGNORECASE,
    )
    return Organization(name=name[:250])


@transaction.atomic
def save_issuer(row: Organization, actor: User | None) -> Organization:
    """Enter the body at the root."""
    hold_tree()
    core = read_issuer_name(row.name).core
    state = core.startswith(("uy ban nhan dan", "hoi dong nhan dan", "bo ", "so ", "chinh phu", "quoc hoi"))
    kind = OrganizationType.objects.filter(code="state" if state else "other").first()
    if kind is None:
        kind = OrganizationType.objects.create(
            code="other", name="Tổ chức khác", level=OrganizationType.Level.COMMUNE, is_party=False
        )
    row.type = kind
    if actor is not None:
        # Told by hand: while a page is being sent, nobody knows any more whose request it was.
        row._history_user = actor
    saved: Organization = Organization.objects.add_root(instance=row)
    return saved
