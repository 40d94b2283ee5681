"""Every printed and typed form of a document number, and what must not be taken for one."""

import unicodedata
from collections.abc import Iterator
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import assume, given
from hypothesis import strategies as st

from cadre_portal.text import fold
from directives.citations import find_citations
from directives.kinds import KINDS, kind_by_words, kinds_by_letters
from directives.models import DirectiveKind
from directives.numbers import number_key, number_sequence, parse_number, tidy_number

SPELLINGS = {
    "315-khtu": (
        "315-KH/TU", "315 - KH/TU", "315 –KH / TU", "315—KH/TU", "315\u2212KH/TU", "315-\nKH/TU", "315KH/TU", "315 KH/TU",
        "315-KHTU", "315-KH-TU", "số 315-KH/TU", "số số 315-KH/TU", "Số: 315-KH/TU", "Kế hoạch số 315-KH/TU",
        "kế hoạch 315-kh/tu", "ke hoach so 315 kh tu", "ke hoach 315 kh tu", "kh 315 kh tu", "315 kh tu", "0315-KH/TU",
        "Kế hoạch số 315-KH/TU, ngày 02/3/2021 của Thị ủy Đông Sơn", "315\u200b-KH/TU", "“315-KH/TU”",
    ),
    "1-kltw": ("01-KL/TW", "1-KL/TW", "kết luận 01 kl tw", "01-KL/TƯ", "01-KL/T.Ư", "KL số 01-KL/TW", "01 -kl/tw"),
    "30/2020-ndcp": ("30/2020/NĐ-CP", "30 / 2020 / NĐ - CP", "30/2020/nd-cp", "nghi dinh 30 2020 nd cp", "30/2020/NÐ-CP"),
    "43/2022-qh15": ("43/2022/QH15", "nghị quyết số 43/2022/QH15", "43 2022 qh15", "43/ 2022/QH15"),
    "1210/2016-ubtvqh13": ("1210/2016/UBTVQH13", "1210 2016 ubtvqh13"),
    "12-cdubnd": ("12/CĐ.UBND", "12/cd.ubnd", "Công điện số 12/CĐ.UBND", "12/CĐ-UBND"),
    "229-cttw": ("229-CT.TW", "229-ct.tw"),
    "15-khubndvp": ("15/KH.UBND.VP", "15/KH.UBND-VP"),
    "245-khubnd": ("245/KH-UBND", "245/KH –UBND", "245 kh ubnd", "245/KH/UBND", "ke hoach so 245/kh-ubnd"),
    "30-qdbcav05": ("30/QĐ-BCA-V05", "30 qd bca v05", "30/QĐ-BCA–V05"),
    "127-khmttqbtt": ("127/KH-MTTQ-BTT", "127 kh mttq btt", "127-KH/MTTQ-BTT"),
    "5-qcbtctubdvtu": ("05-QC/BTCTU-BDVTU", "5 qc btctu bdvtu"),
    "12a-khtu": ("12a-KH/TU", "12A-KH/TU", "12a kh tu", "12akhtu"),
    "19-ctrtu": ("19-CTr/TU", "19-CTR/TU", "chương trình hành động số 19-ctr/tu"),
    "4567-ubndkgvx": ("4567/UBND-KGVX", "công văn số 4567/UBND-KGVX"),
    "45": ("Kế hoạch 45", "45", "số 45", "ke hoach so 45", "kh 45 năm 2023", "045"),
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "key"),
    [(text, key) for key, texts in SPELLINGS.items() for text in texts],
    ids=lambda v: repr(v)[:40],
)
def test_every_spelling_of_a_number_has_one_key(text: str, key: str) -> None:
    assert number_key(text) == key
    assert number_key(unicodedata.normalize("NFD", text)) == key


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "không số", "251,032/413,4 tỷ đồng", "118/118 Ban công tác", "02/03 xã", "6/8 phường", "24/7", "14/8/2023",
        "14-8-2023", "14.8.2023", "15/12", "12/2023", "14 tháng 8", "14 tháng 8 năm 2023", "5 nhiệm vụ", "300,000đ/1 suất",
        "62,6%", "1.200.000 đ", "ngày 14/8/2023", "Quốc hội", "🙂", "*", "' OR 1=1 --", "94/150 đảng viên",
    ],
)  # fmt: skip
def test_dates_fractions_and_sums_are_no_numbers(text: str) -> None:
    assert parse_number(text) is None
    assert number_key(text) == ""
    assert number_sequence(text) is None
    assert tidy_number(text) == ""


