"""Whether words may be those of an organisation's name."""

from cadre_portal.text import is_syllable, words
from directives.models import Directive
from directives.search.statements import run
from directives.search.tiers import Tier

# What the words of an agency have beside its names.
_ORGAN_WORDS = frozenset(word for label in Directive.Organ.labels for word in words(str(label)))


def may_name_an_agency(tier: Tier) -> bool:
    """Whether some organisation has all these words in its name. Hardly a question does, and to learn that from the engine
    costs it a walk through every row that has the words anywhere."""
    conditions: list[str] = []
    values: list[str] = []
    for phrases in tier.wanted:
        # Letters of a body ("bca") stand in no name; those that stand for something are asked by what they stand for.
        if (
            len(phrases) == 1
            and len(phrases[0]) == 1
            and not is_syllable(phrases[0][0])
            and not phrases[0][0].isdecimal()
        ):
            continue
        parts = [[f"%{word}%" for word in phrase if word not in _ORGAN_WORDS] for phrase in phrases]
        if all(parts):
            one_of = (" AND ".join(["name_folded LIKE %s"] * len(part)) for part in parts)
            conditions.append(f"(({') OR ('.join(one_of)}))")
            values += [value for part in parts for value in part]
    if not conditions:
        return True
    # Words are letters and digits: nothing in them is a sign of LIKE.
    sql = f"SELECT 1 FROM organizations_organization WHERE {' AND '.join(conditions)} LIMIT 1"  # noqa: S608
    return bool(run(sql, values))
