"""Short Vietnamese names of the rules, as editors read them."""

_LABELS = {
    "abbreviation": "Chữ viết tắt",
    "accused": "Tên người đang bị xử lý",
    "birth-year": "Năm sinh",
    "capital": "Viết hoa",
    "child": "Tên trẻ em",
    "citation-date": "Ngày của văn bản",
    "citation-issuer": "Cơ quan ban hành",
    "citation-kind": "Loại văn bản",
    "closing-sign": "Thiếu dấu cuối đoạn",
    "comma-missing": "Thiếu dấu phẩy",
    "contents": "Mục lục",
    "date": "Ngày, tháng",
    "due-before": "Hạn hoàn thành",
    "empty-heading": "Đầu đề trống",
    "figure": "Cách viết số",
    "first-mention": "Lần đầu nêu văn bản",
    "missing-word": "Thiếu chữ",
    "no-caption": "Ảnh chưa có chú thích",
    "number-form": "Số, ký hiệu văn bản",
    "numbering": "Số thứ tự",
    "pair": "Dấu ngoặc, dấu nháy",
    "person": "Tên người",
    "person-spelling": "Tên người",
    "person-title": "Chức danh",
    "quote-mixed": "Dấu ngoặc kép",
    "register-date": "Ngày của văn bản so với sổ",
    "register-issuer": "Cơ quan ban hành so với sổ",
    "register-kind": "Loại văn bản so với sổ",
    "repeat": "Chữ lặp",
    "secrecy": "Dấu chỉ độ mật",
    "sign-clash": "Dấu câu",
    "spelling": "Chính tả",
    "syllable": "Chính tả",
    "tone-place": "Chỗ đặt dấu thanh",
    "tone-style": "Kiểu đặt dấu thanh",
    "weekday": "Thứ trong tuần",
    "year": "Năm",
    "year-range": "Khoảng năm",
}


def label_of(rule: str) -> str:
    """Return the name of a rule; those of spaces share one, an unknown one is "Cần xem"."""
    return _LABELS.get(rule) or ("Khoảng trống" if rule.startswith("space-") else "Cần xem")
