"""A Content-Security-Policy in every page: scripts of the site alone, and inline only those that the theme wrote.

Instant navigation keeps the policy of the first page, so all pages carry the same one, with the hashes of all
inline scripts that were drawn.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable

_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script\s*>", re.DOTALL | re.IGNORECASE)
_DATA = re.compile(r"""type=["']?application/(ld\+)?json""")
#: The theme tells each page where the root is.
_ROOT = re.compile(r"""(?<=new URL\(")[^"\\\n]*(?=",\s*location\))""")
_HEAD = re.compile(r"<head[^>]*>(\s*<meta charset=[^>]*>)?", re.IGNORECASE)
#: Pictures draw with styles of their own; a style can load nothing from elsewhere.
_RULES = (
    "default-src 'self'",
    "script-src 'self'{hashes}",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
)


def inline_scripts(pages: Iterable[str]) -> frozenset[str]:
    """The inline scripts in some pages."""
    return frozenset(
        text
        for page in pages
        for attributes, text in _SCRIPT.findall(page)
        if text.strip() and "src=" not in attributes and not _DATA.search(attributes)
    )


def same_scripts(known: Iterable[str], pages: Iterable[str]) -> frozenset[str]:
    """Inline scripts that differ from known ones only in where the site's root is."""
    shapes = {_ROOT.sub("", script) for script in known}
    return frozenset(script for script in inline_scripts(pages) if _ROOT.sub("", script) in shapes)


def script_hash(text: str) -> str:
    """``sha256-…`` of a script, with the ends of lines as a browser reads them."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"sha256-{b64encode(hashlib.sha256(lines.encode()).digest()).decode()}"


def policy(scripts: Iterable[str] = ()) -> str:
    """The policy as a ``<meta>`` element, with the inline scripts that may run."""
    allowed = "".join(f" '{name}'" for name in sorted(set(map(script_hash, scripts))))
    return f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(_RULES).format(hashes=allowed)}">'


def with_policy(page: str, element: str) -> str:
    """A page with the policy as early as it can stand."""
    return _HEAD.sub(lambda match: match.group() + element, page, count=1)
