"""What the first page of a document says of it; all papers are written afresh."""

from datetime import date

import pytest

from directives.letterhead import read_letterhead

PARTY = """ĐẢNG BỘ TỈNH LAM SƠN
ĐẢNG ỦY PHƯỜNG BÌNH GIANG
*
Số 12-KH/ĐU
ĐẢNG CỘNG SẢN VIỆT NAM
Bình Giang, ngày 04 tháng 5 năm 2026
KẾ HOẠCH
Về trồng cây xanh ở các khu dân cư năm 2026
-----
Căn cứ Nghị quyết số 05-NQ/TU, ngày 02/3/2026 của Tỉnh ủy, Đảng ủy phường xây dựng kế hoạch như sau:
1. Mục đích
Nơi nhận:
- Lưu Văn phòng.
T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Hà Văn Mộc"""
STATE = """ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAM SƠN   Độc lập - Tự do - Hạnh phúc
Số: 245 /QĐ-UBND   Lam Sơn, ngày 14 tháng 8 năm 2026
QUYẾT ĐỊNH
Ban hành Quy chế quản lý cây xanh
CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAM SƠN
Căn cứ Luật Lâm nghiệp;
Nơi nhận:   TM. ỦY BAN NHÂN DÂN
- Lưu: VT.   PHÓ CHỦ TỊCH
Lường Văn Tấm"""
LETTER = """SỞ XÂY DỰNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 88/SXD-QLN Độc lập - Tự do - Hạnh phúc
V/v cắt tỉa cây trước mùa bão Lam Sơn, ngày 01 tháng 6 năm 2026
Kính gửi: Ủy ban nhân dân các phường"""


def said(text: str) -> dict[str, object]:
    read = read_letterhead(text)
    return {
        "number": read.number and read.number.value,
        "kind": read.kind and read.kind.value,
        "issued_on": read.issued_on and read.issued_on[0],
        "issuer": read.issuers[0].value if read.issuers else None,
        "subject": read.subject and read.subject.value,
        "signer": read.signer and read.signer.value,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PARTY, ("12-KH/ĐU", "Kế hoạch", date(2026, 5, 4), "ĐẢNG ỦY PHƯỜNG BÌNH GIANG",
                 "về trồng cây xanh ở các khu dân cư năm 2026", "Hà Văn Mộc")),
        (STATE, ("245/QĐ-UBND", "Quyết định", date(2026, 8, 14), "ỦY BAN NHÂN DÂN TỈNH LAM SƠN",
                 "Ban hành Quy chế quản lý cây xanh", "Lường Văn Tấm")),
        (LETTER, ("88/SXD-QLN", "Công văn", date(2026, 6, 1), "SỞ XÂY DỰNG",
                  "về việc cắt tỉa cây trước mùa bão", None)),
    ],
    ids=["party", "state", "letter"],
)  # fmt: skip
def test_head_and_signature_are_read(text: str, expected: tuple[object, ...]) -> None:
    assert tuple(said(text).values()) == expected


def test_each_snippet_stands_in_the_text() -> None:
    read = read_letterhead(PARTY)

    assert read.number
    assert read.number.snippet == "Số 12-KH/ĐU"
    assert read.issued_on
    assert read.issued_on[1] == "Bình Giang, ngày 04 tháng 5 năm 2026"
    assert read.subject
    assert "Về trồng cây xanh" in read.subject.snippet
    assert read.organ
    assert read.organ.value == "BAN THƯỜNG VỤ"


def test_columns_that_slip_into_one_line_are_told_apart() -> None:
    lines = PARTY.splitlines()
    text = "\n".join(
        [f"{lines[0]} {lines[4]}", lines[1], f"* {lines[5]}", lines[3], f"{lines[6]} {lines[7]}", *lines[8:]]
    )

    assert said(text) == said(PARTY)
    read = read_letterhead(text)
    assert read.issued_on
    assert read.issued_on[1] == "Bình Giang, ngày 04 tháng 5 năm 2026"


def test_a_number_that_is_only_cited_is_not_the_papers_own() -> None:
    text = PARTY.replace("Số 12-KH/ĐU", "Số      -KH/ĐU")

    assert read_letterhead(text).number is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   \n\n",
        "chào đồng chí\nTin hoạt động ngày 3 tháng 5 năm 2026",
        "Số 12\n" * 2000,
        "ngày tháng năm\x00" * 500,
        "🌳",
    ],
)
def test_what_is_no_document_says_nothing(text: str) -> None:
    assert not [value for value in said(text).values() if value]


def test_a_day_that_does_not_exist_is_left_out() -> None:
    assert said(PARTY.replace("ngày 04 tháng 5", "ngày 31 tháng 02"))["issued_on"] is None


@pytest.mark.parametrize("lower", ["BAN THƯỜNG VỤ", "BAN TỔ CHỨC", "VĂN PHÒNG", "THƯỜNG TRỰC"])
def test_an_organ_below_its_committee_is_named_the_other_way_round(lower: str) -> None:
    read = read_letterhead(
        f"TỈNH ỦY LAM SƠN\n{lower}\n*\nSố 47-KH/TU\nLam Sơn, ngày 06 tháng 11 năm 2026\nKẾ HOẠCH\nvề trồng cây"
    )
    assert read.issuers[0].value == f"{lower} TỈNH ỦY LAM SƠN"


def test_a_year_pushed_below_the_number_of_the_other_column_is_read() -> None:
    read = read_letterhead(
        "TỈNH ỦY LAM SƠN ĐẢNG CỘNG SẢN VIỆT NAM\n* Lam Sơn, ngày 06 tháng 11 năm Số 47-KH/TU 2026\nKẾ HOẠCH\nvề trồng cây"
    )
    assert read.issued_on is not None
    assert read.issued_on[0] == date(2026, 11, 6)
    assert read.number is not None
    assert read.number.value == "47-KH/TU"


@pytest.mark.parametrize("above", ["", "TỈNH ỦY LAM SƠN\nĐẢNG CỘNG SẢN VIỆT NAM\n"])
def test_a_title_that_comes_before_the_number_leaves_number_and_day_to_be_read(above: str) -> None:
    read = read_letterhead(
        f"{above}KẾ HOẠCH\ntrồng cây đầu năm 2027\nĐẢNG ỦY PHƯỜNG BÌNH GIANG\n*\nSố 31-KH/ĐU\n"
        "Bình Giang, ngày 20 tháng 7 năm 2026\n-----\nCăn cứ Kế hoạch số 45-KH/TU, ngày 03/7/2026 của Tỉnh ủy …"
    )

    assert read.subject
    assert read.subject.value == "trồng cây đầu năm 2027"
    assert read.number
    assert read.number.value == "31-KH/ĐU"
    assert read.issued_on
    assert read.issued_on[0] == date(2026, 7, 20)
    assert "ĐẢNG ỦY PHƯỜNG BÌNH GIANG" in [issuer.value for issuer in read.issuers]


def test_a_number_wrapped_into_a_line_of_the_subject_stays_in_it() -> None:
    read = read_letterhead("KẾ HOẠCH\nthực hiện Chỉ thị\nsố 09-CT/TW\ncủa Ban Bí thư\n-----\nCăn cứ …")

    assert read.number is None
    assert read.subject
    assert read.subject.value == "thực hiện Chỉ thị số 09-CT/TW của Ban Bí thư"
