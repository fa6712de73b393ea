"""The labels of ``.github/labels.yml`` on the forge: a maintainer runs ``python -m forge.labels`` once, with ``gh``."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

import yaml

from forge.programs import carried_out, gh


def make(file: Path) -> None:
    """Makes every label, or brings its color and description to what the file says."""
    for label in yaml.safe_load(file.read_text("utf-8")):
        looks = ("--color", label["color"], "--description", label["description"])
        gh("label", "create", label["name"], "--force", *looks)


if __name__ == "__main__":
    sys.exit(carried_out(partial(make, Path(".github/labels.yml"))))
