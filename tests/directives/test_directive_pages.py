"""The register's pages: list, counts, export, a directive, its files. Every exit gives only what the person may see."""

import io
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import load_workbook

from directives.files import text_readers
from directives.models import Deadline, Directive
from directives.search.index import index_directives
from directives.services import add_file, create_directive
from organizations.models import AccessLog, Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_type, make_user

pytestmark = pytest.mark.django_db
LIST = "/van-ban/"


@pytest.fixture
def province() -> Organization:
    return make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")


@pytest.fixture
def ward(province: Organization) -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)


@pytest.fixture
def sister(province: Organization) -> Organization:
    return make_organization("Đảng ủy phường Hòa An", letters="ĐU", parent=province)


@pytest.fixture
def editor(ward: Organization) -> User:
    return make_user(role=Role.EDITOR, at=ward)


@pytest.fixture
def secretary(ward: Organization) -> User:
    make_type("cell", receives=True)
    return make_user(role=Role.SECRETARY, at=make_organization("Chi bộ 1", parent=ward, type="cell"))


def signed(client: Client, user: User) -> Client:
    client.force_login(user)
    return client


def filed(held_by: Organization, subject: str, **fields: Any) -> Directive:
    row = make_directive(held_by, subject=subject, **fields)
    index_directives([row])
    return row


# --- List ---------------------------------------------------------------------------------------------------------


def test_the_list_shows_the_newest_first_and_finds_without_diacritics(
    client: Client, ward: Organization, secretary: User
) -> None:
    old = filed(ward, "về trồng cây", issued_on=date(2025, 1, 1))
    new = filed(ward, "về phòng cháy", issued_on=date(2026, 1, 1))

    page = signed(client, secretary).get(LIST).content.decode()
    assert page.index(new.number) < page.index(old.number)

    page = client.get(LIST, {"q": "trong cay"}).content.decode()
    assert old.number in page
    assert new.number not in page
    assert "về trồng cây" in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"so": "315-kh/đu"}, {"a"}),
        ({"so": "315"}, {"a", "b"}),
        ({"co_quan": "Tỉnh ủy Lam Sơn"}, {"a", "b", "c"}),
        ({"co_quan": "đảng ủy phường bình giang"}, {"a", "c"}),
        ({"co_quan": "không có nơi này"}, set()),
        ({"tu": "02/3/2026"}, {"b", "c"}),
        ({"den": "01/3/2026"}, {"a"}),
        ({"nam": "2026"}, {"a", "b", "c"}),
        ({"hieu_luc": "het"}, {"c"}),
        ({"hieu_luc": "con"}, {"a", "b"}),
    ],
)
def test_each_filter_narrows(
    query: dict[str, str],
    expected: set[str],
    client: Client,
    province: Organization,
    ward: Organization,
    secretary: User,
) -> None:
    rows = {
        "a": filed(ward, "về a", number="315-KH/ĐU", issued_on=date(2026, 3, 1)),
        "b": filed(province, "về b", number="315-KH/TU", issued_on=date(2026, 3, 2)),
        "c": filed(ward, "về c", number="9-KH/ĐU", issued_on=date(2026, 3, 3), expires_on=date(2026, 4, 1)),
    }

    page = signed(client, secretary).get(LIST, query)

    assert {name for name, row in rows.items() if f"/van-ban/{row.pk}/" in page.content.decode()} == expected


def test_the_second_of_march_is_no_third_of_february(client: Client, ward: Organization, secretary: User) -> None:
    row = filed(ward, "về a", issued_on=date(2026, 2, 20))

    page = signed(client, secretary).get(LIST, {"tu": "02/03/2026"})

    assert f"/van-ban/{row.pk}/" not in page.content.decode()


def test_a_wrong_filter_is_named_and_the_rest_still_answers(
    client: Client, ward: Organization, secretary: User
) -> None:
    row = filed(ward, "về a")

    page = signed(client, secretary).get(LIST, {"tu": "31/2/2026", "nam": "không", "loai": "abc", "trang": "-1"})

    assert page.status_code == 200
    assert f"/van-ban/{row.pk}/" in page.content.decode()


