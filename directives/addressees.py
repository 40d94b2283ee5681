"""From printed addressees ("các chi bộ", "đảng ủy xã, phường") to a type of organisation, where one is meant without doubt."""

import re

from cadre_portal.text import fold
from organizations.models import OrganizationType

# Printed words → level. "các chi, đảng bộ" means cells and bases together: no single type, left as printed.
_LEVELS: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(
            r"^(?:\d+% )?(?:cac |moi |toan the )?chi (?:bo|uy)(?: (?:truc thuoc|co so|khu dan cu|to dan pho))*$"
        ),
        "cell",
    ),
    (re.compile(r"^(?:cac |moi )?(?:to chuc co so dang|dang bo co so|dang uy co so)(?: truc thuoc)?$"), "base"),
    (re.compile(r"^(?:cac |moi )?dang uy (?:cac )?(?:xa, phuong|phuong, xa|xa|phuong)(?:, dac khu)?$"), "commune"),
)


def type_of_addressee(printed: str) -> OrganizationType | None:
    """The type that a printed addressee means, or None: then it stays as printed and an editor may choose."""
    folded = fold(printed).strip(" .,;:")
    for pattern, level in _LEVELS:
        if pattern.match(folded):
            rows = OrganizationType.objects.filter(level=level, is_party=True)
            if level == OrganizationType.Level.COMMUNE:
                rows = rows.filter(may_publish=True)
            found = list(rows[:2])
            return found[0] if len(found) == 1 else None
    return None
