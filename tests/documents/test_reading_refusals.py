"""Files that are refused: each with a message that says what to do, and nothing kept."""

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
import typst

from documents.engines.reading import read_issue_here
from documents.engines.reading.docx import read_docx
from documents.engines.reading.docx_returned import read_returned
from documents.engines.reading.guard import MAX_BYTES, check_size, has_secrecy_stamp
from documents.engines.reading.legacy import detect_legacy
from documents.engines.reading.model import UnreadableFile
from tests.documents.bulletin_cases import WARD_2025
from tests.documents.bulletins import as_docx, photo_bytes, text


def refusal(data: bytes, name: str) -> UnreadableFile:
    with pytest.raises(UnreadableFile) as caught:
        read_issue_here(data, name=name)
    return caught.value


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The package with one part replaced or added."""
    source, buffer = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for part in source.namelist():
            if part != name:
                target.writestr(part, source.read(part))
        target.writestr(name, content)
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    """A PDF whose password is not empty: the key in its Encrypt dictionary fits nothing."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >>",
    ]
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{content}\nendobj\n"
    table = len(body)
    body += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in places)
    ident = "<" + "43" * 16 + ">"
    body += f"trailer\n<< /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [{ident} {ident}] >>\nstartxref\n{table}\n%%EOF\n"
    return body.encode("latin-1")


def scanned_pdf() -> bytes:
    source = "#set page(margin: 0pt)\n" + '#image("page.jpg", width: 100%, height: 100%)\n#pagebreak()\n' * 3
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "page.jpg").write_bytes(photo_bytes("scan"))
        (Path(folder) / "main.typ").write_text(source)
        made = typst.compile(str(Path(folder) / "main.typ"), root=folder, ignore_system_fonts=True)
    assert isinstance(made, bytes)
    return made


TCVN3 = "§¶ng bé ph­êng Hoµ An tæ chøc héi nghÞ qu¸n triÖt nghÞ quyÕt cña Trung ­¬ng. C¸c ®ång chÝ ®¶ng viªn thùc hiÖn nghiªm tóc."
VNI = "Ñaûng boä phöôøng Hoøa An toå chöùc hoäi nghò quaùn trieät nghò quyeát cuûa Trung öông. Caùc ñoàng chí ñaûng vieân thöïc hieän nghieâm tuùc."
UNICODE = "Đảng bộ phường Hoà An tổ chức hội nghị quán triệt nghị quyết của Trung ương. Các đồng chí đảng viên thực hiện nghiêm túc."


