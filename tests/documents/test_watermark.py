"""The reader's mark: over every page of PDF, print view and bản đọc, where the publisher wants it; never stored."""

import hashlib
import io
from datetime import UTC, datetime
from typing import Any

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from cadre_portal.kept import Kept
from documents.addresses import place_of
from documents.models import Edition, PublisherSettings
from documents.rendering.pages import page_count, page_texts
from documents.rendering.pdf import render_pdf
from documents.rendering.watermark import Mark, with_mark
from documents.services import marking
from documents.services.sending import message_of
from organizations.models import User
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_entry, make_membership, make_user, make_ward, publish
from tests.documents.fetching import Answer, fetch
from tests.documents.issues import entry, issue, paragraph

NOW = datetime(2026, 11, 5, 7, 5, tzinfo=UTC)
MARK = Mark("Lường Văn Tấm", "Chi bộ 1, Đảng bộ khu Bến Cau", NOW)


@pytest.fixture(scope="module")
def plain() -> bytes:
    """A PDF of a few pages, as it is frozen."""
    long = [paragraph(f"Đoạn thứ {number} kể việc trồng cây ở khu dân cư. " * 6) for number in range(30)]
    return render_pdf(issue(entry("1", "Trồng cây", *long)), pictures={}, now=NOW).pdf


# --- The engine -----------------------------------------------------------------------------------------------------


def test_every_page_says_who_took_it_and_when_and_keeps_its_text(plain: bytes) -> None:
    marked = with_mark(plain, MARK)

    before, after = page_texts(plain), page_texts(marked)
    assert len(after) == len(before) > 2
    for was, says in zip(before, after, strict=True):
        assert "Lường Văn Tấm · Chi bộ 1, Đảng bộ khu Bến Cau · 07:05 ngày 05/11/2026" in says
        assert was.strip() in says


def test_nothing_that_pdf_a_asks_for_is_lost(plain: bytes) -> None:
    with pikepdf.open(io.BytesIO(plain)) as was, pikepdf.open(io.BytesIO(with_mark(plain, MARK))) as marked:
        with marked.open_metadata() as metadata:
            assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "B")
        assert len(marked.Root.OutputIntents) == 1
        assert marked.Root.StructTreeRoot is not None
        assert marked.docinfo[pikepdf.Name.Title] == was.docinfo[pikepdf.Name.Title]
        assert not marked.is_encrypted
        drawn = marked.pages[0].resources[pikepdf.Name.XObject][pikepdf.Name.ReaderMark]
        for font in drawn.Resources.Font.values():
            descriptor = font.DescendantFonts[0].FontDescriptor
            assert "/FontFile3" in descriptor or "/FontFile2" in descriptor


def test_the_mark_is_drawn_once_for_pages_of_one_size(plain: bytes) -> None:
    with pikepdf.open(io.BytesIO(with_mark(plain, MARK))) as marked:
        drawn = {page.resources[pikepdf.Name.XObject][pikepdf.Name.ReaderMark].objgen for page in marked.pages}
    assert len(drawn) == 1
    assert len(with_mark(plain, MARK)) < len(plain) + 40_000


@pytest.mark.parametrize(
    ("reader", "place"),
    [
        ("Nguyễn Thị Ngọc Ánh Tuyết", "Chi bộ Trường Trung học phổ thông " * 8),
        ('#image("/etc/passwd") *a* $b$', "<b>Chi bộ</b> \\ @ref"),
        ("", ""),
        ("Ên \x07\u2060", "\U0001f600"),
    ],
)
def test_names_are_text_of_any_length_and_never_markup(plain: bytes, reader: str, place: str) -> None:
    marked = with_mark(plain, Mark(reader, place, NOW))

    assert page_count(marked) == page_count(plain)
    assert "07:05 ngày 05/11/2026" in page_texts(marked)[0]


def test_a_page_of_another_size_gets_a_mark_of_its_size() -> None:
    made = pikepdf.new()
    made.add_blank_page(page_size=(595, 842))
    made.add_blank_page(page_size=(842, 595))
    out = io.BytesIO()
    made.save(out)

    with pikepdf.open(io.BytesIO(with_mark(out.getvalue(), MARK))) as marked:
        boxes = [
            [round(float(side)) for side in page.resources[pikepdf.Name.XObject][pikepdf.Name.ReaderMark].BBox]
            for page in marked.pages
        ]
    assert boxes == [[0, 0, 595, 842], [0, 0, 842, 595]]


# --- The pages ------------------------------------------------------------------------------------------------------


@pytest.fixture
def ward(db: None, monkeypatch: pytest.MonkeyPatch) -> Ward:
    # Keys of one test's organisations are another's in the next.
    monkeypatch.setattr(marking, "_kept_places", Kept(8))
    return make_ward()


@pytest.fixture
def edition(ward: Ward) -> Edition:
    PublisherSettings.objects.create(publisher=ward.committee, watermarked=True, pdf_attached=True)
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin)
    return publish(ward, bulletin)


def _get(user: User, edition: Edition, page: str, query: str = "") -> Answer:
    return fetch(user, reverse(f"documents:bulletin_{page}", kwargs=place_of(edition)) + query)


