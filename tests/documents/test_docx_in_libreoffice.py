"""The Word file as an office opens it: LibreOffice sets it, with all its text, photos, tables and contents."""

import re
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pypdfium2
import pytest

from documents.rendering.docx import render_docx
from documents.rendering.meeting import MeetingItem
from documents.rendering.minutes import Minutes, render_minutes
from documents.rendering.pages import page_texts
from tests.conftest import needs_soffice
from tests.documents.issues import Pictures, whole_issue

pytestmark = needs_soffice


def _convert(folder: Path, paths: list[Path]) -> None:
    """Set the files as PDF beside them. A profile of its own: it may run beside another."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *map(str, paths)],
        check=True,
        capture_output=True,
        timeout=180,
    )


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The whole issue, written as DOCX and set by LibreOffice as PDF."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "pictures").mkdir()
    pictures = Pictures(folder / "pictures")
    content = whole_issue(pictures)
    path = folder / "issue.docx"
    path.write_bytes(render_docx(content, pictures=pictures.files, now=datetime(2026, 9, 1, 8, tzinfo=UTC)))
    _convert(folder, [path])
    return Path(folder / "issue.pdf").read_bytes()


def _squeezed(pdf: bytes) -> str:
    return " ".join("\n".join(page_texts(pdf)).replace("\u00a0", " ").split())


def test_it_is_set_on_about_as_many_pages_as_the_printed_one(converted: bytes) -> None:
    assert 6 <= len(page_texts(converted)) <= 20


def test_cover_contents_and_body_stand_on_pages_of_their_own(converted: bytes) -> None:
    cover, contents, *body = page_texts(converted)

    assert "TÀI LIỆU" in cover
    assert "MỤC LỤC" not in cover
    assert "MỤC LỤC" in contents
    assert any("NỘI DUNG" in page for page in body)


@pytest.mark.parametrize(
    "words",
    [
        "ĐẢNG BỘ PHƯỜNG AN KHÁNH",
        "SỬ DỤNG VÀ BẢO QUẢN TRONG NỘI BỘ CỦA ĐẢNG",
        "1.2. Việc cần làm sau kỳ họp",
        "- Chi bộ chọn một chỉ tiêu gần với địa bàn mình nhất",
        "+ tổ dân phố số 1 đến số 6",
        "a) dạy bơi an toàn",
        "* Đối với các trường học",
        "Tỷ lệ hồ sơ giải quyết đúng hẹn",
        "Nguồn: báo cáo của Văn phòng",
        "nhận Huy hiệu 60 năm tuổi Đảng",
        "Mã bản in: 7K3MP-Q2WXZ",
    ],
)
def test_nothing_is_lost(converted: bytes, words: str) -> None:
    assert words in _squeezed(converted)


def test_every_photo_is_there(converted: bytes) -> None:
    document = pypdfium2.PdfDocument(converted)
    try:
        images = sum(
            1 for page in document for _ in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE], max_depth=5)
        )
    finally:
        document.close()

    assert images == 6


def _minutes(turn: int) -> bytes:
    """Minutes whose items are of another length each turn, so that pages end at other places."""
    items = [
        MeetingItem(
            number=str(number),
            title=f"Mục {number} " + "chuyện trồng cây ven sông và chăm sóc cây " * (1 + (number + turn) % 2),
            source="Chỉ thị số 02-CT/ĐU ngày 02/10/2026",
            tasks=("Phân công người làm.",) * ((number + turn) % 4),
        )
        for number in range(1, 8)
    ]
    known = Minutes("Chi bộ 1", "Đảng ủy", date(2026, 11, 1), items, ["Tin một"], opinions="Ý kiến.\n" * turn)
    return render_minutes(known, now=datetime(2026, 11, 2, tzinfo=UTC))


def test_no_page_of_minutes_ends_with_a_heading(tmp_path: Path) -> None:
    for turn in range(8):
        (tmp_path / f"{turn}.docx").write_bytes(_minutes(turn))
    _convert(tmp_path, sorted(tmp_path.glob("*.docx")))

    for path in sorted(tmp_path.glob("*.pdf")):
        for page in page_texts(path.read_bytes()):
            last = [line for line in page.splitlines() if line.strip()][-1]
            assert not re.match(r"(?:Mục|\d+\.|[IV]+\.|Chỉ thị|Việc chi bộ)", last), f"{path.name}: {last}"
