"""The syllable model: what Vietnamese spelling allows (rules: school orthography of 1980 and 1984)."""

import pytest

from documents.engines.proofreading.syllables import is_syllable, near_syllables, respell

_RIGHT = str.split(
    "nghiêng khuỷu quyết giếng gìn giữ hòa hoà thủy thuỷ quý kỷ lý yêu oan ương ngoằn thuở khuya rượu "
    "ghế nghề cửa kiểm quốc quỳnh chuyên huynh xoong tuýt giặc diệt đặng ông ước ưu ái"
)
_WRONG = str.split(
    "luờng nguời đuợc ngiên nghành gế kuả cẻ qúy hoàc tiếnh thưôn duyẹt kuốc triểmm hiẹn giươnng ghanh ngề"
)


@pytest.mark.parametrize("syllable", _RIGHT)
def test_a_syllable_that_the_spelling_allows_is_accepted(syllable: str) -> None:
    assert is_syllable(syllable)


@pytest.mark.parametrize("syllable", _WRONG)
def test_a_spelling_that_breaks_a_rule_is_refused(syllable: str) -> None:
    assert not is_syllable(syllable)


@pytest.mark.parametrize("rhyme", ["ap", "ốt", "ếch", "ục", "ach", "ươt", "oăt"])
def test_a_stopped_rhyme_bears_no_level_falling_or_asking_tone(rhyme: str) -> None:
    from documents.engines.proofreading.syllables import split_tone, usual_spelling

    letters, _ = split_tone(rhyme)
    assert [usual_spelling(letters, tone) is not None for tone in range(6)] == [False, False, False, False, True, True]


@pytest.mark.parametrize(
    ("wrong", "right"), [("qúy", "quý"), ("gìa", "già"), ("hoàn", None), ("tòan", "toàn"), ("giừơng", "giường")]
)
def test_a_tone_mark_in_the_wrong_place_is_moved(wrong: str, right: str | None) -> None:
    assert respell(wrong) == right


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("chương", "trương"), ("sử", "xử"), ("dữ", "giữ"), ("lăng", "năng"), ("hoạc", "hoạch"), ("luờng", "lường"),
        ("đên", "đến"), ("kiem", "kiếm"), ("cũa", "của"), ("ngiệp", "nghiệp"), ("nhửng", "những"), ("đuợc", "được"), ("xuât", "xuất"),
    ],
)  # fmt: skip
def test_the_syllable_meant_is_one_slip_away(slip: str, meant: str) -> None:
    assert meant in near_syllables(slip)
