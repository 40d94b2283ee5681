"""A question taken apart: what it was taken to mean, and the words that must occur."""

from dataclasses import dataclass

from directives.models import DirectiveKind
from directives.search.times import Period
from organizations.models import Organization


@dataclass(frozen=True, slots=True)
class Chip:
    """Something the question was taken to mean, shown with a cross: pressed, its words are words again.

    ``slug``: so, loai, co_quan, nguoi_ky, thoi_gian, moi or go.
    """

    slug: str
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """One thing that must occur: any of several phrases (an abbreviation and what it stands for), each a row of words.

    ``exact``: the same with their diacritics.
    """

    folded: tuple[tuple[str, ...], ...]
    exact: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question taken apart. ``spelt``: it was typed with diacritics. ``unfinished``: the last word is still being typed."""

    text: str
    # As it was typed, where keys of an input method were read back.
    typed: str = ""
    number_key: str = ""
    # Further numbers asked for beside it: "12-KH/ĐTN hoặc 88/KH-UBND".
    more_keys: tuple[str, ...] = ()
    has_organ: bool = False
    sequence: int | None = None
    # Folded letters of the organ that a bare number was typed with ("412 bca").
    organ: str = ""
    # No number without these letters is meant.
    organ_needed: bool = False
    # "Số" and the number stand behind a word that may be called so: "bão số 3".
    may_be_called: bool = False
    # The name of a body parts it from its kind, and a word follows: "kế hoạch tỉnh ủy 12 lớp".
    may_count: bool = False
    number_words: tuple[str, ...] = ()
    kinds: tuple[DirectiveKind, ...] = ()
    agency: Organization | None = None
    # The bodies of a level that was named by its bare word ("của tỉnh"), what they are called, and the word.
    level_bodies: tuple[int, ...] = ()
    level_label: str = ""
    level_words: tuple[str, ...] = ()
    # The name of a body that is not kept at all: "Tỉnh đoàn".
    unknown_body: str = ""
    # Names of those who may be meant as the signer, and the words that named them.
    signers: tuple[str, ...] = ()
    signer_words: tuple[str, ...] = ()
    period: Period | None = None
    # The words that named the time; titles may have them.
    period_words: tuple[str, ...] = ()
    groups: tuple[Group, ...] = ()
    chips: tuple[Chip, ...] = ()
    spelt: bool = False
    unfinished: bool = False
    # The word being typed was but one letter yet, and is left out.
    is_cut: bool = False
    unnumbered: bool = False
    newest_first: bool = False
    # Nothing but words that ask ("cho tôi hỏi ở đâu").
    only_asks: bool = False
    # The words that named the kind: words again where no document of that kind is found.
    kind_words: Group | None = None
    # The same question with its number taken for words, where it says more than a number: "kh sơ kết nq 14".
    as_words: "Question | None" = None
    # The same with a letter put back into the word it belongs to ("tetd inh"), where nothing has the words as they were typed.
    as_parted: "Question | None" = None

    @property
    def has_number(self) -> bool:
        return bool(self.number_key) or self.sequence is not None

    @property
    def is_empty(self) -> bool:
        return not (self.groups or self.has_number or self.chips)
