"""`python -m bot …`"""

import gc

# Nothing that is imported is ever garbage: looking for some costs a sixth of the start, and later a pause of 0.1 s or
# more each time the whole heap is looked through.
gc.disable()

from bot.cli import main  # noqa: E402  the collector must be off before

gc.freeze()
gc.enable()

if __name__ == "__main__":
    main()
