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
        ("du lịch hè vừa rồi", ["mùa hè năm 2026"], "du lich"),
        ("31/2/2023", ["năm 2023"], "31 2"),
        ("ngày 8/10/26", ["ngày 08/10/2026"], ""),
        ("19/10/26", ["ngày 19/10/2026"], ""),
        ("nghị quyết tháng mười hai năm ngoái", ["tháng 12/2025", "Nghị quyết"], ""),
        ("nghi quyet thang muoi mot nam 2024", ["tháng 11/2024", "Nghị quyết"], ""),
        ("thang tu du lich", ["tháng 04/2026"], "du lich"),
        ("từ tháng tư đến tháng sáu", ["tháng 04/2026–06/2026"], ""),
        ("tháng năm", ["tháng 05/2026"], ""),
        ("thang nam 2023", ["tháng 05/2023"], ""),
        ("thang nam ngoai", ["năm 2025"], "thang"),
        ("tháng sau", [], "thang sau"),
        ("6 thang sau", [], "6 thang sau"),
        ("tháng chạp", ["tháng chạp 2025"], ""),
        ("tháng giêng năm 2025", ["tháng giêng 2025"], ""),
        ("đầu tháng mười chỉ thị", ["đầu tháng 10/2026", "Chỉ thị"], ""),
        ("cuối tháng 2/2024", ["cuối tháng 02/2024"], ""),
        ("văn bản mới nhất", ["mới nhất trước"], ""),
        ("cong van moi nhat cua tinh uy", ["mới nhất trước", "Tỉnh ủy Lam Sơn", "Công văn"], ""),
        ("nông thôn mới", [], "nong thon moi"),
        ("tìm giúp tôi các công văn nói về hiến máu ạ", ["Công văn"], "hien mau"),
        ("cho toi xin chi thi ve tiem chung o dau", ["Chỉ thị"], "tiem chung"),
        ("ve sinh moi truong", [], "ve sinh moi truong"),
        ("chợ dân sinh", [], "cho dan sinh"),
        ("tìm", [], "tim"),
        ("có văn bản nào về hiến máu không", [], "hien mau"),
        ("co van ban nao ve hien mau khong", [], "hien mau"),
        ("có công văn nào của tỉnh ủy về hiến máu không", ["Tỉnh ủy Lam Sơn", "Công văn"], "hien mau"),
        ("cơ quan không giấy tờ", [], "co quan khong giay to"),
        ("đtn nq học số", ["Nghị quyết"], "dtn hoc so"),
        ("CV số 318/BTGDVTU", ["Công văn", "số 318/BTGDVTU"], ""),
        ("nq 41 qh16", ["Nghị quyết", "số 41 QH16"], ""),
        ("97 cv ubnd", ["số 97/CV-UBND"], ""),
        ("12 cv ở chợ", ["Công văn", "số 12"], "o cho"),
        ("cv88ubnd", ["Công văn", "số 88 UBND"], ""),
        ("vb 41", ["số 41"], ""),
        ("100 kg gạo", [], "100 kg gao"),
        ("từ 31/2/2023 đến 30/6/2023", ["tháng 01/2023–06/2023"], "tu 31 2"),
    ],
)
def test_a_clerks_question_is_understood(text: str, chips: list[str], words: str, clerk: User) -> None:
    for name, letters in (("Công văn", "CV"), ("Nghị quyết", "NQ"), ("Thông tư", "TT"), ("Chỉ thị", "CT")):
        make_kind(name, letters)
    question = ask(text, clerk)

    assert [chip.label for chip in question.chips] == chips
    assert " ".join(" ".join(group.folded[0]) for group in question.groups) == words


