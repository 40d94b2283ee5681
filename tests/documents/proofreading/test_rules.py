"""Each rule family: what is wrong and must be shown with its text, and what is right and must be let be.

The sources of the rules stand in the modules' docstrings.
"""

import pytest

from documents.engines.proofreading import Finding, Severity, check_text
from tests.documents.proofreading.helpers import misprints, shipped

# rule, sentence, the text shown, what is suggested
_WRONG = [
    # Impossible syllables and misplaced tone marks.
    ("syllable", "Xã đã ngiêm túc thực hiện.", "ngiêm", "nghiêm"),
    ("syllable", "Đơn vị đuợc khen thưởng.", "đuợc", "được"),
    ("tone-place", "Gia đình rất qúy mến anh.", "qúy", "quý"),
    # Sounds and marks that people confuse.
    ("spelling", "Đoàn kiểm trả công tác tuyển quân.", "kiểm trả", "kiểm tra"),
    ("spelling", "Mọi người đều sử lý công việc nhanh.", "sử lý", "xử lý"),
    ("spelling", "Phường luôn dữ gìn bản sắc văn hóa.", "dữ gìn", "giữ gìn"),
    ("spelling", "Cần phát huy tinh thần trác nhiệm.", "trác nhiệm", "trách nhiệm"),
    ("spelling", "Chi bộ đã hoàn thàng nhiệm vụ năm.", "hoàn thàng", "hoàn thành"),
    ("spelling", "Bà con tích cực chăn nuổi gia cầm.", "chăn nuổi", "chăn nuôi"),
    # A rare syllable where a frequent one is meant, a letter lost with its tone, a word after a capital.
    ("spelling", "Năm nay, phường đả tổ chức hai lớp tập huấn.", "đả tổ", "đã tổ"),
    ("syllable", "Tiếp tục đẩy mnh công tác xây dựng Đảng.", "mnh", "mạnh"),
    ("spelling", "Thường trực Hội đông nhân dân tiếp công dân.", "Hội đông", "Hội đồng"),
    ("spelling", "Các thế lực chống phá chủ chương, đường lối của Đảng.", "chủ chương", "chủ trương"),
    # Words printed twice.
    ("repeat", "Nhà trường trao quà cho cho học sinh nghèo.", "cho cho", "cho"),
    ("repeat", "Nhà trường cho học học sinh nghỉ.", "học học", "học"),
    ("repeat", "Xã triển khai kế hoạch kế hoạch trồng rừng.", "kế hoạch kế hoạch", "kế hoạch"),
    ("repeat", "Các hộ đăng ký tham gia thi nấu ăn đăng ký tham gia trồng hoa.", None, None),
    # Spaces.
    ("space-after-sign", "Nhà văn hóa,sân bóng đều mới.", "hóa,sân", "hóa, sân"),
    ("space-before-sign", "Thôn có 30 hộ , trong đó 2 hộ nghèo.", "hộ ,", "hộ,"),
    ("space-doubled", "Thôn có  30 hộ nghèo.", "có  30", "có 30"),
    ("space-after-mark", "*Kết quả đạt được", "*Kết", "* Kết"),
    ("space-after-mark", "-Tuyên truyền trong nhân dân.", "-Tuyên", "- Tuyên"),
    ("space-in-bracket", "Tổ hợp tác ( 12 hộ) làm ăn tốt.", "( 12", "(12"),
    ("space-missing", "Cấp củaBan tổ chức.", "củaBan", "của Ban"),
    # Signs.
    ("sign-clash", "Hội nghị kết thúc.. Các đại biểu ra về.", "thúc..", "thúc."),
    ("sign-clash", "Có cam, quýt, bưởi…, giá cao.", "bưởi…,", "bưởi…"),
    ("pair", "Hội viên (chi hội 5 góp vốn.", "(chi", None),
    ("quote-mixed", 'Cuộc thi "Bàn tay vàng” rất sôi nổi.', '"Bàn', "“Bàn"),
    # Figures.
    ("figure", "Mỗi hộ được hỗ trợ 500,000 đồng.", "500,000", "500.000"),
    ("figure", "Tổng chi 42.500,000đ cho 85 suất.", "42.500,000đ", "42.500.000đ"),
    ("figure", "Thu được 1,250,000 đồng.", "1,250,000", "1.250.000"),
    ("figure", "Diện tích đạt 1,200.5 ha.", "1,200.5", "1.200,5"),
    ("figure", "Tỷ lệ đạt 97.5%.", "97.5%", "97,5%"),
    # Dates and years.
    ("date", "Hạn nộp là ngày 31/4/2025.", "31/4/2025", None),
    ("date", "Họp ngày 29/02/2023 tại xã.", "29/02/2023", None),
    ("date", "Họp ngày 12/13/2024 tại xã.", "12/13/2024", None),
    ("date", "Họp ngày 05/6/20245 tại xã.", "05/6/20245", None),
    ("weekday", "Thứ Hai, ngày 03/6/2025 họp thôn.", "Thứ Hai, ngày 03/6/2025", None),
    ("year-range", "Nhiệm kỳ 2021 - 206 đã qua nửa chặng.", "2021 - 206", None),
    ("year-range", "Giai đoạn 2025 - 2021 còn khó khăn.", "2025 - 2021", None),
    ("year-range", "Kế hoạch trồng rừng năm 2021 - 2025 đã xong.", "năm 2021 - 2025", None),
    # A comma between words of one rank.
    ("comma-missing", "Các đơn vị căn cứ chức năng nhiệm vụ được giao.", "chức năng nhiệm vụ", "chức năng, nhiệm vụ"),
    ("comma-missing", "Cấp ủy lãnh đạo chỉ đạo việc này.", "lãnh đạo chỉ đạo", "lãnh đạo, chỉ đạo"),
    # Capitals (Nghị định 30/2020/NĐ-CP, Phụ lục II).
    ("capital", "Đại diện Ủy Ban MTTQ đến dự.", "Ủy Ban", "Ủy ban"),
    ("capital", "Theo nghị quyết của bộ chính trị, xã đã họp.", "bộ chính trị", "Bộ Chính trị"),
    ("capital", "Tập huấn về Luật đất đai cho cán bộ.", "Luật đất đai", "Luật Đất đai"),
    ("capital", "Đường lối của đảng, nhà nước ta.", "đảng, nhà nước", "Đảng, Nhà nước"),
    ("capital", "Nhân dân Việt nam yêu nước.", "Việt nam", "Việt Nam"),
    # Numbers of documents (party and state forms).
    ("number-form", "Thực hiện Kế hoạch số 45/KH-TU của Thành ủy.", "45/KH-TU", "45-KH/TU"),
    ("number-form", "Thực hiện Kế hoạch số 45-KH/UBND của phường.", "45-KH/UBND", "45/KH-UBND"),
    # A word missing.
    ("missing-word", "Mưa lũ gây thiệt về người và của.", None, None),
]  # fmt: skip

