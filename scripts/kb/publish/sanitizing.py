"""The sanitizer as an extension of Python-Markdown, which both renderers call: it has the last word on every page."""

from __future__ import annotations

from typing import Any

from markdown import Extension, Markdown
from markdown.postprocessors import Postprocessor

from kb.render.text import sanitize

#: What ``markdown_extensions`` names.
NAME = "kb.publish.sanitizing"


class _Last(Postprocessor):
    def run(self, text: str) -> str:
        return sanitize.page(text)


class Sanitizing(Extension):
    """Cleans the HTML when all else has been done to it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Registers the step, as Python-Markdown asks for."""
        md.postprocessors.register(_Last(md), "kb-sanitizing", -1000)


def makeExtension(**options: Any) -> Sanitizing:  # noqa: N802
    """What Python-Markdown calls, by this name."""
    return Sanitizing(**options)
