"""``python -m kb``."""

from kb.cli import command

command()