_RIGHT = [
    "Ngày nào cũng vậy, bà con luôn luôn giúp nhau; người người thi đua, nhà nhà thi đua.",
    "Thị trấn trở thành thành phố. Các đại biểu biểu quyết thông qua.",
    "Tổng thu đạt 251,032/413,4 tỷ đồng, bằng 60,7%; chi 1.200.000 đồng cho 12,5 ha.",
    "Mục 3.1.1 và mục 2.10 của tài liệu; điện thoại 0912.345.678; trang web xadongbai.gov.vn.",
    "Nhiệm kỳ 2021 - 2026, giai đoạn 2021-2025, niên khóa 2023-24; họp từ ngày 28/02/2024 đến ngày 29/02/2024.",
    "Nghị định số 30/2020/NĐ-CP, Chỉ thị số 05-CT/TW, ngày 15/5/2016 và Kế hoạch số 47/KH-UBND.",
    "Ông A Lăng Đhuốc ở bản Pơrning trồng cây ở Kon Tum; Krông Búk và Đắk Lắk được mùa.",
    "Anh nói: “Làm được!”. Chị hỏi lại: “Thật không?” rồi cười...",
    "a) Tuyên truyền; b) Kiểm tra; 1) Tổng kết (lần 2) trước ngày 30/6/2025.",
    "HỘI ĐỒNG NHÂN DÂN, ỦY BAN NHÂN DÂN XÃ",
    "Ủy ban nhân dân, Hội đồng nhân dân, Ban Bí thư, Bộ Chính trị, Quốc hội và các cấp ủy.",
    "Internet, wifi, video, logo, karaoke và email đã quen thuộc với bà con.",
    "Thứ Ba, ngày 03/6/2025, lớp học khai giảng.",
    "- Tuyên truyền trong nhân dân.",
    "Tăng cường công tác phòng, chống cháy rừng.",
    "Từ năm 2021 - 2025, trong 5 năm 2021 - 2025, các năm 2021 - 2025, năm học 2024 - 2025, mùa đông năm 2024 - 2025.",
    "Cấp ủy lãnh đạo, chỉ đạo; tổ chức đảng trong sạch vững mạnh; học sinh tích cực học tập.",
    # Names of people and places, titles in capitals, a poem, abbreviations, addresses, foreign words, another language quoted.
    "Đồng chí Giàng A Chứ, Lò Thị Ún, Ma Seo Phừ, K'Brôih, Y Blơk Êban, H'Hen Niê, Đinh Yêm, A Lăng Bhuốch và Sùng Thị Dợ dự họp.",
    "Các xã Pác Miầu, Sơn Lộ, Cốc Pàng, Lý Bôn, Hạ Lang, Quang Hán, Trà Lĩnh, Đàm Thủy, Canh Tân, Thạch An, Đông Khê, Phục Hòa, Bế Văn Đàn, Quảng Uyên, Tĩnh Túc, Ca Thành, Lũng Nặm, Tổng Cọt, Nam Tuấn, Cô Ba, Huy Giáp, Yên Thổ đã hoàn thành.",
    "Bản Khuổi Khoang, xóm Lũng Rỳ, thôn Nà Poọng, bản Thăm Thẩu, Phja Oắc, Phia Đén, Tà Lùng, Sóc Giang, Ngườm Ngao đều có điện.",
    "Ông Hoàng Lục Sẳm, bà Nông Thị Mẩy, anh Dương Mùi Chạn, chị Phàn Mùi Pham góp 12 triệu đồng.",
    "LỄ KỶ NIỆM 80 NĂM CÁCH MẠNG THÁNG TÁM VÀ QUỐC KHÁNH 2/9",
    "HỘI NGHỊ QUÁN TRIỆT NGHỊ QUYẾT ĐẠI HỘI ĐẢNG BỘ XÃ LẦN THỨ NHẤT",
    "Đảm bảo ATGT, TTATXH, ANTT; thực hiện CCHC, CĐS, NTM, OCOP theo NQ của BCH, BTV và HĐND - UBND - UBMTTQ.",
    "Ai về thăm bản Nà Sla\nMà nghe con suối hát ca bốn mùa\nĐường lên dốc đứng quanh co\nBầy ong gom mật, tiếng mo ngang trời",
    "Trang https://xa-nacap.gov.vn, thư điện tử vanthu@nacap.gov.vn, số điện thoại 0206.3852.147.",
    "Tuyến quốc lộ 4A đi qua đèo Mã Phục, cửa khẩu Trà Lĩnh, thác Bản Giốc; xe khách Hải Vân, khách sạn Max Boutique, cà phê Highlands.",
    "Theo Liên hợp quốc, WHO, UNESCO, ASEAN và APEC, ông Étienne Moreau, bà Siti Rahmah thăm Việt Nam.",
    "Bài hát “Pí noọng ơi”, điệu “Phuối pác”, câu “slao báo bjoóc rào” được biểu diễn.",
    "Kỷ niệm Ngày thành lập (20/11/1982\nđến 20/11/2022) và phong trào “Phụ\nnữ giúp nhau lập nghiệp”",
    "Pha 5 mililít thuốc với một xăngtimét khối nước; mục lục ..... 12",
    "Thư ký ghi biên bản.\nBXDĐ - QĐ - KH",
]


