"""Questions typed in haste: letters struck twice, blanks in the wrong place, words around what is wanted, half-known letters."""

from datetime import date

import pytest

from directives.models import Abbreviation, Directive
from directives.search.find import ASKS_NOTHING, FOR_SENTENCES, MOST_STATEMENTS, search
from directives.search.index import index_directives
from directives.search.query.slips import blanks_moved, doubled_letters_read
from directives.search.statements import run_so_far
from organizations.models import Organization, User
from tests.builders import make_kind, make_organization
from tests.directives.test_search import ask, clerk, filed, found, look, province, ward
from tests.directives.test_search_suggestions import offered

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("nghịị định 168", "nghị định 168"), ("kế hoạchh 88", "kế hoạch 88"), ("chỉỉ thị", "chỉ thị"), ("thôngg tư", "thông tư"),
        ("Kếế hoạch", "Kế hoạch"), ("hồ sơơ", "hồ sơ"),
        # As they are written, or no words of the language.
        ("lưu trữ", "lưu trữ"), ("cứu hộ", "cứu hộ"), ("cái xoong", "cái xoong"), ("app an toàn", "app an toàn"), ("HĐND, UBNDD", "HĐND, UBNDD"),
    ],
)  # fmt: skip
def test_a_letter_struck_twice_counts_once(typed: str, read: str) -> None:
    assert doubled_letters_read(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tetd inh mui", "tet dinh mui"), ("tếtđ inh mùi", "tết đinh mùi"), ("ke hoac h trong cay", "ke hoach trong cay"), ("tron gcay", "trong cay"),
        # Syllables, letters of kinds and bodies, or what could be parted in several ways.
        ("tan ha", "tan ha"), ("kh an ninh", "kh an ninh"), ("ubnd xa", "ubnd xa"), ("UBND XA", "UBND XA"), ("shcb thang", "shcb thang"),
    ],
)  # fmt: skip
def test_a_blank_struck_too_early_or_late_is_put_right(typed: str, read: str) -> None:
    assert blanks_moved(typed) == read


def test_a_blank_is_moved_only_where_nothing_has_the_words_as_typed(ward: Organization, clerk: User) -> None:
    row = filed(ward, "đón Tết Đinh Mùi", number="19-CT/ĐU")
    results = look("tetd inh mui", clerk)
    assert [hit.directive for hit in results.hits] == [row]
    assert [chip.label for chip in results.question.chips] == ["đọc là “tet dinh mui”"]

    named = filed(ward, "cuộc thi Tetd Inh Mui", number="20-CT/ĐU")
    assert found("tetd inh mui", clerk) == [named]


@pytest.mark.parametrize(
    "text",
    [
        "sinh hoat cum noi dung gi", "cho toi hoi sinh hoat cum hoi truoc", "sinh hoạt cụm thứ mấy", "sinh hoạt cụm tháng mấy nhỉ",
        "tôi muốn hỏi sinh hoạt cụm dạo trước có gì mới", "sinh hoat cum thi sao", "ke hoach nao noi ve sinh hoat cum", "kế hoạch nào về sinh hoạt cụm",
    ],
)  # fmt: skip
def test_words_that_only_ask_are_not_sought_however_they_are_typed(text: str, ward: Organization, clerk: User) -> None:
    plan = make_kind("Kế hoạch")
    row = filed(ward, "sinh hoạt cụm", number="9-KH/ĐU", kind=plan)
    filed(ward, "trước hội thi, nội dung gì, thứ mấy, tháng mấy, nào", number="10-KH/ĐU", kind=plan)
    results = look(text, clerk)
    assert ([hit.directive for hit in results.hits], results.notes) == ([row], ())


@pytest.mark.parametrize(
    "text", ["cho tôi hỏi ở đâu", "cho toi hoi o dau", "văn bản nào về cái gì", "xin hỏi khi nào ạ"]
)
def test_a_question_of_nothing_but_asking_words_shows_the_newest(text: str, ward: Organization, clerk: User) -> None:
    old = filed(ward, "hỏi đâu ra", number="9-KH/ĐU", issued_on=date(2026, 1, 5), body="<p>Tôi ở đâu, hỏi cái gì.</p>")
    new = filed(ward, "trồng cây", number="10-KH/ĐU", issued_on=date(2026, 2, 5))
    results = look(text, clerk)
    assert ([hit.directive for hit in results.hits], results.notes) == ([new, old], (ASKS_NOTHING,))

    titled = filed(ward, f"“{text}”", number="11-KH/ĐU")
    assert found(text, clerk)[0] == titled


