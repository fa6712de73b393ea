"""The JavaScript, without a browser."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import REPOSITORY

TSC = REPOSITORY / "node_modules/.bin/tsc"


def test_types_fit() -> None:
    if not TSC.exists() or not shutil.which("node"):
        pytest.skip("npm is missing, so the compiler was not fetched")
    done = subprocess.run([TSC, "--pretty", "false"], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.stdout + done.stderr == ""
