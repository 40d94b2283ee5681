"""Lines broken at the end of a column: joined for reading, and every place told in the text as it stands in the file."""

import io
import json
import textwrap
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command

from directives.deadlines import find_deadlines
from directives.wrapped import unwrap

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.txt"))


def _wrapped(text: str, width: int) -> list[list[str]]:
    return [textwrap.wrap(line, width, break_on_hyphens=True) for line in text.splitlines() if line.strip()]


def as_mail(text: str) -> str:
    """Paragraphs parted by an empty line."""
    return "\n\n".join("\n".join(lines) for lines in _wrapped(text, 72))


def as_extracted(text: str) -> str:
    """An empty line after every line and page numbers between, as extractors give it."""
    lines = [line for paragraph in _wrapped(text, 84) for line in paragraph]
    for place in range(30, len(lines), 31):
        lines.insert(place, f"\f{place // 30 + 1}")
    return " \n\n".join(lines)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
@pytest.mark.parametrize("broken", [as_mail, as_extracted])
def test_a_broken_bulletin_gives_the_citations_of_the_whole_one(path: Path, broken, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = broken(path.read_text(encoding="utf-8"))
    file = tmp_path / "tin.txt"
    file.write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command("read_citations", str(file), stdout=out)
    found = json.loads(out.getvalue())
    assert [row["number"] for row in found] == [row["number"] for row in answer["citations"]]
    for key in ("kind", "date", "issuer", "title", "relation"):
        wrong = [
            row["number"] for row, wanted in zip(found, answer["citations"], strict=True) if row[key] != wanted[key]
        ]
        # A heading that fills its line to the end cannot be told from one that goes on.
        assert len(wrong) <= 1, (key, wrong)
    for row in found:
        assert text[row["start"] : row["end"]] == row["raw"]


@pytest.mark.parametrize("broken", [as_mail, as_extracted])
def test_a_broken_bulletin_gives_the_deadlines_of_the_whole_one(broken, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    path = Path(__file__).parent / "corpus" / "xa-pac-lung.txt"
    answer = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    text = broken(path.read_text(encoding="utf-8"))
    file = tmp_path / "tin.txt"
    file.write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command("read_deadlines", str(file), "--issued-on", answer["issued_on"], stdout=out)
    found = json.loads(out.getvalue())
    assert [(row["due"], row["text"]) for row in found] == [(row["due"], row["text"]) for row in answer["deadlines"]]
    for row in found:
        begin, end = row["place"]
        assert any(char.isdigit() for char in text[begin:end])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Một dòng duy nhất, không xuống dòng.",
        "Kế hoạch số 12-KH/ĐU\nChỉ thị số 05-CT/TW\nNghị quyết số 18-NQ/TW",
        "\n".join(path.read_text(encoding="utf-8") for path in CORPUS),
    ],
    ids=["nothing", "a line", "a list", "a paragraph a line"],
)
def test_text_with_a_paragraph_a_line_is_left_as_it_is(text: str) -> None:
    assert unwrap(text) == (text, None)


def test_an_item_and_a_heading_stay_lines_of_their_own() -> None:
    text = (
        "NHIỆM VỤ TRỌNG TÂM\n"
        "- Các chi bộ rà soát danh sách đảng viên được miễn công tác và sinh hoạt,\n"
        "gửi về văn phòng đảng ủy trước ngày mười lăm tháng này để tổng hợp cùng\n"
        "báo cáo quý.\n"
        "- Đoàn thanh niên ra quân.\n"
        "1. Kết quả"
    )
    joined, places = unwrap(text)
    assert joined.splitlines() == [
        "NHIỆM VỤ TRỌNG TÂM",
        "- Các chi bộ rà soát danh sách đảng viên được miễn công tác và sinh hoạt, gửi về văn phòng đảng ủy trước ngày mười "
        "lăm tháng này để tổng hợp cùng báo cáo quý.",
        "- Đoàn thanh niên ra quân.",
        "1. Kết quả",
    ]
    assert places is not None
    assert len(places) == len(joined) + 1
    assert all(joined[at] == text[place] for at, place in enumerate(places[:-1]) if not joined[at].isspace())


