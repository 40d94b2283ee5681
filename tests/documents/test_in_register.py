"""What published issues show on the register's pages: citations, where a directive was published, a tab of finds, texts of files."""

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document

from directives.models import CitingText
from directives.search.index import index_directives
from directives.services import add_file, read_citations_of
from documents.models import EditionEntry, Entry
from organizations.models import Lineage, Organization
from organizations.roles import Role
from tests.builders import (
    make_bulletin,
    make_directive,
    make_edition,
    make_entry,
    make_organization,
    make_type,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward() -> Organization:
    return make_organization("Đảng ủy phường Bình Giang", letters="ĐU")


def publish(ward: Organization, entry: Entry, text: str, **fields: Any) -> EditionEntry:
    edition = make_edition(entry.bulletin, **fields)
    citing = CitingText.objects.create(text=text)
    read_citations_of([citing], seen_from=ward)
    return EditionEntry.objects.create(
        edition=edition, entry_uuid=entry.uuid, position=90, number="2", kind=Entry.Kind.DIRECTIVE,
        heading=entry.heading, html=f"<p>{text}</p>", text=text, citing_text=citing,
    )  # fmt: skip


def test_a_published_entry_is_shown_with_its_month_and_number_a_future_one_is_not(
    client: Client, ward: Organization
) -> None:
    directive = make_directive(ward, number="5-KH/ĐU", issued_on=date(2026, 5, 4))
    index_directives([directive])
    entry = make_entry(make_bulletin(ward, month=10), directive=directive)
    later = make_entry(make_bulletin(ward, month=11), directive=directive)
    text = "Kế hoạch số 5-KH/ĐU, ngày 04/5/2026 của Đảng ủy phường Bình Giang về nuôi ong."
    publish(ward, entry, text)
    publish(ward, later, text, publish_at=timezone.now() + timedelta(days=3))
    client.force_login(make_user(role=Role.CLERK, at=ward))

    page = client.get(f"/van-ban/{directive.pk}/").content.decode()
    rows = client.get("/van-ban/", {"q": "5-KH/ĐU"}).content.decode()
    counts = client.get("/van-ban/so-luong/", {"q": "nuôi ong"})
    tab = client.get("/van-ban/", {"q": "nuoi ong", "the": "tai-lieu"}).content.decode()

    assert page.count("tháng 10/2026, mục 2") == 2  # published, and cited in
    assert "tháng 11/2026" not in page + rows + tab
    assert "đã đăng: " in rows
    assert [number for _, number, _ in counts.context["tabs"]] == [1]
    assert "#muc-2" in tab
    assert "<mark>nuôi ong</mark>" in tab
    assert ">2. " in tab


def test_the_publisher_is_named_where_it_is_not_the_readers_own(client: Client) -> None:
    province = make_organization("Tỉnh ủy Lam Sơn", type="province_committee")
    ward = make_organization("Đảng ủy phường Bình Giang", letters="ĐU", parent=province)
    old = make_organization("Thành ủy Vân Khê", parent=province, type="province_committee", valid_to=date(2025, 6, 30))
    Lineage.objects.create(organization=ward, predecessor=old)
    directive = make_directive(province, number="5-KH/TU")
    index_directives([directive])
    for publisher in (old, ward):
        publish(publisher, make_entry(make_bulletin(publisher, month=10), directive=directive), "Nuôi ong.")
    client.force_login(make_user(role=Role.CLERK, at=ward))

    ((_, places),) = client.get("/van-ban/", {"q": "5-KH/TU"}).context["rows"]

    ends = sorted(place.label.partition("tháng ")[2] for place in places)
    assert ends == ["10/2026 của Thành ủy Vân Khê, mục 2", "10/2026, mục 2"]


def test_entries_and_news_have_tabs_of_their_own_with_whole_words_those_in_a_row_first(
    client: Client, ward: Organization
) -> None:
    apart = (
        "An ninh trật tự được giữ vững, đội tuần tra hoạt động đều. Cả phường có ba tổ tự quản giữ sự toàn vẹn của đê."
    )
    texts = {
        "Chợ": (Entry.Kind.TOPIC, "Lối đi ở chợ phải luôn an toàn."),
        "Đê điều": (Entry.Kind.TOPIC, apart),
        "Học tập": (Entry.Kind.NEWS, "Cả lớp được an (toàn) tâm học tập."),
        "Bàn giao": (Entry.Kind.NEWS, "Ban toàn quyền họp."),
    }
    for place, (heading, (kind, text)) in enumerate(texts.items()):
        row = publish(ward, make_entry(make_bulletin(ward, month=place + 1), heading=heading), text)
        EditionEntry.objects.filter(pk=row.pk).update(kind=kind)
    client.force_login(make_user(role=Role.CLERK, at=ward))

    counts = client.get("/van-ban/so-luong/", {"q": "an toàn", "the": "tin"})
    found = {
        slug: client.get("/van-ban/", {"q": "an toàn", "the": slug}).context["tab_rows"] for slug in ("tai-lieu", "tin")
    }

    assert [(tab.label, number) for tab, number, _ in counts.context["tabs"]] == [
        ("Trong tài liệu đã phát hành", 2),
        ("Tin hoạt động", 1),
    ]
    assert [row.title for row in found["tai-lieu"]] == ["2. Chợ", "2. Đê điều"]
    assert [row.title for row in found["tin"]] == ["2. Học tập"]
    assert [piece.text for piece in found["tai-lieu"][0].pieces if piece.is_hit] == ["an toàn"]
    # Its name stands on the tab above; a heading that is read out alone says it to who cannot see the line under it.
    opened = client.get("/van-ban/", {"q": "an toàn", "the": "tin"}).content.decode()
    assert re.findall(r"<h2[^>]*>[^<]*</h2>", opened) == ['<h2 class="visually-hidden">Kết quả: Tin hoạt động</h2>']
    page = counts.content.decode()
    assert page.count('aria-current="page"') == 1
    assert page.partition('aria-current="page">')[2].startswith("Tin hoạt động (1)")


def test_another_wards_cell_sees_no_published_place(client: Client, ward: Organization) -> None:
    make_type("cell", receives=True)
    province = make_organization("Tỉnh ủy Lam Sơn", type="province_committee")
    directive = make_directive(province, number="5-KH/TU")
    index_directives([directive])
    publish(ward, make_entry(make_bulletin(ward), directive=directive), "Nuôi ong ở phường.")
    other = make_organization("Đảng ủy phường Hòa An", parent=province)
    cell = make_organization("Chi bộ 1", parent=other, type="cell")
    client.force_login(make_user(role=Role.SECRETARY, at=cell))

    assert "đã đăng" not in client.get("/van-ban/", {"q": "5-KH/TU"}).content.decode()
    assert "Nuôi ong" not in client.get("/van-ban/", {"q": "nuôi ong", "the": "tai-lieu"}).content.decode()


def test_a_word_file_gives_its_text_to_search_letterhead_included(ward: Organization) -> None:
    document = Document()
    document.add_paragraph("ĐẢNG BỘ PHƯỜNG BÌNH GIANG")
    document.add_paragraph("Danh sách các hộ nuôi ong lấy mật trong phường, kèm số điện thoại liên hệ của từng hộ.")
    out = io.BytesIO()
    document.save(out)

    file = add_file(
        actor=make_user(role=Role.EDITOR, at=ward),
        directive=make_directive(ward),
        content=out.getvalue(),
        name="a.docx",
    )

    assert "ĐẢNG BỘ PHƯỜNG" in file.text
    assert "nuôi ong lấy mật" in file.text


def test_a_broken_file_is_kept_without_text(ward: Organization) -> None:
    editor = make_user(role=Role.EDITOR, at=ward)

    file = add_file(actor=editor, directive=make_directive(ward), content=b"%PDF-1.4 broken", name="a.pdf")

    assert file.text == ""
