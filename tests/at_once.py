"""Several calls at the same moment, each over a connection of its own (tests that use it need ``transactional_db``)."""

import threading
from collections.abc import Callable

from django.db import connection


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each call gave back, or the exception it raised; all begin together."""
    gate = threading.Barrier(len(calls))
    results: list[object] = [None] * len(calls)

    def run(place: int, call: Callable[[], object]) -> None:
        gate.wait()
        try:
            results[place] = call()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    crowd = [threading.Thread(target=run, args=(place, call)) for place, call in enumerate(calls)]
    for one in crowd:
        one.start()
    for one in crowd:
        one.join()
    return results
