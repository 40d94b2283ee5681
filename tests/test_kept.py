import pytest

from cadre_portal import kept
from cadre_portal.kept import Kept


def test_what_was_put_is_found_again() -> None:
    memory: Kept[str] = Kept(2)
    memory.put("a", "một")

    assert memory.get("a") == "một"
    assert memory.get("b") is None


def test_the_value_not_used_for_longest_goes_first() -> None:
    memory: Kept[int] = Kept(2)
    memory.put("a", 1)
    memory.put("b", 2)
    memory.get("a")
    memory.put("c", 3)

    assert [memory.get(key) for key in "abc"] == [1, None, 3]


def test_a_value_too_old_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(kept, "monotonic", lambda: now)
    memory: Kept[int] = Kept(2, seconds=60)
    memory.put("a", 1)
    assert memory.get("a") == 1

    now = 161.0

    assert memory.get("a") is None
