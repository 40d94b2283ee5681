"""A time that stands in titles: what says it there is found whenever it was issued; the same list on both databases."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from directives.models import Directive
from directives.search.find import Results, counts, search
from directives.search.index import index_directives
from directives.search.query import read_question
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_user

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 22)


@pytest.fixture
def ward() -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU")


@pytest.fixture
def clerk(ward: Organization) -> User:
    return make_user("tra.cuu", role=Role.CLERK, at=ward)


def filed(held_by: Organization, subject: str, issued_on: date | None, **fields: Any) -> Directive:
    row = make_directive(held_by, subject=subject, issued_on=issued_on, **fields)
    index_directives([row])
    return row


def look(text: str, user: User, **options: Any) -> Results:
    base = Directive.objects.visible_to(user).registered()
    return search(user=user, question=read_question(text, user=user, today=TODAY), base=base, **options)


def found(text: str, user: User, **options: Any) -> list[Directive]:
    return [hit.directive for hit in look(text, user, **options).hits]


@pytest.mark.parametrize(
    ("text", "title", "issued_on"),
    [
        ("hướng dẫn sinh hoạt chi bộ tháng 12", "Sinh hoạt chi bộ tháng 12 năm 2026", date(2026, 11, 20)),
        ("huong dan sinh hoat chi bo thang 9", "Sinh hoạt chi bộ tháng 09/2026", date(2026, 8, 25)),
        ("hướng dẫn sinh hoạt tháng mười hai", "Nội dung sinh hoạt tháng 12", date(2024, 11, 28)),
        ("hướng dẫn sinh hoạt tháng 3/2026", "Sinh hoạt chi bộ tháng 03 năm 2026", date(2026, 2, 24)),
        ("hướng dẫn ôn tập quý iv", "Ôn tập nghị quyết quý IV", date(2025, 9, 10)),
        ("hướng dẫn ôn tập quý IV năm 2026", "Ôn tập nghị quyết quý 4/2026", date(2026, 9, 28)),
        ("hướng dẫn nuôi ong năm 2026", "Nuôi ong năm 2026", date(2025, 12, 30)),
        ("hướng dẫn nuôi ong 2026", "Nuôi ong, giai đoạn 2024-2026", date(2024, 3, 1)),
        ("hướng dẫn nuôi ong 2024-2026", "Nuôi ong từ năm 2024 đến năm 2026", date(2023, 3, 1)),
        ("hướng dẫn nuôi ong 6 tháng cuối năm 2026", "Nuôi ong sáu tháng cuối năm 2026", date(2026, 6, 1)),
        ("hướng dẫn trồng cây xuân 2026", "Trồng cây dịp xuân năm 2026", date(2025, 12, 1)),
        ("hướng dẫn ra quân ngày 5/9/2026", "Lễ ra quân, ngày 05/09/2026", date(2026, 8, 1)),
    ],
)
def test_a_title_that_says_the_time_is_found_first_whenever_it_was_issued(
    text: str, title: str, issued_on: date, ward: Organization, clerk: User
) -> None:
    kind = make_kind("Hướng dẫn", "HD")
    wanted = filed(ward, title, issued_on, kind=kind)
    question = read_question(text, user=clerk, today=TODAY)
    assert question.period is not None
    assert question.period.first is not None
    # Issued at the time itself, with all the other words.
    then = filed(ward, "Sinh hoạt chi bộ; ôn tập; nuôi ong; trồng cây; ra quân", question.period.first, kind=kind)
    filed(ward, "Sinh hoạt chi bộ; ôn tập; nuôi ong; trồng cây; ra quân", date(2020, 1, 1), kind=kind)
    finds = found(text, clerk)
    assert set(finds) == {wanted, then}
    # A bare year may belong to something else in the title: such come behind.
    assert (finds[0] == wanted) == ("giai đoạn" not in title)


def test_a_kind_and_a_time_alone_are_looked_for_in_titles_too(ward: Organization, clerk: User) -> None:
    plan = make_kind("Kế hoạch", "KH")
    wanted = filed(ward, "Kiểm tra, giám sát quý IV năm 2026", date(2026, 9, 20), kind=plan)
    then = filed(ward, "Diễn tập phòng chống lụt bão", date(2026, 10, 5), kind=plan)
    filed(ward, "Kiểm tra quý III năm 2026", date(2026, 6, 20), kind=plan)
    filed(ward, "Kiểm tra quý IV năm 2026", date(2026, 9, 20), kind=make_kind("Báo cáo", "BC"))
    assert found("kế hoạch quý IV", clerk) == [wanted, then]
    assert found("kế hoạch quý IV", clerk, sort="moi") == [then, wanted]
    assert found("kế hoạch quý IV", clerk, sort="cu") == [wanted, then]


@pytest.mark.parametrize(
    "text", ["kế hoạch tổng kết năm ngoái", "kế hoạch tổng kết từ tháng 8/2025", "tổng kết trước năm 2026"]
)
def test_a_time_told_from_today_or_open_is_the_time_of_issue_alone(text: str, clerk: User) -> None:
    period = read_question(text, user=clerk, today=TODAY).period
    assert period is not None
    assert period.written is None


def test_a_lone_time_is_the_time_of_issue(ward: Organization, clerk: User) -> None:
    filed(ward, "Chương trình công tác tháng 8/2026", date(2026, 7, 28))
    then = filed(ward, "Diễn tập", date(2026, 8, 5))
    assert found("tháng 8/2026", clerk) == [then]


def test_the_chip_says_that_titles_count_and_taken_off_the_words_are_words(ward: Organization, clerk: User) -> None:
    before = filed(ward, "Sinh hoạt chi bộ tháng 12", date(2026, 11, 20))
    chips = look("sinh hoạt chi bộ tháng 12", clerk).question.chips
    assert [chip.label for chip in chips] == ["tháng 12/2025 hoặc tên ghi “tháng 12”"]
    question = read_question("sinh hoạt chi bộ tháng 12", user=clerk, today=TODAY, removed=["thoi_gian"])
    assert question.period is None
    assert not question.chips
    # Where all were issued at that time the chip says no more than it did.
    Directive.objects.filter(pk=before.pk).delete()
    filed(ward, "Sinh hoạt chi bộ tháng 12", date(2025, 12, 20))
    assert [chip.label for chip in look("sinh hoạt chi bộ tháng 12", clerk).question.chips] == ["tháng 12/2025"]


@pytest.mark.parametrize("sort", ["lien_quan", "moi", "cu"])
@pytest.mark.parametrize("text", ["kế hoạch thăm hộ nghèo 2025", "kế hoạch 2025"])
def test_pages_and_counts_hold_every_find_once(text: str, sort: str, ward: Organization, clerk: User) -> None:
    plan = make_kind("Kế hoạch", "KH")
    for number in range(12):
        filed(ward, f"Thăm hộ nghèo năm 2025, đợt {number}", date(2025 - number % 2, 6, 1 + number), kind=plan)
        filed(ward, f"Thăm hộ nghèo, đợt {number}", date(2025 + number % 2, 5, 1 + number), kind=plan)
        filed(ward, f"Thăm hộ nghèo, giai đoạn 2021-2025, đợt {number}", date(2021 + number % 5, 4, 2), kind=plan)
    every = found(text, clerk, size=100, sort=sort)
    assert len(every) == len(set(every)) == 12 + 6 + 12
    paged = [row for page in range(1, 9) for row in found(text, clerk, size=4, page=page, sort=sort)]
    assert paged == every
    base = Directive.objects.visible_to(clerk).registered()
    rows = counts(user=clerk, results=look(text, clerk), base=base)
    assert sum(row[4] for row in rows) == len(every)
    assert {row[2] for row in rows} == {row.issued_on.year for row in every if row.issued_on}


def test_a_filter_of_the_form_holds_for_titles_too(ward: Organization, clerk: User) -> None:
    filed(ward, "Sinh hoạt chi bộ tháng 12", date(2026, 11, 20))
    then = filed(ward, "Sinh hoạt chi bộ", date(2025, 12, 20))
    base = Directive.objects.visible_to(clerk).registered().filter(issued_on__year=2025)
    question = read_question("sinh hoạt chi bộ tháng 12", user=clerk, today=TODAY)
    assert [hit.directive for hit in search(user=clerk, question=question, base=base).hits] == [then]


def test_an_agencys_own_come_before_those_of_bodies_below_it(ward: Organization, clerk: User) -> None:
    province = make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")
    below = make_organization("Đảng ủy xã Suối Đá", letters="ĐU", parent=province)
    reader = make_user("van.thu.tinh", role=Role.CLERK, at=province)
    own = filed(province, "Sinh hoạt hè", date(2025, 12, 3))
    lower = filed(below, "Sinh hoạt hè tháng 12", date(2026, 11, 3))
    assert found("tỉnh ủy lam sơn sinh hoạt hè tháng 12", reader) == [own, lower]


def test_what_may_not_be_seen_is_not_found_by_its_title(ward: Organization) -> None:
    sister = make_organization("Đảng ủy xã Suối Đá", letters="ĐU")
    reader = make_user("doc.gia", role=Role.CLERK, at=sister)
    filed(ward, "Sinh hoạt chi bộ tháng 12", date(2026, 11, 20))
    results = look("sinh hoạt chi bộ tháng 12", reader)
    assert results.hits == []
    base = Directive.objects.visible_to(reader).registered()
    assert counts(user=reader, results=results, base=base) == []


def test_page_counts_table_and_command_agree(ward: Organization, clerk: User, client: Client) -> None:
    plan = make_kind("Kế hoạch", "KH")
    filed(ward, "Phát triển kinh tế năm 2023", date(2022, 12, 20), kind=plan)
    filed(ward, "Phát triển kinh tế", date(2023, 2, 20), kind=plan)
    filed(ward, "Phát triển kinh tế", date(2021, 2, 20), kind=plan)
    client.force_login(clerk)
    query = {"q": "kế hoạch phát triển kinh tế 2023"}
    page = client.get(reverse("directives:directive_list"), query).content.decode()
    assert page.count("item__title") == 2
    assert "năm 2023 hoặc tên ghi “2023”" in page
    number = client.get(reverse("directives:directive_counts"), query).context["total"]
    table = client.get(reverse("directives:directive_export", args=["csv"]), query).content.decode()
    out = StringIO()
    call_command("search_directives", query["q"], "--as", clerk.get_username(), "--json", stdout=out)
    assert number == 2
    assert table.count("Phát triển kinh tế") == 2
    assert len(json.loads(out.getvalue())) == 2


def test_the_first_and_the_last_day_belong_to_a_time(ward: Organization, clerk: User) -> None:
    """Rows are read by their places, which lie between those of the days whether they have a number or not."""
    days = (date(2023, 8, 1), date(2023, 8, 31))
    inside = [filed(ward, "Vệ sinh đường làng", day, number=number) for day in days for number in ("1-KH/ĐU", "")]
    for day in (date(2023, 7, 31), date(2023, 9, 1)):
        filed(ward, "Vệ sinh đường làng", day)
    assert set(found("vệ sinh đường làng tháng 8/2023", clerk)) == set(inside)
    assert set(found("vệ sinh đường làng tháng 8/2023", clerk, sort="cu")) == set(inside)
    assert len(found("vệ sinh đường làng trước tháng 9/2023", clerk)) == 5


@pytest.mark.parametrize("text", ["kế hoạch trồng chè cuối năm", "ke hoach trong che cuoi nam", "trồng chè cuối năm"])
def test_a_part_of_the_year_puts_first_what_is_of_it_and_shuts_nothing_out(
    text: str, ward: Organization, clerk: User
) -> None:
    early = filed(ward, "Trồng chè", date(2026, 11, 21), number="1-KH/ĐU")
    of_spring = filed(ward, "Trồng chè", date(2026, 3, 1), number="2-KH/ĐU")
    titled = filed(ward, "Trồng chè cuối năm", date(2025, 2, 1), number="3-KH/ĐU")
    old = filed(ward, "Trồng chè trên đồi", date(2025, 11, 21), number="4-KH/ĐU")
    filed(ward, "Trồng rừng cuối năm", date(2026, 11, 20), number="5-KH/ĐU")

    assert found(text, clerk) == [titled, early, of_spring, old]
    assert found(text, clerk, sort="cu") == [titled, old, of_spring, early]
    base = Directive.objects.visible_to(clerk).registered()
    assert sum(row[-1] for row in counts(user=clerk, results=look(text, clerk), base=base)) == 4


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("trồng chè đầu năm", "trước hết đầu năm 2026"),
        ("trong che giua nam", "trước hết giữa năm 2026"),
        ("trồng chè cuối năm ngoái", "cuối năm 2025"),
        ("báo cáo 6 tháng cuối năm", None),
        ("sơ kết đầu năm học", None),
        ("đấu năm trận", None),
        ("SHCB T12", "tháng 12/2025"),
        ("trồng chè t8/2025", "tháng 08/2025"),
        ("trồng chè q3/2025", "quý III/2025"),
        ("trồng chè T13", None),
    ],
)
def test_short_times_are_read(text: str, label: str | None, clerk: User) -> None:
    period = read_question(text, user=clerk, today=TODAY).period
    assert (period and period.label) == label


def test_a_length_of_time_is_no_number(clerk: User) -> None:
    assert not read_question("KL 1 năm chính quyền 2 cấp", user=clerk, today=TODAY).has_number
    assert read_question("KL 1 năm 2026", user=clerk, today=TODAY).sequence == 1