def test_while_typing_only_the_results_come(client: Client, ward: Organization, secretary: User) -> None:
    row = filed(ward, "về trồng cây")

    page = signed(client, secretary).get(LIST, {"q": "trồng c"}, headers={"HX-Request": "true"}).content.decode()

    assert f"/van-ban/{row.pk}/" in page
    assert "<html" not in page


def test_a_chip_links_to_the_question_without_it(client: Client, ward: Organization, secretary: User) -> None:
    filed(ward, "về trồng cây")

    page = signed(client, secretary).get(LIST, {"q": "kế hoạch trồng cây"}).content.decode()

    assert "bo=loai" in page


def test_the_list_costs_as_many_queries_for_fifteen_rows_as_for_ten(
    client: Client, ward: Organization, secretary: User
) -> None:
    def queries(first: int) -> int:
        for number in range(first, first + 5):
            filed(ward, "về trồng cây", number=f"{number}-KH/ĐU")
        with CaptureQueriesContext(connection) as captured:
            assert signed(client, secretary).get(LIST, {"q": "trồng cây"}).status_code == 200
        return len(captured)

    queries(1)
    assert queries(11) == queries(21)


# --- Nothing leaks ------------------------------------------------------------------------------------------------


def test_no_list_count_export_or_help_shows_what_a_sister_body_holds(
    client: Client, ward: Organization, sister: Organization, editor: User
) -> None:
    hidden = filed(sister, "về kho quân dụng", number="77-KH/ĐU", issued_on=date(2026, 3, 1))
    signed(client, editor)
    asked: tuple[dict[str, str], ...] = (
        {},
        {"q": "kho quân dụng"},
        {"q": "77"},
        {"q": "77-KH/ĐU"},
        {"so": "77"},
        {"co_quan": "Đảng ủy phường Hòa An"},
    )
    for query in asked:
        for address in (LIST, "/van-ban/so-luong/", "/van-ban/xuat/csv/"):
            page = client.get(address, query).content.decode()
            assert "quân dụng" not in page.replace("kho quân dụng", "", 1 if query.get("q") else 0) or address == LIST
            assert f"/van-ban/{hidden.pk}/" not in page
        assert "văn bản" not in client.get("/van-ban/so-luong/", query).content.decode()
    book = load_workbook(io.BytesIO(client.get("/van-ban/xuat/xlsx/").content))
    assert book.worksheets[0].max_row == 1
    assert client.get("/van-ban/doan/", {"so": "77-KH/ĐU"}).json()["same"] == []
    assert client.get(f"/van-ban/{hidden.pk}/").status_code == 404


def test_the_editors_picker_of_directives_offers_nothing_of_a_sister_body(
    client: Client, ward: Organization, sister: Organization, editor: User
) -> None:
    own = filed(ward, "về kho lương", number="7-KH/ĐU")
    filed(sister, "về kho quân dụng", number="77-KH/ĐU")
    signed(client, editor)
    field = {"app_label": "documents", "model_name": "entry", "field_name": "directive", "term": "kho"}

    answer = client.get("/quan-tri/autocomplete/", field)

    assert [row["id"] for row in answer.json()["results"]] == [str(own.pk)]


def test_a_secretary_sees_the_own_committees_papers_but_no_sister_cells_and_no_unconfirmed_ones(
    client: Client, ward: Organization, secretary: User
) -> None:
    shown = filed(ward, "về a")
    unconfirmed = filed(ward, "về b", state=Directive.State.UNCONFIRMED)
    signed(client, secretary)

    assert client.get(f"/van-ban/{shown.pk}/").status_code == 200
    assert client.get(f"/van-ban/{unconfirmed.pk}/").status_code == 404


# --- Counts and export ---------------------------------------------------------------------------------------------


def test_counts_are_what_pressing_them_gives(
    client: Client, province: Organization, ward: Organization, secretary: User
) -> None:
    filed(ward, "về trồng cây", issued_on=date(2025, 5, 1))
    filed(ward, "về trồng cây", issued_on=date(2026, 5, 1), kind=make_kind("Báo cáo", "BC"))
    filed(province, "về trồng cây", number="5-KH/TU", issued_on=date(2026, 5, 1))

    page = signed(client, secretary).get("/van-ban/so-luong/", {"q": "trồng cây"})

    facets = {label: {name: number for name, number, _ in links} for label, links in page.context["facets"]}
    assert page.context["total"] == 3
    assert facets["Cơ quan ban hành"] == {"Tỉnh ủy Lam Sơn": 3, "Đảng ủy phường Bình Giang": 2}
    assert facets["Loại văn bản"] == {"Kế hoạch": 2, "Báo cáo": 1}
    assert facets["Năm"] == {"2026": 2, "2025": 1}
    for _, links in page.context["facets"]:
        for _, number, query in links:
            assert client.get(f"/van-ban/so-luong/?{query}").context["total"] == number


