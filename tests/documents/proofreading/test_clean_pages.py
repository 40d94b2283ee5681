"""Clean texts, twenty and more, of varied subjects: at most one false alarm in two pages of 420 syllables."""

import sys
from pathlib import Path

import pytest

from tests.documents.proofreading.helpers import misprints

_PAGES = sorted((Path(__file__).parent / "clean").glob("*.txt"))
_SYLLABLES_A_PAGE = 420


def test_clean_pages_raise_at_most_one_alarm_in_two_pages() -> None:
    texts = [path.read_text(encoding="utf-8").strip() for path in _PAGES]
    alarms = [
        f"{path.stem}: {found.text}" for path, text in zip(_PAGES, texts, strict=True) for found in misprints(text)
    ]
    pages = sum(len(text.split()) for text in texts) / _SYLLABLES_A_PAGE
    sys.stdout.write(f"\n{len(alarms)} alarms in {pages:.1f} pages: {alarms}\n")
    assert len(_PAGES) >= 20
    assert len(alarms) / pages <= 0.5


# Slips put into the clean texts by hand: what was typed instead, and where.
_SLIPS = [
    ("01", "giữ mối liên hệ", "giữ mối liên hê"), ("02", "bộ mặt của xã đã thay đổi", "bộ mặt của xã đã thai đổi"),
    ("03", "tai nạn giao thông", "tai nạn giao thồng"), ("04", "cảnh giác với tin nhắn", "cảnh dác với tin nhắn"),
    ("05", "điều kiện thuận lợi", "điều kiện thuân lợi"), ("06", "tập thể lao động", "tập thể lao đông"),
    ("07", "chuẩn bị kỹ", "chuẩn bi kỹ"), ("08", "chủ động ứng phó", "chủ động ứng phố"), ("09", "tranh chấp bờ rào", "chanh chấp bờ rào"),
    ("10", "khám sức khỏe", "khám sức khỏe khỏe"), ("11", "trang phục truyền thống", "trang phuc truyền thống"),
    ("12", "giải phóng mặt bằng", "giải phóng mặt bằng,phấn"), ("13", "tuyên truyền", "tuyên truyên"), ("14", "chiếm đoạt tài sản", "chiếm đoạt tài sàn"),
    ("15", "phát sinh dịch bệnh", "phát sinh dịch bênh"), ("16", "chăm sóc người ốm", "chăm xóc người ốm"), ("17", "khuyết điểm", "khuyêt điểm"),
    ("18", "chương trình mục tiêu", "trương trình mục tiêu"), ("19", "khởi nghiệp", "khỏi nghiệp"), ("20", "nhân lực", "nhân lưc"),
]  # fmt: skip


def test_most_slips_put_into_clean_texts_are_found() -> None:
    missed, tried = [], 0
    for stem, right, wrong in _SLIPS:
        path = next(p for p in _PAGES if p.stem.startswith(stem))
        text = path.read_text(encoding="utf-8").strip()
        if right not in text:
            pytest.fail(f"{path.stem} has no “{right}”")
        tried += 1
        at = text.index(right)
        known = {(found.paragraph, found.text) for found in misprints(text)}
        found_now = {(found.paragraph, found.text) for found in misprints(text[:at] + wrong + text[at + len(right) :])}
        if not found_now - known:
            missed.append(wrong)
    sys.stdout.write(f"\n{tried - len(missed)} of {tried} slips found; missed: {missed}\n")
    assert len(missed) <= 0.3 * tried
