"""Absurd numbers, days and keys in the addresses of lists get an answer that is no error, as whoever may open them all."""

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client

from tests.builders import make_user
from tests.directives.test_directive_pages import signed

pytestmark = pytest.mark.django_db
HUGE = "9" * 23
OF_DAYS = ("__year=99999", f"__year={HUGE}", "__year__gte=0", "__gte=x")
OF_NUMBERS = (f"={HUGE}", "__exact=x")
OF_ALL = (f"p={HUGE}", "o=999999", f"id={HUGE}", "_to_field=x")


def _queries(model: type[models.Model]) -> list[str]:
    """Of each sort of field one: the first."""
    asked = list(OF_ALL)
    fields = model._meta.concrete_fields
    for kind, queries in (
        (models.DateField, OF_DAYS),
        (models.ForeignKey, (f"__id__exact={HUGE}", "__id__exact=x")),
        (models.IntegerField, OF_NUMBERS),
    ):
        named = [field.name for field in fields if isinstance(field, kind) and not field.primary_key][:1]
        asked += [f"{name}{query}" for name in named for query in queries]
    texts = [field.name for field in fields if isinstance(field, models.CharField) and field.choices][:1]
    return [*asked, *(f"{name}{query}" for name in texts for query in ("=%00", "__exact=%00"))]


def test_no_list_of_the_editors_fails(client: Client) -> None:
    client.raise_request_exception = False
    signed(client, make_user(is_superuser=True))
    admin.autodiscover()
    lists = {f"/quan-tri/{model._meta.app_label}/{model._meta.model_name}/": model for model in admin.site._registry}
    assert {client.get(address).status_code for address in lists} == {200}
    failed = [
        f"{address}?{query}"
        for address, model in lists.items()
        for query in _queries(model)
        if client.get(f"{address}?{query}").status_code >= 500
    ]
    assert failed == []
    # Whatever GET answers, HEAD answers too.
    users = "/quan-tri/organizations/user/?date_joined__year=99999"
    assert client.head(users).status_code == client.get(users).status_code


@pytest.mark.parametrize(
    "address", ["/van-ban/", "/van-ban/so-luong/", "/van-ban/xuat/csv/", "/van-ban/viec-can-lam/", "/"]
)
def test_no_list_of_the_readers_fails(client: Client, address: str) -> None:
    client.raise_request_exception = False
    signed(client, make_user(is_superuser=True))
    words = (HUGE, "-1", "99999", "x", "01/01/99999", "%00", "năm 99999", "quý 99/99999", "tháng 13 năm 0")
    names = ("q", "trang", "tu_ngay", "den_ngay", "nam", "co_quan", "loai", "sap_xep", "bo", "thang")
    queries = [f"{name}={word}" for name in names for word in words]
    assert [query for query in queries if client.get(f"{address}?{query}").status_code >= 500] == []