def test_a_title_that_names_the_number_and_has_the_words_comes_before_the_number(
    ward: Organization, clerk: User
) -> None:
    decree, report = make_kind("Nghị quyết"), make_kind("Báo cáo")
    cited = filed(ward, "chỉnh trang đô thị ven sông", number="14-NQ/ĐU", kind=decree)
    row = filed(ward, "sơ kết Nghị quyết số 14-NQ/ĐU về chỉnh trang đô thị ven sông", number="7-BC/ĐU", kind=report)
    assert found("sơ kết NQ 14 Đảng ủy", clerk) == found("so ket nghi quyet 14", clerk) == [row]
    filed(ward, "sửa chữa nhỏ", number="41-NQ/ĐU", kind=decree)
    assert offered("sơ kết NQ 14 Đảng ủy", clerk) == ""
    assert found("NQ 14 chỉnh trang", clerk)[0] == found("NQ 14 chỉnh trang bờ sông", clerk)[0] == cited


def test_a_figure_behind_a_body_may_count_something(ward: Organization, clerk: User) -> None:
    plan = make_kind("Kế hoạch")
    row = filed(ward, "bồi dưỡng bí thư", number="45-KH/ĐU", kind=plan, body="<p>Mở 12 lớp theo cụm.</p>")
    numbered = filed(ward, "trồng cây", number="12-KH/ĐU", kind=plan)
    assert found("kế hoạch đảng ủy 12", clerk) == [numbered]
    assert found("kế hoạch đảng ủy 12 trồng cây", clerk) == [numbered]
    assert found("kế hoạch 12 lớp bồi dưỡng", clerk) == [numbered]
    assert found("ke hoach dang uy 12 lop boi duong", clerk) == [row]


@pytest.mark.parametrize("text", ["xếp loại CLĐV", "xep loai cldv", "XL CLĐV"])
def test_letters_that_nobody_knows_keep_nothing_from_being_found(text: str, ward: Organization, clerk: User) -> None:
    row = filed(ward, "xếp loại chất lượng tổ chức đảng, đảng viên")
    results = look(text, clerk)
    assert [hit.directive for hit in results.hits] == [row]
    assert results.notes == ("Không văn bản nào khớp đủ lời tìm; đây là kết quả gần đúng.",)


@pytest.mark.parametrize(
    ("short", "long"), [("CQĐP", "chính quyền địa phương"), ("NVH", "nhà văn hóa"), ("MXH", "mạng xã hội")]
)
def test_common_abbreviations_are_known(short: str, long: str, ward: Organization, clerk: User) -> None:
    assert Abbreviation.objects.filter(short=short, expansion=long).exists()
    row = filed(ward, f"về {long} hai cấp")
    assert found(f"{short} hai cấp", clerk) == [row]


def test_signs_are_never_offered(ward: Organization, clerk: User) -> None:
    filed(ward, "1 việc, 1 người rõ", number="1-KH/ĐU")
    filed(ward, "về tiêm chủng", number="2-KH/ĐU")
    assert offered("' rỏ 1=1 --", clerk) == offered("tiem chunng = 1 --", clerk) == ""
    assert offered("tiem chunng", clerk) == "tiêm chủng"


