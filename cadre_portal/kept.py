"""A small memory of this process for what never changes: the values used last, by key, safe between threads."""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from time import monotonic
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """At most ``size`` values; one older than ``seconds`` (where given) is as good as forgotten.

    Only for what is the same for everybody who may ask: what a person may see is asked of the database each time.
    """

    def __init__(self, size: int, *, seconds: float = float("inf")) -> None:
        self.size, self.seconds = size, seconds
        self._lock = Lock()
        self._rows: OrderedDict[Hashable, tuple[float, Value]] = OrderedDict()

    def get(self, key: Hashable) -> Value | None:
        """The value kept under the key, None where there is none. The caller copies what it is going to change."""
        with self._lock:
            found = self._rows.get(key)
            if found is None or monotonic() - found[0] > self.seconds:
                return None
            self._rows.move_to_end(key)
            return found[1]

    def put(self, key: Hashable, value: Value) -> None:
        with self._lock:
            self._rows[key] = (monotonic(), value)
            self._rows.move_to_end(key)
            while len(self._rows) > self.size:
                self._rows.popitem(last=False)
