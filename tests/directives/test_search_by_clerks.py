"""Questions as clerks type them: half remembered, in small letters, with names of bodies old and new and spans of days."""

from datetime import date

import pytest
from django.test import Client

from directives.models import Directive
from directives.search.suggest import suggest
from directives.services import add_directive
from directives.views.listing import examples
from organizations.models import Lineage, Organization, Succession, User
from organizations.roles import Role
from organizations.services import save_organization
from tests.builders import make_kind, make_organization, make_type, make_user
from tests.directives.test_search import ask, clerk, filed, found, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "chips", "words"),
    [
        ("không số", ["không số"], ""),
        ("khong so", ["không số"], ""),
        ("văn bản không số năm 2025", ["không số", "năm 2025"], ""),
        ("thanh toán không dùng tiền mặt", [], "thanh toan khong dung tien mat"),
        ("chuyển đổi số", [], "chuyen doi so"),
        ("chuyen doi so", [], "chuyen doi so"),
        ("ngày hội đại đoàn kết", [], "ngay hoi dai doan ket"),
        ("việc làm", [], "viec lam"),
        ("tự do tôn giáo", [], "tu do ton giao"),
        ("về việc chuyển đổi số", [], "chuyen doi so"),
        ("cv tuyên giáo tháng 11", ["tháng 11/2026", "Công văn"], "tuyen giao"),
        ("CV tinh uy thang 8", ["tháng 08/2026", "Tỉnh ủy Lam Sơn", "Công văn"], ""),
        ("chỉ thị tiêm chủng kế hoạch", ["Chỉ thị"], "tiem chung ke hoach"),
        ("nq dân vận khéo công văn", ["Nghị quyết"], "dan van kheo cong van"),
        ("tiêm chủng kế hoạch", ["Kế hoạch"], "tiem chung"),
        ("qđ nhà văn hóa", ["Quyết định hoặc Quy định"], "nha van hoa"),
        ("tỉnh ủy lam sơn trồng cây", ["Tỉnh ủy Lam Sơn"], "trong cay"),
        ("từ tháng 7 đến tháng 9/2026", ["tháng 07/2026–09/2026"], ""),
        ("từ tháng 11 đến tháng 2/2026", ["tháng 11/2025–02/2026"], ""),
        ("nghị quyết từ 01/05/2026 đến 30/06/2026", ["tháng 05/2026–06/2026", "Nghị quyết"], ""),
        ("từ 1/5 đến 15/6/2026", ["ngày 01/05/2026–15/06/2026"], ""),
        ("tu quy 1 den quy 3 nam 2026", ["tháng 01/2026–09/2026"], ""),
        ("từ tháng 8/2023 đến nay", ["từ tháng 08/2023"], ""),
        ("trước tháng 8/2023 trồng cây", ["trước tháng 08/2023"], "trong cay"),
        ("thông tư tháng 8/2023", ["tháng 08/2023", "Thông tư"], ""),
        ("du lịch hè vừa rồi", ["hè năm 2026"], "du lich"),
        ("31/2/2023", ["năm 2023"], "31 2"),
        ("từ 31/2/2023 đến 30/6/2023", ["tháng 01/2023–06/2023"], "tu 31 2"),
    ],
)
def test_a_clerks_question_is_understood(text: str, chips: list[str], words: str, clerk: User) -> None:
    for name, letters in (("Công văn", "CV"), ("Nghị quyết", "NQ"), ("Thông tư", "TT"), ("Chỉ thị", "CT")):
        make_kind(name, letters)
    question = ask(text, clerk)

    assert [chip.label for chip in question.chips] == chips
    assert " ".join(" ".join(group.folded[0]) for group in question.groups) == words


def test_documents_without_a_number_are_asked_for_by_that(ward: Organization, clerk: User) -> None:
    appeal = filed(ward, "ủng hộ đồng bào vùng lũ", number="", kind=make_kind("Lời kêu gọi", ""))
    filed(ward, "số hóa hồ sơ, không giấy tờ", number="7-KH/ĐU")

    assert found("không số", clerk) == [appeal]
    assert found("lời kêu gọi không số", clerk) == [appeal]


def test_of_an_agency_its_own_documents_come_before_those_of_bodies_below_it(
    province: Organization, ward: Organization, clerk: User
) -> None:
    of_ward = filed(ward, "về phát triển du lịch", issued_on=date(2026, 9, 1))
    of_province = filed(province, "về phát triển du lịch", issued_on=date(2025, 9, 1), number="3-KH/TU")

    assert found("du lịch tỉnh ủy", clerk) == [of_province, of_ward]
    assert found("du lịch", clerk) == [of_ward, of_province]


def test_the_name_of_former_days_leads_to_the_body_of_today(
    province: Organization, ward: Organization, clerk: User
) -> None:
    old = make_organization(
        "Ban Tuyên giáo Tỉnh ủy Lam Sơn", parent=province, type="province_board", valid_to=date(2025, 6, 30)
    )
    new = make_organization("Ban Tuyên giáo và Dân vận Tỉnh ủy Lam Sơn", parent=province, type="province_board")
    Succession.objects.create(old=old, new=new, on=date(2025, 7, 1), kind=Succession.Kind.RENAME)
    Lineage.objects.create(organization=new, predecessor=old)
    row = filed(province, "về nội dung sinh hoạt", register=new, issued_on=date(2026, 11, 9))

    results = look("ban tuyên giáo tỉnh ủy lam sơn tháng 11/2026", clerk)

    assert [hit.directive for hit in results.hits] == [row]
    assert "nay là Ban Tuyên giáo và Dân vận Tỉnh ủy Lam Sơn" in results.notes[0]


