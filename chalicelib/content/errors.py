"""What goes wrong with content, apart from what reads it: catching it needs no parser. Pure."""


class ContentError(Exception):
    """Content that we cannot use; each line of the message names a file, an item and a fault."""
