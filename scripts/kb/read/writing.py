"""Writing a source file so that it is the old one or the new one, whatever happens in between."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path


def replace_text(path: Path, text: str) -> None:
    """Puts a text in the place of a file's, or makes the file: written beside, read back, compared, only then renamed.

    Raises:
        OSError: if that cannot be done; the file is then as it was, or not there.
    """
    replace_bytes(path, text.encode("utf-8"))


def replace_bytes(path: Path, data: bytes) -> None:
    """The same for bytes."""
    target = path.resolve()  # a link stays a link
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:50]}.", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if temporary.read_bytes() != data:
            raise OSError(errno.EIO, "what was read back differs from what was written")
        _take_mode(target, temporary)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _take_mode(target: Path, temporary: Path) -> None:
    """Who may read and write a file stays as it was; a new one is read by everybody who may read what is around it."""
    if target.exists():
        shutil.copymode(target, temporary)
    else:
        temporary.chmod(target.parent.stat().st_mode & 0o666)
