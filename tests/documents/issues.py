"""Self-written contents of issues for the tests of the renderers and the benchmark. Every person and place is invented."""

import hashlib
import io
import random
from dataclasses import dataclass, field
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from PIL import Image, ImageDraw

from documents.engines.blocks import Block, BlockKind, Cell, PictureRef, Run
from documents.rendering.content import EntryContent, IssueContent
from tests.documents.bulletins import text


def uuid_of(name: str) -> str:
    """The same uuid for the same name."""
    return str(uuid5(NAMESPACE_URL, name.encode("utf-8", "replace").decode()))


def paragraph(words: str, kind: BlockKind = BlockKind.PARAGRAPH, level: int = 0, **more: str) -> Block:
    return Block(kind, (Run(words),), level=level, **more)  # type: ignore[arg-type]


def item(words: str, level: int = 1) -> Block:
    return paragraph(words, BlockKind.ITEM, level)


def part(number: str, words: str, level: int = 0) -> Block:
    """A part with its number; ``level`` 0: as in an entry of the top level, 1 for n.m and 2 for n.m.k."""
    return Block(BlockKind.PART, (Run(words),), level=level or number.count("."), number=number)


def cell(*lines: str, header: bool = False, colspan: int = 1, rowspan: int = 1) -> Cell:
    return Cell(tuple((Run(line),) for line in lines), header, colspan, rowspan)


