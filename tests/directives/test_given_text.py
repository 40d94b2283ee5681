"""Texts whose lines were broken by a mail or a PDF are read as if they were whole; every place is one of the text as given."""

from datetime import date

import pytest

from directives.citations import find_citations
from directives.deadlines import find_deadlines
from directives.given_text import citations_in, deadlines_in
from directives.models import Deadline
from directives.services import citing, suggest_deadlines
from tests.builders import make_directive, make_organization

WHOLE = (
    "Thực hiện Kế hoạch số 141-KH/TU ngày 03/02/2026 của Ban Thường vụ Tỉnh ủy về giữ gìn, phát huy nghề dệt thổ cẩm của đồng bào "
    "vùng cao, Đảng ủy xã yêu cầu các chi bộ thôn, bản làm tốt những việc sau đây trong năm nay và báo cáo kết quả đúng hạn.\n"
    "Các chi bộ rà soát số hộ còn khung dệt, lập danh sách nghệ nhân biết dệt, nhuộm, thêu và gửi về Văn phòng Đảng ủy trước ngày "
    "30/4/2026 để tổng hợp, xây dựng phương án hỗ trợ vốn, giống lanh và nơi bán hàng cho bà con tại chợ phiên.\n"
    "Đoàn Thanh niên mở lớp dạy dệt cho thiếu nữ trong thôn, xong trước ngày 30/6/2026, ưu tiên các em nghỉ học sớm và các em là "
    "con hộ nghèo, hộ cận nghèo; nghệ nhân đứng lớp được hưởng thù lao theo quy định của Ủy ban nhân dân xã."
)
_WIDTH = 76


def _wrapped(text: str) -> str:
    lines = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            if len(line) + len(word) >= _WIDTH:
                lines.append(line)
                line = ""
            line = f"{line} {word}".strip()
        lines.append(line)
    return "\n".join(lines)


WRAPPED = _wrapped(WHOLE)


def test_a_wrapped_text_gives_the_citations_of_the_whole_one() -> None:
    (whole,), (found,) = find_citations(WHOLE), citations_in(WRAPPED)
    assert (found.number, found.issued_on, found.issuer, found.title) == (
        whole.number,
        whole.issued_on,
        whole.issuer,
        whole.title,
    )
    assert find_citations(WRAPPED)[0].title != whole.title
    assert WRAPPED[found.start : found.end] == found.raw
    assert " ".join(WRAPPED[found.title_start : found.title_end].split()) == found.title


def test_a_wrapped_text_gives_the_deadlines_of_the_whole_one() -> None:
    on = date(2026, 3, 1)
    whole, found = find_deadlines(WHOLE, issued_on=on), deadlines_in(WRAPPED, issued_on=on)
    assert [(one.due_on, one.text, one.who, one.sentence) for one in found] == [
        (one.due_on, one.text, one.who, one.sentence) for one in whole
    ]
    assert all("ngày" in WRAPPED[one.start : one.end] for one in found)


def test_a_text_with_a_paragraph_a_line_is_read_as_it_is() -> None:
    assert citations_in(WHOLE) == find_citations(WHOLE)


@pytest.mark.django_db
def test_a_pasted_body_with_broken_lines_gives_whole_sentences_and_titles() -> None:
    directive = make_directive(
        make_organization(),
        subject="Kế hoạch dạy nghề dệt",
        issued_on=date(2026, 3, 1),
        body="".join(f"<p>{line}</p>" for line in WRAPPED.split("\n")),
    )
    suggest_deadlines(directive)
    said = list(Deadline.objects.filter(directive=directive).order_by("due_on").values_list("text", flat=True))
    assert len(said) == 2
    assert said[0].startswith("Các chi bộ rà soát số hộ còn khung dệt")
    citing.sync_citing_text(directive, citing.text_of(directive), seen_from=None)
    assert directive.citing_text is not None
    assert directive.citing_text.citations.get().title.endswith("nghề dệt thổ cẩm của đồng bào vùng cao")