@pytest.mark.parametrize("page", ["pdf", "meeting_pdf"])
@pytest.mark.parametrize("query", ["", "?xem=1"])
def test_a_reader_takes_and_prints_files_that_name_him_and_his_cell(
    ward: Ward, edition: Edition, page: str, query: str
) -> None:
    answer = _get(ward.secretary, edition, page, query)

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["Content-Disposition"].startswith("inline" if query else "attachment")
    for text in page_texts(answer.body):
        assert "Lường Văn Tấm · Chi bộ 1, Đảng bộ khu Bến Cau · " in text


def test_the_frozen_file_stays_as_it_was_and_no_other_is_stored(ward: Ward, edition: Edition) -> None:
    before = default_storage.listdir("edition")

    _get(ward.secretary, edition, "pdf")

    assert default_storage.listdir("edition") == before
    with edition.pdf.open() as file:
        assert hashlib.sha256(file.read()).hexdigest() == edition.pdf_sha256


def test_the_desk_takes_the_frozen_file_for_the_print_run(ward: Ward, edition: Edition) -> None:
    for person in (ward.editor, ward.approver):
        assert hashlib.sha256(_get(person, edition, "pdf").body).hexdigest() == edition.pdf_sha256
        assert _get(person, edition, "docx").status_code == 200


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CLERK, Role.ADMINISTRATOR])
def test_everybody_else_is_named_with_his_office(ward: Ward, edition: Edition, role: str) -> None:
    person = make_user(role=role, at=ward.committee, full_name="Mạc Thị Lụa")

    assert (
        "Mạc Thị Lụa · Đảng ủy phường Bình Giang, Tỉnh ủy Hải Đông" in page_texts(_get(person, edition, "pdf").body)[0]
    )


def test_who_leads_several_cells_is_named_with_two(ward: Ward, edition: Edition) -> None:
    make_membership(ward.secretary, ward.cells[1])
    make_membership(ward.secretary, ward.base)

    text = page_texts(_get(ward.secretary, edition, "pdf").body)[0]

    assert "Lường Văn Tấm · Đảng bộ khu Bến Cau, Chi bộ 1 … · " in text


def test_no_word_file_is_offered_or_given_to_readers(ward: Ward, edition: Edition) -> None:
    assert _get(ward.secretary, edition, "docx").status_code == 403
    assert "Tải bản Word" not in _get(ward.secretary, edition, "read").body.decode()
    assert "Tải bản Word" in _get(ward.editor, edition, "read").body.decode()


def test_pages_carry_the_mark_for_the_printer(ward: Ward, edition: Edition) -> None:
    for page in ("read", "meeting"):
        assert "Lường Văn Tấm · Chi bộ 1, Đảng bộ khu Bến Cau" in _get(ward.secretary, edition, page).body.decode(), (
            page
        )
        assert "reader-mark" not in _get(ward.editor, edition, page).body.decode(), page


def test_the_mark_costs_a_page_no_query(ward: Ward, edition: Edition, django_assert_max_num_queries: Any) -> None:
    client = Client()
    client.force_login(ward.secretary)
    page = reverse("documents:bulletin_read", kwargs=place_of(edition))
    client.get(page)

    with django_assert_max_num_queries(6):
        assert "reader-mark" in client.get(page).content.decode()


def test_no_file_comes_with_the_mail(edition: Edition) -> None:
    assert message_of(edition).attachments == ()


def test_a_marked_file_goes_through_the_portal_even_behind_nginx(
    ward: Ward, edition: Edition, settings: Settings
) -> None:
    settings.ACCEL_PREFIX = "/_files/"

    answer = _get(ward.secretary, edition, "pdf")

    assert "X-Accel-Redirect" not in answer.headers
    assert "Lường Văn Tấm" in page_texts(answer.body)[0]
    assert "X-Accel-Redirect" in _get(ward.editor, edition, "pdf").headers


def test_a_lost_file_is_a_missing_page(ward: Ward, edition: Edition) -> None:
    edition.pdf.storage.delete(edition.pdf.name or "")

    assert _get(ward.secretary, edition, "pdf").status_code == 404


def test_without_the_switch_readers_take_the_frozen_file(ward: Ward, edition: Edition) -> None:
    PublisherSettings.objects.update(watermarked=False)

    assert hashlib.sha256(_get(ward.secretary, edition, "pdf").body).hexdigest() == edition.pdf_sha256
    assert "reader-mark" not in _get(ward.secretary, edition, "read").body.decode()


@pytest.mark.parametrize("printed", [True, False])
def test_the_publisher_decides_whether_main_points_are_printed(ward: Ward, printed: bool) -> None:
    PublisherSettings.objects.create(publisher=ward.committee, notes_printed=printed)
    bulletin = make_bulletin(ward.committee)
    make_entry(bulletin, gist="Mỗi hộ trồng một cây.", cell_tasks="Phân công người tưới.", questions="Trồng ở đâu?")
    edition = publish(ward, bulletin)

    text = "".join(page_texts(_get(ward.secretary, edition, "pdf").body))

    for words in ("Mỗi hộ trồng một cây.", "Phân công người tưới.", "Trồng ở đâu?"):
        assert (words in text) == printed
        assert words in _get(ward.secretary, edition, "read").body.decode()
