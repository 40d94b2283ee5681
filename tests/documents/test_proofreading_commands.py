"""manage.py proofread of an issue in work, and learn_language over what was published."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from documents.engines.proofreading import Counts
from documents.models import KnownWord, Waiver, Withdrawal
from documents.services.proofreading import model_path, placed_findings
from tests.builders import Ward, make_bulletin, make_directive, make_entry, make_ward, publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Any, tmp_path: Path) -> None:
    settings.VAR_DIR = tmp_path / "var"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def _texts(pk: int) -> set[str]:
    return {row["text"] for row in json.loads(_run("proofread", str(pk), "--json"))}


def test_an_issue_in_work_is_checked_with_its_register_lists_and_waivers(ward: Ward) -> None:
    plan = make_directive(ward.committee, number="12-KH/ĐU")
    assert plan.issued_on is not None
    bulletin = make_bulletin(ward.committee)
    sentence = f"Thực hiện Kế hoạch số 12-KH/ĐU, ngày 14/{plan.issued_on:%m/%Y} của Đảng ủy phường Bình Giang"
    make_entry(bulletin, heading="Làm đường", body=f"<p>Nhân dân cuả tổ 5 góp công. {sentence}.</p>")
    rows = json.loads(_run("proofread", str(bulletin.pk), "--json"))
    assert {"rule", "class", "severity", "text", "context", "suggestion", "reason"} <= set(rows[0])
    assert [row["rule"] for row in rows] == ["tone-place", "register-date"]
    Waiver.objects.create(publisher=ward.committee, rule="tone-place", text="cuả", reason="Tên quán.")
    assert [row["rule"] for row in json.loads(_run("proofread", str(bulletin.pk), "--json"))] == ["register-date"]
    KnownWord.objects.create(publisher=ward.committee, text="kiểm trả")
    make_entry(bulletin, heading="Trồng rừng", body="<p>Đoàn kiểm trả hồ sơ.</p>")
    assert "kiểm trả" not in _texts(bulletin.pk)


def test_a_person_reads_the_findings_of_an_issue_with_their_count(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, heading="Làm đường", body="<p>Nhân dân cuả tổ 5 góp công.</p>")
    shown = _run("proofread", str(bulletin.pk))
    assert "[error] đoạn 2: cuả → của. Dấu thanh đặt sai chỗ." in shown
    assert shown.endswith("Có 1 chỗ cần xem.\n")


def test_what_was_published_teaches_the_next_issue_and_only_counts_are_kept(ward: Ward) -> None:
    doubted = "Đoàn kiểm trả hồ sơ."
    first = make_bulletin(ward.committee, month=9)
    make_entry(first, heading="Hồ sơ", body=f"<p>{doubted}</p>" * 60)
    next_one = make_bulletin(ward.committee, month=10)
    make_entry(next_one, heading="Hồ sơ", body=f"<p>{doubted}</p>")
    assert "kiểm trả" in _texts(next_one.pk)
    # A draft teaches nothing.
    assert "Đã học 0 tiếng" in _run("learn_language")
    assert "kiểm trả" in _texts(next_one.pk)
    Waiver.objects.create(publisher=ward.committee, rule="pair", text="kiểm trả", reason="Từ của ngành.")
    Waiver.objects.create(publisher=ward.committee, rule="spelling", text="kiểm trả", reason="Từ của ngành.")
    edition = publish(ward, first)
    Waiver.objects.all().delete()
    _run("learn_language")
    assert model_path().is_file()
    counts = Counts.load(model_path())
    assert counts.pairs["kiểm trả"] == 60
    assert doubted.encode() not in model_path().read_bytes()
    assert "kiểm trả" not in _texts(next_one.pk)
    # Pages read the new counts without a restart.
    assert placed_findings(next_one) == []
    # Made anew each time: the same archive never counts twice; a withdrawn edition no longer counts.
    _run("learn_language")
    assert Counts.load(model_path()).pairs["kiểm trả"] == 60
    Withdrawal.objects.create(edition=edition, by=ward.approver, reason="Nhầm tháng.", at=timezone.now())
    _run("learn_language")
    assert "kiểm trả" in _texts(next_one.pk)


def test_a_spoilt_file_of_counts_does_not_stop_the_pages(ward: Ward) -> None:
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, body="<p>Nhân dân cuả tổ 5 góp công.</p>")
    model_path().parent.mkdir(parents=True)
    model_path().write_bytes(b"abc")
    assert [one.finding.text for one in placed_findings(bulletin)] == ["cuả"]
