"""What goes wrong in the workbench that a person can put right."""


class WorkbenchError(Exception):
    """The message is one a person reads: what happened, and what to do about it."""