def test_the_count_of_the_centre_is_of_the_central_bodies_alone_though_all_hang_below_it(client: Client) -> None:
    centre = make_organization("Trung ương Đảng", type="central")
    ward = make_organization("Đảng ủy phường Bình Giang", parent=centre)
    filed(ward, "về trồng cây")
    filed(centre, "về trồng cây", number="5-CT/TW")

    page = signed(client, make_user(role=Role.CLERK, at=ward)).get("/van-ban/so-luong/", {"q": "trồng cây"})

    agencies = dict(page.context["facets"])["Cơ quan ban hành"]
    assert {name: number for name, number, _ in agencies} == {"Trung ương Đảng": 1, "Đảng ủy phường Bình Giang": 1}
    for _, number, query in agencies:
        assert client.get(f"/van-ban/so-luong/?{query}").context["total"] == number


def test_a_page_beyond_the_end_leads_to_the_first(client: Client, ward: Organization, secretary: User) -> None:
    filed(ward, "về trồng cây")

    answer = signed(client, secretary).get("/van-ban/", {"q": "trồng cây", "trang": "99"})

    assert answer.status_code == 302
    assert "trang" not in answer["Location"]
    assert "về trồng cây" in client.get(answer["Location"]).content.decode()


def test_days_the_wrong_way_round_are_named_and_not_applied(
    client: Client, ward: Organization, secretary: User
) -> None:
    filed(ward, "về trồng cây")

    page = signed(client, secretary).get("/van-ban/", {"tu": "30/9/2026", "den": "1/9/2026"}).content.decode()

    assert "Ngày này đứng trước ngày bắt đầu." in page
    assert "chưa được áp dụng" in page


def test_an_agency_taken_from_the_counts_stands_by_name_in_its_box(
    client: Client, ward: Organization, secretary: User
) -> None:
    filed(ward, "về trồng cây")

    form = signed(client, secretary).get("/van-ban/", {"co_quan": ward.pk}).context["form"]

    assert f'value="{ward.label}"' in str(form["co_quan"])


def test_from_a_tab_the_counts_lead_back_to_the_directives(client: Client, ward: Organization, secretary: User) -> None:
    filed(ward, "về trồng cây", issued_on=date(2025, 5, 1))
    filed(ward, "về trồng cây", number="8-KH/ĐU", issued_on=date(2026, 5, 1))
    signed(client, secretary)

    page = client.get("/van-ban/so-luong/", {"q": "trồng cây", "the": "tai-lieu"})

    assert "Văn bản (2)</a>" in page.content.decode()
    assert "2 văn bản." in client.get("/van-ban/so-luong/", {"q": "trồng cây"}).content.decode()
    addresses = [query for _, links in page.context["facets"] for _, _, query in links]
    for query in [*addresses, page.context["list_query"]]:
        assert "rows" in client.get(f"{LIST}?{query}").context


@pytest.mark.parametrize("is_typing", [False, True])
@pytest.mark.parametrize("text", ["điện tu", "trồng câ"])
def test_counts_next_page_and_table_are_of_the_very_list_shown(
    text: str, is_typing: bool, client: Client, ward: Organization, secretary: User
) -> None:
    """The last word of a question is a beginning while it is typed, and a word afterwards, in all that is shown of it."""
    filed(ward, "về giấy tờ điện tử", number="7-KH/ĐU")
    filed(ward, "về tuyên truyền tiết kiệm điện", number="8-KH/ĐU")
    filed(ward, "về trồng cây", number="9-KH/ĐU")
    typing = {"HX-Request": "true"} if is_typing else {}
    page = signed(client, secretary).get(LIST, {"q": text}, headers=typing)
    shown = [hit.directive.number for hit, _ in page.context["rows"]]
    counts = re.search(r'id="so-luong"[^>]*hx-get="([^"]+)"', page.content.decode())
    assert counts

    counted = client.get(unescape(counts[1]), headers={"HX-Request": "true"})
    table = client.get(f"/van-ban/xuat/csv/?{page.context['counts_query']}").content.decode()

    assert counted.context["total"] == len(shown)
    assert [number for number in ("7-KH/ĐU", "8-KH/ĐU", "9-KH/ĐU") if number in table] == [
        number for number in ("7-KH/ĐU", "8-KH/ĐU", "9-KH/ĐU") if number in shown
    ]
    following = client.get(f"{LIST}?{page.context['next_query']}".replace("trang=2", "trang=1"))
    assert [hit.directive.number for hit, _ in following.context["rows"]] == shown


