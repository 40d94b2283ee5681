"""Stands in for the parsing process in tests of the sandbox: it crashes or hangs as its file's name says."""

import os
import subprocess
import sys
import time
from pathlib import Path


def main(arguments: list[str]) -> None:
    """``hang.*`` sleeps with a child of its own, ``crash.*`` aborts, ``quiet.*`` ends without an answer."""
    path, folder = Path(arguments[1]), Path(arguments[3])
    if path.stem == "hang":
        child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        path.with_suffix(".pid").write_text(f"{child.pid} {folder}")
        time.sleep(60)
    elif path.stem == "crash":
        os.abort()


if __name__ == "__main__":
    main(sys.argv[1:])
