"""The line that a command shows while a spreadsheet comes in."""

import pytest

from cadre_portal.table_command import bar_line


@pytest.mark.parametrize(
    ("done", "total", "line"),
    [
        (2000, None, "Đã xem 2000 dòng"),
        (0, 1000, "[....................]   0 %, 0/1000 dòng"),
        (505, 1000, "[##########..........]  50 %, 505/1000 dòng"),
        (1000, 1000, "[####################] 100 %, 1000/1000 dòng"),
        (0, 0, "Đã xem 0 dòng"),
    ],
)
def test_the_bar_says_how_many_of_how_many(done: int, total: int | None, line: str) -> None:
    assert bar_line(done, total, "dòng") == line