def test_an_export_opens_in_excel_and_no_cell_is_a_formula(client: Client, ward: Organization, secretary: User) -> None:
    filed(ward, "=HYPERLINK(1)", number="5-KH/ĐU")
    signed(client, secretary)

    csv_file = client.get("/van-ban/xuat/csv/")
    book = load_workbook(io.BytesIO(client.get("/van-ban/xuat/xlsx/").content))

    assert csv_file.content.startswith(b"\xef\xbb\xbf")
    assert "'=HYPERLINK(1)" in csv_file.content.decode()
    assert book.worksheets[0]["A2"].value == "5-KH/ĐU"
    assert book.worksheets[0]["D2"].data_type == "s"
    assert AccessLog.objects.filter(action=AccessLog.Action.EXPORT).count() == 2
    assert client.get("/van-ban/xuat/exe/").status_code == 404


# --- A directive's page --------------------------------------------------------------------------------------------


def make_pair(ward: Organization) -> tuple[Directive, Directive]:
    upper = create_directive(
        actor=None, held_by=ward, register=ward, kind=make_kind("Chỉ thị", "CT"), number="5-CT/ĐU",
        issued_on=date(2026, 1, 5), subject="về nước sạch",
    )  # fmt: skip
    lower = create_directive(
        actor=None, held_by=ward, register=ward, kind=make_kind(), number="9-KH/ĐU", issued_on=date(2026, 2, 5),
        subject="thực hiện Chỉ thị số 5-CT/ĐU, ngày 05/01/2026 của Đảng ủy phường Bình Giang về nước sạch",
        body="<p>Theo <strong>Chỉ thị số 5-CT/ĐU</strong>, ngày 05/01/2026 của Đảng ủy phường Bình Giang.</p><script>x</script>",
    )  # fmt: skip
    return upper, lower


def test_citations_are_linked_relations_shown_both_ways_and_scripts_gone(
    client: Client, ward: Organization, secretary: User
) -> None:
    upper, lower = make_pair(ward)
    signed(client, secretary)

    page = client.get(f"/van-ban/{lower.pk}/").content.decode()
    subject, body = page.split('class="directive__body"')
    for part in (subject.split('class="directive__subject"')[1].split("</p>")[0], body.split("</section>")[0]):
        assert f'<a href="/van-ban/{upper.pk}/" title=' in part
    assert "<script>x" not in page
    assert "thực hiện" in page

    page = client.get(f"/van-ban/{upper.pk}/").content.decode()
    assert "được thực hiện bởi" in page
    assert "Được nhắc đến trong" in page
    assert lower.citation.split(" của ")[0] in page


def test_a_citing_text_one_may_not_see_is_not_counted_among_the_places(
    client: Client, ward: Organization, sister: Organization, province: Organization, secretary: User
) -> None:
    upper = create_directive(
        actor=None, held_by=province, register=province, kind=make_kind("Chỉ thị", "CT"), number="5-CT/TU",
        issued_on=date(2026, 1, 5), subject="về nước sạch",
    )  # fmt: skip
    create_directive(
        actor=None, held_by=sister, register=sister, kind=make_kind(), number="9-KH/ĐU", issued_on=date(2026, 2, 5),
        subject="thực hiện Chỉ thị số 5-CT/TU, ngày 05/01/2026 của Tỉnh ủy Lam Sơn về nước sạch",
    )  # fmt: skip

    page = signed(client, secretary).get(f"/van-ban/{upper.pk}/").content.decode()

    assert "Được nhắc đến trong" not in page
    assert "9-KH/ĐU" not in page


