"""The sorts of bodies a portal starts with. Later changes are made in the admin: rows that are there are left alone."""

from django.db import migrations

# code, name, level, party?, may publish?, receives?
TYPES = [
    ("central", "Cơ quan Trung ương", "centre", True, False, False),
    ("province_committee", "Tỉnh ủy, thành ủy trực thuộc Trung ương", "province", True, True, False),
    ("province_board", "Ban của tỉnh ủy, thành ủy", "province", True, False, False),
    ("city_committee", "Thành ủy, thị ủy thuộc tỉnh (trước 01/7/2025)", "district", True, True, False),
    ("city_board", "Ban của thành ủy, thị ủy thuộc tỉnh (trước 01/7/2025)", "district", True, False, False),
    ("district_committee", "Huyện ủy, quận ủy (trước 01/7/2025)", "district", True, True, False),
    ("ward_committee", "Đảng ủy xã, phường, đặc khu", "commune", True, True, False),
    ("ward_board", "Ban của đảng ủy xã, phường, đặc khu", "commune", True, False, False),
    ("base", "Tổ chức cơ sở đảng, đảng bộ bộ phận", "base", True, False, True),
    ("cell", "Chi bộ", "cell", True, False, True),
    ("state", "Cơ quan nhà nước", "province", False, False, False),
    ("front", "Mặt trận Tổ quốc", "province", False, False, False),
    ("union", "Tổ chức chính trị - xã hội", "province", False, False, False),
    ("other", "Tổ chức khác", "commune", False, False, False),
]


def seed(apps, schema_editor):
    OrganizationType = apps.get_model("organizations", "OrganizationType")
    for place, (code, name, level, is_party, may_publish, receives) in enumerate(TYPES, start=1):
        OrganizationType.objects.get_or_create(
            code=code,
            defaults={
                "name": name,
                "level": level,
                "is_party": is_party,
                "may_publish": may_publish,
                "receives": receives,
                "position": place * 10,
            },
        )


class Migration(migrations.Migration):
    dependencies = [("organizations", "0002_phone_key")]

    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