@pytest.mark.parametrize(
    ("text", "tidy", "form"),
    [
        ("315 –KH / TU", "315-KH/TU", "party"),
        ("315 kh tu", "315-KH/TU", "party"),
        ("05 -qc/btctu-bdvtu", "05-QC/BTCTU-BDVTU", "party"),
        ("243/LĐLĐ", "243/LĐLĐ", "state"),  # a body alone, though its letters begin like those of a kind
        ("357/PGDĐT", "357/PGDĐT", "state"),
        ("12/qdubnd", "12/QĐ-UBND", "state"),
        ("245 kh ubnd", "245/KH-UBND", "state"),
        ("30/ 2020/nd-cp", "30/2020/NĐ-CP", "state_year"),
        ("43/2022/qh15", "43/2022/QH15", "assembly"),
        ("88/nq-hdnd", "88/NQ-HĐND", "state"),
        ("1719/qđ-ttg", "1719/QĐ-TTg", "state"),
        ("19-ctr/tu", "19-CTr/TU", "party"),
        ("66-HĐBT", "66-HĐBT", "party"),
        ("Nghị quyết 96", "96", "bare"),
        ("luật số 15/2023", "15/2023", "state_year"),
    ],
)
def test_the_tidy_form_mends_signs_and_letters_and_keeps_the_digits(text: str, tidy: str, form: str) -> None:
    parsed = parse_number(text)
    assert parsed is not None
    assert (parsed.tidy, parsed.form) == (tidy, form)


def test_the_parts_are_told_apart() -> None:
    parsed = parse_number("12a-HD/BTGTU")
    assert parsed is not None
    assert (parsed.sequence, parsed.suffix, parsed.year) == (12, "a", None)
    assert (parsed.kind_letters, parsed.organ_letters) == ("HD", "BTGTU")
    parsed = parse_number("05/2024/QĐ-UBND")
    assert parsed is not None
    assert (parsed.sequence, parsed.year, parsed.kind_letters, parsed.organ_letters) == (
        5,
        2024,
        "QĐ",
        "UBND",
    )


# As printed: kind, sequence, suffix, year, kind letters, organ letters, key, form.
FORMS = {
    "315-KH/TU": ("Kế hoạch", 315, "", None, "KH", "TU", "315-khtu", "party"),
    "01-KL/TW": ("Kết luận", 1, "", None, "KL", "TW", "1-kltw", "party"),
    "05-QC/BTCTU-BDVTU": ("Quy chế", 5, "", None, "QC", "BTCTU-BDVTU", "5-qcbtctubdvtu", "party"),
    "12a-HD/BTGTU": ("Hướng dẫn", 12, "a", None, "HD", "BTGTU", "12a-hdbtgtu", "party"),
    "08-CTr/TU": ("Chương trình", 8, "", None, "CTr", "TU", "8-ctrtu", "party"),
    "99-QĐi/TW": ("Quy định", 99, "", None, "QĐi", "TW", "99-qditw", "party"),
    "12-ĐA/ĐU": ("Đề án", 12, "", None, "ĐA", "ĐU", "12-dadu", "party"),
    "456-CV/BTGTU": ("Công văn", 456, "", None, "CV", "BTGTU", "456-cvbtgtu", "party"),
    "27-KH/MTTQ": ("Kế hoạch", 27, "", None, "KH", "MTTQ", "27-khmttq", "party"),
    "127/KH-MTTQ-BTT": ("Kế hoạch", 127, "", None, "KH", "MTTQ-BTT", "127-khmttqbtt", "state"),
    "245/KH-UBND": ("Kế hoạch", 245, "", None, "KH", "UBND", "245-khubnd", "state"),
    "12b/KH-UBND": ("Kế hoạch", 12, "b", None, "KH", "UBND", "12b-khubnd", "state"),
    "33/NQ-HĐND": ("Nghị quyết", 33, "", None, "NQ", "HĐND", "33-nqhdnd", "state"),
    "30/QĐ-BCA-V05": ("Quyết định", 30, "", None, "QĐ", "BCA-V05", "30-qdbcav05", "state"),
    "30/2020/NĐ-CP": ("Nghị định", 30, "", 2020, "NĐ", "CP", "30/2020-ndcp", "state_year"),
    "05/2024/QĐ-UBND": ("Quyết định", 5, "", 2024, "QĐ", "UBND", "5/2024-qdubnd", "state_year"),
    "16/2024/TTLT-BGDĐT-BNV": ("Thông tư liên tịch", 16, "", 2024, "TTLT", "BGDĐT-BNV", "16/2024-ttltbgddtbnv", "state_year"),
    "43/2022/QH15": ("Luật", 43, "", 2022, "", "QH15", "43/2022-qh15", "assembly"),
    "1210/2016/UBTVQH13": ("Nghị quyết", 1210, "", 2016, "", "UBTVQH13", "1210/2016-ubtvqh13", "assembly"),
}  # fmt: skip


