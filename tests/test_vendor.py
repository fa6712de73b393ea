"""The JavaScript libraries that the site serves itself."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

VENDOR = REPOSITORY / "docs/assets/vendor"
FILES = {
    "sigma.min.js": "sigma/dist/sigma.min.js",
    "graphology.umd.min.js": "graphology/dist/graphology.umd.min.js",
    "sigma.LICENSE.txt": "sigma/LICENSE.txt",
    "graphology.LICENSE.txt": "graphology/LICENSE.txt",
}


def test_nothing_else_is_vendored() -> None:
    assert {path.name for path in VENDOR.iterdir()} == FILES.keys()


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is missing, so what is pinned cannot be fetched")
def test_they_are_what_the_lock_file_pins(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(REPOSITORY / name, tmp_path)
    command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    for name, source in FILES.items():
        lines = (tmp_path / "node_modules" / source).read_text("utf-8").splitlines()
        pinned = [line for line in lines if not line.startswith("//# sourceMappingURL")]
        assert (VENDOR / name).read_text("utf-8").splitlines() == pinned, name
