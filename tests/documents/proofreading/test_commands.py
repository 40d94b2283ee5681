"""manage.py proofread and learn_language."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

_LINES = "Đoàn kiểm trả công tác tuyển quân.\n\nMỗi hộ được hỗ trợ 500,000 đồng.\n"


def _run(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    settings.VAR_DIR = tmp_path / "var"


def test_a_file_is_checked_and_printed_as_json_without_a_database(tmp_path: Path) -> None:
    file = tmp_path / "ban-tin.txt"
    file.write_text(_LINES, encoding="utf-8")
    found = json.loads(_run("proofread", str(file), "--json"))
    assert {"kiểm trả", "500,000"} <= {one["text"] for one in found}
    assert {"rule", "class", "severity", "text", "context", "suggestion"} <= set(found[0])


def test_a_person_reads_what_is_wrong_and_how_many_places(tmp_path: Path) -> None:
    file = tmp_path / "ban-tin.txt"
    file.write_text(_LINES, encoding="utf-8")
    assert "kiểm trả → kiểm tra" in _run("proofread", str(file))


def test_a_missing_file_says_what_to_do() -> None:
    with pytest.raises(CommandError, match="kiểm tra lại đường dẫn"):
        _run("proofread", "khong-co.txt")


def test_learning_from_files_changes_what_is_doubted(tmp_path: Path) -> None:
    file, lesson, model = tmp_path / "ban-tin.txt", tmp_path / "bai.txt", tmp_path / "so-dem.gz"
    file.write_text("Đoàn kiểm trả hồ sơ.\n", encoding="utf-8")
    lesson.write_text("Đoàn kiểm trả hồ sơ.\n\n" * 60, encoding="utf-8")
    assert "kiểm trả" in _run("proofread", str(file), "--json")
    _run("learn_language", str(lesson), "--no-archive", "--model", str(model))
    assert json.loads(_run("proofread", str(file), "--json", "--model", str(model))) == []


def test_a_spoilt_model_says_what_to_do(tmp_path: Path) -> None:
    file, model = tmp_path / "ban-tin.txt", tmp_path / "so-dem.gz"
    file.write_text(_LINES, encoding="utf-8")
    model.write_bytes(b"abc")
    with pytest.raises(CommandError, match="learn_language"):
        _run("proofread", str(file), "--model", str(model))


@pytest.mark.django_db
def test_an_unknown_issue_and_an_empty_archive_are_told_plainly() -> None:
    with pytest.raises(CommandError, match="Không có tài liệu"):
        _run("proofread", "987654")
    assert "Đã học 0 tiếng" in _run("learn_language")