def drawn_photo(seed: int, size: tuple[int, int] = (1600, 1200), format_: str = "JPEG", mode: str = "RGB") -> bytes:
    """A meeting hall in colours of its own, with grain as a camera gives: its bytes compress like a photo's."""
    width, height = size
    grain = random.Random(seed).randbytes((width // 2 + 1) * (height // 2 + 1))  # noqa: S311 (grain, not a secret)
    image = Image.frombytes("L", (width // 2 + 1, height // 2 + 1), grain).resize(size, Image.Resampling.BICUBIC)
    tone = Image.new("RGB", size, (90 + seed * 37 % 120, 110 + seed * 53 % 100, 130 + seed * 29 % 90))
    image = Image.blend(Image.merge("RGB", (image, image, image)), tone, 0.86)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, height * 0.22), fill=(150 + seed * 11 % 60, 40, 36))
    draw.rectangle((0, height * 0.78, width, height), fill=(96, 70 + seed * 7 % 40, 48))
    people = 3 + seed % 5
    for place in range(people):
        x = width * (place + 1) / (people + 1)
        r = height * 0.06
        draw.ellipse((x - r, height * 0.38 - r, x + r, height * 0.38 + r), fill=(214, 170 - seed * 3 % 40, 140))
        draw.rounded_rectangle(
            (x - 1.6 * r, height * 0.46, x + 1.6 * r, height * 0.8), r, fill=(30 + place * 25, 60, 90 + seed * 13 % 100)
        )
    out = io.BytesIO()
    image.convert(mode).save(out, format_, quality=88)
    return out.getvalue()


@dataclass
class Pictures:
    """Photos on disk by sha256, as the renderers take them."""

    folder: Path
    files: dict[str, Path] = field(default_factory=dict)

    def add(self, content: bytes, size: tuple[int, int], caption: str = "", credit: str = "") -> Block:
        """Keep the bytes and return the block that shows them."""
        digest = hashlib.sha256(content).hexdigest()
        self.files[digest] = self.folder / digest
        self.files[digest].write_bytes(content)
        return Block(BlockKind.PICTURE, picture=PictureRef(digest, *size, caption, credit))

    def draw(self, seed: int, size: tuple[int, int] = (1600, 1200), caption: str = "", credit: str = "") -> Block:
        return self.add(drawn_photo(seed, size), size, caption, credit)


def entry(number: str, heading: str, *blocks: Block, kind: str = "topic", **more: object) -> EntryContent:
    level = 2 if "." in number else 1
    return EntryContent(uuid_of(number + heading), number, level, kind, heading, blocks=blocks, **more)  # type: ignore[arg-type]


def issue(*entries: EntryContent, **more: object) -> IssueContent:
    """An issue of an invented ward with these entries."""
    given: dict[str, object] = {
        "publisher_line": "ĐẢNG BỘ PHƯỜNG AN KHÁNH",
        "board_line": "BAN XÂY DỰNG ĐẢNG",
        "title_lines": ("TÀI LIỆU", "PHỤC VỤ SINH HOẠT CHI BỘ"),
        "period_line": "Tháng 9 năm 2026",
        "foot_line": "SỬ DỤNG VÀ BẢO QUẢN TRONG NỘI BỘ CỦA ĐẢNG",
        "title": "Tài liệu sinh hoạt chi bộ tháng 9/2026",
        "year": 2026,
        "month": 9,
    }
    return IssueContent(**{**given, **more}, entries=entries)  # type: ignore[arg-type]


BUDGET = Block(
    BlockKind.TABLE,
    rows=(
        (
            cell("Stt", header=True, rowspan=2),
            cell("Chỉ tiêu", header=True, rowspan=2),
            cell("Sáu tháng đầu năm", header=True, colspan=2),
            cell("Kế hoạch cả năm", header=True, rowspan=2),
        ),
        (cell("Thực hiện", header=True), cell("So cùng kỳ", header=True)),
        (cell("1"), cell("Thu ngân sách (tỷ đồng)"), cell("128,4"), cell("112,6%"), cell("235")),
        (cell("2"), cell("Tỷ lệ hồ sơ giải quyết đúng hẹn"), cell("98,7%"), cell("+1,2 điểm"), cell("99%")),
        (cell("3"), cell("Nhà ở xã hội khởi công (căn)"), cell("146"), cell("—"), cell("320")),
        (cell("4"), cell("Số hộ thoát nghèo", "(trong đó: hộ có người khuyết tật)"), cell("37", "(9)"), cell("105,7%"), cell("60")),
        (cell("Nguồn: báo cáo của Văn phòng Ủy ban nhân dân phường, chốt ngày 30/6/2026.", colspan=5),),
    ),
)  # fmt: skip


def whole_issue(pictures: Pictures) -> IssueContent:
    """About ten pages with everything that an issue may hold; long function, because it is a text."""
    return issue(
        entry(
            "1",
            "Kết quả kỳ họp giữa năm của Hội đồng nhân dân phường và những việc chi bộ cần tuyên truyền",
            paragraph(
                "Trong hai ngày 15 và 16/7/2026, Hội đồng nhân dân phường An Khánh họp kỳ giữa năm. Đ/c Trần Văn Mậu, Bí thư"
                " Đảng ủy phường, Chủ tịch Hội đồng nhân dân phường chủ trì; 29/30 đại biểu có mặt. " + text(4, 2)
            ),
            part("1.1", "Những con số cần nhớ"),
            paragraph("Sáu tháng đầu năm, kinh tế của phường giữ được đà tăng; các chỉ tiêu chính như sau:"),
            BUDGET,
            paragraph(text(8, 3)),
            pictures.draw(
                1,
                caption="Đ/c Lò Thị Sen, Phó Chủ tịch Ủy ban nhân dân phường trả lời ý kiến của cử tri tại kỳ họp",
                credit="Ảnh: Quàng Minh",
            ),
            part("1.2", "Việc cần làm sau kỳ họp"),
            item("Chi bộ chọn một chỉ tiêu gần với địa bàn mình nhất, bàn cách làm và ghi vào nghị quyết tháng 9/2026."),
            item(text(2, 3)),
            item("tổ dân phố số 1 đến số 6 rà soát điểm tập kết rác trước ngày 15/9/2026;", 2),
            item("các tổ còn lại hoàn thành trước ngày 30/9/2026, báo cáo về Ban Xây dựng Đảng.", 2),
            item("Thông báo số điện thoại đường dây nóng 0900 000 115 của tổ công nghệ số cộng đồng đến từng hộ."),
            paragraph("Mỗi ngõ một bóng đèn, mỗi nhà một việc tốt", BlockKind.QUOTE),
            gist=("Thu ngân sách 128,4 tỷ đồng, tăng 12,6%.", "Hai việc làm ngay: rác thải và chiếu sáng ngõ xóm."),
            cell_tasks=(
                "Chọn một chỉ tiêu để đưa vào nghị quyết tháng 9/2026.",
                "Rà soát điểm tập kết rác, xong trước ngày 15/9/2026.",
            ),
            questions=("Ngõ nào của tổ dân phố ta còn thiếu đèn? Ai nhận việc?",),
        ),
        entry(
            "2",
            "Kế hoạch số 112-KH/ĐU, ngày 05/8/2026 của Ban Thường vụ Đảng ủy phường An Khánh về thực hiện Chỉ thị số 45-CT/TU,"
            " ngày 20/6/2026 của Ban Thường vụ Tỉnh ủy về tăng cường sự lãnh đạo của các cấp ủy đảng đối với công tác phòng,"
            " chống đuối nước ở trẻ em và bảo đảm an toàn giao thông đường thủy nội địa trong mùa mưa lũ",
            part("2.1", "Mục đích, yêu cầu"),
            item(text(0, 2)),
            item(text(5, 3)),
            part("2.2", "Nhiệm vụ và giải pháp"),
            part("2.2.1", "Công tác tuyên truyền"),
            paragraph(text(10, 4)),
            paragraph("Hình thức tuyên truyền", BlockKind.HEADING),
            paragraph(text(14, 2)),
            paragraph("Đối với các trường học", BlockKind.STAR),
            paragraph("dạy bơi an toàn cho học sinh từ lớp 3 đến lớp 9, mỗi khối ít nhất 01 lớp trong hè;", BlockKind.NUMBERED, marker="a)"),
            paragraph("ký cam kết với gia đình, kiểm tra ao hồ trong bán kính 500 m quanh trường;", BlockKind.NUMBERED, marker="b)"),
            paragraph("trang bị áo phao, phao tròn, sào cứu hộ tại 12 điểm ven sông.", BlockKind.NUMBERED, marker="c)"),
            part("2.2.2", "Kiểm tra, giám sát"),
            paragraph(text(6, 5)),
            Block(
                BlockKind.PARAGRAPH,
                (
                    Run("Các chi bộ đọc kỹ "),
                    Run("Nghị định số 168/2024/NĐ-CP", bold=True),
                    Run(" và "),
                    Run("Hướng dẫn số 09-HD/BXDĐ", italic=True),
                    Run("; diện tích khảo sát 3.200 m"),
                    Run("2", superscript=True),
                    Run(", nồng độ CO"),
                    Run("2", subscript=True),
                    Run(" dưới ngưỡng; "),
                    Run("không để xảy ra vụ việc", underline=True),
                    Run("; xem thêm tại "),
                    Run("trang tin của phường", href="https://an-khanh.example/phong-chong-duoi-nuoc?a=1&b=2"),
                    Run("."),
                ),
            ),
            kind="directive",
            cell_tasks=("Lập danh sách trẻ em chưa biết bơi, gửi về Đoàn phường trước ngày 20/9/2026.",),
            questions=("Trên địa bàn có đoạn sông, ao hồ nào chưa có biển báo?", "Ai phụ trách từng điểm?"),
        ),
        entry("3", "Thư kêu gọi ủng hộ đồng bào vùng lũ", *(paragraph(text(n, 4)) for n in range(3)),
              paragraph("Một miếng khi đói bằng một gói khi no!", BlockKind.QUOTE), kind="appeal",
              source_line="Theo tài liệu sinh hoạt chi bộ tháng 8/2026 của Ban Tuyên giáo và Dân vận Tỉnh ủy."),
        EntryContent(
            uuid_of("4"), "4", 1, "news_group", "Tin hoạt động",
            children=(
                entry(
                    "4.1",
                    "Trao Huy hiệu Đảng đợt 02/9 cho 17 đảng viên cao tuổi",
                    paragraph("Ngày 28/8/2026, tại hội trường lớn, Đảng ủy phường trao Huy hiệu Đảng cho 17 đảng viên. " + text(3, 3)),
                    pictures.draw(2, (1200, 1600), "Đ/c Mùa A Sử (giữa) nhận Huy hiệu 60 năm tuổi Đảng", "Ảnh: Hà Vi"),
                    pictures.draw(3, (1200, 1600), "Đ/c Nông Thị Lành đọc cảm tưởng", "Ảnh: Hà Vi"),
                    paragraph(text(9, 4)),
                    kind="news",
                ),
                entry(
                    "4.2",
                    "Khánh thành cầu dân sinh bản Nà Lốc",
                    paragraph(text(12, 4)),
                    pictures.draw(4, (2400, 900), "Toàn cảnh cầu dân sinh dài 48 m, rộng 3 m bắc qua suối Nậm Lốc", "Ảnh: Cầm Thu"),
                    paragraph(text(16, 5)),
                    paragraph(text(1, 5)),
                    kind="news",
                ),
                entry(
                    "4.3",
                    "Hội thi “Bí thư chi bộ giỏi” cấp phường năm 2026",
                    paragraph(text(7, 5)),
                    pictures.draw(5, caption="", credit=""),
                    paragraph(text(11, 5)),
                    pictures.draw(
                        6,
                        caption="Ban Giám khảo chấm phần thi xử lý tình huống. Phần thi này chiếm 40/100 điểm, là phần được các"
                        " thí sinh chuẩn bị kỹ nhất và cũng là phần có nhiều ý kiến trao đổi nhất của người dự",
                        credit="Ảnh: Tổ tuyên truyền",
                    ),
                    paragraph(text(13, 3)),
                    kind="news",
                ),
            ),
        ),
        imprint_lines=(
            "Giấy phép xuất bản số 12/GP-SVHTTDL, ngày 03/01/2026. In 120 bản, khổ A4, nộp lưu chiểu tháng 9/2026.",
        ),
        token="7K3MPQ2WXZ",
        check_address="https://an-khanh.example/doi-chieu/",
    )  # fmt: skip
