"""The question while it is being read."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from cadre_portal.text import has_diacritics
from directives.search.query.question import Chip, Group
from organizations.models import User


@dataclass(slots=True)
class Reader:
    """The question while it is being read: what is understood is blanked out, so that nothing is read twice."""

    text: str
    folded: str
    user: User
    today: date
    removed: Collection[str]
    original: str
    chips: list[Chip] = field(default_factory=list)
    kind_words: Group | None = None
    only_asks: bool = False

    @property
    def spelt(self) -> bool:
        return has_diacritics(self.text)

    def take(self, start: int, end: int) -> None:
        blank = " " * (end - start)
        self.text = self.text[:start] + blank + self.text[end:]
        self.folded = self.folded[:start] + blank + self.folded[end:]

    def tokens(self) -> list[re.Match[str]]:
        return list(re.finditer(r"[a-z0-9]+", self.folded))