def test_a_part_of_a_year_is_widened_to_the_year_before_all_times_are_asked(ward: Organization, clerk: User) -> None:
    of_that_year = filed(ward, "về phòng cháy", issued_on=date(2024, 11, 20))
    filed(ward, "về phòng cháy", issued_on=date(2026, 6, 20), number="9-KH/ĐU")

    results = look("phòng cháy đầu năm 2024", clerk)

    assert [hit.directive for hit in results.hits] == [of_that_year]
    assert "cả năm 2024" in results.notes[0]


def test_kind_and_time_are_let_go_together_where_neither_alone_helps(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về phòng cháy", issued_on=date(2024, 11, 20), kind=make_kind("Chỉ thị", "CT"))

    results = look("kế hoạch phòng cháy hè năm ngoái", clerk)

    assert [hit.directive for hit in results.hits] == [row]
    assert "mọi loại văn bản, mọi thời gian" in results.notes[0]


def test_a_word_that_begins_like_a_kind_is_a_word_where_no_such_kind_is_found(ward: Organization, clerk: User) -> None:
    make_kind("Thư", "")
    library = filed(ward, "về thư viện lưu động")
    filed(ward, "về chữa bệnh ở bệnh viện", number="9-KH/ĐU")

    assert found("thư viện", clerk) == [library]


def test_a_text_with_the_word_as_spelt_comes_before_one_with_its_letters(ward: Organization, clerk: User) -> None:
    letters = filed(ward, "về thi đua", body="<p>Trao quà cho bà Hoa ở Dương Sơn.</p>", issued_on=date(2026, 9, 1))
    spelt = filed(ward, "về vệ sinh", body="<p>Sửa ĐƯỜNG liên thôn.</p>", issued_on=date(2022, 9, 1), number="9-KH/ĐU")

    assert found("đường", clerk) == [spelt, letters]
    assert found("duong", clerk) == [letters, spelt]


def test_both_tone_styles_of_a_spelt_word_count_as_spelt(ward: Organization, clerk: User) -> None:
    letters = filed(ward, "về thi đua", body="<p>Ông Hoa được khen.</p>", issued_on=date(2026, 9, 1))
    spelt = filed(ward, "về vệ sinh", body="<p>Ký kết hoà giải.</p>", issued_on=date(2022, 9, 1), number="9-KH/ĐU")

    assert found("hòa", clerk) == [spelt, letters]


def test_two_words_typed_as_one_get_a_suggestion(ward: Organization, clerk: User) -> None:
    filed(ward, "về phòng cháy rừng")
    question = ask("phòngcháy", clerk)

    assert found("phòngcháy", clerk) == []
    assert suggest(question, Directive.objects.visible_to(clerk).registered()) == "phòng cháy"


def test_a_body_called_otherwise_is_found_by_its_new_name_at_once(ward: Organization, clerk: User) -> None:
    administrator = make_user("quan.tri", role=Role.ADMINISTRATOR, at=ward)
    board = make_organization("Trung tâm Văn hóa", parent=ward, type="state")
    row = filed(ward, "về hội diễn", register=board)
    signed = filed(ward, "về hội thao", register=board, issuing_organ="standing", number="9-KH/ĐU")
    assert found("nghệ thuật", clerk) == []

    board.name = "Trung tâm Nghệ thuật"
    save_organization(actor=administrator, organization=board, changed=["name"])

    assert set(found("nghệ thuật", clerk)) == {row, signed}


def test_the_examples_under_the_box_find_what_they_name(ward: Organization, clerk: User, client: Client) -> None:
    assert examples(clerk) == []
    filed(ward, "về trồng cây xanh ven sông", number="9-KH/ĐU", issued_on=date(2026, 3, 1))
    row = filed(ward, "về việc thu gom rác thải ở chợ", number="31-KH/ĐU", issued_on=date(2026, 8, 1))

    texts = examples(clerk)
    assert texts == ["31-KH/ĐU", "kh 31", "kế hoạch thu gom rác thải tháng 8/2026"]
    for text in texts:
        assert found(text, clerk)[0] == row
    client.force_login(clerk)
    page = client.get("/van-ban/").content.decode()
    assert "kế hoạch thu gom rác thải tháng 8/2026</a>" in page


def test_the_examples_name_nothing_that_the_person_may_not_see(province: Organization, ward: Organization) -> None:
    make_type("ward_committee")
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    filed(sister, "về việc riêng", number="31-KH/ĐU")

    assert examples(make_user("khac", role=Role.CLERK, at=ward)) == []


def test_filing_a_directive_makes_it_findable_by_its_agency(ward: Organization, clerk: User) -> None:
    editor = make_user("bien.tap", role=Role.EDITOR, at=ward)
    row = Directive(
        held_by=ward,
        register=ward,
        kind=make_kind(),
        number="12-KH/ĐU",
        issued_on=date(2026, 3, 1),
        subject="về đọc sách",
    )
    add_directive(actor=editor, directive=row)

    assert found("đảng ủy phường bình giang đọc sách", clerk) == [row]
