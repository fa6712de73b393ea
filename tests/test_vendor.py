"""The JavaScript libraries that the site serves itself."""

import pytest

from tests.conftest import REPOSITORY

VENDOR = REPOSITORY / "scripts/kb/frontend/assets/vendor"
MODULES = REPOSITORY / "node_modules"
FILES = {
    "sigma.min.js": "sigma/dist/sigma.min.js",
    "graphology.umd.min.js": "graphology/dist/graphology.umd.min.js",
    "sigma.LICENSE.txt": "sigma/LICENSE.txt",
    "graphology.LICENSE.txt": "graphology/LICENSE.txt",
}


def test_nothing_else_is_vendored() -> None:
    assert {path.name for path in VENDOR.iterdir()} == FILES.keys()


def test_they_are_what_the_lock_file_pins() -> None:
    if not MODULES.is_dir():
        pytest.skip("npm is missing, so what is pinned was not fetched")
    for name, source in FILES.items():
        lines = (MODULES / source).read_text("utf-8").splitlines()
        unchecked = ["// @ts-nocheck"] if name.endswith(".js") else []
        pinned = unchecked + [line for line in lines if not line.startswith("//# sourceMappingURL")]
        assert (VENDOR / name).read_text("utf-8").splitlines() == pinned, name
