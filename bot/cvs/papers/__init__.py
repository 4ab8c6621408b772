"""What is made of a stored CV: the documents themselves, papers beside them, what a mentor is shown."""
