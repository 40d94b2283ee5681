"""What a correction changed since the edition a reader has: for the box at the head of the reading page."""

from collections.abc import Collection
from dataclasses import dataclass

from cadre_portal.kept import Kept
from documents.engines.change_words import words_of_entry
from documents.engines.issue_changes import Fate, compare_issues
from documents.models import Edition
from documents.rendering.content import from_json
from documents.services.asking_again import EarlierHold
from documents.services.reading import earlier_readable
from organizations.models import User


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry that differs: what it is called, its place on the page ("" where it is gone), what was exchanged for what."""

    called: str
    anchor: str
    words: tuple[str, ...]

    def beside(self, note: str) -> "ChangedEntry":
        """The same without the words that the note of the correction says already."""
        return ChangedEntry(self.called, self.anchor, tuple(one for one in self.words if one not in note))


# Between two editions, by their codes: frozen, and asked only for readers who may see both.
_kept: Kept[tuple[ChangedEntry, ...]] = Kept(48)


def changes_to_read(
    user: User, edition: Edition, held: EarlierHold | None, anchors: Collection[str]
) -> list[ChangedEntry]:
    """The entries that differ from the edition the reader's cells hold, else from the newest earlier one.

    Empty where the reader may see no earlier edition. ``anchors``: the places that the page has. One query more than none.
    """
    earlier = dict(earlier_readable(user, edition).order_by("number").values_list("number", "token"))
    if not earlier:
        return []
    number = held.number if held is not None and held.number in earlier else max(earlier)
    found = _between(edition.bulletin_id, earlier[number], edition.token)
    return [
        ChangedEntry(one.called, one.anchor if one.anchor in anchors else "", one.words).beside(edition.change_note)
        for one in found
    ]


def _between(bulletin: int, old: str, new: str) -> tuple[ChangedEntry, ...]:
    known = _kept.get((old, new))
    if known is not None:
        return known
    rows = dict(Edition.objects.filter(bulletin=bulletin, token__in=(old, new)).values_list("token", "content"))
    found: tuple[ChangedEntry, ...] = ()
    if rows[old] and rows[new]:
        found = tuple(
            ChangedEntry(
                f"Mục {one.number}. {one.title}",
                "" if one.fate is Fate.GONE else f"muc-{one.number.replace('.', '-')}",
                tuple(words_of_entry(one)),
            )
            for one in compare_issues(from_json(rows[old]), from_json(rows[new])).entries
        )
    _kept.put((old, new), found)
    return found
