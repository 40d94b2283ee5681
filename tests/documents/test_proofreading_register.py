"""Citations of an issue against the register: another date, kind or issuer is a misprint; what may be another paper is not."""

from datetime import date
from typing import Any

import pytest

from directives.models import Citation, Directive
from documents.models import Bulletin
from documents.services.citing import sync_entries
from documents.services.proofreading import placed_findings
from tests.builders import Ward, make_bulletin, make_directive, make_entry, make_kind, make_ward

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Any) -> None:
    settings.VAR_DIR = tmp_path


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    return make_bulletin(ward.committee)


@pytest.fixture
def plan(ward: Ward) -> Directive:
    return make_directive(
        ward.committee, number="12-KH/ĐU", issued_on=date(2026, 5, 4), subject="về chăm sóc cây xanh ở khu dân cư"
    )


def _found(bulletin: Bulletin, sentence: str) -> list[tuple[str, str]]:
    make_entry(bulletin, heading="Chăm sóc cây xanh", body=f"<p>{sentence}</p>")
    return [
        (one.finding.rule, one.finding.text)
        for one in placed_findings(bulletin)
        if one.finding.rule.startswith("register-")
    ]


@pytest.mark.usefixtures("plan")
@pytest.mark.parametrize(
    ("sentence", "rule"),
    [
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026 của Đảng ủy phường Bình Giang.", "register-date"),
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 04/5/2025 của Đảng ủy phường Bình Giang.", "register-date"),
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 04/6/2026 của Đảng ủy phường.", "register-date"),
        ("Thực hiện Kết luận số 12-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường Bình Giang.", "register-kind"),
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 04/5/2026 của Đảng ủy xã Cồn Tiên.", "register-issuer"),
        # As the register has it, in either way of naming the issuer, or none.
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường Bình Giang.", ""),
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường.", ""),
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 04/5/2026.", ""),
        # Another body's paper of the same number, an earlier term's: the register says nothing of them.
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 20/8/2023 của Đảng ủy phường Bình Giang.", ""),
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026 của Đảng ủy xã Cồn Tiên.", ""),
        ("Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026.", ""),
        ("Thực hiện Kế hoạch số 13-KH/ĐU, ngày 14/5/2026 của Đảng ủy phường Bình Giang.", ""),
    ],
)
def test_a_citation_is_held_against_the_record_it_can_only_mean(bulletin: Bulletin, sentence: str, rule: str) -> None:
    assert [found for found, _ in _found(bulletin, sentence)] == ([rule] if rule else [])


@pytest.mark.usefixtures("plan")
def test_the_finding_marks_the_date_and_says_what_the_register_has(bulletin: Bulletin) -> None:
    sentence = "Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026 của Đảng ủy phường Bình Giang, các chi bộ trồng cây."
    assert [text for _, text in _found(bulletin, sentence)] == ["ngày 14/5/2026"]
    found = next(one for one in placed_findings(bulletin) if one.finding.rule == "register-date")
    assert "04/05/2026" in found.finding.reason
    assert found.is_error
    assert not found.can_correct


def test_records_that_the_publisher_cannot_see_say_nothing(ward: Ward, bulletin: Bulletin) -> None:
    make_directive(ward.neighbour, register=ward.committee, number="12-KH/ĐU", issued_on=date(2026, 5, 4))
    assert _found(bulletin, "Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026 của Đảng ủy phường Bình Giang.") == []


def test_one_record_that_agrees_silences_those_that_do_not(ward: Ward, bulletin: Bulletin, plan: Directive) -> None:
    make_directive(ward.committee, number=plan.number, issued_on=date(2026, 5, 14))
    assert _found(bulletin, "Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026 của Đảng ủy phường Bình Giang.") == []


def test_an_unconfirmed_record_says_nothing(ward: Ward, bulletin: Bulletin) -> None:
    make_directive(ward.committee, number="12-KH/ĐU", issued_on=date(2026, 5, 4), state=Directive.State.UNCONFIRMED)
    assert _found(bulletin, "Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026 của Đảng ủy phường Bình Giang.") == []


def test_what_the_editor_chose_by_hand_is_not_doubted(ward: Ward, bulletin: Bulletin, plan: Directive) -> None:
    sentence = "Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/5/2026 của Đảng ủy phường Bình Giang."
    entry = make_entry(bulletin, heading="Cây xanh", body=f"<p>{sentence}</p>")
    sync_entries([entry])
    assert [one.finding.rule for one in placed_findings(bulletin)] == ["register-date"]
    cited = Citation.objects.get(citing=entry.citing_text)
    cited.directive, cited.is_by_hand = plan, True
    cited.save()
    assert placed_findings(bulletin) == []


def test_a_regulation_and_a_decision_of_one_number_are_told_apart(ward: Ward, bulletin: Bulletin) -> None:
    make_directive(ward.committee, number="30-QĐ/ĐU", kind=make_kind("Quy định", "QĐ"), issued_on=date(2026, 3, 2))
    sentence = "Theo Quyết định số 30-QĐ/ĐU, ngày 02/3/2026 của Đảng ủy phường Bình Giang."
    assert [rule for rule, _ in _found(bulletin, sentence)] == ["register-kind"]