def test_a_related_number_that_is_kept_but_not_certain_leads_to_a_search_for_it(
    client: Client, ward: Organization, sister: Organization, secretary: User
) -> None:
    filed(ward, "trồng cây", number="5-CT/ĐU")
    filed(sister, "trồng rừng", number="6-CT/ĐU")
    row = create_directive(
        actor=None, held_by=ward, register=ward, kind=make_kind(), number="8-KH/ĐU", issued_on=date(2026, 2, 5),
        subject="thực hiện Chỉ thị 5-CT/ĐU và Chỉ thị 6-CT/ĐU",
    )  # fmt: skip

    page = signed(client, secretary).get(f"/van-ban/{row.pk}/").content.decode()

    assert page.count("Xem văn bản cùng số trong sổ") == 1
    assert 'href="/van-ban/?q=5-CT/%C4%90U"' in page
    assert page.count("Chưa có trong sổ") == 1


def test_the_page_costs_as_many_queries_for_more_citations(client: Client, ward: Organization, secretary: User) -> None:
    upper, _ = make_pair(ward)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert signed(client, secretary).get(f"/van-ban/{upper.pk}/").status_code == 200
        return len(captured)

    queries()
    before = queries()
    for number in range(20, 25):
        create_directive(
            actor=None, held_by=ward, register=ward, kind=make_kind(), number=f"{number}-KH/ĐU", issued_on=date(2026, 2, 5),
            subject="thực hiện Chỉ thị số 5-CT/ĐU, ngày 05/01/2026 của Đảng ủy phường Bình Giang về nước sạch",
        )  # fmt: skip
    assert queries() == before


# --- Files --------------------------------------------------------------------------------------------------------


def test_a_file_is_sent_under_its_vietnamese_name_and_the_download_is_logged(
    client: Client, ward: Organization, editor: User, secretary: User
) -> None:
    row = filed(ward, "về a")
    file = add_file(actor=editor, directive=row, content=b"%PDF-1.4 x", name="Kế hoạch phường.pdf")

    answer = signed(client, secretary).get(f"/van-ban/{row.pk}/tep/{file.pk}/")

    assert b"".join(answer.streaming_content) == b"%PDF-1.4 x"  # type: ignore[attr-defined]
    assert "filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch" in answer.headers["Content-Disposition"]
    assert AccessLog.objects.filter(action=AccessLog.Action.DOWNLOAD, actor=secretary).exists()


def test_behind_nginx_the_file_is_handed_over(client: Client, ward: Organization, editor: User, settings: Any) -> None:
    settings.ACCEL_PREFIX = "/_files/"
    row = filed(ward, "về a")
    file = add_file(actor=editor, directive=row, content=b"%PDF-1.4 x", name="a.pdf")

    answer = signed(client, editor).get(f"/van-ban/{row.pk}/tep/{file.pk}/")

    assert answer.headers["X-Accel-Redirect"] == f"/_files/{file.file.name}"


def test_a_file_of_a_hidden_directive_is_not_there(
    client: Client, ward: Organization, sister: Organization, secretary: User
) -> None:
    other = make_user(role=Role.EDITOR, at=sister)
    row, own = filed(sister, "về a"), filed(ward, "về b")
    file = add_file(actor=other, directive=row, content=b"%PDF-1.4 x", name="a.pdf")
    signed(client, secretary)

    assert client.get(f"/van-ban/{row.pk}/tep/{file.pk}/").status_code == 404
    assert client.get(f"/van-ban/{own.pk}/tep/{file.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.pdf", "rỗng"),
        (b"MZ", "a.exe", "chỉ nhận"),
        (b"not a pdf", "a.pdf", "không phải loại tệp đó"),
        (b"PK\x03\x04 broken", "a.docx", "không phải loại tệp đó"),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(
    content: bytes, name: str, reason: str, ward: Organization, editor: User, settings: Any
) -> None:
    from directives.files import RefusedFile

    row = filed(ward, "về a")

    with pytest.raises(RefusedFile, match=reason):
        add_file(actor=editor, directive=row, content=content, name=name)

    assert row.files.count() == 0
    assert not settings.MEDIA_ROOT.exists()


