"""What pages written by hand cite, by the extension that records have (:class:`kb.render.text.markdown.Citing`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kb.read.citing import Pointer
from kb.render.text.markdown import Citing, Link

#: What ``markdown_extensions`` names.
NAME = "kb.publish.citing"


def setting(pointed: Mapping[Pointer, Link]) -> dict[str, Any]:
    """The item of ``markdown_extensions`` that gives a renderer the extension, and where what pages cite leads."""
    return {NAME: {"links": {_name(pointer): asdict(link) for pointer, link in pointed.items()}}}


def _name(pointer: Pointer) -> str:
    return f"{pointer.kind} {pointer.text}"


def makeExtension(links: Mapping[str, Mapping[str, Any]]) -> Citing:  # noqa: N802
    """What Python-Markdown calls, by this name."""
    return Citing(lambda pointer: Link(**links.get(_name(pointer), {"text": pointer.text})))