def _of(rule: str, text: str) -> list[Finding]:
    return [found for found in misprints(text) if found.rule == rule]


@pytest.mark.parametrize(("rule", "text", "shown", "suggested"), _WRONG)
def test_a_misprint_is_shown_with_its_words_and_mending(
    rule: str, text: str, shown: str | None, suggested: str | None
) -> None:
    found = _of(rule, text)
    assert found, [f"{one.rule}: {one.text}" for one in misprints(text)]
    if shown is not None:
        assert found[0].text == shown
    if suggested is not None:
        assert found[0].suggestion == suggested


@pytest.mark.parametrize("text", _RIGHT)
def test_what_is_right_is_let_be(text: str) -> None:
    assert [(found.rule, found.text) for found in misprints(text)] == []


@pytest.mark.parametrize("text", [text for _, text, _, _ in _WRONG])
def test_a_finding_names_its_place_and_is_short(text: str) -> None:
    for found in check_text(text, model=shipped()):
        assert found.text == text[found.start : found.end]
        assert found.text in found.context
        assert found.context in text
        assert len(found.text) <= 60
        assert found.reason.endswith(".")


def test_the_mended_text_has_no_misprint_any_more() -> None:
    text = "Đoàn kiểm trả công tác,tuyển quân tại xã.. Mọi người hoàn thàng nhiệm vụ."
    for found in sorted(misprints(text), key=lambda one: -one.start):
        assert found.suggestion is not None
        text = text[: found.start] + found.suggestion + text[found.end :]
    assert text == "Đoàn kiểm tra công tác, tuyển quân tại xã. Mọi người hoàn thành nhiệm vụ."
    assert misprints(text) == []


