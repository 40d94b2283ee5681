"""Questions that can be read in more than one way: letters that are words too, several numbers, a number or a time that is part of
a title, letters typed for digits, the name of who signed."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import connection

from directives.models import DirectiveWords
from organizations.models import Organization, User
from tests.builders import make_kind, make_organization
from tests.directives.test_search import ask, clerk, filed, found, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "chip", "words"),
    [
        ("14 nq tu chinh trang do thi", "số 14-NQ/TU", "chinh trang do thi"),
        ("9 ct tu đón tết", "số 09-CT/TU", "don tet"),
        ("24hd/đu 2018", "số 24-HD/ĐU", ""),
        ("12-KH/ĐTN ông bà học số", "số 12-KH/ĐTN", "ong ba hoc so"),
        ("59 bc đu pccc", "số 59-BC/ĐU", "pccc"),
        ("ct 08 tu phòng chống thiên tai", "số 08 TU", "phong chong thien tai"),
        ("kế hoạch 45 từ thiện", "số 45", "tu thien"),
        ("12-KH/ĐTN hoặc 88/KH-UBND", "số 12-KH/ĐTN và 88/KH-UBND", ""),
        ("12-KH/ĐTN, 88/KH-UBND và 5-NQ/ĐU", "số 12-KH/ĐTN và 88/KH-UBND và 5-NQ/ĐU", ""),
        ("31-KH/ĐU thực hiện 45-KH/TU", "số 31-KH/ĐU", "thuc hien 45 kh tu"),
        ("o3-HD/BXDĐ", "số 03-HD/BXDĐ", ""),
        ("3l5-KH/TU", "số 315-KH/TU", ""),
        ("văn bản số 1O5", "số 105", ""),
        ("kh45tu", "số 45 TU", ""),
        ("318 btgdvtu", "số 318 BTGDVTU", ""),
        ("ke hoahc 46 chợ dân sinh", "số 46", "cho dan sinh"),
        ("nghij quyet 5", "số 5", ""),
        ("12a ct tu", "số 12a-CT/TU", ""),
        ("Thông tư24 phụ cấp", "số 24", "phu cap"),
        ("ke hoach45", "số 45", ""),
        ("công văn số7 tháng8/2026", "số 7", ""),
    ],
)
def test_numbers_among_words_are_read(text: str, chip: str, words: str, clerk: User) -> None:
    question = ask(text, clerk)
    shown = [chip.label.replace("số 0", "số ") for chip in question.chips if chip.slug == "so"]
    assert shown == [chip.replace("số 0", "số ")]
    assert " ".join(" ".join(group.folded[0]) for group in question.groups) == words


@pytest.mark.parametrize(
    ("text", "number", "words"),
    [
        ("chỉ thị mười chín", 19, ""),
        ("chi thi so muoi chin", 19, ""),
        ("kế hoạch số bốn mươi lăm trồng cây", 45, "trong cay"),
        ("ke hoach so ba muoi mot", 31, ""),
        ("nghị quyết số không bảy", 7, ""),
        ("nghị định một trăm sáu mươi tám", 168, ""),
        ("nghị định số một trăm linh năm", 105, ""),
        ("quyết định số một nghìn tám trăm bảy mươi tư", 1874, ""),
        ("công văn số ba một năm", 315, ""),
        ("nghị quyết số năm năm 2024", 5, ""),
        ("kế hoạch ba mốt về chè", 31, "che"),
        ("kh hai tư", 24, ""),
        ("thông báo mười", 10, ""),
        ("ke hoach bon muoi lam chinh trang", 45, "chinh trang"),
        ("số hai mươi", 20, ""),
        ("công văn hai bảy sáu", 276, ""),
        ("cv hai bảy không", 270, ""),
        ("thông báo chín tám về chè", 98, "che"),
        ("quyết định hai nghìn một trăm ba mươi bảy", 2137, ""),
        ("kế hoạch ba trăm bốn lăm", 345, ""),
        ("chỉ thị mười bốn b", 14, ""),
    ],
)
def test_numbers_in_words_are_read(text: str, number: int, words: str, clerk: User) -> None:
    question = ask(text, clerk)
    assert question.sequence == number
    assert " ".join(" ".join(group.folded[0]) for group in question.groups) == words


@pytest.mark.parametrize(
    "text",
    [
        "kế hoạch năm 2024", "nghị quyết năm năm", "kế hoạch mười năm phát triển", "báo cáo sáu tháng đầu năm", "thông báo hai ngày nghỉ",
        "chương trình ba sẵn sàng", "chỉ thị hai không", "ho so mot cua", "hồ sơ số một cửa", "kế hoạch bảy mươi năm ngày thành lập",
        "chuyển đổi số ba mươi", "thư hai mươi", "nghị quyết số không", "kế hoạch năm",
    ],
)  # fmt: skip
def test_words_for_figures_among_other_words_are_no_numbers(text: str, clerk: User) -> None:
    assert not ask(text, clerk).has_number


def test_what_has_the_words_for_figures_in_its_title_is_found_too(ward: Organization, clerk: User) -> None:
    kind = make_kind("Kế hoạch")
    titled = filed(ward, "ba mươi việc cần làm ngay ở cơ sở", number="7-KH/ĐU", kind=kind)
    filed(ward, "về trồng cây", number="30-KH/ĐU", kind=kind)
    assert found("kế hoạch ba mươi việc cần làm ngay", clerk) == [titled]


@pytest.mark.parametrize(
    "text", ["2 ơi", "o to", "lo lang", "tu thang 8", "ke hoach ol", "dau tu cong", "chăm lo 3 nhóm"]
)
def test_words_of_letters_are_no_numbers(text: str, clerk: User) -> None:
    assert not ask(text, clerk).has_number


def test_of_several_numbers_each_is_found_the_first_one_first(ward: Organization, clerk: User) -> None:
    old = filed(ward, "về việc cũ", number="12-KH/ĐTN", issued_on=date(2020, 1, 1))
    new = filed(ward, "về việc mới", number="12-KH/ĐTN", issued_on=date(2026, 1, 1))
    other = filed(ward, "về việc khác", number="88/KH-UBND", issued_on=date(2019, 1, 1))
    assert found("12-KH/ĐTN hoặc 88/KH-UBND", clerk) == [new, other, old]


def test_a_number_with_words_puts_what_has_the_words_first(
    province: Organization, ward: Organization, clerk: User
) -> None:
    kind = make_kind("Chỉ thị")
    own = filed(ward, "về thu ngân sách", number="08-CT/ĐU", kind=kind)
    upper = filed(province, "về phòng, chống thiên tai", number="08-CT/TU", kind=kind, register=province)
    longer = filed(ward, "về phòng, chống thiên tai", number="081-CT/ĐU", kind=kind)
    assert found("chỉ thị 08", clerk)[0] == own
    assert found("chi thi 08 thien tai", clerk) == [upper, own]
    assert longer not in found("chi thi 08 thien tai", clerk)


@pytest.mark.parametrize(
    "text",
    ["168 NĐ", "168/NĐ", "168 nd thu tuc", "168 nghi dinh", "168 nghị định về thủ tục", "168 cp", "168 NĐ-CP"],
)
def test_a_number_with_a_part_of_its_letters_is_found(text: str, ward: Organization, clerk: User) -> None:
    decree = filed(ward, "quy định thủ tục", number="168/2026/NĐ-CP", kind=make_kind("Nghị định"))
    filed(ward, "về việc khác", number="168-CV/ĐU")
    assert found(text, clerk) == [decree]


@pytest.mark.parametrize("text", ["412 c06", "412 BCA", "412 bca định danh", "văn bản 412 c06"])
def test_a_number_with_one_piece_of_its_organ_is_found(text: str, ward: Organization, clerk: User) -> None:
    plan = filed(ward, "cao điểm định danh điện tử", number="412/KH-BCA-C06", kind=make_kind("Kế hoạch"))
    filed(ward, "về việc khác", number="412-CV/ĐU")
    assert found(text, clerk)[0] == plan


def test_the_last_letters_of_a_number_are_enough(ward: Organization, clerk: User) -> None:
    letter = filed(ward, "vận động quyên góp", number="502/MTTQ-BTT", kind=make_kind("Công văn"))
    filed(ward, "về việc khác", number="502-CV/ĐU")
    assert found("502 btt", clerk) == [letter]


def test_a_figure_with_letters_that_no_number_has_is_words(ward: Organization, clerk: User) -> None:
    titled = filed(ward, "kiểm tra 12 cơ sở về PCCC tại chợ", number="7-KH/ĐU")
    filed(ward, "về việc khác", number="12-KH/ĐU")
    assert found("12 pccc", clerk) == [titled]
    assert not ask("3 nghị quyết đã ban hành", clerk).has_number


def test_a_number_without_its_year_finds_the_one_with_it(ward: Organization, clerk: User) -> None:
    decree = filed(ward, "quy định thủ tục", number="168/2026/NĐ-CP", kind=make_kind("Nghị định"))
    filed(ward, "về việc khác", number="168-CV/ĐU")
    assert found("168 ndcp", clerk) == [decree]


def test_a_number_may_be_cited_in_the_title_that_is_meant(ward: Organization, clerk: User) -> None:
    filed(ward, "về chỉnh trang đô thị", number="14-NQ/TU", kind=make_kind("Nghị quyết"))
    plan = filed(ward, "sơ kết Nghị quyết số 14-NQ/TU", number="112-KH/TU", kind=make_kind("Kế hoạch"))
    results = look("kh sơ kết nq 14", clerk)
    assert [hit.directive for hit in results.hits] == [plan]
    assert "số 14" not in [chip.label for chip in results.question.chips]


def test_a_kind_may_be_named_in_the_title_of_another_kind(ward: Organization, clerk: User) -> None:
    filed(ward, "về đô thị sạch, sơ kết ngay", number="2-NQ/ĐU", kind=make_kind("Nghị quyết"))
    plan = filed(ward, "sơ kết Nghị quyết về chỉnh trang đô thị", number="112-KH/TU", kind=make_kind("Kế hoạch"))
    assert found("sơ kết nq chỉnh trang đô thị", clerk)[0] == plan


def test_a_time_beside_a_number_may_be_words_of_the_title(ward: Organization, clerk: User) -> None:
    kind = make_kind("Chỉ thị")
    wanted = filed(
        ward, "về phòng, chống thiên tai mùa đông năm 2026", number="8-CT/ĐU", kind=kind, issued_on=date(2026, 9, 22)
    )
    filed(ward, "về nước sạch", number="8-CT/ĐU", kind=kind, issued_on=date(2026, 11, 4))
    assert found("ct 8 thien tai mua dong", clerk)[0] == wanted


def test_a_body_is_known_without_the_word_for_its_level(ward: Organization, clerk: User) -> None:
    make_organization("Đảng ủy phường Hòa An", letters="ĐU")
    assert [chip.label for chip in ask("dang uy hoa an nghia vu quan su", clerk).chips] == ["Đảng ủy phường Hòa An"]


def test_of_another_body_is_what_has_all_words_before_what_lacks_one(
    province: Organization, ward: Organization, clerk: User
) -> None:
    kind, day = make_kind("Kế hoạch"), date(2023, 8, 6)
    wanted = filed(province, "về học bạ số ở trường", kind=kind, number="19-KH/TU", issued_on=day, register=province)
    filed(ward, "về học bạ giấy ở trường", kind=kind, number="20-KH/ĐU", issued_on=day)
    results = look("học bạ số ở trường kế hoạch đảng ủy phường tháng 8/2023", clerk)
    assert [hit.directive for hit in results.hits] == [wanted]
    assert any("mọi cơ quan" in note for note in results.notes)


def test_an_own_abbreviation_of_two_letters_keeps_nothing_from_being_found(ward: Organization, clerk: User) -> None:
    rules = filed(ward, "làm việc của Ban Chấp hành", number="1-QC/ĐU", kind=make_kind("Quy chế"))
    assert found("qc lv bch", clerk) == [rules]
    assert found("qc lv", clerk) == [rules]


def test_the_signer_is_found_and_shown(ward: Organization, clerk: User) -> None:
    signed = filed(ward, "về việc khác", number="9-KH/ĐU", signer="Lý Quang Mạnh", body="<p>Nội dung.</p>")
    filed(ward, "về mạnh thường quân", number="10-KH/ĐU")
    for text in ("ly quang manh", "văn bản Lý Quang Mạnh ký"):
        results = look(text, clerk)
        assert [hit.directive for hit in results.hits] == [signed], text
    assert "Lý Quang Mạnh" in "".join(piece.text for piece in look("ly quang manh", clerk).hits[0].snippet)


def test_the_signers_of_older_rows_become_words_once(ward: Organization, clerk: User) -> None:
    signed = filed(ward, "về việc khác", number="9-KH/ĐU", signer="Lý Quang Mạnh", body="<p>Nội dung.</p>")
    written = DirectiveWords.objects.get(directive=signed)
    after = written.body
    DirectiveWords.objects.filter(pk=written.pk).update(body=after.replace("ly quang manh ", ""))
    assert found("ly quang manh", clerk) == []
    migration = import_module("directives.migrations.0010_signers_as_words")
    for _ in range(2):
        migration.add_signers(apps, SimpleNamespace(connection=connection))
        assert DirectiveWords.objects.get(directive=signed).body == after
    assert found("ly quang manh", clerk) == [signed]


@pytest.mark.parametrize("sort", ["moi", "cu"])
def test_every_order_shows_the_same_documents(sort: str, ward: Organization, clerk: User) -> None:
    plan = filed(ward, "về sơ kết Nghị quyết 14", number="112-KH/ĐU", issued_on=date(2026, 3, 1))
    filed(ward, "về chăm lo người có công", number="14-NQ/ĐU", issued_on=date(2026, 2, 1))

    assert found("kh sơ kết nq 14", clerk) == [plan]
    assert found("kh sơ kết nq 14", clerk, sort=sort) == [plan]


@pytest.mark.parametrize(
    "text",
    [
        "bao giờ hết truy lĩnh phụ cấp", "bao gio truy linh phu cap", "truy lĩnh phụ cấp khi nào", "truy lĩnh phụ cấp như thế nào ạ",
        "hướng dẫn gì đó truy lĩnh phụ cấp", "cái gì nói về truy lĩnh phụ cấp", "truy lĩnh thế nào phụ cấp",
        "những ai thì được truy lĩnh phụ cấp còn thiếu từ khi nào vậy",
    ],
)  # fmt: skip
def test_words_that_only_ask_are_not_sought(text: str, ward: Organization, clerk: User) -> None:
    guide = make_kind("Hướng dẫn")
    body = "<p>Truy lĩnh từng tháng, phần còn thiếu trả sau.</p>"
    row = filed(ward, "truy lĩnh phụ cấp", number="9-HD/ĐU", kind=guide, body=body)
    filed(ward, "hỏi đáp bao giờ, khi nào, thế nào", number="10-HD/ĐU", kind=guide)
    results = look(text, clerk)
    assert ([hit.directive for hit in results.hits], results.notes) == ([row], ())


def test_what_is_called_by_a_number_is_no_number_of_a_document(ward: Organization, clerk: User) -> None:
    plan = make_kind("Kế hoạch")
    storm = filed(ward, "khắc phục hậu quả cơn bão số 3", number="40-KH/ĐU", kind=plan)
    numbered = filed(ward, "trồng cây", number="3-KH/ĐU", kind=plan)
    assert found("bão số 3", clerk) == found("kế hoạch bão số 3", clerk) == [storm]
    assert found("trồng cây số 3", clerk) == found("kế hoạch trồng cây số 3", clerk) == [numbered]
    assert found("số 3", clerk) == [numbered]


def test_two_words_that_only_stand_apart_are_said_to_be_near(ward: Organization, clerk: User) -> None:
    apart = filed(ward, "về việc khác", number="9-KH/ĐU", body="<p>Lực lượng vũ trang và trụ sở.</p>")
    results = look("vũ trụ", clerk)
    assert [hit.directive for hit in results.hits] == [apart]
    assert results.notes == (
        "Không văn bản nào có “vũ trụ” liền nhau; đây là kết quả gần đúng, có từng từ ở chỗ khác nhau.",
    )
    filed(ward, "trụ cột, vũ khí", number="11-KH/ĐU")
    assert look("vũ trụ", clerk).notes == ()
    filed(ward, "khám phá vũ trụ", number="10-KH/ĐU")
    assert look("vũ trụ", clerk).notes == ()


@pytest.mark.parametrize("text", ["' OR 1=1", "' OR 1=1 --", "1=1; DROP TABLE"])
def test_signs_of_a_query_language_find_nothing_odd(text: str, ward: Organization, clerk: User) -> None:
    filed(ward, "1 việc, 1 người", number="1-KH/ĐU", body="<p>Điều 1.</p>")
    assert found(text, clerk) == []


@pytest.mark.parametrize(
    "text", ["văn bản 16/10 đảng ủy phường", "16/10 của đảng ủy phường Bình Giang", "van ban 16/10 dang uy phuong"]
)
def test_a_day_in_front_of_a_body_is_a_day(text: str, ward: Organization, clerk: User) -> None:
    row = filed(ward, "chống ngập", number="14-KL/ĐU", issued_on=date(2026, 10, 16))

    assert [hit.directive for hit in look(text, clerk).hits] == [row]
