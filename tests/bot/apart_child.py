"""A child for tests of `bot.apart`: does what its argument says with what it is fed."""

from __future__ import annotations

import sys

from bot.apart import DONE, Bounds, confine, ready

BOUNDS = Bounds(memory_bytes=200 * 1024 * 1024, cpu_s=10, seconds=10.0, answer_bytes=100_000)


def main() -> None:
    confine(BOUNDS)
    if sys.argv[1] == "silent":
        return
    ready()
    data = sys.stdin.buffer.read()
    match sys.argv[1]:
        case "back":
            sys.stdout.buffer.write(data[::-1] + DONE)
        case "half":
            sys.stdout.buffer.write(data)
        case "loop":
            while True:
                pass
        case "hungry":
            sys.stdout.buffer.write(bytes(400_000_000)[:0] + DONE)
        case "write":
            with open(sys.argv[2], "wb") as file:
                file.write(data)
                file.flush()
            sys.stdout.buffer.write(DONE)
        case "talk":
            while True:
                sys.stdout.buffer.write(b"bla" * 1000)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
