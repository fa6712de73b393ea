"""The knowledge base of a report's literature, as an engine: point it at a folder and it builds the site.

Data flows one way, each stage a package that knows only the ones before it:

``read``
    ``bibliography/`` and ``sections/`` become records (:mod:`kb.model`) that know their file, line and column.
``check``
    Records become problems: a code, a place, a message and a hint.
``link``
    Records become the graph: which section cites which work, where and why, what is cited together, who wrote what,
    what each topic is about.
``render``
    Graph and templates become pages: a title, headings and HTML; and records for the search.
``publish``
    Pages become the site: MkDocs (or Zensical) draws the skeletons, the pages are stamped into them; records become the
    index of the search.

What Python writes and JavaScript reads is told once, with names, in ``contract``, which knows no stage; ``frontend``
is what runs in the browser.

Beside the flow stand ``verify``, which asks bibliographic services for works and proposes what to change in
``bibliography/``, ``add``, which makes new records and puts them in their places, and ``forms``, which reads them from
what somebody wrote into an issue form; nothing speaks with the network but through :mod:`kb.verify.http`. ``start``
makes a new knowledge base, from nothing, a bibliography, or the source of a survey. ``diff`` says what changed between
two revisions, for the one who reviews.

:mod:`kb.cli` is the command line over these stages, :func:`kb.load` the door to a knowledge base from Python:

    import kb

    base = kb.load("path/of/a/knowledge-base").base
    [work.title for work in base.works.values() if "privacy" in work.topics]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kb.loading import Loaded, load

__all__ = ["Loaded", "load"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """What only those need who ask for it; workflows import parts of the package without any library."""
    if name not in __all__:
        raise AttributeError(f"module 'kb' has no attribute '{name}'")
    from kb import loading

    return getattr(loading, name)
