"""Pure decisions of this room: values and `now` in, answer out."""