def test_a_bracket_closed_three_paragraphs_later_is_open_here_and_needless_there() -> None:
    text = "Hội viên (chi hội 5 góp vốn.\nHọ vay thêm.\nHọ đã trả.\nLãi ít) nên vui."
    assert [(one.paragraph, one.text) for one in _of("pair", text)] == [(0, "(chi"), (3, "ít)")]
    assert _of("pair", text.replace("\nHọ đã trả.", "")) == []


def test_two_dates_of_one_number_are_a_contradiction_and_the_rarer_is_shown() -> None:
    text = (
        "Kế hoạch số 45-KH/TU, ngày 12/3/2024 của Thành ủy về trồng rừng.\n"
        "Thực hiện Kế hoạch số 45-KH/TU, ngày 12/3/2024 của Thành ủy, xã đã họp.\n"
        "Sơ kết Kế hoạch số 45-KH/TU, ngày 12/5/2024 của Thành ủy trong tháng 6."
    )
    found = _of("citation-date", text)
    assert [one.paragraph for one in found] == [2]
    assert "12/5/2024" in found[0].text


def test_a_number_that_restarts_years_later_is_no_contradiction() -> None:
    text = "Kế hoạch số 45-KH/TU, ngày 12/3/2019 của Thành ủy.\nKế hoạch số 45-KH/TU, ngày 07/11/2024 của Thành ủy."
    assert _of("citation-date", text) == []


def test_an_order_due_before_its_own_paper_is_shown_and_a_later_one_is_not() -> None:
    text = "Thực hiện Kế hoạch số 45-KH/TU, ngày 12/3/2024 của Thành ủy, các chi bộ báo cáo trước ngày 15/{}/2024."
    assert [one.text for one in _of("due-before", text.format(2))] == ["trước ngày 15/2/2024"]
    assert _of("due-before", text.format(4)) == []


def test_the_first_mention_of_a_paper_should_give_its_date() -> None:
    text = "Thực hiện Kế hoạch số 45-KH/TU của Thành ủy.\nKế hoạch số 46-KH/TU, ngày 12/3/2024 của Thành ủy."
    found = [one for one in check_text(text, model=shipped()) if one.rule == "first-mention"]
    assert [(one.paragraph, one.severity) for one in found] == [(0, Severity.HINT)]