@pytest.mark.parametrize(
    ("data", "name", "code", "advice"),
    [
        (b"", "a.docx", "empty", "kiểm tra lại tệp"),
        ("Đây là văn bản thường".encode(), "a.docx", "not_docx", "Word"),
        (b"PK\x03\x04" + b"\x00" * 200, "a.docx", "not_docx", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "cu.doc", "not_docx", "bỏ mật khẩu"),
        (b"khong phai pdf", "a.pdf", "not_pdf", "PDF"),
        (b"%PDF-1.7\nhong", "a.pdf", "not_pdf", "xuất ra PDF"),
        (encrypted_pdf(), "a.pdf", "encrypted_pdf", "bỏ mật khẩu"),
        (scanned_pdf(), "a.pdf", "scanned_pdf", "bản quét"),
        (b"   \n \n", "a.txt", "no_text", "kiểm tra"),
        (b"\x00\x01\x02\x03" * 40, "a.txt", "unknown_format", "UTF-8"),
        (b"GIF89a....", "a.gif", "unknown_format", ".docx, .pdf và .txt"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_advice(data: bytes, name: str, code: str, advice: str) -> None:
    found = refusal(data, name)
    assert found.code == code
    assert advice in found.message_vi
    assert found.message_vi.endswith(".")
    assert "đồng chí" in found.message_vi.lower()


def test_a_spreadsheet_named_docx_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refusal(buffer.getvalue(), "a.docx").code == "not_docx"


@pytest.mark.parametrize(("size", "code"), [(0, "empty"), (MAX_BYTES + 1, "too_large")])
def test_size_is_judged_before_the_file_is_opened(size: int, code: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        check_size(size)
    assert caught.value.code == code


def test_fifty_megabytes_are_allowed() -> None:
    check_size(MAX_BYTES)


def test_a_zip_bomb_is_refused() -> None:
    bomb = with_part(word("Nội dung"), "word/media/bom.bin", b"\0" * (60 * 1024 * 1024))
    assert len(bomb) < 1024 * 1024
    assert refusal(bomb, "a.docx").code == "zip_bomb"


@pytest.mark.parametrize("part", ["word/document.xml", "word/styles.xml"])
def test_external_entities_are_refused(part: str) -> None:
    attack = (
        b'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert refusal(with_part(word("Nội dung"), part, attack), "a.docx").code == "external_entity"


# -- state secrets ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["MẬT", "TỐI MẬT", "TUYỆT MẬT", "  [MẬT]  ", "ĐỘ MẬT: TỐI MẬT", "M Ậ T", "- TUYỆT  MẬT -", "TÔ\u0301I MÂ\u0323T"],
)
def test_a_secrecy_stamp_as_a_line_of_its_own_is_seen(line: str) -> None:
    assert has_secrecy_stamp(["TỈNH ỦY NÚI XANH", line, "Kế hoạch"])


@pytest.mark.parametrize(
    "line",
    [
        "Thực hiện nghiêm quy định bảo vệ bí mật nhà nước",
        "BẢO MẬT",
        "BẢO MẬT THÔNG TIN",
        "MẬT ONG NÚI XANH",
        "Mật",
        "QUY ĐỊNH VỀ TÀI LIỆU MẬT TRONG CƠ QUAN ĐẢNG",
        "tài liệu đóng dấu TỐI MẬT được bảo quản riêng",
    ],
)
def test_words_about_secrecy_in_running_text_are_no_stamp(line: str) -> None:
    assert not has_secrecy_stamp([line])


@pytest.mark.parametrize("name", ["a.txt", "a.docx"])
def test_a_stamped_file_is_refused_without_a_word_of_its_content(name: str) -> None:
    lines = ("TỈNH ỦY NÚI XANH", "TỐI MẬT", "Kế hoạch bảo vệ mục tiêu Đồi Thông", text(0))
    data = word(*lines) if name.endswith("docx") else "\n".join(lines).encode()
    found = refusal(data, name)
    assert found.code == "state_secret"
    assert not any(part in found.message_vi for part in ("Đồi Thông", "NÚI XANH", name))


def test_a_stamp_in_the_header_of_a_word_file_is_seen() -> None:
    document = docx.Document()
    document.add_paragraph("Kế hoạch")
    document.sections[0].header.paragraphs[0].text = "MẬT"
    buffer = io.BytesIO()
    document.save(buffer)
    assert refusal(buffer.getvalue(), "a.docx").code == "state_secret"


def test_a_stamp_at_the_head_of_every_page_of_a_pdf_is_seen() -> None:
    source = f"#set page(header: [TUYỆT MẬT])\n{text(0, 12)}\n#pagebreak()\n" + f"{text(3, 9)}\n#pagebreak()\n" * 4
    made = typst.compile(source.encode(), ignore_system_fonts=True)
    assert isinstance(made, bytes)
    assert refusal(made, "a.pdf").code == "state_secret"


# -- old encodings ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("old", "which", "name"), [(TCVN3, "tcvn3", "TCVN3"), (VNI, "vni", "VNI")])
def test_old_encodings_are_named_and_never_imported_silently(old: str, which: str, name: str) -> None:
    assert detect_legacy(old) == which
    for data, file_name in ((old.encode(), "a.txt"), (word(old), "a.docx")):
        found = refusal(data, file_name)
        assert found.code == "legacy_encoding"
        assert name in found.message_vi
        assert "Unicode" in found.message_vi


def test_a_text_in_old_bytes_is_seen_too() -> None:
    assert refusal(TCVN3.encode("latin-1"), "a.txt").code == "legacy_encoding"


@pytest.mark.parametrize(
    "fine",
    [
        UNICODE,
        text(0, 18),
        "Ông bà, chào các đồng chí",
        "UBND xã",
        "ASCII only text without any diacritics at all, for instance a list of file names",
        "Résumé: café, naïve, à la carte",
    ],
)
def test_unicode_text_is_not_taken_for_an_old_encoding(fine: str) -> None:
    assert detect_legacy(fine) == ""


def test_a_few_broken_bytes_do_not_spoil_a_sound_text() -> None:
    data = bytearray(text(0, 18).encode())
    data[200] = data[900] = 0xFF
    issue = read_issue_here(bytes(data), name="a.txt")
    assert "Nhân dân" in " ".join(block.text for entry in issue.entries for block in entry.blocks)


@pytest.mark.parametrize("at", [300, 2000, 5000])
def test_a_damaged_word_file_is_refused(at: int) -> None:
    data = bytearray(as_docx(WARD_2025))
    data[at : at + 400] = bytes(400)
    assert refusal(bytes(data), "a.docx").code == "not_docx"


def test_a_good_word_file_is_not_refused() -> None:
    assert read_issue_here(as_docx(WARD_2025), name="Tài liệu tháng 7.DOCX").entries


def with_tables(*sizes: tuple[int, int]) -> bytes:
    """A Word file with a table of each size: rows and columns of empty cells."""
    tables = "".join(
        "<w:tbl>" + ("<w:tr>" + "<w:tc><w:p/></w:tc>" * columns + "</w:tr>") * rows + "</w:tbl><w:p/>"
        for rows, columns in sizes
    )
    data = word("TÀI LIỆU SINH HOẠT CHI BỘ", "Một dòng.")
    body = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
    return with_part(data, "word/document.xml", body.replace("<w:sectPr", tables + "<w:sectPr", 1).encode())


@pytest.mark.parametrize("read", [read_docx, read_returned])
@pytest.mark.parametrize(
    ("sizes", "words"),
    [(((2000, 200),), "một bảng hơn 5000 ô"), (((501, 10),), "một bảng hơn 5000 ô"), (((450, 10),) * 5, "hơn 20000 ô")],
)
def test_tables_beyond_all_measure_are_refused_by_name(
    read: Callable[[bytes], object], sizes: tuple[tuple[int, int], ...], words: str
) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read(with_tables(*sizes))
    assert caught.value.code == "too_large"
    assert words in str(caught.value)


def test_a_long_list_of_members_is_read() -> None:
    assert any(len(para.rows) == 500 for para in read_docx(with_tables((500, 10))))
