"""What must not break an issue: whatever is pasted, typed or photographed is printed right, or refused with the entry and the
cause named, while the rest of the issue still previews."""

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
import pillow_heif
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from documents.models import Bulletin, Entry, EntryPicture, PublisherSettings
from documents.rendering.docx import render_docx
from documents.rendering.pdf import render_pdf
from documents.services.composing import build_content, picture_files
from documents.services.desk.outline import CannotPlace
from documents.services.desk.preview import preview_of
from documents.services.desk.raw_taking import RawFields, take_raw
from tests.builders import Ward, make_bulletin, make_entry, make_picture, make_ward, picture_bytes
from tests.documents.raw_files import CHAT
from tests.documents.test_desk_entry import HTMX, address, form
from tests.documents.test_desk_raw import bring

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, tzinfo=UTC)
# Signs that mean something to typst, to XML, to a template, to a shell or to nobody.
SIGNS = "#set page() $x^2$ \\ `a` *b* _c_ @d <e> &amp; {{ f }} {% g %} ]] ~ // /* %s ${h} “i” ‘k’ … – — § ½ №"


@pytest.fixture
def ward() -> Ward:
    return make_ward()


@pytest.fixture
def bulletin(ward: Ward) -> Bulletin:
    row = make_bulletin(ward.committee)
    make_entry(row, heading="Mục lành", body="<p>Đoạn lành.</p>", position=1)
    return row


@pytest.fixture
def entry(bulletin: Bulletin) -> Entry:
    return make_entry(bulletin, heading="Mục thử", body="<p>Chữ.</p>", position=2)


@pytest.fixture
def editor(ward: Ward, client: Client) -> Client:
    client.force_login(ward.editor)
    return client


def pdf_text(bulletin: Bulletin) -> str:
    content = build_content(bulletin)
    pdf = render_pdf(content, pictures=picture_files(content), now=NOW, draft="DỰ THẢO").pdf
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    finally:
        document.close()


def docx_text(bulletin: Bulletin) -> str:
    content = build_content(bulletin)
    data = render_docx(content, pictures=picture_files(content), now=NOW)
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    feet = [paragraph.text for section in document.sections for paragraph in section.first_page_footer.paragraphs]
    return " ".join(" ".join([*(paragraph.text for paragraph in document.paragraphs), *cells, *feet]).split())


# --- Pasted text ------------------------------------------------------------------------------------------------------

PASTED = {
    "a script": ('<p onclick="x()">Chữ thử</p><script>alert(1)</script><iframe src="//x"></iframe>', "Chữ thử"),
    "a picture inside": ('<p>Chữ thử <img src="data:image/png;base64,iVBORw0KGgo=" onerror="x()"></p>', "Chữ thử"),
    "a link of script": (
        '<p><a href="javascript:alert(1)">Chữ thử</a> <a href="data:text/html,x">hai</a></p>',
        "Chữ thử",
    ),
    "word's own tags": (
        '<p class=MsoNormal style="mso-x:1"><o:p>Chữ thử</o:p><!--[if gte mso 9]><xml>x</xml><![endif]--></p>',
        "Chữ thử",
    ),
    "merged cells": (
        "<table><tr><td colspan=2 rowspan=2>Chữ thử</td><td>Ba</td></tr><tr><td>Bốn</td></tr><tr><td>Năm</td></tr></table>",
        "Chữ thử",
    ),
    "cells that cannot be": (
        '<table><tr><td colspan="99999" rowspan="-3">Chữ thử</td></tr><tr><td rowspan="9">Hai</td></tr></table>',
        "Chữ thử",
    ),
    "a table in a table": ("<table><tr><td>Một<table><tr><td>Chữ thử</td></tr></table></td></tr></table>", "Chữ thử"),
    "an empty table": ("<table><tr></tr></table><p>Chữ thử</p>", "Chữ thử"),
    "lists in lists": ("<ul><li>Một" * 40 + "<ul><li>Chữ thử</li></ul>" + "</li></ul>" * 40, "Chữ thử"),
    "tags that do not close": ("<p><strong><em>Chữ thử<ul><li>Hai<table><tr><td>Ba", "Chữ thử"),
    "a word without end": (f"<p>Chữ thử {'dài' * 4000}</p>", "Chữ thử"),
    "signs of markup": (f"<p>Chữ thử {SIGNS.replace('&', '&amp;').replace('<', '&lt;')}</p>", "#set page()"),
    "directions and joiners": ("<p>Chữ\u200b thử\u202e \u2066ngược\u2069 \ufeff\u00ad</p>", "thử"),
}