def test_one_number_under_two_kinds_is_shown_at_the_rarer() -> None:
    text = (
        "Chỉ thị số 23-CT/TU, ngày 12/3/2024 của Thành ủy.\nThực hiện Chỉ thị số 23-CT/TU, ngày 12/3/2024 của Thành ủy.\n"
        "Sơ kết Kết luận số 23-CT/TU, ngày 12/3/2024 của Thành ủy."
    )
    assert [one.paragraph for one in _of("citation-kind", text)] == [2]


def test_one_paper_under_two_bodies_is_shown_at_the_rarer_and_loose_naming_is_let_be() -> None:
    text = "Chỉ thị số 23-CT/TW, ngày 12/3/2024 của {}.\nThực hiện Chỉ thị số 23-CT/TW, ngày 12/3/2024 của {}."
    found = _of("citation-issuer", text.format("Ban Bí thư", "Bộ Chính trị"))
    assert [(one.paragraph, one.reason) for one in found] == [
        (1, "Văn bản số 23-CT/TW ở chỗ khác ghi là của Ban Bí thư.")
    ]
    for one, other in (
        ("Ban Bí thư", "Ban Bí thư Trung ương Đảng"),
        ("Ban Thường vụ Thành ủy", "Thành uỷ Vân Khê"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
        ("Bộ Chính trị", "Trung ương"),
    ):
        assert _of("citation-issuer", text.format(one, other)) == [], (one, other)


def test_one_number_of_two_years_may_have_two_bodies() -> None:
    text = "Kế hoạch số 45/KH-UBND, ngày 12/3/2024 của UBND tỉnh.\nKế hoạch số 45/KH-UBND, ngày 07/4/2024 của UBND xã."
    assert _of("citation-issuer", text) == []


def test_a_secrecy_stamp_on_a_line_of_its_own_is_an_error_and_running_text_is_not() -> None:
    found = [one for one in check_text("TỐI MẬT\nGiữ bí mật công tác.", model=shipped()) if one.rule == "secrecy"]
    assert [(one.paragraph, one.severity) for one in found] == [(0, Severity.ERROR)]


@pytest.mark.parametrize(
    ("rule", "text", "shown"),
    [
        ("birth-year", "Ông Lê Văn Tám, sinh năm 1958, trú tại thôn 2.", "sinh năm 1958"),
        ("accused", "Công an bắt bị can Trần Văn Bảy về tội trộm cắp.", "bị can Trần Văn Bảy"),
        ("child", "Đoàn trao áo ấm cho cháu Lý Thị Hoa.", "cháu Lý Thị Hoa"),
        ("abbreviation", "Hội viên CSGĐX học lớp nấu ăn.", "CSGĐX"),
        ("person", "Đồng chí Đàm Thế Khải dự. Đồng chí Đàm Thế Khải nói. Đồng chí Đàm Thế Khái về.", "Đàm Thế Khái"),
        ("tone-style", "Cấp ủy, chi ủy, đảng ủy và cấp uỷ.", "uỷ"),
    ],
)
def test_what_an_editor_should_think_about_is_shown(rule: str, text: str, shown: str) -> None:
    assert shown in [found.text for found in check_text(text, model=shipped()) if found.rule == rule]


def test_an_abbreviation_that_is_explained_is_let_be() -> None:
    text = "Câu lạc bộ gia đình sống xanh (CSGĐX) họp. Hội viên CSGĐX học nấu ăn."
    assert "abbreviation" not in {found.rule for found in check_text(text, model=shipped())}


@pytest.mark.parametrize(
    "text", ["Các em được đến trường sớm.", "Đối tượng đã được gọi hỏi.", "Hôm ấy bé ấy được đưa về."]
)
def test_small_letters_begin_no_name(text: str) -> None:
    assert not [one for one in check_text(text, model=shipped()) if one.rule in {"child", "accused"}]
