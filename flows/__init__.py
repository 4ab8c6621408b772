"""The conversation engine: flows in, messages out. Pure: no I/O, no clock, no chance, nothing of ours outside."""
