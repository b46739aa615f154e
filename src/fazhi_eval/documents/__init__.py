"""The format of a file becomes text with positions."""
