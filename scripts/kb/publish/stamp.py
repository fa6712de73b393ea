"""Content into drawn pages. One pass over a skeleton, so that content is never searched for slots."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from markupsafe import Markup, escape

from kb.publish.foot import FOOT
from kb.publish.head import HEAD
from kb.publish.skeletons import ADDRESS, DESCRIPTION, HEADING, TITLE, block_slot
from kb.render.page import Page

_SLOT = re.compile(rf"(<!-- kb:[a-z0-9-]+ -->|{TITLE}|{HEADING}|{DESCRIPTION}|{ADDRESS}-[a-z]+)")


@lru_cache(maxsize=64)
def split(skeleton: str) -> tuple[str, ...]:
    """A skeleton as text, slot, text, slot, …, text."""
    return tuple(_SLOT.split(skeleton))


def stamp(skeleton: str, page: Page, head: str = "", foot: str = "") -> str:
    """The HTML of a page: ``head`` is what it tells machines, ``foot`` what stands below its content."""
    values = {
        TITLE: str(escape(page.title)),
        HEADING: str(page.heading),
        DESCRIPTION: str(escape(page.description)),
        f"{ADDRESS}-{page.skeleton}": page.url.rstrip("/").rpartition("/")[2],
    }
    values |= {HEAD: head, FOOT: foot}
    values |= {block_slot(number): str(html) for number, (_, html) in enumerate(page.blocks)}
    return fill(tight(skeleton), values)


@lru_cache(maxsize=64)
def tight(skeleton: str) -> str:
    """A skeleton without indentation, a third of its size. It has no text of its own whose white space could matter."""
    return re.sub(r"\n\s+", "\n", skeleton)


def slots(fragments: Mapping[str, Markup]) -> dict[str, str]:
    """What pages written by hand take in with ``<!-- kb:NAME -->``, by that slot."""
    return {f"<!-- kb:{name} -->": str(html) for name, html in fragments.items()}


def fill(skeleton: str, values: Mapping[str, str]) -> str:
    """A skeleton with its slots filled; a slot without a value stays as it is."""
    pieces = list(split(skeleton))
    pieces[1::2] = [values.get(slot, slot) for slot in pieces[1::2]]
    return "".join(pieces)
