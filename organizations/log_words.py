"""What the facts kept beside a row of the access log say, in the words of an administrator.

Rows keep short keys (``step="move"``): texts may change, the log may not. Every key that the code writes has its words here,
which a test looks up in the code; a key of an older release stands as it was kept.
"""

import re
from datetime import date
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

# Key → value → words. Where a value is not here, the label below stands before it.
_WORDS: dict[str, dict[str, str]] = {
    "way": {"password": "bằng mật khẩu", "slip": "bằng mã trên phiếu", "pin": "bằng mã PIN của máy"},
    "second_factor": {"totp": "mã của ứng dụng", "static": "mã dự phòng"},
    "step": {
        "pin": "sai mã PIN",
        "second_factor": "sai mã ở bước thứ hai",
        "unlock": "sai khi mở khóa bàn làm việc",
        "proof": "sai khi xác nhận lại",
        "dormant": "tài khoản đang tạm nghỉ",
        "first": "duyệt bước một",
        "last": "duyệt",
        "take_back": "rút về",
        "reopen": "mở lại để sửa",
        "call_off": "hủy lịch phát hành",
        "waive": "để nguyên một chỗ soát lỗi",
        "waive_errors": "duyệt dù còn lỗi, có ghi lý do",
        "move": "đổi thứ tự",
        "picture": "ảnh",
        "word": "bản Word",
        "decline": "không đưa vào số này",
        "undecline": "lại đưa vào danh sách chọn",
        "note": "ghi ý kiến",
        "note_settled": "ý kiến đã xong",
        "note_opened": "mở lại ý kiến",
        "note_dropped": "bỏ ý kiến",
        "accepted": "nhận",
        "declined": "không nhận",
    },
    "file": {
        "pdf": "bản PDF",
        "docx": "bản Word",
        "meeting": "bản đọc tại buổi sinh hoạt",
        "large": "bản PDF chữ lớn",
        "draft": "bản dự thảo PDF",
        "draft docx": "bản dự thảo Word",
        "errata": "tờ đính chính",
        "closed": "đóng bản Word",
    },
    "reason": {"secrecy_stamp": "có dấu mật", "state_secret": "có dấu mật"},
    "proposed": {"True": "đề nghị"},
    "withdrawn": {"True": "rút đề nghị"},
    "confirmed": {"True": "xác nhận", "False": "không xác nhận"},
    "done": {"True": "xong", "False": "chưa xong"},
    "on_paper": {"True": "duyệt trên bản giấy"},
}
_LABELS = {
    "address": "địa chỉ",
    "bases": "tổ chức cơ sở đảng mới",
    "cells": "chi bộ mới",
    "collected": "số bản thu lại",
    "count": "số chỗ",
    "decision_taken_back": "hủy quyết định sắp xếp từ ngày",
    "dissolved_after": "hoạt động đến hết ngày",
    "edition": "bản phát hành thứ",
    "ends_on": "hết ngày",
    "entries": "số mục",
    "fields": "ô đã sửa",
    "file": "tệp",
    "handed_over": "số bản đã giao",
    "mails": "số thư",
    "memberships_ended": "số vai trò kết thúc",
    "memberships_restored": "số vai trò trở lại như trước",
    "months": "số tháng",
    "on": "từ ngày",
    "people": "người mới",
    "put_back": "số bản ghi lại là chưa thu",
    "reason": "lý do",
    "reminded": "số nơi được nhắc",
    "rows": "số dòng",
    "rule": "quy tắc",
    "second_factor": "bước thứ hai",
    "signed_on": "ký ngày",
    "skipped": "số dòng bỏ qua",
    "slips": "số phiếu",
    "step": "bước",
    "taken_back": "số bản ghi lại là chưa giao",
    "token": "mã bản phát hành",
    "until": "trước ngày",
    "way": "cách vào",
    "written": "số dòng đã ghi",
}
# Said whatever the value, which is a key of a row.
_SAID = {
    "moved_to": "chuyển trực thuộc",
    "moves_below": "sẽ chuyển trực thuộc",
    "not_moved_below": "chưa chuyển được trực thuộc",
    "renamed_from": "đổi tên từ tổ chức cũ",
    "split_from": "chia ra từ tổ chức cũ",
}
# Of use to who checks a file or a row against the log, not to who reads it.
_LEFT_OUT = frozenset({"sha256", "moved_from", "note", "first_role", "last_role"})
KNOWN = frozenset({*_WORDS, *_LABELS, *_SAID, *_LEFT_OUT})
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def detail_in_words(detail: dict[str, Any], target_type: str = "") -> str:
    """What a row's facts say. ``target_type`` ("organizations.user"): whose fields are meant by ``fields``."""
    said = []
    for name, value in detail.items():
        if name in _LEFT_OUT or value in (None, "", []):
            continue
        if name in _SAID:
            said.append(_SAID[name])
            continue
        shown = _shown(name, value, target_type)
        said.append(_WORDS.get(name, {}).get(shown) or f"{_LABELS.get(name, name)}: {shown}")
    return "; ".join(said)


def _shown(name: str, value: Any, target_type: str) -> str:
    if isinstance(value, list):
        return ", ".join(_field_name(target_type, str(one)) if name == "fields" else str(one) for one in value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return str(value)


def type_name(target_type: str) -> str:
    """ "documents.bulletin" → "tài liệu": what sort of thing a row is about; as it is kept where nobody knows it any more."""
    try:
        return str(apps.get_model(target_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return target_type


def _field_name(target_type: str, field: str) -> str:
    try:
        found = apps.get_model(target_type)._meta.get_field(field)
    except (LookupError, ValueError, FieldDoesNotExist):
        return field
    return str(getattr(found, "verbose_name", field))
