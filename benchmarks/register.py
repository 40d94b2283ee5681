"""A register of any size, made up: bodies, kinds, subjects and bodies of text of about 1 kB, the same for the same seed.

Used by the benchmarks of search and import, and by the test of search at scale. Numbers restart every year and kind, and two
bodies of different levels sign with the same letters, as in life.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

HEADINGS = ("number", "kind", "issuer", "issued_on", "summary", "body")
OWN, UPPER = "Đảng ủy phường Bình Giang", "Tỉnh ủy Lam Sơn"

# Name of the issuer, letters, party or state.
ISSUERS = (
    (OWN, "ĐU", True),
    (UPPER, "TU", True),
    ("Ban Tổ chức Tỉnh ủy Lam Sơn", "BTCTU", True),
    ("Ban Chấp hành Trung ương Đảng", "TW", True),
    ("Đảng ủy phường Hòa An", "ĐU", True),
    ("Ủy ban nhân dân phường Bình Giang", "UBND", False),
    ("Ủy ban nhân dân tỉnh Lam Sơn", "UBND", False),
    ("Hội đồng nhân dân tỉnh Lam Sơn", "HĐND", False),
)
KINDS = (
    ("Kế hoạch", "KH"), ("Công văn", "CV"), ("Báo cáo", "BC"), ("Thông báo", "TB"), ("Quyết định", "QĐ"), ("Nghị quyết", "NQ"),
    ("Kết luận", "KL"), ("Hướng dẫn", "HD"), ("Chương trình", "CTr"), ("Chỉ thị", "CT"), ("Tờ trình", "TTr"),
)  # fmt: skip
VERBS = (
    "tăng cường", "đẩy mạnh", "triển khai", "nâng cao hiệu quả", "tổ chức", "kiểm tra", "sơ kết", "tổng kết", "hướng dẫn",
    "chấn chỉnh", "đổi mới", "phối hợp", "phát động", "giám sát",
)  # fmt: skip
TOPICS = (
    "trồng cây xanh", "phòng cháy, chữa cháy", "an toàn giao thông", "chuyển đổi số", "cải cách hành chính", "nước sạch nông thôn",
    "thu gom rác thải", "bảo hiểm y tế", "xóa nhà tạm", "đọc sách", "khuyến học", "hiến máu", "phòng, chống bão lũ",
    "vệ sinh an toàn thực phẩm", "nuôi ong", "chăn nuôi trâu bò", "đường liên thôn", "chợ dân sinh", "nhà văn hóa", "dân số",
    "tiêm chủng", "nghĩa vụ quân sự", "đền ơn đáp nghĩa", "bình đẳng giới", "trẻ em", "người cao tuổi", "làng nghề",
    "du lịch cộng đồng", "cấp nước sinh hoạt", "điện chiếu sáng", "thư viện", "bóng chuyền", "hợp tác xã", "giống lúa",
    "cây ăn quả", "bảo vệ rừng", "đất đai", "hộ tịch", "dịch vụ công", "thanh toán không tiền mặt", "phòng, chống ma túy",
    "bạo lực gia đình", "học bạ số", "sức khỏe học đường", "kết nạp đảng viên", "sinh hoạt chi bộ", "dân vận khéo",
    "tín dụng chính sách", "giảm nghèo", "việc làm", "xuất khẩu lao động", "phòng, chống đuối nước",
)  # fmt: skip
PLACES = (
    "khu dân cư",
    "trường học",
    "các tổ dân phố",
    "cơ quan, đơn vị",
    "doanh nghiệp",
    "vùng ven sông",
    "các chi bộ",
    "hộ gia đình",
)
ENDS = (
    "trong tình hình mới",
    "theo hướng gần dân",
    "gắn với thi đua",
    "dịp cuối năm",
    "trên địa bàn",
    "giai đoạn tới",
    "năm học mới",
)
WORDS = (
    "các tổ chức đoàn thể cùng bàn cách làm phù hợp với điều kiện từng nơi giao trách nhiệm rõ cho người đứng đầu theo dõi kết quả hằng tháng "
    "báo cáo khó khăn kịp thời huy động người dân tham gia góp công góp của công khai thu chi tại nhà văn hóa lấy ý kiến trước khi làm "
    "phân công đảng viên phụ trách nhóm hộ nêu gương việc nhỏ nhắc nhở nhau giữ gìn cảnh quan xây dựng nếp sống văn minh"
).split()  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One directive of the register."""

    number: str
    kind: str
    issuer: str
    issued_on: date
    summary: str
    body: str
    topic: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.number, self.kind, self.issuer, f"{self.issued_on:%d/%m/%Y}", self.summary, self.body)


def rows(count: int, *, seed: int = 1, last: date = date(2026, 10, 31)) -> Iterator[Row]:
    """``count`` rows over eleven years before ``last``. No two have the same identity."""
    rng = random.Random(seed)
    used: dict[tuple[str, str, int], int] = {}
    for place in range(count):
        issuer, letters, is_party = ISSUERS[min(int(rng.expovariate(0.5)), len(ISSUERS) - 1)]
        kind, kind_letters = rng.choice(KINDS)
        day = last - timedelta(days=rng.randrange(11 * 365))
        series = (issuer, kind, day.year)
        used[series] = used.get(series, 0) + 1
        sequence = used[series]
        head = f"{sequence:02d}"
        number = f"{head}-{kind_letters}/{letters}" if is_party else f"{head}/{kind_letters}-{letters}"
        topic = rng.choice(TOPICS)
        summary = f"về {rng.choice(VERBS)} công tác {topic} ở {rng.choice(PLACES)} {rng.choice(ENDS)}"
        body = " ".join(rng.choice(WORDS) for _ in range(150))
        cited = (
            f"Thực hiện Chỉ thị số {place % 90 + 1:02d}-CT/TU, ngày 05/01/2016 của Tỉnh ủy Lam Sơn. "
            if place % 3 == 0
            else ""
        )
        yield Row(number, kind, issuer, day, summary, f"{cited}{body[:1].upper()}{body[1:]}. Mã hồ sơ {place}.", topic)


def write_csv(path: Path, count: int, *, seed: int = 1) -> None:
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        writer.writerows(row.cells for row in rows(count, seed=seed))


def make_bodies() -> dict[str, object]:
    """Make the bodies of the register in the database (Django must be set up); the ward is ``held_by``."""
    from organizations.models import Organization, OrganizationType

    def add(name: str, letters: str, code: str, parent: object = None) -> object:
        row = Organization(name=name, letters=letters, type=OrganizationType.objects.get(code=code))
        if parent is None:
            return Organization.objects.add_root(instance=row)
        return Organization.objects.add_child(Organization.objects.get(pk=parent.pk), instance=row)  # type: ignore[attr-defined]

    centre = add(ISSUERS[3][0], "TW", "central")
    province = add(UPPER, "TU", "province_committee", centre)
    ward = add(OWN, "ĐU", "ward_committee", province)
    add(ISSUERS[2][0], "BTCTU", "province_board", province)
    add(ISSUERS[4][0], "ĐU", "ward_committee", province)
    add(ISSUERS[5][0], "UBND", "state", ward)
    add(ISSUERS[6][0], "UBND", "state", province)
    add(ISSUERS[7][0], "HĐND", "state", province)
    return {"centre": centre, "province": province, "ward": ward}