def _variants(printed: str, organ: str) -> Iterator[str]:
    """The number as papers print it: signs with spaces, broken, doubled, of another shape, left out or a space in their place."""
    yield from (printed, unicodedata.normalize("NFD", printed), printed.replace("Đ", "Ð"))
    yield from (printed.replace("-", "–"), printed.replace("-", " - ").replace("/", " / "))
    places = [place for place, char in enumerate(printed) if char in "-/"]
    for place in places:
        before, sign, after = printed[:place], printed[place], printed[place + 1 :]
        for varied in (
            f" {sign}",
            f"{sign} ",
            f" {sign} ",
            f"\u00a0{sign}\u00a0",
            f"{sign}\n",
            f"\u200b{sign}\u200b",
            sign * 2,
        ):
            yield before + varied + after
        if sign == "-":
            yield from (before + dash + after for dash in ("–", "—", "‐", "‑", "−", " – "))
        # Nothing tells two bodies apart that run into each other ("BTCTUBDVTU").
        if place != places[-1] or "-" not in organ:
            yield from (before + after, f"{before} {after}", f"{before}\u00ad{after}")


@pytest.mark.parametrize("printed", FORMS)
def test_every_variant_in_print_gives_the_whole_answer(printed: str) -> None:
    kind, sequence, suffix, year, letters, organ, key, form = FORMS[printed]
    for varied in _variants(printed, organ):
        for text in (varied, f"Số: {varied}", f"{kind} {varied}", f"{kind} số số {varied},ngày 14/8/2023 của Thành ủy"):
            assert parse_number(text) == (sequence, suffix, year, letters, organ, key, printed, form), text
            if text.startswith(kind):
                found = find_citations(f"Chi bộ học tập {text}.")
                assert [(one.kind, one.number, one.number_key) for one in found] == [(kind, printed, key)], text


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Nghị quyết số 19-NQ/TW - BCH Trung ương khóa XIII", ["19-NQ/TW"]),  # a dash of the sentence
        ("Nghị quyết số 33/NQ HĐND tỉnh Sơn La", ["33/NQ"]),  # the issuer
        ("Kế hoạch số 12-KH THU HÚT ĐẦU TƯ", ["12-KH"]),  # words in capitals
        ("Quyết định số 15/2023 UBND tỉnh ban hành", ["15/2023"]),
        ("Công văn số 12020/BTC-TCT của Bộ Tài chính", ["12020/BTC-TCT"]),  # five figures: no year
        ("Công văn số 1234/TTCP-KHTH của Thanh tra Chính phủ", ["1234/TTCP-KHTH"]),  # a body, not TT and CP
        ("Nghị quyết số 5-NQ/TW - BCT, ngày 02/3/2024", ["5-NQ/TW"]),
        ("Thông báo số 12-TB CHI ngày 02/3/2024", ["12-TB"]),
        ("Trong kỳ họp, 14 2024/NQ-CP", ["2024/NQ-CP"]),
        ("tài khoản số 12345678/KH-UBND", []),
    ],
)
def test_what_stands_beside_a_number_is_no_part_of_it(text: str, numbers: list[str]) -> None:
    assert [one.number for one in find_citations(text)] == numbers


_KINDS = st.sampled_from(sorted({kind.letters[0] for kind in KINDS if kind.letters and len(kind.letters[0]) > 1}))
_PARTY_ORGANS = st.sampled_from(["TW", "TU", "HU", "ĐU", "BTGTU", "UBKTTW", "ĐUK", "BTCTU-BDVTU", "BCĐ35"])
_STATE_ORGANS = st.sampled_from(["UBND", "HĐND", "BCA-V05", "MTTQ-BTT", "BGDĐT", "TTg", "CP"])
_SPACE = st.sampled_from(["", " ", "\n", "\u00a0"])
_DASH = st.sampled_from(["-", "–", "—", "\u2212", "\u2011"])


