"""One issue that says what died: ``python3 -m forge.tell REPORT.md`` opens it, renews it, or closes it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from forge.programs import carried_out, gh

#: The label as ``.github/labels.yml`` has it, which only a package could read.
_LABEL, _COLOR, _SAYS = "links", "fbca04", "The weekly list of addresses that lead nowhere"
_TITLE = "Addresses that lead nowhere"


def tell(report: Path) -> None:
    """Brings the one issue to what the report says; an empty report closes it."""
    wanted = ("--label", _LABEL, "--state", "open", "--json", "number", "--jq", ".[].number")
    numbers = gh("issue", "list", *wanted).split()
    dead = bool(report.read_text("utf-8").strip())
    if dead and numbers:
        gh("issue", "edit", numbers[0], "--body-file", str(report))
    elif dead:
        gh("label", "create", _LABEL, "--force", "--color", _COLOR, "--description", _SAYS)
        gh("issue", "create", "--title", _TITLE, "--label", _LABEL, "--body-file", str(report))
    elif numbers:
        gh("issue", "close", numbers[0], "--comment", "Every address and identifier leads somewhere again.")


def main(arguments: Sequence[str]) -> int:
    """Reads the report and tells."""
    (file,) = arguments
    return carried_out(partial(tell, Path(file)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