def test_running_heads_beside_page_numbers_are_left_out_and_places_stay_true() -> None:
    words = (
        "Thực hiện Nghị định số 73/2024/NĐ-CP ngày 30/6/2024 của Chính phủ quy định mức hỗ trợ người hoạt động không chuyên trách "
        "ở thôn, tổ dân phố và lực lượng tham gia bảo vệ an ninh, trật tự ở cơ sở, các xã đã lập danh sách gửi về huyện để tổng "
        "hợp và chi trả đầy đủ cho từng người trước ngày khai giảng năm học mới, không để sót hoặc chi trùng trường hợp nào."
    )
    lines = textwrap.wrap(words, 60)
    head = "Tài liệu sinh hoạt chi bộ tháng 9"
    text = "\n".join([*lines[:2], "2", head, *lines[2:4], "3", head, *lines[4:]])

    joined, places = unwrap(text)

    assert joined == words
    assert places is not None
    assert all(text[place] == char for char, place in zip(joined, places, strict=False) if not char.isspace())


def test_a_contents_table_is_joined_by_its_rows_and_places_stay_true() -> None:
    titles = (
        "Kế hoạch số 31-KH/ĐU ngày 03/4/2025 của Đảng ủy xã về đợt thi đua làm sạch đường làng, trồng cây ven kênh và giữ gìn "
        "nguồn nước sạch cho các thôn vùng trũng",
        "Hướng dẫn số 08-HD/ĐU ngày 09/4/2025 của Đảng ủy xã về sinh hoạt chuyên đề quý hai tại các chi bộ thôn, chi bộ trường "
        "học và chi bộ trạm y tế xã",
    )
    words = (
        "Các chi bộ phân công đảng viên theo dõi từng đoạn đường, từng bờ kênh, báo kết quả trong phiên họp kế tiếp; những việc "
        "chưa làm được thì nêu rõ vì sao, ai giúp và bao giờ xong, để bà con cùng biết và cùng góp sức với chi bộ."
    )
    listed = [f"{place}. {title} ........ {place + 2}" for place, title in enumerate(titles, start=1)]
    body = [line for place, title in enumerate(titles, start=1) for line in (f"{place}. {title}", words)]
    lines = [line for paragraph in [*listed, *body] for line in textwrap.wrap(paragraph, 64)]
    text = "\n".join(["MỤC LỤC", *lines])

    joined, places = unwrap(text)

    assert joined.splitlines() == ["MỤC LỤC", *listed, *body]
    assert places is not None
    assert all(text[place] == char for char, place in zip(joined, places, strict=False) if not char.isspace())


def test_decomposed_letters_and_runs_of_spaces_keep_their_places() -> None:
    words = (
        "Chi bộ bàn cách làm theo Nghị quyết số 12-NQ/ĐU ngày 05/3/2025 của Đảng ủy xã về phát triển kinh tế hộ, mỗi tổ đảng "
        "nhận giúp hai hộ còn khó khăn, ghi tên người giúp và ngày hoàn thành vào sổ tay của tổ, cuối quý họp lại để rút kinh "
        "nghiệm."
    )
    text = unicodedata.normalize("NFD", "\n".join(line.replace(" ", "  ", 3) for line in textwrap.wrap(words, 58)))

    joined, places = unwrap(text)

    assert joined == words
    assert places is not None
    at = joined.index("12-NQ/ĐU")
    assert unicodedata.normalize("NFC", text[places[at] : places[at + 8]]) == "12-NQ/ĐU"


@pytest.mark.parametrize("sign", ["-", "–", "•", "◦", "\uf0b7"])
def test_the_sign_of_an_item_is_no_part_of_its_deadline(sign: str) -> None:
    text = f"Mục tiêu.\n{sign} Giai đoạn 2026 - 2028: phấn đấu 100% thôn có nhà văn hóa.\n"
    assert [(str(one.due_on), one.text[:9]) for one in find_deadlines(text, issued_on=date(2026, 3, 1))] == [
        ("2028-12-31", "Giai đoạn")
    ]


def test_a_year_alone_on_a_short_line_belongs_to_the_line_before() -> None:
    first = "Tỉnh đã có chiến lược phát triển nghề rừng và nghề dệt thổ cẩm của các bản vùng cao đến hết năm"
    text = f"Căn cứ Quyết định số 41/QĐ-UBND ngày 12/5/2026 của UBND tỉnh về phát triển kinh tế nghề rừng bền vững ở\nvùng cao đến năm\n2030;\n{first}\n2031 và đã giao cho từng xã, từng bản những việc cụ thể phải làm trong từng năm một cách rõ ràng;\n"

    assert "vùng cao đến năm 2030;" in unwrap(text * 3)[0]