def test_the_first_letter_of_a_word_is_not_asked_while_it_is_typed(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về y tế", number="1-KH/ĐU")
    other = filed(ward, "về trồng cây", number="2-KH/ĐU")
    assert not ask("y", clerk, unfinished=True).groups
    cut = ask("trồng c", clerk, unfinished=True)
    assert (len(cut.groups), cut.unfinished, cut.is_cut) == (1, False, True)
    assert len(ask("y kế hoạch", clerk, unfinished=True).groups) == 1
    assert ask("trồng câ", clerk, unfinished=True).unfinished
    base = Directive.objects.visible_to(clerk).registered()
    results = search(user=clerk, question=ask("y", clerk, unfinished=True), base=base)
    assert {hit.directive for hit in results.hits} == {row, other}
    assert ask("y ", clerk, unfinished=True).groups
    assert found("y", clerk) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "chỉ thị phòng lũ lụt bờ sông chân đồi của đảng ủy phường", "dang uy phuong chi thi nao ve phong lu lut bo song chan doi",
    ],
)  # fmt: skip
def test_of_what_lacks_words_the_kind_and_body_named_come_first(text: str, ward: Organization, clerk: User) -> None:
    order, conclusion = make_kind("Chỉ thị"), make_kind("Kết luận")
    row = filed(ward, "an toàn ven sông, chân đồi mùa mưa", number="2-CT/ĐU", kind=order, body="<p>Lũ.</p>")
    body = "<p>Phòng lũ, lụt ở bờ sông.</p>"
    other = filed(ward, "việc cấp bách", number="14-KL/ĐU", kind=conclusion, body=body)
    assert found(text, clerk)[0] == found(text, clerk, sort="moi")[0] == found(text, clerk, sort="cu")[0] == row

    other.body = "<p>Chỉ thị nào, phòng lũ lụt, bờ sông, chân đồi.</p>"
    other.save()
    index_directives([other])
    assert found(text, clerk)[0] == other


@pytest.mark.parametrize("text", ["chinh trang thanh uy cu", "chỉnh trang của thành ủy cũ", "thành ủy cũ chỉnh trang"])
def test_a_body_is_known_as_one_of_former_days(
    text: str, province: Organization, ward: Organization, clerk: User
) -> None:
    city = make_organization("Thành ủy Lam Khê", parent=province, valid_to=date(2025, 6, 30))
    row = filed(ward, "chỉnh trang", number="14-NQ/TU", register=city)
    filed(ward, "chỉnh trang củ", number="15-NQ/ĐU")
    assert found(text, clerk) == [row]


@pytest.mark.parametrize("text", ["văn bản mới", "van ban moi", "nghị quyết mới của đảng ủy", "nq mới"])
def test_what_is_new_of_a_kind_is_the_newest_first(text: str, ward: Organization, clerk: User) -> None:
    decree = make_kind("Nghị quyết")
    old = filed(ward, "xây dựng nông thôn mới", number="9-NQ/ĐU", kind=decree, issued_on=date(2026, 1, 5))
    new = filed(ward, "trồng cây", number="10-NQ/ĐU", kind=decree, issued_on=date(2026, 2, 5))
    assert found(text, clerk) == [new, old]
    assert found("văn bản mới thi hành", clerk) == found("nông thôn mới", clerk)[1:] == []


def test_a_sentence_with_body_kind_and_time_is_read_within_the_bound(
    province: Organization, ward: Organization, clerk: User
) -> None:
    conclusion = make_kind("Kết luận")
    row = filed(
        province,
        "một năm vận hành chính quyền hai cấp",
        number="33-KL/TU",
        kind=conclusion,
        issued_on=date(2026, 10, 14),
    )
    filed(
        province,
        "hội thi chính trị",
        number="34-KL/TU",
        kind=conclusion,
        issued_on=date(2026, 6, 14),
        body="<p>Nghị sự.</p>",
    )
    before = run_so_far()
    assert found("kl hội nghị chính quyền 2 cấp tỉnh ủy tháng 10", clerk)[0] == row
    assert run_so_far() - before <= MOST_STATEMENTS + FOR_SENTENCES


@pytest.mark.parametrize(
    ("text", "chips"),
    [
        ("kehoach 88", ["Kế hoạch", "số 88"]), ("nghịquyết số 5", ["Nghị quyết", "số 5"]), ("baocao quy 3/2026", ["quý III/2026", "Báo cáo"]),
        ("q đ 115", ["Quyết định hoặc Quy định", "số 115"]), ("k h 45", ["Kế hoạch", "số 45"]), ("n q12", ["Nghị quyết", "số 12"]),
        ("tổ a b 12", []), ("điểm b 3", []), ("luatsu", []),
    ],
)  # fmt: skip
def test_a_kind_is_known_with_its_blank_left_out_or_put_in(text: str, chips: list[str], clerk: User) -> None:
    for name, letters in (
        ("Kế hoạch", "KH"),
        ("Nghị quyết", "NQ"),
        ("Báo cáo", "BC"),
        ("Quyết định", "QĐ"),
        ("Quy định", "QĐ"),
    ):
        make_kind(name, letters=letters)
    assert [chip.label for chip in ask(text, clerk).chips] == chips
