"""Citations find their directive by number, kind, date and issuer together, and wait where that is not enough."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from directives.issuers import Match, find_issuers, match_issuer, read_issuer_name
from directives.models import Citation, CitingText, Directive
from directives.resolve import resolve_waiting
from directives.services import (
    choose_citation,
    create_directive,
    read_citations_of,
    sync_citing_text,
    update_directive,
)
from organizations.models import Organization, User
from organizations.roles import Role
from tests.builders import make_directive, make_kind, make_organization, make_type, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def province() -> Organization:
    return make_organization("Tỉnh ủy Lam Sơn", letters="TU", type="province_committee")


@pytest.fixture
def ward(province: Organization) -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)


@pytest.fixture
def editor(ward: Organization) -> User:
    return make_user(role=Role.EDITOR, at=ward)


def cited(text: str, seen_from: Organization) -> list[Citation]:
    citing = CitingText.objects.create(text=text)
    read_citations_of([citing], seen_from=seen_from)
    return list(citing.citations.all())


def make_plan(held_by: Organization, **fields: Any) -> Directive:
    defaults = {"number": "315-KH/TU", "issued_on": date(2026, 8, 14), "subject": "về trồng cây"}
    return make_directive(held_by, **(defaults | fields))


@pytest.mark.parametrize(
    ("printed", "organ", "core"),
    [
        ("BTV Thành uỷ Lam Sơn", "standing_committee", "thanh uy lam son"),
        ("Đảng bộ thành phố Lam Sơn", "", "thanh uy lam son"),
        ("Ban Chấp hành Đảng bộ phường Bình Giang", "committee", "dang uy phuong binh giang"),
        ("Ban Bí thư Trung ương Đảng (khóa XIII)", "secretariat", "trung uong"),
        ("Bộ Chính trị", "politburo", "trung uong"),
        ("Hội nghị lần thứ tám Ban Chấp hành Trung ương Đảng", "committee", "trung uong"),
        ("UBND tỉnh Lam Sơn", "", "uy ban nhan dan tinh lam son"),
        ("Thủ tướng Chính phủ", "", "chinh phu"),
        ("Sở Khoa học và Công nghệ", "", "so khoa hoc va cong nghe"),
    ],
)
def test_a_printed_issuer_is_taken_apart(printed: str, organ: str, core: str) -> None:
    name = read_issuer_name(printed)

    assert (name.organ, name.core) == (organ, core)


def test_a_short_name_fits_loosely_and_another_place_not_at_all(province: Organization) -> None:
    assert match_issuer("Ban Thường vụ Tỉnh ủy Lam Sơn", province) is Match.SAME
    assert match_issuer("Tỉnh ủy", province) is Match.LOOSE
    assert match_issuer("Tỉnh ủy Hà Trung", province) is Match.NONE


def test_issuers_valid_on_the_day_and_nearby_come_first(province: Organization, ward: Organization) -> None:
    old = make_organization("Đảng ủy phường Bình Giang", valid_to=date(2025, 6, 30))

    found = find_issuers("Đảng ủy phường Bình Giang", on=date(2026, 1, 1), near=ward)
    before = find_issuers("Đảng ủy phường Bình Giang", on=date(2024, 1, 1))

    assert found[0] == ward
    assert set(before) == {old, ward}


def test_a_cell_is_never_an_issuer(ward: Organization) -> None:
    make_type("cell", receives=True)
    make_organization("Chi bộ Bình Giang", parent=ward, type="cell")

    assert find_issuers("Chi bộ Bình Giang", on=None) == []


def test_number_date_and_issuer_together_find_the_directive(province: Organization, ward: Organization) -> None:
    plan = make_plan(province)

    (citation,) = cited("Thực hiện Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn về trồng cây.", ward)

    assert citation.directive == plan
    assert citation.relation == Citation.Relation.IMPLEMENTS


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch số 315-KH/TU đã được triển khai.",
        "Kế hoạch số 315-KH/TU, ngày 15/8/2026 của Tỉnh ủy Lam Sơn.",
        "Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Thành ủy Hà Trung.",
        "Kết luận số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn.",
    ],
)
def test_a_number_alone_or_with_another_date_issuer_or_kind_finds_nothing(
    text: str, province: Organization, ward: Organization
) -> None:
    make_plan(province)

    assert [citation.directive for citation in cited(text, ward)] == [None]


def test_without_a_date_the_full_name_of_the_issuer_is_enough(province: Organization, ward: Organization) -> None:
    plan = make_plan(province)

    (citation,) = cited("Kế hoạch số 315-KH/TU của Tỉnh ủy Lam Sơn về trồng cây.", ward)

    assert citation.directive == plan


@pytest.mark.parametrize(
    ("number", "printed", "is_told"),
    [
        ("88/2026/NĐ-CP", "Nghị định số 88/2026/NĐ-CP", True),
        ("9/2026/TT-BNV", "Thông tư 09/2026/TT-BNV", True),
        ("88/2026/NĐ-CP", "Nghị định 88", False),
        ("88/2026/NĐ-CP", "Thông tư số 88/2026/NĐ-CP", False),
        ("38/2026/QĐ-UBND", "Quyết định số 38/2026/QĐ-UBND", False),
    ],
)
def test_a_number_given_once_in_the_country_names_its_document(
    number: str, printed: str, is_told: bool, ward: Organization
) -> None:
    kinds = {"NĐ": "Nghị định", "TT": "Thông tư", "QĐ": "Quyết định"}
    letters = number.split("/")[2].split("-")[0]
    body = make_organization("Cơ quan ban hành", type="state")
    row = make_directive(ward, register=body, kind=make_kind(kinds[letters], letters), number=number)

    (citation,) = cited(f"Phổ biến {printed} trong chi bộ.", ward)

    assert citation.directive == (row if is_told else None)


def test_the_standing_board_of_the_front_signs_for_the_front(ward: Organization) -> None:
    front = make_organization("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Lam Sơn", type="front")

    assert match_issuer("Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh", front) is Match.LOOSE
    assert match_issuer("Ban Thường trực UBMTTQ tỉnh Lam Sơn", front) is Match.SAME


def test_two_documents_that_fit_are_left_to_the_editor(
    province: Organization, ward: Organization, editor: User
) -> None:
    first = make_plan(province, issued_on=date(2021, 3, 1))
    make_plan(province)
    text = "Kế hoạch số 315-KH/TU của Tỉnh ủy Lam Sơn về trồng cây."

    (citation,) = cited(text, ward)
    assert citation.directive is None
    choose_citation(actor=editor, citation=citation, directive=first)
    read_citations_of([citation.citing])

    assert citation.citing.citations.get().directive == first


def test_the_same_document_kept_by_two_bodies_is_one_and_the_upper_record_is_taken(
    province: Organization, ward: Organization
) -> None:
    make_plan(ward, register=province)
    upper = make_plan(province)

    (citation,) = cited("Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn", ward)

    assert citation.directive == upper


def test_a_record_kept_by_a_stranger_is_never_meant(province: Organization, ward: Organization) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    make_plan(sister, register=province)

    (citation,) = cited("Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn", ward)

    assert citation.directive is None


def test_a_directive_without_number_is_found_by_kind_date_and_issuer(
    province: Organization, ward: Organization
) -> None:
    appeal = make_plan(province, number="", kind=make_kind("Thư"), issued_on=date(2026, 9, 2))

    citations = cited("Thư kêu gọi ngày 02/9/2026 của Tỉnh ủy Lam Sơn gửi nhân dân.", ward)

    assert {citation.directive for citation in citations} <= {appeal, None}


def test_a_waiting_citation_resolves_when_the_document_arrives(province: Organization, ward: Organization) -> None:
    (citation,) = cited("Theo Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn.", ward)
    assert citation.directive is None

    plan = create_directive(
        actor=None, held_by=province, register=province, kind=make_kind(), number="315-KH/TU",
        issued_on=date(2026, 8, 14), subject="về trồng cây",
    )  # fmt: skip

    citation.refresh_from_db()
    assert citation.directive == plan


def test_an_unconfirmed_directive_is_never_meant(province: Organization, ward: Organization) -> None:
    make_plan(province, state=Directive.State.UNCONFIRMED)

    (citation,) = cited("Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn", ward)

    assert citation.directive is None


def test_a_corrected_number_takes_its_citations_back(province: Organization, ward: Organization) -> None:
    plan = make_plan(province)
    (citation,) = cited("Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn", ward)

    plan.number = "351-KH/TU"
    update_directive(actor=None, directive=plan)

    citation.refresh_from_db()
    assert citation.directive is None


def test_no_document_cites_itself(province: Organization) -> None:
    plan = create_directive(
        actor=None, held_by=province, register=province, kind=make_kind(), number="315-KH/TU",
        issued_on=date(2026, 8, 14), subject="về trồng cây",
        body="<p>Kế hoạch số 315-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn có hiệu lực.</p>",
    )  # fmt: skip

    assert plan.citing_text is not None
    assert [citation.directive for citation in plan.citing_text.citations.all()] == [None]


def test_a_hundred_arrivals_cost_as_many_queries_as_ten(province: Organization, ward: Organization) -> None:
    def arrive(first: int, count: int) -> int:
        texts = [
            CitingText.objects.create(text=f"Kế hoạch số {n}-KH/TU, ngày 14/8/2026 của Tỉnh ủy Lam Sơn.")
            for n in range(first, first + count)
        ]
        read_citations_of(texts, seen_from=ward)
        rows = [make_plan(province, number=f"{n}-KH/TU") for n in range(first, first + count)]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert resolve_waiting(rows) == count
        return len(queries)

    assert arrive(1000, 10) == arrive(2000, 100)


def test_a_text_that_cites_nothing_gets_no_row(ward: Organization) -> None:
    row = make_directive(ward, subject="về chăm sóc cây xanh")

    sync_citing_text(row, row.subject, seen_from=ward)

    assert row.citing_text is None
    assert CitingText.objects.count() == 0
