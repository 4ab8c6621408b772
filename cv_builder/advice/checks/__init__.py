"""One file for each thing that advice looks at, with its own cases."""