@pytest.mark.parametrize("stamp", ["MẬT", "TỐI MẬT", "ĐỘ MẬT: TUYỆT MẬT", "(MẬT)", "TỈNH ỦY LAM SƠN      MẬT"])
def test_a_state_secret_is_refused_no_copy_kept_and_logged_without_its_content(
    stamp: str, ward: Organization, editor: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from directives.files import SecretText

    row = filed(ward, "về a")
    monkeypatch.setitem(text_readers, ".pdf", lambda content: f"ĐẢNG BỘ\n{stamp}\nvề kho vũ khí")
    with pytest.raises(SecretText):
        add_file(actor=editor, directive=row, content=b"%PDF-1.4 x", name="vũ khí.pdf")

    entry = AccessLog.objects.get(action=AccessLog.Action.REFUSE)
    assert "vũ khí" not in f"{entry.target_label}{entry.detail}"
    assert row.files.count() == 0
    assert not settings.MEDIA_ROOT.exists()


def test_words_of_secrecy_in_running_text_are_no_stamp(
    ward: Organization, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(text_readers, ".pdf", lambda content: "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC\nBảo mật. Mật ong.")
    file = add_file(actor=editor, directive=filed(ward, "về a"), content=b"%PDF-1.4 x", name="a.pdf")

    assert file.pk


# --- Suggested deadlines --------------------------------------------------------------------------------------------


def test_one_press_accepts_a_suggested_deadline(
    client: Client, ward: Organization, editor: User, secretary: User
) -> None:
    row = filed(ward, "về a")
    due_on = timezone.localdate() + timedelta(days=20)
    deadline = Deadline.objects.create(
        directive=row, text="nộp báo cáo", due_on=due_on, state=Deadline.DeadlineState.SUGGESTED
    )
    address = f"/van-ban/thoi-han/{deadline.pk}/"

    assert "nộp báo cáo" in signed(client, editor).get(f"/van-ban/{row.pk}/").content.decode()
    assert signed(client, secretary).post(address, {"viec": "nhan"}).status_code == 403
    assert "nộp báo cáo" not in client.get(f"/van-ban/{row.pk}/").content.decode()
    assert signed(client, editor).post(address, {"viec": "nhan"}).status_code == 302
    deadline.refresh_from_db()
    assert deadline.state == Deadline.DeadlineState.ACCEPTED


@pytest.mark.parametrize("said", ["bo", "xem", ""])
def test_a_deadline_that_counts_is_not_put_aside_by_an_old_page(
    said: str, client: Client, ward: Organization, editor: User
) -> None:
    row = filed(ward, "về a")
    deadline = Deadline.objects.create(
        directive=row, text="nộp báo cáo", due_on=timezone.localdate(), state=Deadline.DeadlineState.ACCEPTED
    )

    signed(client, editor).post(f"/van-ban/thoi-han/{deadline.pk}/", {"viec": said})

    deadline.refresh_from_db()
    assert deadline.state == Deadline.DeadlineState.ACCEPTED


def test_a_clerk_looks_up_and_decides_no_deadline(client: Client, ward: Organization) -> None:
    row = filed(ward, "về a")
    deadline = Deadline.objects.create(
        directive=row, text="nộp báo cáo", due_on=timezone.localdate(), state=Deadline.DeadlineState.SUGGESTED
    )
    clerk = make_user(role=Role.CLERK, at=ward)

    assert "Thời hạn máy đọc được" not in signed(client, clerk).get(f"/van-ban/{row.pk}/").content.decode()
    assert client.post(f"/van-ban/thoi-han/{deadline.pk}/", {"viec": "nhan"}).status_code == 403


def test_a_number_typed_tells_kind_issuer_and_repeats(
    client: Client, province: Organization, ward: Organization, editor: User, secretary: User
) -> None:
    row = filed(ward, "về a", register=province, number="315-KH/TU")

    answer = signed(client, editor).get("/van-ban/doan/", {"so": "315 kh tu", "luu_tai": str(ward.pk)}).json()

    assert answer["kind"]["name"] == "Kế hoạch"
    assert answer["issuers"][0]["name"] == "Tỉnh ủy Lam Sơn"
    assert answer["issuer"]["name"] == "Tỉnh ủy Lam Sơn"
    assert answer["same"][0]["url"] == f"/van-ban/{row.pk}/"
    assert signed(client, secretary).get("/van-ban/doan/", {"so": "315"}).status_code == 403


def test_of_two_committees_that_sign_alike_the_one_above_the_holder_is_guessed(
    client: Client, province: Organization, ward: Organization, editor: User
) -> None:
    make_organization(
        "Thành ủy Lam Sơn", letters="TU", type="province_committee", parent=province, valid_to=date(2025, 6, 30)
    )

    answer = signed(client, editor).get("/van-ban/doan/", {"so": "315-KH/TU", "luu_tai": str(ward.pk)}).json()

    assert len(answer["issuers"]) == 2
    assert answer["issuer"]["name"] == "Tỉnh ủy Lam Sơn"


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ({"tu": "31/2/2026"}, "Bộ lọc “Ban hành từ ngày” chưa được áp dụng. Tháng 2 năm 2026 không có ngày 31"),
        ({"den": "abc"}, "Bộ lọc “Đến ngày” chưa được áp dụng."),
        ({"nam": "1026"}, "Bộ lọc “Năm ban hành” chưa được áp dụng."),
    ],
)
def test_a_filter_that_cannot_be_read_is_said_and_the_others_still_narrow(
    query: dict[str, str], notice: str, client: Client, ward: Organization, secretary: User
) -> None:
    kept = filed(ward, "về a", number="1-KH/ĐU")
    other = filed(ward, "về b", number="2-KH/ĐU")

    for headers in ({}, {"HX-Request": "true"}):
        page = signed(client, secretary).get(LIST, {"so": "1-KH/ĐU"} | query, headers=headers).content.decode()
        assert notice in page
        assert f"/van-ban/{kept.pk}/" in page
        assert f"/van-ban/{other.pk}/" not in page


