"""Signs that look like figures ("²", "①", "٣") and numbers that fit into no column: found nothing or refused, never an error."""

import pytest
from django.test import Client
from django.urls import reverse

from cadre_portal.text import key_of
from documents.services.importing import ImportRefused, find_publisher
from organizations.models import Organization
from organizations.roles import Role
from tests.builders import Ward, make_bulletin, make_user, make_ward

ODD = ("²", "①", "³", "10²", "٣", "9" * 30)


@pytest.mark.parametrize(
    ("said", "key"),
    [("7", 7), ("007", 7), ("9" * 18, int("9" * 18)), ("9" * 19, None), ("", None), (" 7", None), ("-7", None)]
    + [(odd, None) for odd in ODD],
)
def test_a_key_is_ascii_figures_that_fit_a_column(said: str, key: int | None) -> None:
    assert key_of(said) == key


def test_fewer_figures_may_be_asked_for() -> None:
    assert (key_of("1234", 4), key_of("12345", 4)) == (1234, None)


@pytest.fixture
def ward(db: None) -> Ward:
    return make_ward()


@pytest.fixture
def editor(ward: Ward, client: Client) -> Client:
    client.force_login(ward.editor)
    return client


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    "address",
    [
        "/van-ban/?q={}",
        "/van-ban/?q=tháng {}",
        "/van-ban/?q=số {}-KH/TU",
        "/van-ban/?q={}b",
        "/van-ban/?co_quan={}",
        "/van-ban/?nam={}",
        "/van-ban/?trang={}",
        "/van-ban/so-luong/?q={0}&co_quan={0}",
        "/van-ban/xuat/xlsx/?q={0}&co_quan={0}",
        "/quan-tri/documents/bulletin/add/?publisher={}",
        "/quan-tri/documents/entry/add/?bulletin={}",
        "/quan-tri/documents/entry/add/?parent={}",
        "/doi-chieu/?ma={}",
    ],
)
def test_a_page_with_an_odd_figure_in_its_address_answers(editor: Client, address: str, odd: str) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        assert editor.get(address.format(odd), headers=headers).status_code < 500


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_figure_names_no_decision_of_the_pool(editor: Client, ward: Ward, odd: str) -> None:
    bulletin = make_bulletin(ward.committee)
    address = reverse("admin:documents_desk_decline", args=[bulletin.pk])
    assert editor.post(address, {"lai": odd}).status_code == 404
    assert editor.post(reverse("admin:documents_desk_upper", args=[bulletin.pk]), {"lay": odd}).status_code == 404


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_figure_is_no_publisher(ward: Ward, odd: str) -> None:
    with pytest.raises(ImportRefused):
        find_publisher(odd)


@pytest.mark.parametrize(
    "query", ["id__in={}", "id__range={0},{0}", "type__in={}", "type__id__in=1,{}", "id={}", "depth__in={}"]
)
@pytest.mark.parametrize("odd", ODD)
def test_a_filter_of_the_admin_for_no_possible_key_is_answered(
    client: Client, ward: Ward, query: str, odd: str
) -> None:
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.province))
    address = reverse("admin:organizations_organization_changelist")
    assert client.get(f"{address}?{query.format(odd)}").status_code in {200, 302}


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize("name", ["others", "into"])
def test_a_body_of_no_possible_key_is_refused_in_words(client: Client, ward: Ward, name: str, odd: str) -> None:
    client.force_login(make_user(role=Role.ADMINISTRATOR, at=ward.province))
    address = reverse("organizations:body_change", args=[ward.cells[0].pk])
    answer = client.post(f"{address}?loai=sap-nhap", {"on": "1/1/2027", "name": "Chi bộ 7", name: odd})
    assert answer.status_code in {200, 422}
    assert answer.context["form"].errors[name]


def test_a_list_of_numbers_finds_those_that_rows_can_have(ward: Ward) -> None:
    rows = Organization.objects.filter(pk__in=[10**30, ward.committee.pk, -(10**30)])
    assert list(rows) == [ward.committee]
    assert list(Organization.objects.filter(pk__range=(-(10**30), ward.province.pk))) == [ward.province]
    assert not Organization.objects.filter(type__in=[10**30]).exists()


def test_a_text_that_is_too_long_is_told_so(client: Client, ward: Ward) -> None:
    client.force_login(ward.editor)
    answer = client.post(
        "/tai-khoan/doi-mat-khau/", "x=" + "a" * 9_000_000, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 400
    assert "quá dài nên cổng không nhận" in answer.content.decode()
