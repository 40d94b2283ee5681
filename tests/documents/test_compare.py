"""Word-level comparison."""

import pytest

from documents.engines.compare import Change, Piece, compare_texts

S, G, N = Change.SAME, Change.GONE, Change.NEW


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("một hai", "một hai", [(S, "một hai")]),
        ("một hai", "một ba", [(S, "một "), (G, "hai"), (N, "ba")]),
        ("", "mới", [(N, "mới")]),
        ("cũ", "", [(G, "cũ")]),
        ("Số 31-KH/TU.", "Số 35-KH/TU.", [(S, "Số "), (G, "31"), (N, "35"), (S, "-KH/TU.")]),
        ("a\nb\nc\n", "a\nc\n", [(S, "a\n"), (G, "b\n"), (S, "c\n")]),
        ("đảng ủy", "đảng uỷ", [(S, "đảng "), (G, "ủy"), (N, "uỷ")]),
    ],
)
def test_what_changed_is_marked_by_words(old: str, new: str, pieces: list[tuple[Change, str]]) -> None:
    assert compare_texts(old, new) == [Piece(*piece) for piece in pieces]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("x " * 9000, "x " * 8000 + "y " * 900),
        ("dòng\n" * 5000, "dòng\n" * 4999 + "khác\n"),
        ("Một câu dài. " * 400 + "\nHai", "Một câu khác. " * 400 + "\nHai"),
    ],
)
def test_both_texts_can_be_read_out_of_the_pieces_whatever_their_length(old: str, new: str) -> None:
    pieces = compare_texts(old, new)
    assert "".join(piece.text for piece in pieces if piece.change is not N) == old
    assert "".join(piece.text for piece in pieces if piece.change is not G) == new
