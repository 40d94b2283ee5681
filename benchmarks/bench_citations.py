"""How fast citations are read: MB/s of processor time against the limit of 5 MB/s; other work on the machine does not count.

    python benchmarks/bench_citations.py [FILE …]

Without files: the written bulletins of the tests, thinned with ordinary paragraphs to about 600 citations a MB, as real
bulletins have (two real ones: 510), and then, for comparison, text that holds little else: the same bulletins as they are (nine
tenths is citations), paragraphs of three or four citations with titles and a register, in which no two citations are the same.
Exits 1 where the limit is not reached on the first text.
"""

import random
import sys
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))

from directives.citations import find_citations  # noqa: E402

LIMIT = 5.0  # MB of UTF-8 a second
SIZE = 2_000_000
ORDINARY = """
Sáng ngày 12/3, hơn 120 đoàn viên ra quân dọn vệ sinh 3 tuyến đường, trồng 250 cây hoa giấy trước nhà văn hóa tổ 7. Đây là
việc làm thiết thực, được nhân dân đồng tình ủng hộ; mỗi tổ dân phố đăng ký ít nhất 01 tuyến đường tự quản trong năm 2025.
Tổng thu ngân sách 6 tháng đạt 45,2/98,5 tỷ đồng, bằng 45,9% kế hoạch; 17/18 chi bộ hoàn thành đánh giá giữa năm. Phát biểu
tại buổi lễ, đồng chí Vàng A Sìn mong muốn các gia đình tiếp tục giữ nếp sống văn minh, cùng nhau chăm lo cho con em học tập.
"""

REGISTERS = (
    ("Nghị quyết số {}-NQ/TU", "Ban Thường vụ Tỉnh ủy"), ("Chỉ thị số {}-CT/TW", "Ban Bí thư"), ("Kế hoạch số {}-KH/HU", "Huyện ủy Tân Ninh"),
    ("Hướng dẫn số {}-HD/BTGTU", "Ban Tuyên giáo Tỉnh ủy"), ("Kết luận số {}-KL/TW", "Bộ Chính trị"),
    ("Kế hoạch số {}/KH-UBND", "Ủy ban nhân dân tỉnh Sông Mã"), ("Quyết định số {}/QĐ-TTg", "Thủ tướng Chính phủ"),
)  # fmt: skip
DEEDS = ("tăng cường", "đẩy mạnh", "nâng cao chất lượng", "tiếp tục đổi mới", "một số nhiệm vụ về")
MATTERS = (
    "công tác cán bộ", "chuyển đổi số", "bảo vệ rừng", "xây dựng nông thôn mới", "phòng cháy", "kiểm tra", "giám sát", "văn hóa",
    "bảo hiểm y tế", "trật tự đô thị", "học tập và làm theo Bác", "du lịch cộng đồng", "quản lý đất đai", "an toàn giao thông",
)  # fmt: skip


def citation(any_of: random.Random) -> str:
    """One citation with its title, made up."""
    number, issuer = any_of.choice(REGISTERS)
    day = f"{any_of.randint(1, 28):02d}/{any_of.randint(1, 12)}/{any_of.randint(2012, 2026)}"
    about = ", ".join(any_of.sample(MATTERS, any_of.randint(1, 4)))
    return f"{number.format(any_of.randint(1, 2500))}, ngày {day} của {issuer} về {any_of.choice(DEEDS)} {about}"


def paragraph(any_of: random.Random) -> str:
    """Three or four citations and a main clause."""
    *most, last = (citation(any_of) for _ in range(any_of.randint(3, 4)))
    return f"Thực hiện {'; '.join(most)} và {last}, chi bộ phân công đảng viên phụ trách từng việc trong tháng.\n"


def measure(name: str, once: str) -> float:
    """Read about 2 MB made of ``once`` five times, print the best run and return its MB/s."""
    text = once * max(1, SIZE // len(once.encode()))
    size = len(text.encode()) / 1e6
    best, count = float("inf"), 0
    for _ in range(5):
        begin = time.process_time()
        count = len(find_citations(text))
        best = min(best, time.process_time() - begin)
    speed = size / best
    print(f"{name}: {size:.1f} MB, {count / size:.0f} citations a MB, best of 5 {best:.3f} s")
    print(f"  {speed:.1f} MB/s, limit {LIMIT:.0f} MB/s, ratio {speed / LIMIT:.2f}")
    return speed


def main(names: list[str]) -> int:
    """Measure the given files, or the written bulletins thinned and as they are."""
    paths = [Path(name) for name in names] or sorted((PROJECT / "tests/directives/corpus").glob("*.txt"))
    once = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    if names:
        return 0 if measure("files", once) >= LIMIT else 1
    ordinary = ORDINARY * (8 * len(once) // len(ORDINARY))
    speed = measure("as bulletins are", once + ordinary)
    measure("nothing but citations", once)
    any_of = random.Random(1)
    measure("paragraphs of three or four", "".join(paragraph(any_of) for _ in range(SIZE // 800)))
    measure("a register", "".join(f"{place}. {citation(any_of)}\n" for place in range(1, SIZE // 200)))
    return 0 if speed >= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
