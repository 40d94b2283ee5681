"""``python -m benchmarks [name …]``: run every ``bench_*.py`` (or those named) in a process of its own, and say at the end
which limits were missed. Exits 1 if any was.

A benchmark is a script that measures against a limit in one run, prints its figures and exits 0 or 1.
"""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


def main(names: list[str]) -> int:
    scripts = sorted(HERE.glob("bench_*.py"))
    if names:
        scripts = [script for script in scripts if script.stem.removeprefix("bench_") in names]
        unknown = set(names) - {script.stem.removeprefix("bench_") for script in scripts}
        if unknown:
            print(f"No such benchmark: {', '.join(sorted(unknown))}", file=sys.stderr)
            return 2
    missed = []
    for script in scripts:
        name = script.stem.removeprefix("bench_")
        print(f"== {name}", flush=True)
        begin = time.perf_counter()
        done = subprocess.run([sys.executable, str(script)], cwd=HERE.parent, check=False)
        print(f"   ({time.perf_counter() - begin:.0f} s)", flush=True)
        if done.returncode:
            missed.append(name)
    kept = len(scripts) - len(missed)
    print(f"{kept} within their limits, {len(missed)} not{': ' + ', '.join(missed) if missed else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
