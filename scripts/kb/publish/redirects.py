"""Pages that lead elsewhere, for a site that no server can redirect."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from urllib.parse import quote

from markupsafe import Markup

from kb.publish.policy import policy

_PAGE = Markup(
    '<!doctype html><html lang="en"><head><meta charset="utf-8">{policy}<title>This page has moved</title>'
    '<meta name="robots" content="noindex"><link rel="icon" href="data:,"><link rel="canonical" href="{to}">'
    '<meta http-equiv="refresh" content="0; url={to}"></head>'
    '<body><p><a href="{to}">Go to the page</a></p></body></html>\n'
)


def redirect_files(redirects: Mapping[str, str]) -> dict[str, Callable[[], str]]:
    """The page of each address, by path."""
    return {f"{old}index.html": partial(_page, old, new) for old, new in redirects.items()}


def _page(old: str, new: str) -> str:
    return str(_PAGE.format(policy=Markup(policy()), to="../" * old.count("/") + quote(new)))