@pytest.mark.parametrize(
    "text", ["đtn", "dtn học số", "kh đtn", "số 12/ĐTN", "12 kh dtn", "đoàn tn", "kế hoạch học số đtn phường"]
)
def test_a_body_is_found_by_the_letters_of_its_numbers(text: str, ward: Organization, clerk: User) -> None:
    youth = make_organization("Đoàn Thanh niên phường Bình Giang", letters="ĐTN", parent=ward, type="state")
    row = filed(ward, "về học số", number="12-KH/ĐTN", register=youth, issued_on=date(2024, 1, 1))
    filed(ward, "về thi đua", body="<p>Giao 12 đoàn viên.</p>", number="12-KH/ĐU", issued_on=date(2026, 1, 1))

    assert found(text, clerk)[0] == row


def test_a_number_with_the_first_letters_of_its_organ_is_found(ward: Organization, clerk: User) -> None:
    front = filed(ward, "về ngày hội", number="86/KH-MTTQ-BTT")
    filed(ward, "về ngày hội", number="86/KH-UBND")

    results = look("86 kh mttq", clerk)

    assert [hit.directive for hit in results.hits] == [front]
    assert results.notes == ()


def test_letters_of_a_body_come_before_texts_that_name_it(ward: Organization, clerk: User) -> None:
    ministry = make_organization("Bộ Công an", letters="BCA", type="state")
    row = filed(ward, "về làm sạch dữ liệu", number="412/KH-BCA-C06", register=ministry, issued_on=date(2024, 1, 1))
    cites = filed(ward, "về thi đua", body="<p>Thực hiện Kế hoạch 412/KH-BCA-C06.</p>", issued_on=date(2026, 1, 1))

    assert found("bca", clerk) == [row, cites]
    assert found("c06", clerk) == [row, cites]


def test_letters_that_are_a_syllable_too_are_no_words_of_search(
    province: Organization, ward: Organization, clerk: User
) -> None:
    filed(province, "về thi đua", body="<p>Đầu năm khen công nhân.</p>", number="5-KH/TU")

    assert found("đầu tư", clerk) == []


