"""`python -m bot …`"""

import gc
import sys

# Nothing that is imported is ever garbage: looking for some costs a sixth of the start, and later a pause of 0.1 s or
# more each time the whole heap is looked through.
gc.disable()

# python-telegram-bot imports httpx, which we never call, and httpx its command line with all that paints there: 4 MB.
# As if those packages were not installed, which httpx knows how to do without.
sys.modules["httpx._main"] = None  # type: ignore[assignment]  # what the import system takes for "not there"

from bot.cli import main  # noqa: E402  the collector must be off before

YOUNG = 10_000
"""New objects after which the collector looks for cycles. **Why** not Python's 700: one batch of turns makes thousands
that end by themselves; looking through them cost 24 µs a turn and a pause of 17 ms now and then."""

gc.freeze()
gc.set_threshold(YOUNG, 10, 10)
gc.enable()

if __name__ == "__main__":
    main()
