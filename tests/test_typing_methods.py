"""Words typed with the input method off, read back; no database."""

import pytest

from cadre_portal.typing_methods import read_telex, read_vni


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("kees", "kế"), ("hoachj", "hoạch"), ("ddieemr", "điểm"), ("cuoois", "cuối"), ("nawm", "năm"), ("huowngs", "hướng"),
        ("huwowngs", "hướng"), ("dduwowcj", "được"), ("nguoiwf", "người"), ("motoj", "một"), ("dangdr", "đảng"), ("thuyr", "thủy"),
        ("quyeets", "quyết"), ("khoer", "khỏe"), ("toans", "toán"), ("muwa", "mưa"), ("giuwx", "giữ"), ("gif", "gì"), ("soong", "sông"),
        ("hoajt", "hoạt"), ("cuar", "của"), ("ngoayr", "ngoảy"), ("huongs", "huong"), ("dieenx", "diễn"), ("hoox", "hỗ"),
    ],
)  # fmt: skip
def test_telex_is_read_back(typed: str, word: str) -> None:
    read = read_telex(typed)
    assert read is not None
    assert (read.text, read.is_whole) == (word, typed != "huongs")


@pytest.mark.parametrize(
    "typed",
    ["hoach", "hoa", "ubnd", "website", "facebook", "google", "zoom", "btgdvtu", "w", "dd", "kss", "test", "bus"],
)
def test_what_is_a_word_or_becomes_none_is_no_telex(typed: str) -> None:
    read = read_telex(typed)
    assert read is None or not read.is_sure


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("ke61", "kế"), ("hoa5ch", "hoạch"), ("hoach5", "hoạch"), ("d9ie6m3", "điểm"), ("diem963", "điểm"), ("na8m", "năm"),
        ("hu7o7ng1", "hướng"), ("huong71", "hướng"), ("boi62", "bồi"), ("bai4", "bãi"), ("d9u7o7c5", "được"),
    ],
)  # fmt: skip
def test_vni_is_read_back(typed: str, word: str) -> None:
    read = read_vni(typed)
    assert read is not None
    assert read.text == word


@pytest.mark.parametrize("typed", ["c06", "qh16", "kh31", "covid19", "nam2026", "b12", "thang12", "nq9"])
def test_letters_with_figures_are_no_vni(typed: str) -> None:
    assert read_vni(typed) is None
