"""Two clerks import registers that name the same new body, at the same time."""

import csv
from functools import partial
from pathlib import Path

import pytest

from directives.models import Directive
from directives.register_import import ImportReport, import_register, importing
from organizations.models import Organization
from tests.at_once import at_once
from tests.builders import make_organization

HEADINGS = ("number", "issuer", "issued_on", "summary")
BODY = "Ủy ban nhân dân phường Bình Giang"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def ward() -> Organization:
    return make_organization("Đảng ủy phường Bình Giang")


def _file(path: Path, *numbers: str, issuer: str = BODY) -> Path:
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEADINGS, *((number, issuer, "14/8/2025", "về trồng cây") for number in numbers)])
    return path


def test_a_body_entered_meanwhile_is_taken_and_not_entered_twice(tmp_path: Path, ward: Organization) -> None:
    steps = importing(_file(tmp_path / "a.csv", "6/KH-UBND"), actor=None, held_by=ward, create_issuers=True)
    while (step := next(steps)).total is None or step.done < step.total:
        pass
    first = import_register(_file(tmp_path / "b.csv", "7/KH-UBND"), actor=None, held_by=ward, create_issuers=True)
    report = first
    try:
        while True:
            next(steps)
    except StopIteration as end:
        report = end.value

    assert (first.created_issuers, report.created_issuers) == ([BODY], [])
    body = Organization.objects.get(name=BODY)
    assert set(Directive.objects.values_list("number", "register_id")) == {
        ("6/KH-UBND", body.pk),
        ("7/KH-UBND", body.pk),
    }


def test_bodies_that_imports_enter_at_once_all_find_their_place(tmp_path: Path, ward: Organization) -> None:
    files = [
        _file(tmp_path / f"{place}.csv", f"{place}/KH-UBND", issuer=f"Ủy ban nhân dân phường Số {place}")
        for place in range(1, 5)
    ]
    results = at_once(
        *(partial(import_register, path, actor=None, held_by=ward, create_issuers=True) for path in files)
    )

    assert [one.written for one in results if isinstance(one, ImportReport)] == [1, 1, 1, 1]
    assert Organization.objects.filter(depth=1).count() == 5
    assert not any(Organization.objects.find_problems())