@pytest.mark.parametrize("case", PASTED)
def test_whatever_is_pasted_is_cleaned_and_printed(editor: Client, entry: Entry, case: str) -> None:
    body, expected = PASTED[case]
    page = editor.post(address("entry", entry), form(entry, body=body), headers=HTMX).content.decode()
    assert "chưa lưu được" not in page
    entry.refresh_from_db()
    for forbidden in ("<script", "data:", "javascript:", "onclick", "onerror", "<iframe", "<img", "mso"):
        assert forbidden not in entry.body.lower()
    found = preview_of(entry.bulletin)
    assert found.pages > 2
    assert expected in docx_text(entry.bulletin)
    printed = pdf_text(entry.bulletin)
    assert expected in printed
    assert "Đoạn lành." in printed


def test_a_table_of_thousands_of_rows_is_printed(editor: Client, entry: Entry) -> None:
    rows = "".join(f"<tr><td>{number}</td><td>Hộ thứ {number}</td></tr>" for number in range(2000))
    editor.post(address("entry", entry), form(entry, body=f"<table>{rows}</table>"), headers=HTMX)
    found = preview_of(entry.bulletin)
    assert found.problems == ()
    assert found.length_of(str(entry.uuid)) > 20


def test_emoji_are_named_with_their_entry_and_the_rest_is_printed(editor: Client, entry: Entry) -> None:
    editor.post(address("entry", entry), form(entry, body="<p>Chúc mừng 🎉🌳</p>"), headers=HTMX)
    assert preview_of(entry.bulletin).problems == ("Phông chữ không in được ký tự 🌳 🎉 ở mục 2; đã thay bằng □.",)
    assert "🎉" in docx_text(entry.bulletin)
    assert "Đoạn lành." in pdf_text(entry.bulletin)


def test_signs_of_any_markup_stand_in_every_field_as_typed(ward: Ward, bulletin: Bulletin, entry: Entry) -> None:
    PublisherSettings.objects.create(
        publisher=ward.committee,
        cover_publisher=f"Một {SIGNS}",
        cover_board=f"Hai {SIGNS}",
        cover_title=f"Ba {SIGNS}\nBốn {SIGNS}",
        foot_line=f"Năm {SIGNS}",
        imprint=f"Sáu {SIGNS}",
        rubrics_printed=True,
    )
    entry.heading = f"Bảy {SIGNS}"
    entry.short_title = "Tám #a $b$ @c <d>"
    entry.rubric = "Chín #a $b$ @c <d>"
    entry.gist = f"Mười {SIGNS}"
    entry.cell_tasks = f"Mười một {SIGNS}"
    entry.questions = f"Mười hai {SIGNS}"
    entry.source_line = f"Mười ba {SIGNS}"
    entry.save()
    EntryPicture.objects.create(
        entry=entry, picture=make_picture(), caption=f"Mười bốn {SIGNS}", credit=f"Mười lăm {SIGNS}", place=1
    )
    printed, written = pdf_text(bulletin), docx_text(bulletin)
    for number in "Một Hai Ba Bốn Năm Sáu Bảy Mười".split():
        assert f"{number} #set page() $x^2$" in printed
        assert f"{number} #set page() $x^2$" in written
    for number in ("Mười một", "Mười hai", "Mười ba", "Mười bốn", "Mười lăm"):
        assert f"{number} #set page()" in printed
        assert f"{number} #set page()" in written
    assert "Chín #a $b$ @c <d>" in printed
    assert preview_of(bulletin).problems == ()


@pytest.mark.parametrize(
    "field", ["heading", "short_title", "gist", "cell_tasks", "questions", "rubric", "source_line"]
)
def test_control_signs_are_refused_or_left_out_of_every_field(editor: Client, entry: Entry, field: str) -> None:
    typed = form(entry, **{field: "Một\x0bhai\x1f ba\ufffe"})
    editor.post(address("entry", entry), typed, headers=HTMX)
    entry.refresh_from_db()
    assert preview_of(entry.bulletin).pages > 2
    assert "Mục lành" in docx_text(entry.bulletin)


# --- Photos -----------------------------------------------------------------------------------------------------------


