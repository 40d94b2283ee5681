"""Whole sentences: what has most of their telling words is near, and said to be no more."""

from datetime import date

import pytest

from directives.models import Directive
from directives.search.find import counts
from organizations.models import Organization, User
from tests.builders import make_kind, make_organization
from tests.directives.test_search import clerk, filed, found, look, province, ward

__all__ = ["clerk", "province", "ward"]
pytestmark = pytest.mark.django_db

NEAR = "Không văn bản nào khớp đủ lời tìm; đây là kết quả gần đúng."


@pytest.fixture
def allowance(ward: Organization) -> Directive:
    return filed(
        ward,
        "hướng dẫn chi trả phụ cấp cho tổ trưởng tổ dân phố",
        number="21-HD/ĐU",
        kind=make_kind("Hướng dẫn", "HD"),
        body="Phụ cấp được chi trả vào ngày 10 hằng tháng; phần còn thiếu của quý trước được truy lĩnh trong tháng 12.",
    )


@pytest.fixture(autouse=True)
def others(ward: Organization, allowance: Directive) -> None:
    """Documents that have the common words of a question and none of the telling ones."""
    for place, subject in enumerate(["trồng cây", "tổng vệ sinh", "khám sức khỏe", "đọc sách"], start=1):
        body = f"Các tổ dân phố tổ chức {subject} vào ngày cuối tháng, đến hết năm thì báo cáo."
        filed(ward, f"tổ chức {subject}", number=f"{place}-KH/ĐU", issued_on=date(2026, 11, place), body=body)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        # Words that only ask or hold the others together are no words that lack.
        ("Tổ trưởng tổ dân phố được truy lĩnh phụ cấp còn thiếu đến bao giờ thì hết vậy?", ()),
        ("to truong to dan pho bao gio duoc truy linh phu cap con thieu bao nhieu", ()),
        ("đến bao nhiêu tháng nữa thì tổ trưởng mới được lĩnh tiền phụ cấp truy lĩnh", (NEAR,)),
        ("theo nghị quyết thì tổ trưởng dân phố đến bao giờ được truy lĩnh phụ cấp bao nhiêu tiền", (NEAR,)),
    ],
)
def test_a_sentence_finds_what_has_most_of_its_telling_words(
    text: str, notes: tuple[str, ...], allowance: Directive, clerk: User
) -> None:
    results = look(text, clerk)

    assert [hit.directive for hit in results.hits][:1] == [allowance]
    assert results.notes[-1:] == notes


def test_a_sentence_of_words_that_stand_nowhere_finds_nothing(clerk: User) -> None:
    assert found("tàu vũ trụ bay quanh mặt trăng vào ngày nào trong năm vậy", clerk) == []


def test_a_sentence_finds_nothing_of_a_sister_body(province: Organization, clerk: User) -> None:
    sister = make_organization("Đảng ủy phường Hòa An", parent=province)
    filed(sister, "hỗ trợ ngư dân đóng mới tàu vỏ thép đánh bắt xa bờ", number="33-KH/ĐU")

    text = "ngư dân vay bao nhiêu tiền thì được đóng mới tàu vỏ thép đánh bắt xa bờ dài ngày"

    assert "33-KH/ĐU" not in [hit.directive.number for hit in look(text, clerk).hits]


@pytest.mark.parametrize("sort", ["lien_quan", "moi", "cu"])
def test_every_order_shows_the_same_and_counts_are_of_what_is_shown(
    sort: str, allowance: Directive, ward: Organization, clerk: User
) -> None:
    text = "theo nghị quyết thì tổ trưởng dân phố đến bao giờ được truy lĩnh phụ cấp bao nhiêu tiền"
    results = look(text, clerk, sort=sort)
    base = Directive.objects.visible_to(clerk).registered()

    assert {hit.directive for hit in results.hits} == {allowance}
    assert sum(row[-1] for row in counts(user=clerk, results=results, base=base)) == 1