def test_two_digits_are_a_year_of_this_century(client: Client, ward: Organization, secretary: User) -> None:
    now = filed(ward, "về a", issued_on=date(2026, 2, 20))
    before = filed(ward, "về b", issued_on=date(2025, 2, 20))

    page = signed(client, secretary).get(LIST, {"nam": "26"}).content.decode()

    assert f"/van-ban/{now.pk}/" in page
    assert f"/van-ban/{before.pk}/" not in page
    assert "chưa được áp dụng" not in page


def test_letters_that_several_bodies_share_take_all_of_them_and_say_so(
    client: Client, province: Organization, ward: Organization, secretary: User
) -> None:
    people = make_organization("Ủy ban nhân dân tỉnh Lam Sơn", parent=province, type="province_committee")
    local = make_organization("Ủy ban nhân dân phường Bình Giang", parent=province)
    rows = [
        filed(ward, "về a", number="1-KH/UBND", register=people),
        filed(ward, "về b", number="2-KH/UBND", register=local),
    ]
    party = filed(ward, "về c", number="3-KH/ĐU")

    page = signed(client, secretary).get(LIST, {"co_quan": "ubnd"}).content.decode()

    assert all(f"/van-ban/{row.pk}/" in page for row in rows)
    assert f"/van-ban/{party.pk}/" not in page
    assert "Cơ quan: " in page
    assert f"{people.label} hoặc {local.label}" in page
    page = client.get(LIST, {"co_quan": people.name}).content.decode()
    assert f"/van-ban/{rows[1].pk}/" not in page


def test_the_filters_say_once_that_none_must_be_filled(client: Client, ward: Organization, secretary: User) -> None:
    page = signed(client, secretary).get(LIST).content.decode()

    assert "(không bắt buộc)" not in page
    assert page.count("Chỉ cần điền những ô muốn lọc.") == 1


def test_a_suggestion_stands_there_once_where_nothing_is_found(
    client: Client, ward: Organization, secretary: User
) -> None:
    filed(ward, "về trồng cây gây rừng")

    page = signed(client, secretary).get(LIST, {"q": "trồgn cây"}).content.decode()

    assert page.count("Có phải đồng chí tìm") == 1
    # One box says both that nothing was found and what may have been meant.
    assert page.count('class="empty"') == 1
    assert 'class="notice"' not in page
    assert "Đồng chí thử bớt từ" not in page


