"""The fewest entries that have to be moved for the outline to follow a returned file."""

import random

import pytest

from documents.engines.returning.moves import Move, Placed, moves_of

FLAT = [Placed(one) for one in "abcdef"]
# a, then the groups G (g, h) and K (k), then z; u stands in a group without a heading, which no file shows.
GROUPED = [
    Placed("a"), Placed("G", is_group=True), Placed("g", "G"), Placed("h", "G"),
    Placed("K", is_group=True), Placed("k", "K"), Placed("u", "U"), Placed("z"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("outline", "file", "moves"),
    [
        (FLAT, "abcdef", []),
        (FLAT, "ace", []),
        (FLAT, "", []),
        (FLAT, "abcxdef", []),  # what the outline does not have is another matter
        (FLAT, "fabcde", [Move("f", "", "")]),
        (FLAT, "bcdefa", [Move("a", "", "f")]),
        (FLAT, "acbdef", [Move("c", "", "a")]),
        (GROUPED, "aGghKkuz", []),
        (GROUPED, "aGhgKkuz", [Move("h", "G", "")]),
        (GROUPED, "zaGghKku", [Move("z", "", "")]),
        # A group moves as a whole: what stands in it goes along.
        (GROUPED, "aKkuGghz", [Move("K", "", "a")]),
        (GROUPED, "aGgKhkuz", [Move("h", "K", "")]),
        (GROUPED, "aGghkKuz", [Move("k", "G", "h")]),
    ],
)
def test_the_moves(outline: list[Placed], file: str, moves: list[Move]) -> None:
    assert moves_of(outline, list(file)) == moves


@pytest.mark.parametrize("seed", range(40))
def test_made_one_by_one_in_any_order_they_lead_to_the_order_of_the_file(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    outline = [str(number) for number in range(12)]
    file = chance.sample(outline, chance.randint(2, 12))
    count = len(moves_of([Placed(one) for one in outline], file))

    for _ in range(count):
        move = chance.choice(moves_of([Placed(one) for one in outline], file))
        outline.remove(move.uuid)
        outline.insert(outline.index(move.after) + 1 if move.after else 0, move.uuid)

    assert moves_of([Placed(one) for one in outline], file) == []
    assert [one for one in outline if one in set(file)] == file
