"""Foreign files are parsed in a process of their own: limits, crashes and hangs end there."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from documents.engines.reading import read_issue_here, sandbox
from documents.engines.reading.model import UnreadableFile
from documents.engines.reading.sandbox import read_file, read_fragment_file
from tests.documents.bulletin_cases import WARD_2025
from tests.documents.bulletins import as_docx, as_pdf, as_txt

ROOT = Path(__file__).resolve().parents[2]


def refused(path: Path, **limits: float) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_file(path, name=path.name, **limits)  # type: ignore[arg-type]
    return caught.value


@pytest.fixture
def temp_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the sandbox makes its own, to see that nothing stays."""
    folder = tmp_path / "temp"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


@pytest.mark.parametrize(("ending", "make"), [("docx", as_docx), ("pdf", as_pdf), ("txt", as_txt)])
def test_the_process_gives_what_reading_here_gives(ending: str, make: object, tmp_path: Path, temp_root: Path) -> None:
    assert callable(make)
    path = tmp_path / f"upload.{ending}"
    path.write_bytes(make(WARD_2025))
    assert read_file(path, name=f"Tài liệu tháng 7.{ending}") == read_issue_here(path.read_bytes(), name=path.name)
    assert not list(temp_root.iterdir())


def test_progress_rises_to_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(as_pdf(WARD_2025))
    shares: list[float] = []
    read_file(path, name="a.pdf", progress=shares.append)
    assert shares
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_a_refusal_passes_through_with_its_message(tmp_path: Path, temp_root: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_text("không phải Word")
    found = refused(path)
    assert found.code == "not_docx"
    assert "Word" in found.message_vi
    assert not list(temp_root.iterdir())


@pytest.mark.parametrize("content", [b"", None])
def test_size_is_checked_before_a_process_starts(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x" * 2048 if content is None else content)
    monkeypatch.setattr(sandbox, "MAX_BYTES", 1024)
    monkeypatch.setattr(subprocess, "Popen", None)
    assert refused(path).code == ("too_large" if content is None else "empty")


def test_a_parser_that_hangs_is_ended_with_all_it_started(
    tmp_path: Path, temp_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_MODULE", "tests.documents.hostile_worker")
    path = tmp_path / "hang.pdf"
    path.write_bytes(b"%PDF-1.4")
    start = time.monotonic()
    assert refused(path, timeout_seconds=1.5).code == "timeout"
    assert time.monotonic() - start < 6
    child = int(path.with_suffix(".pid").read_text().split()[0])
    assert _ended(child)
    assert not list(temp_root.iterdir())


def _ended(pid: int) -> bool:
    for _ in range(50):
        state = Path(f"/proc/{pid}/stat")
        if not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z":
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("name", ["crash.pdf", "quiet.pdf"])
def test_a_parser_that_crashes_or_gives_no_answer_is_a_refusal(
    name: str, tmp_path: Path, temp_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sandbox, "_MODULE", "tests.documents.hostile_worker")
    path = tmp_path / name
    path.write_bytes(b"%PDF-1.4")
    found = refused(path)
    assert found.code == "crashed"
    assert "lưu thành tệp mới" in found.message_vi
    assert not list(temp_root.iterdir())


def test_a_parser_that_wants_too_much_memory_ends_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Nội dung rất dài của một dòng.\n" * 600_000)
    found = refused(path, memory_mb=96)
    assert found.code == "memory"
    assert "giảm cỡ" in found.message_vi


def test_the_process_knows_nothing_of_the_portals_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[dict[str, str]] = []
    real = subprocess.Popen

    def spy(*args: object, **kwargs: object) -> object:
        seen.append(dict(kwargs["env"]))  # type: ignore[call-overload]
        return real(*args, **kwargs)  # type: ignore[call-overload]

    monkeypatch.setenv("SECRET_KEY", "khóa")
    monkeypatch.setattr(subprocess, "Popen", spy)
    path = tmp_path / "a.txt"
    path.write_bytes(as_txt(WARD_2025))
    read_file(path, name="a.txt")
    assert not {"SECRET_KEY", "DATABASE_URL", "DJANGO_SETTINGS_MODULE"} & set(seen[0])


def test_reading_needs_no_django() -> None:
    code = (
        "import sys, documents.engines.reading.worker as w, documents.engines.reading.docx, documents.engines.reading.pdf,"
        " documents.engines.reading.txt, documents.engines.outline, documents.engines.reading.codec;"
        " sys.exit('django' in sys.modules)"
    )
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DJANGO")}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0


def test_a_fragment_comes_through_the_same_door(tmp_path: Path) -> None:
    path = tmp_path / "tin.txt"
    path.write_text("Ra quân tổng vệ sinh môi trường\n\nSáng 12/7, hội viên phụ nữ ra quân tổng vệ sinh các ngõ xóm.\n")
    fragment = read_fragment_file(path, name="tin.txt")
    assert fragment.title == "Ra quân tổng vệ sinh môi trường"
    assert [block.text for block in fragment.blocks] == ["Sáng 12/7, hội viên phụ nữ ra quân tổng vệ sinh các ngõ xóm."]
