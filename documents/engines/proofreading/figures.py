"""Figures: the point parts thousands, the comma parts decimals, in one text and in one figure.

Source: Luật Đo lường và Nghị định 86/2012/NĐ-CP (dấu phẩy phân cách số thập phân), Luật Kế toán 2015 điều 11 (dấu chấm sau chữ
số hàng nghìn). "251,032/413,4 tỷ đồng" is right: three decimals of a milliard; "300,000 đồng" is not: a đồng has none.
"""

import re
from collections.abc import Iterator

from documents.engines.proofreading.finding import Finding, Severity, make_finding
from documents.engines.proofreading.prepared import Paragraph, Prepared

_FIGURE = re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)+(?![\d/-]|[.,]\d)")
_UNIT = re.compile(
    r"\s*(?P<unit>đồng|đ|VNĐ|VND|người|hộ|suất|đảng viên|lượt|khẩu|con|cây|em|cháu|học sinh|m2|m²)(?!\w)"
)
_POINTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,(?!000$)\d{1,4})?$")
_DECIMAL = re.compile(r"\d+,\d+$")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,4})?$")
_PERCENT_POINT = re.compile(r"(?<![\w.,/-])(?P<whole>\d{1,3})\.(?P<part>\d{1,2})\s?%")
_DATE_LIKE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{2}|\d{4})$")
_PART_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,4}$")


def find_figures(prepared: Prepared) -> Iterator[Finding]:
    """Yield figures whose signs contradict each other or their unit."""
    for paragraph in prepared.paragraphs:
        for match in _FIGURE.finditer(paragraph.text):
            found = _judge(paragraph, match)
            if found is not None:
                yield found
        for match in _PERCENT_POINT.finditer(paragraph.text):
            yield make_finding(
                "figure", paragraph.text, paragraph.index, match.start(), match.end(),
                "Phần thập phân viết sau dấu phẩy, không viết sau dấu chấm.",
                suggestion=match.group().replace(".", ","), severity=Severity.WARNING,
            )  # fmt: skip


def _judge(paragraph: Paragraph, match: re.Match[str]) -> Finding | None:
    figure = match.group()
    unit = _UNIT.match(paragraph.text, match.end())
    end = match.end()
    if _POINTED.match(figure) or _DATE_LIKE.match(figure) or _PART_NUMBER.match(figure) or re.match(r"0\d", figure):
        return None
    pointed = figure.replace(",", ".")
    if _DECIMAL.match(figure):
        whole, part = figure.split(",")
        if len(part) != 3 or unit is None or len(whole) > 3:
            return None
        if unit["unit"] not in ("đồng", "đ", "VNĐ", "VND") and part != "000":
            return None
        reason = "Số tròn đơn vị viết dấu chấm sau hàng nghìn; dấu phẩy chỉ để viết phần thập phân."
    elif "." in figure and "," in figure:
        reason = "Một con số dùng cả dấu chấm và dấu phẩy không đúng chỗ: dấu chấm sau hàng nghìn, dấu phẩy trước phần thập phân."
        if _ENGLISH.match(figure):
            pointed = figure.replace(",", "\0").replace(".", ",").replace("\0", ".")
    elif _ENGLISH.match(figure):
        reason = "Dấu chấm đặt sau hàng nghìn; dấu phẩy chỉ để viết phần thập phân."
    elif "." in figure and figure.count(".") >= 1 and re.search(r"\.\d{3}(?:\.|$)", figure):
        reason = "Các nhóm chữ số sau dấu chấm phải đủ ba chữ số."
        pointed = figure
    else:
        return None
    good = _POINTED.match(pointed) is not None and pointed != figure
    if unit is not None and unit["unit"] == "đ":
        end = unit.end()
    tail = paragraph.text[match.end() : end]
    return make_finding(
        "figure", paragraph.text, paragraph.index, match.start(), end, reason,
        suggestion=pointed + tail if good else None, certain=good,
    )  # fmt: skip
