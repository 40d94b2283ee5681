""" "Có phải đồng chí tìm: …": slips are mended beside the words they stand with, and only from what the person may see."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directives.models import Directive
from directives.search import find, thrifty
from directives.search.near import near_words
from directives.search.suggest import suggest, suggestion_for
from organizations.models import Organization, User
from tests.builders import make_kind, make_organization
from tests.directives.test_search import ask, clerk, filed, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db


def offered(text: str, user: User) -> str:
    visible = Directive.objects.visible_to(user).registered()
    return suggestion_for(ask(text, user), look(text, user), visible)


@pytest.fixture
def filled(ward: Organization) -> Organization:
    filed(ward, "về đẩy mạnh chuyển đổi số phục vụ Nhân dân từ cơ sở", number="7-KH/ĐU")
    filed(ward, "về giải phóng mặt bằng đường ven sông", number="8-KH/ĐU")
    filed(ward, "về khắc phục hậu quả ngập lụt", number="9-KH/ĐU")
    filed(ward, "về đổi rác lấy cây, số hóa hồ sơ", number="10-KH/ĐU")
    filed(ward, "về chỉnh trang đô thị, gương bằng đồng", number="11-KH/ĐU")
    return ward


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("chuyn doi so", "chuyển đổi số"),
        ("giai phong mat bng", "giải phóng mặt bằng"),
        ("gai phog mat bang", "giải phóng mặt bằng"),
        ("ngap lut hau qa", "ngập lụt hậu quả"),
        ("kế hoạch chuyển đổi sốo từ cơ sở", "kế hoạch chuyển đổi số từ cơ sở"),
        ("ke hoach chuyn doi so thang 5", "kế hoạch chuyển đổi số tháng 5"),
        ("ven xông mặt bằng giải", "ven sông mặt bằng giải"),
        ("chỉnh trag đô thị", "chỉnh trang đô thị"),
        ("giaiphong mat bang", "giải phóng mat bang"),
        ("hau quả ngập luụt", "hậu quả ngập lụt"),
    ],
)
def test_every_slip_is_mended_beside_its_neighbours(text: str, wanted: str, filled: Organization, clerk: User) -> None:
    assert offered(text, clerk) == wanted


@pytest.mark.parametrize(
    "text", ["chuyển đổi số", "giai phong mat bang", "trang trí đô thị", "ngập", "đồng bằng", "xyzzy"]
)
def test_what_is_found_or_like_nothing_gets_no_suggestion(text: str, filled: Organization, clerk: User) -> None:
    assert offered(text, clerk) == ""


def test_a_suggestion_is_made_above_finds_that_lack_a_word(filled: Organization, clerk: User, client: Client) -> None:
    client.force_login(clerk)

    page = client.get("/van-ban/", {"q": "chuyn doi so co so"})

    text = page.content.decode()
    assert len(page.context["rows"]) == 1
    assert text.index("Có phải đồng chí tìm: ") < text.index("register__list")
    assert client.get(f"/van-ban/?{page.context['suggestion_query']}").context["suggestion"] == ""


def test_a_phrase_in_one_text_gives_way_to_one_in_many_titles(ward: Organization, clerk: User) -> None:
    filed(ward, "về thi đua", body="<p>Trồng hoa ở chợ nhỏ.</p>")
    for number in range(5):
        filed(ward, "về chỉnh trang chợ nhở nhà", number=f"{number + 10}-KH/ĐU")
    for number in range(5):
        filed(ward, "về vẽ hòa giải", number=f"{number + 20}-KH/ĐU")

    assert offered("trong hoa", clerk) == ""
    for number in range(5):
        filed(ward, "về trông hóa chất", number=f"{number + 30}-KH/ĐU")
    assert offered("trong hoaa chat", clerk) == "trông hóa chất"


def test_of_two_words_like_it_in_one_title_the_nearer_is_meant(ward: Organization, clerk: User) -> None:
    filed(ward, "về tăng cường phòng, chống thiên tai trong mùa mưa muộn")

    assert offered("phong chong thien tai mua muong", clerk) == "phòng chống thiên tai mùa muộn"
    assert offered("thien tai vh", clerk) == ""


def test_letters_of_an_abbreviation_are_put_in(ward: Organization, clerk: User) -> None:
    filed(ward, "về Ngày hội do Mặt trận Tổ quốc mở")

    assert offered("mtq", clerk) == "MTTQ"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("351", "315-KH/ĐU"),
        ("kh 351", "315-KH/ĐU"),
        ("351-KH/ĐU", "315-KH/ĐU"),
        ("315-KL/ĐU", "315-KH/ĐU"),
        ("351 ubnd", ""),
        ("bc 351", ""),
        ("999", ""),
        ("315", ""),
    ],
)
def test_a_number_that_nothing_carries_leads_to_one_like_it(
    text: str, wanted: str, ward: Organization, clerk: User
) -> None:
    make_kind("Báo cáo", "BC")
    make_kind("Kết luận", "KL")
    filed(ward, "về trồng cây", number="315-KH/ĐU", issued_on=date(2026, 3, 1))

    assert offered(text, clerk) == wanted


def test_no_suggestion_tells_of_a_sister_bodys_papers(province: Organization, ward: Organization, clerk: User) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    filed(sister, "về kho quân dụng", number="315-KH/ĐU", body="<p>Bàn giao kho quân dụng.</p>")
    filed(ward, "về kho lương thực", number="7-KH/ĐU")

    for text in ("kho quan dungg", "kho quân dụg", "quan dng", "351", "351-KH/ĐU", "kho qan dung"):
        assert "dụng" not in offered(text, clerk)
        assert "315" not in offered(text, clerk)


def test_words_near_a_typed_one_are_slips_of_the_finger_or_of_the_ear() -> None:
    near = near_words("chi")
    assert {"tri", "chia", "thi"} <= near
    assert not near & {"chi", "chj"}
    assert "mttq" in near_words("mtq")


@pytest.fixture
def scattered(filled: Organization) -> Organization:
    """Every slip of the questions below is a word of some text, but beside other words."""
    filed(filled, "về phòng, chống thiên tai mùa mưa", number="21-KH/ĐU")
    filed(filled, "chuẩn bị hồ sơ kiểm điểm cuối năm", number="22-KH/ĐU")
    filed(filled, "về khai sinh, cư trú", number="23-KH/ĐU")
    body = "<p>Cuối tháng giao tiền; lam lũ kiểm tra từng điểm, phòng khi tai nạn; chống trả, chu toàn, khai giảng, xong việc.</p>"
    for number in range(4):
        filed(filled, f"việc thứ {number} tiến tới", number=f"{30 + number}-KH/ĐU", body=body)
    return filled


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("phong chong tien tai", "phòng chống thiên tai"),
        ("kiem diem cuoi lam", "kiểm điểm cuối năm"),
        ("giai mat duong ven xong", "giải mặt đường ven sông"),
        ("kế hạch chuyển đổi số", "kế hoạch chuyển đổi số"),
        ("ke hoahc chuyn doi so", "kế hoạch chuyển đổi số"),
    ],
)
def test_words_that_each_stand_somewhere_else_are_mended(
    text: str, wanted: str, scattered: Organization, clerk: User
) -> None:
    assert offered(text, clerk) == wanted


@pytest.mark.parametrize(
    "text", ["chuyển đổi số", "mùa mưa thiên tai", "tiến tới việc", "từng điểm kiểm tra", "mua lua ngap"]
)
def test_words_that_stand_beside_each_other_are_left_alone(text: str, scattered: Organization, clerk: User) -> None:
    assert offered(text, clerk) == ""


@pytest.mark.parametrize("text", ["binhh binh", "bach bacjh", "tháng 3thang t"])
def test_a_word_whose_only_slips_stand_beside_it_gets_an_answer(text: str, filled: Organization, clerk: User) -> None:
    assert isinstance(offered(text, clerk), str)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("về lũ và lực lượng xung kích phòng thiên tai", "lũ lụt"),
        ("về ký hợp đồng bảo vệ trụ sở; quyên tiền; đồng bào", "quyên góp đồng bào"),
        ("về luật chơi đặt tại sân nhà văn hóa", "luật đất đai"),
        ("về công đã giao cho các tổ; tổ công đã nhận", "bóng đá"),
        ("về thử máy bơm", "bthu"),
        ("về mở quầy thuốc đặt tại chợ", "đất đai"),
    ],
)
def test_a_right_word_is_not_mended_into_another(title: str, text: str, ward: Organization, clerk: User) -> None:
    filed(ward, title)

    assert offered(text, clerk) == ""


@pytest.mark.parametrize(
    ("title", "text", "wanted"),
    [
        ("về nạo vét dòng sông Cầu Ngang", "dòng xông", "dòng sông"),
        ("về hướng dẫn viên du lịch", "hướng dẩn viên nu lịch", "hướng dẫn viên du lịch"),
        ("về cấp nước sạch nông thôn", "cấp nướt sạch", "cấp nước sạch"),
    ],
)
def test_a_slip_with_right_marks_is_still_mended(
    title: str, text: str, wanted: str, ward: Organization, clerk: User
) -> None:
    for number in range(4):
        filed(ward, title, number=f"{number + 1}-KH/ĐU")

    assert offered(text, clerk) in {wanted, wanted.replace("dẫn", "dẩn")}


def test_of_two_right_words_of_which_one_stands_nowhere_the_other_is_found_as_near(
    ward: Organization, clerk: User
) -> None:
    row = filed(ward, "về khắc phục hậu quả mưa lũ", number="1-KH/ĐU")
    filed(ward, "về lu nước sạch", number="2-KH/ĐU")

    results = look("lũ lụt", clerk)

    assert [hit.directive for hit in results.hits] == [row]
    assert any("gần đúng" in note for note in results.notes)
    assert offered("lũ lụt", clerk) == ""
    assert look("lu lut", clerk).hits == []


def test_a_long_odd_question_asks_no_more_than_so_often(
    ward: Organization, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(ward, "về trồng cây phân tán")
    visible = Directive.objects.visible_to(clerk).registered()
    question = ask("tronk kay phen ton vuon ruonk mua xuon bo ke kenk muonk dap hoo nuok saach", clerk)

    def statements(most: int) -> int:
        monkeypatch.setattr(thrifty, "MOST_QUESTIONS", most)
        with CaptureQueriesContext(connection) as asked:
            suggest(question, visible)
        return len(asked)

    # Two of our own, and on PostgreSQL up to three for one question: those that occur, the newest, all.
    assert statements(5) <= 3 * 5 + 3 < statements(1000)


def test_a_long_odd_question_is_read_anew_no_more_than_so_often(
    ward: Organization, clerk: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    filed(ward, "về trồng cây phân tán")
    question = "công văn quý III năm 2025 tronk kay phen ton vuon ruonk mua xuon bo ke kenk muonk dap hoo nuok saach"

    def statements(most: int) -> int:
        monkeypatch.setattr(find, "MOST_STATEMENTS", most)
        with CaptureQueriesContext(connection) as asked:
            look(question, clerk)
        return len(asked)

    first_reading, a_few, everything = (statements(most) for most in (0, 20, 10_000))

    assert first_reading < a_few < everything
    # One more step may have been begun before the limit was reached.
    assert a_few <= 20 + 2 * first_reading