@st.composite
def _spellings(draw: st.DrawFn) -> tuple[str, str]:
    sequence = draw(st.integers(1, 99_999))
    suffix = draw(st.sampled_from(["", "", "a", "b"]))
    kind = draw(_KINDS)
    if draw(st.booleans()):
        printed = f"{sequence:02d}{suffix}-{kind}/{draw(_PARTY_ORGANS)}"
    elif draw(st.booleans()):
        printed = f"{sequence:02d}{suffix}/{kind}-{draw(_STATE_ORGANS)}"
    else:
        printed = f"{sequence:02d}/{draw(st.integers(1990, 2040))}/{kind}-{draw(_STATE_ORGANS)}"
    varied = "".join(
        draw(_SPACE) + (draw(_DASH) if char == "-" else char) + draw(_SPACE) if char in "-/" else char
        for char in printed
    )
    variant = draw(st.sampled_from(["plain", "nfd", "lower", "folded", "so"]))
    if variant == "nfd":
        varied = unicodedata.normalize("NFD", varied)
    elif variant == "lower":
        varied = varied.lower()
    elif variant == "folded":
        varied = fold(varied)
    elif variant == "so":
        varied = "số " + varied
    return printed, varied


@given(_spellings())
def test_any_variant_of_a_number_has_the_key_of_the_number(pair: tuple[str, str]) -> None:
    printed, varied = pair
    assert number_key(printed) != ""
    assert number_key(varied) == number_key(printed)
    assert number_key(tidy_number(varied)) == number_key(printed)


@given(_spellings(), _spellings())
def test_different_numbers_have_different_keys(one: tuple[str, str], other: tuple[str, str]) -> None:
    assume(fold(one[0]).replace("/", "-") != fold(other[0]).replace("/", "-"))
    assume(tidy_number(one[0]) != tidy_number(other[0]))
    if number_key(one[0]) == number_key(other[0]):
        strip = str.maketrans("", "", "-/")
        assert fold(one[0]).translate(strip) == fold(other[0]).translate(strip)


@given(st.text(max_size=60))
def test_no_text_breaks_the_parser(text: str) -> None:
    parsed = parse_number(text)
    assert number_key(text) == (parsed.key if parsed else "")


@given(st.integers(1, 31), st.integers(1, 12), st.integers(1950, 2050), st.sampled_from("/-."))
def test_no_date_is_a_number(day: int, month: int, year: int, sign: str) -> None:
    assert parse_number(f"{day}{sign}{month:02d}{sign}{year}") is None
    assert parse_number(f"{day}/{month}") is None


@pytest.mark.parametrize(
    ("words", "name"),
    [("kế hoạch", "Kế hoạch"), ("ke hoach", "Kế hoạch"), ("Chương trình hành động", "Chương trình"), ("NQ", "Nghị quyết"),
     ("thư kêu gọi", "Lời kêu gọi"), ("văn thư", None)],
)  # fmt: skip
def test_a_kind_is_found_by_its_words(words: str, name: str | None) -> None:
    kind = kind_by_words(words)
    assert (kind.name if kind else None) == name


@pytest.mark.parametrize(
    ("letters", "names"),
    [("QĐ", ["Quyết định", "Quy định"]), ("tt", ["Thông tư", "Thông tri"]), ("TB", ["Thông báo", "Tuyên bố"]), ("KH", ["Kế hoạch"]),
     ("CT", ["Chỉ thị", "Chương trình"]), ("XYZ", [])],
)  # fmt: skip
def test_letters_give_every_kind_that_may_stand_behind_them(letters: str, names: list[str]) -> None:
    assert [kind.name for kind in kinds_by_letters(letters)] == names


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("số12 – KH / ĐTN", "12-KH/ĐTN"),
        ("số12-KH/ĐTN", "12-KH/ĐTN"),
        ("12KH/ĐTN", "12-KH/ĐTN"),
        ("kế hoạch số7kh/btg", "7-KH/BTG"),
        ("88KH-UBND", "88/KH-UBND"),
        ("88 kh-ubnd", "88/KH-UBND"),
    ],
)
def test_a_sign_or_space_left_out_is_told_by_what_is_left(typed: str, tidy: str) -> None:
    assert tidy_number(typed) == tidy


@pytest.mark.django_db
def test_a_register_filled_before_gets_the_kind_of_orders_once() -> None:
    migration = import_module("directives.migrations.0009_kind_of_orders")
    DirectiveKind.objects.filter(name="Mệnh lệnh").delete()
    for _ in range(2):
        migration.add(apps, None)
    row = DirectiveKind.objects.get(name="Mệnh lệnh")
    last = DirectiveKind.objects.order_by("-position").first()
    assert (row.letters, row.system, row) == ("ML", "state", last)
    assert DirectiveKind.objects.get(name_folded=row.name_folded) == row
