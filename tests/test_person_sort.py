"""People are listed by given name, on every database alike."""

import pytest

from cadre_portal.text import person_sort_key, person_sort_text
from organizations.models import User
from tests.builders import make_user

NAMES = (
    "Nguyễn Văn An", "Nguyễn Văn Ân", "Đinh Thị An", "Dương Thị An", "Trần Bình", "Trần Văn Bình", "Lê Thị Bích Đào",
    "Lê Thị Dao", "Lê Thị Đào", "Phạm Hoà", "Phạm Hòa", "Phạm Hoa", "Vũ Văn Hoàng", "Ý", "Tôn Nữ Thị Ngọc", "Bế Văn Ơn",
    "Bế Văn On", "Bế Văn Ôn", "Hà Thị Uyên", "Hà Thị Ưng", "Nguyễn Thị Á", "Nguyễn Thị Ả", "",
)  # fmt: skip


def test_the_text_sorts_as_the_key_does() -> None:
    shuffled = sorted(NAMES, key=lambda name: name[::-1])
    by_key = sorted(shuffled, key=lambda name: (person_sort_key(name), name))
    assert sorted(shuffled, key=lambda name: (person_sort_text(name), name)) == by_key


def test_given_names_come_first_then_family_names_by_the_alphabet() -> None:
    names = ["Đinh Thị An", "Trần Bình", "Dương Thị An", "Nguyễn Văn Ân", "Lê Thị Đào", "Lê Thị Dao"]
    assert sorted(names, key=person_sort_text) == [
        "Dương Thị An",
        "Đinh Thị An",
        "Nguyễn Văn Ân",
        "Trần Bình",
        "Lê Thị Dao",
        "Lê Thị Đào",
    ]


@pytest.mark.django_db
def test_people_come_from_the_database_in_that_order_however_they_were_entered() -> None:
    for name in NAMES[:-1]:
        make_user(full_name=name)
    listed = list(User.objects.values_list("full_name", flat=True))
    assert listed == sorted(listed, key=lambda name: person_sort_key(name))
    person = User.objects.first()
    assert person is not None
    person.full_name = "Trần Thị Yến"
    person.save()
    assert User.objects.last() == person