def test_a_pasted_citation_without_signs_or_diacritics_fills_every_field(ward: Organization) -> None:
    from directives.pasted import propose_fields

    make_kind("Kế hoạch")
    fields = propose_fields(
        "ke hoach 45 kh du ngay 3/7/2026 cua dang uy phuong binh giang ve nang cao chat luong sinh hoat", near=ward
    )
    assert (fields.number, fields.issued_on) == ("45-KH/ĐU", date(2026, 7, 3))
    assert fields.issuers[:1] == (ward,)
    assert str(fields.kind) == "Kế hoạch"
    assert fields.subject == "về nang cao chat luong sinh hoat"


@pytest.mark.parametrize(
    ("text", "number", "subject"),
    [
        ("Kế hoạch trồng cây năm 2027, số 31-KH/ĐU ngày 20/7/2026 của Đảng ủy phường Bình Giang", "31-KH/ĐU", "trồng cây năm 2027"),
        ("Kế hoạch về trồng cây của Đảng ủy phường Bình Giang (31-KH/ĐU, ngày 20/7/2026)", "31-KH/ĐU", "về trồng cây"),
        ("Kế hoạch của Đảng ủy phường Bình Giang về trồng cây đầu năm - số 31-KH/ĐU, ngày 20/7/2026", "31-KH/ĐU", "về trồng cây đầu năm"),
        ("V/v trồng cây đầu năm, Kế hoạch số 31-KH/ĐU ngày 20/7/2026", "31-KH/ĐU", "về việc trồng cây đầu năm"),
        (
            "Kế hoạch thực hiện Chỉ thị số 09-CT/TW, ngày 18/6/2026 của Ban Bí thư về nêu gương, số 31-KH/ĐU ngày 20/7/2026",
            "31-KH/ĐU", "thực hiện Chỉ thị số 09-CT/TW, ngày 18/6/2026 của Ban Bí thư về nêu gương",
        ),
        ("V/v trồng cây (Kế hoạch số 31-KH/ĐU ngày 20/7/2026 của Đảng ủy phường)", "31-KH/ĐU", "về việc trồng cây"),
        # Nothing in front that is a title.
        ("Theo tinh thần Kế hoạch số 31-KH/ĐU, ngày 20/7/2026 của Đảng ủy phường Bình Giang", "31-KH/ĐU", ""),
        ("Kế hoạch số 31-KH/ĐU, ngày 20/7/2026 của Đảng ủy phường Bình Giang về nêu gương", "31-KH/ĐU", "về nêu gương"),
    ],
)  # fmt: skip
def test_a_title_pasted_in_front_of_its_number_is_the_subject(
    text: str, number: str, subject: str, ward: Organization
) -> None:
    from directives.pasted import propose_fields

    for kind in ("Kế hoạch", "Chỉ thị"):
        make_kind(kind)
    fields = propose_fields(text, near=ward)
    assert (fields.number, fields.subject, fields.issued_on) == (number, subject, date(2026, 7, 20))
    assert str(fields.kind) == "Kế hoạch"
    assert fields.issuers[:1] == (ward,)


@pytest.mark.parametrize(
    ("issuer", "number", "is_own"),
    [
        ("Tỉnh ủy Hải Đông", "45-KH/TU", None),
        ("Đảng ủy phường Hòa Bình", "45-KH/ĐU", None),
        ("Ban Thường vụ Tỉnh ủy", "45-KH/TU", False),
        ("Tỉnh ủy", "45-KH/TU", False),
        ("Đảng ủy phường", "45-KH/ĐU", True),
    ],
)
def test_letters_name_no_body_but_the_printed_one(
    issuer: str, number: str, is_own: bool | None, province: Organization, ward: Organization
) -> None:
    """Many bodies sign alike: where the printed name is of one that is not listed, none is proposed, and it is said so."""
    from directives.pasted import propose_fields

    make_kind("Kế hoạch")
    fields = propose_fields(f"Kế hoạch số {number}, ngày 3/7/2026 của {issuer} về trồng cây", near=ward)
    wanted = () if is_own is None else (ward,) if is_own else (province,)
    assert fields.issuers[:1] == wanted
    assert (f"Danh mục chưa có “{issuer}”" in fields.remarks.get("register", "")) is (is_own is None)
    assert fields.issuer_printed == issuer
