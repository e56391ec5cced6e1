"""Run it: `make bench NAME=inputs`, or with another number `python -m bench.inputs FILES`.

An input is lost where it gives neither documents nor one of our errors, or takes longer or more memory than
`bench.inputs.reading` says. Its number makes it again, by `bench.inputs.mutations.bad_file`.
"""

from __future__ import annotations

import sys
import time

from bench.inputs.reading import read_all

FILES = 20_000


def main(files: int) -> None:
    """Try and print."""
    started = time.monotonic()
    found, lost = read_all(0, files)
    for line in lost:
        print(line)
    print(
        f"documents {found['documents']:,}, refusals {found['refusals']:,}, {time.monotonic() - started:,.0f} s"
    )
    print(f"bad inputs tried {files:,} (files of every format): lost {len(lost)}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else FILES)
