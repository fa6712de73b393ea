"""``python -m kb``."""

import sys

from kb.cli import command

sys.exit(command())