def encoded(image: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def heic() -> bytes:
    out = io.BytesIO()
    pillow_heif.from_pillow(Image.new("RGB", (800, 600), "green")).save(out, quality=60)
    return out.getvalue()


def rotated() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return encoded(Image.new("RGB", (800, 600), "blue"), exif=exif)


PHOTOS = {
    "HEIC": (heic, (800, 600)),
    "CMYK": (lambda: encoded(Image.new("CMYK", (800, 600), (10, 90, 90, 0))), (800, 600)),
    "forty megapixels": (lambda: encoded(Image.new("L", (8000, 5000), 90)), (2600, 1625)),
    "rotated": (rotated, (600, 800)),
    "sixteen bits": (lambda: encoded(Image.new("I;16", (400, 300), 30000), "PNG"), (400, 300)),
}


@pytest.mark.parametrize("kind", PHOTOS)
def test_a_photo_of_any_kind_is_printed_upright(editor: Client, entry: Entry, kind: str) -> None:
    make, size = PHOTOS[kind]
    upload = SimpleUploadedFile("anh", make())
    editor.post(address("picture_add", entry), {"anh": [upload], "moi-place": "1"}, headers=HTMX)
    placed = entry.placed_pictures.get()
    assert (placed.picture.width, placed.picture.height) == size
    assert preview_of(entry.bulletin).problems == ()
    assert docx_text(entry.bulletin)


@pytest.mark.parametrize(
    "content",
    [b"", b"khong phai anh", picture_bytes()[:500], b"\x89PNG\r\n\x1a\n" + b"\x00" * 50],
    ids=["empty", "text", "cut", "no picture behind its head"],
)
def test_a_corrupt_photo_is_refused_by_name_and_the_issue_still_previews(
    editor: Client, entry: Entry, content: bytes
) -> None:
    upload = SimpleUploadedFile("hong.jpg", content)
    page = editor.post(
        address("picture_add", entry), {"anh": [upload], "moi-place": "1"}, headers=HTMX
    ).content.decode()
    assert "hong.jpg" in page
    assert not EntryPicture.objects.exists()
    assert preview_of(entry.bulletin).problems == ()


def test_a_photo_that_is_lost_later_is_named_with_its_entry(entry: Entry) -> None:
    placed = EntryPicture.objects.create(entry=entry, picture=make_picture(), caption="Trồng cây", place=1)
    Path(placed.picture.file.path).unlink()
    found = preview_of(entry.bulletin)
    assert len(found.problems) == 1
    assert "mục 2" in found.problems[0]
    assert found.pages > 2


# --- Raw material -----------------------------------------------------------------------------------------------------


def test_no_entry_beyond_the_most_that_an_issue_holds_comes_from_a_file(
    editor: Client, ward: Ward, bulletin: Bulletin
) -> None:
    Entry.objects.bulk_create(
        Entry(bulletin=bulletin, kind="topic", heading=f"Mục {n}", position=n + 10) for n in range(299)
    )
    raw = bring(editor, bulletin, "zalo.txt", CHAT.encode())
    with pytest.raises(CannotPlace, match="300"):
        take_raw(actor=ward.editor, raw=raw, fields=RawFields(kind="news", place="outline", heading="Tin"))


def test_a_file_of_two_hundred_pages_stands_beside_its_entry(editor: Client, bulletin: Bulletin) -> None:
    words = "\n".join(
        f"Đoạn thứ {number} kể việc của chi bộ trong tháng, dài vừa một dòng in." for number in range(5000)
    )
    raw = bring(editor, bulletin, "dai.txt", f"Báo cáo năm\n\n{words}\n".encode())
    page = editor.get(reverse("admin:documents_desk_raw", args=[bulletin.pk, raw.pk]))
    assert page.status_code == 200
    assert "Đoạn thứ 4000" in page.content.decode()


def test_a_file_beyond_a_million_letters_is_refused_in_words(editor: Client, bulletin: Bulletin) -> None:
    words = "\n".join(f"Đoạn thứ {number} kể việc của chi bộ." for number in range(40_000))
    answer = editor.post(
        reverse("admin:documents_desk_raws", args=[bulletin.pk]),
        {"tep": [SimpleUploadedFile("dai.txt", words.encode())]},
        follow=True,
    )
    assert "dài quá một triệu ký tự" in answer.content.decode()
    assert not bulletin.raw_materials.exists()
