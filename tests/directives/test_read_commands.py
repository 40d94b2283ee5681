"""The commands that print what was read: from a file, from standard input, and what they say about a bad file."""

import io
import json
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

TEXT = "Thực hiện Chỉ thị số 12-CT/TU, ngày 06/5/2024 của Tỉnh ủy, các chi bộ báo cáo trước ngày 30/6/2024."


def run(*args: str) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command(*args, stdout=out)
    answer: list[dict[str, object]] = json.loads(out.getvalue())
    return answer


def test_read_citations_prints_the_scorers_format_and_the_place(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text(TEXT, encoding="utf-8-sig")
    (found,) = run("read_citations", str(path))
    assert found == {
        "kind": "Chỉ thị", "number": "12-CT/TU", "date": "2024-05-06", "issuer": "Tỉnh ủy", "title": None, "item": None,
        "start": 10, "end": 57, "raw": TEXT[10:57], "relation": "implements", "nested_in": None,
    }  # fmt: skip


def test_read_deadlines_reads_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    (found,) = run("read_deadlines", "-", "--issued-on", "2024-05-01")
    assert (found["due"], found["precision"], found["who"]) == ("2024-06-30", "day", "các chi bộ")


def test_a_missing_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"không có tệp này.*kiểm tra lại đường dẫn"):
        run("read_citations", str(tmp_path / "khong-co.txt"))
    with pytest.raises(CommandError, match="đây là thư mục"):
        run("read_citations", str(tmp_path))


def test_a_file_in_another_code_is_refused_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "cu.txt"
    path.write_bytes("Uû ban nh©n d©n".encode("latin-1"))
    with pytest.raises(CommandError, match="UTF-8"):
        run("read_deadlines", str(path))


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="năm-tháng-ngày"):
        run("read_deadlines", str(tmp_path), "--issued-on", "31/2/2024")
