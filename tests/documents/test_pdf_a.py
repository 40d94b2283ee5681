"""PDF/A-2b, read off the file itself: no validator comes with the project, so the rules that our files could break are looked at one
by one (ISO 19005-2, clauses in brackets). typst refuses what it knows to be against them; what is laid over a file, it never sees."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pikepdf
import pytest

from documents.rendering.errata import Slip, render_errata
from documents.rendering.pdf import FORMS, render_pdf
from tests.documents.issues import Pictures, whole_issue

NOW = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@pytest.fixture(scope="module", params=[*sorted(FORMS), "draft"])
def pdf(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[pikepdf.Pdf]:
    pictures = Pictures(tmp_path_factory.mktemp("pictures"))
    form, draft = ("a4", "DỰ THẢO") if request.param == "draft" else (request.param, "")
    made = render_pdf(whole_issue(pictures), pictures=pictures.files, now=NOW, form=form, draft=draft)
    with pikepdf.open(io.BytesIO(made.pdf)) as opened:
        yield opened


def dictionaries(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary and stream of the file, those within others too."""
    waiting: list[pikepdf.Object] = [one for one in pdf.objects if one is not None]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            within = [value for _, value in one.items()]
        elif isinstance(one, pikepdf.Array):
            within = list(one)
        else:
            continue
        # What is referred to stands in the list of objects itself.
        waiting += [
            value for value in within if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect
        ]


def test_it_says_what_it_is_and_both_kinds_of_properties_agree(pdf: pikepdf.Pdf) -> None:
    with pdf.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfaid:conformance"]) == ("2", "B")  # 6.6.4
        assert facts["dc:title"] == str(pdf.docinfo["/Title"])  # 6.6.3
        assert facts["dc:language"] == {"vi-VN"}
    assert not pdf.is_encrypted  # 6.1.3
    assert len(pdf.trailer["/ID"]) == 2
    assert pdf.pdf_version <= "1.7"


def test_colours_have_a_profile_within_the_file(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root["/OutputIntents"]  # 6.2.3
    assert intent["/S"] == "/GTS_PDFA1"
    assert intent["/DestOutputProfile"]["/N"] == 3
    assert len(intent["/DestOutputProfile"].read_bytes()) > 400
    # Nothing that only a press could tell the colour of (6.2.4.3).
    assert not [one for one in dictionaries(pdf) if one.get("/ColorSpace") == "/DeviceCMYK"]


def test_every_font_lies_within_the_file_and_says_which_letters_its_signs_are(pdf: pikepdf.Pdf) -> None:
    fonts = [one for one in dictionaries(pdf) if one.get("/Type") == "/Font"]
    assert fonts
    for font in fonts:
        if font["/Subtype"] == "/Type0":
            assert "/ToUnicode" in font  # 6.2.11.7
            continue
        about = font["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(about.keys()), font["/BaseFont"]  # 6.2.11.4


def test_nothing_runs_plays_or_is_fetched_from_elsewhere(pdf: pikepdf.Pdf) -> None:
    for one in dictionaries(pdf):
        assert one.get("/S") not in {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ImportData", "/ResetForm"}  # 6.5.1
        assert one.get("/Filter") != "/LZWDecode"  # 6.1.7
        assert "/Interpolate" not in one or not one["/Interpolate"]  # 6.2.8
        assert "/OPI" not in one
        assert "/TR" not in one  # 6.2.5
        if isinstance(one, pikepdf.Stream):
            assert "/F" not in one  # 6.1.7.1: no data outside the file
    assert "/AA" not in pdf.Root
    assert "/OpenAction" not in pdf.Root
    assert "/EmbeddedFiles" not in pdf.Root.get("/Names", pikepdf.Dictionary())


def test_readers_aloud_find_headings_paragraphs_and_pictures(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root["/MarkInfo"]["/Marked"]
    assert str(pdf.Root["/Lang"]) == "vi-VN"
    kinds = {
        str(one["/S"])
        for one in dictionaries(pdf)
        if one.get("/Type") == "/StructElem" or ("/K" in one and "/S" in one)
    }
    assert {"/H1", "/P", "/Table", "/Figure"} <= kinds


def test_the_correction_slip_keeps_the_same_standard() -> None:
    slip = Slip("Đảng ủy", "Tài liệu tháng 9/2026", 1, "ABCDEFGHJK", 2, "ABCDEFGHJM", "Nhầm.")
    with pikepdf.open(io.BytesIO(render_errata(slip, [], now=NOW))) as pdf:
        test_it_says_what_it_is_and_both_kinds_of_properties_agree(pdf)
        test_every_font_lies_within_the_file_and_says_which_letters_its_signs_are(pdf)
        test_nothing_runs_plays_or_is_fetched_from_elsewhere(pdf)