def test_a_kind_is_found_in_the_middle_of_a_question(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về nâng cao chất lượng sinh hoạt")
    filed(ward, "về nâng cao chất lượng sinh hoạt", kind=make_kind("Báo cáo", "BC"), number="8-BC/ĐU")

    assert found("sinh hoạt kế hoạch chất lượng", clerk)[0] == row


def test_a_figure_is_found_written_as_a_word_and_an_abbreviation_with_a_hyphen(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về nhiệm vụ phát triển kinh tế - xã hội sáu tháng cuối năm 2026")

    assert found("kt-xh 6 tháng cuối năm", clerk) == [row]
    assert found("phát triển kt xh", clerk) == [row]


def test_words_behind_a_bodys_name_are_left_to_the_question(clerk: User) -> None:
    make_organization("Ban Chấp hành Trung ương Đảng", letters="TW", type="central")

    question = ask("ban chấp hành trung ương đảng phối hợp kết nạp đảng viên", clerk)

    assert [chip.label for chip in question.chips] == ["Ban Chấp hành Trung ương Đảng"]
    assert [group.folded[0] for group in question.groups][:2] == [("phoi",), ("hop",)]


def test_the_beginning_of_a_title_may_be_the_name_of_a_kind(ward: Organization, clerk: User) -> None:
    make_kind("Hướng dẫn", "HD")
    row = filed(ward, "hướng dẫn hiến máu", number="9-KH/ĐU", issued_on=date(2024, 10, 30))
    other = filed(ward, "về hiến máu", number="2-HD/ĐU", kind=make_kind("Hướng dẫn", "HD"), issued_on=date(2026, 1, 1))

    assert found("huong dan hien mau thang 10/2024", clerk) == [row]
    assert found("huong dan hien mau", clerk) == [other]


def test_what_stands_for_an_abbreviation_is_found_with_its_words_apart(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về sinh hoạt hè ở các chi bộ")

    assert found("sinh hoạt chi bộ", clerk) == [row]


def test_the_newest_first_is_a_wish_that_can_be_taken_off(ward: Organization, clerk: User) -> None:
    in_text = filed(ward, "về thi đua", body="<p>Trồng cây.</p>", issued_on=date(2026, 9, 1))
    in_title = filed(ward, "về trồng cây", number="8-KH/ĐU", issued_on=date(2025, 9, 1))

    assert found("trồng cây mới nhất", clerk) == [in_text, in_title]
    assert found("trồng cây", clerk) == [in_title, in_text]
    assert [chip.label for chip in ask("trồng cây mới nhất", clerk, removed={"moi"}).chips] == []


def test_a_part_of_a_month_is_widened_to_the_month(ward: Organization, clerk: User) -> None:
    row = filed(ward, "về trồng cây", issued_on=date(2026, 10, 27))

    results = look("trồng cây đầu tháng 10", clerk)

    assert [hit.directive for hit in results.hits] == [row]
    assert "cả tháng 10/2026" in results.notes[0]


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


@pytest.mark.parametrize("text", ["công văn tỉnh đoàn", "cong van cua tinh doan", "công văn của tỉnh đoàn tháng trước"])
def test_words_of_a_body_that_is_not_kept_are_no_plain_finds(text: str, clerk: User, ward: Organization) -> None:
    filed(ward, "về hoạt động hè của tỉnh và đoàn thể", kind=make_kind("Công văn", "CV"))

    results = look(text, clerk)

    assert results.hits
    assert results.notes == ("Chưa có công văn nào của Tỉnh đoàn; đây là kết quả gần đúng, chỉ khớp một số từ đã gõ.",)


def test_a_body_called_by_its_short_name_is_read_as_the_body(
    clerk: User, province: Organization, ward: Organization
) -> None:
    youth = make_organization(
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Lam Sơn", parent=province, short_name="Tỉnh đoàn"
    )
    of_youth = filed(ward, "về hè tình nguyện", register=youth, kind=make_kind("Công văn", "CV"))
    filed(ward, "về hoạt động của tỉnh và đoàn thể", kind=make_kind("Công văn", "CV"))

    results = look("công văn tỉnh đoàn", clerk)

    assert [hit.directive.pk for hit in results.hits] == [of_youth.pk]
    assert results.notes == ()


def test_finds_that_lack_a_word_are_marked_as_near(clerk: User, ward: Organization) -> None:
    filed(ward, "về phòng, chống thiên tai và lũ")

    assert look("phòng chống lũ lụt", clerk).notes == ("Không văn bản nào khớp đủ lời tìm; đây là kết quả gần đúng.",)
    assert look("phòng chống lũ", clerk).notes == ()


def test_the_chip_of_an_agency_says_when_others_below_it_stand_in_the_list(
    clerk: User, province: Organization, ward: Organization
) -> None:
    own = filed(province, "về trồng cây")
    assert [chip.label for chip in look("văn bản của tỉnh ủy lam sơn", clerk).question.chips] == ["Tỉnh ủy Lam Sơn"]

    filed(ward, "về trồng rừng")
    results = look("văn bản của tỉnh ủy lam sơn", clerk)

    assert [chip.label for chip in results.question.chips] == ["Tỉnh ủy Lam Sơn và cấp dưới"]
    assert results.hits[0].directive.pk == own.pk


@pytest.mark.parametrize("text", ["công văn tỉnh đoàn", "công văn của tỉnh đoàn tháng trước"])
def test_a_body_that_has_issued_nothing_is_said_to_have_issued_nothing(
    text: str, clerk: User, province: Organization, ward: Organization
) -> None:
    make_organization("Đoàn Thanh niên Cộng sản Hồ Chí Minh tỉnh Lam Sơn", parent=province, short_name="Tỉnh đoàn")
    filed(ward, "về hoạt động của tỉnh và đoàn thể", kind=make_kind("Công văn", "CV"))

    results = look(text, clerk)

    assert (results.hits, results.notes) == ([], ("Chưa có công văn nào của Tỉnh đoàn.",))
