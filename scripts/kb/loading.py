"""The door: a knowledge base, read and checked."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kb.model import KnowledgeBase, Problem, Severity
from kb.read import Sources, read_sources
from kb.read.config import REPO_VARIABLE, Config, read_config
from kb.read.garbage import without_garbage_collection

if TYPE_CHECKING:
    import networkx as nx

    from kb.link import Links
    from kb.render.data.tables import Columns


@dataclass(frozen=True)
class Loaded:
    """A knowledge base as read and checked.

    Attributes:
        root: where it stands.
        sources: the texts of its files.
        base: its records; none if the settings cannot be read.
        config: the settings of ``mkdocs.yml``; none if they cannot be read.
        problems: what the check found, in the order of files and lines.
    """

    root: Path
    sources: Sources
    base: KnowledgeBase | None
    config: Config | None
    problems: list[Problem]

    def failed(self, strict: bool = False) -> bool:
        """Whether there are errors, or with ``strict`` any problems."""
        return any(strict or problem.severity is Severity.ERROR for problem in self.problems)

    def tables(self) -> dict[str, Columns]:
        """Works, citations, points and all else as tables for pandas, polars and others, by name.

        A table is a mapping of each column's name to its values, which are text, numbers, true, false or none; a data
        frame is made of it as it is: ``pandas.DataFrame(loaded.tables()["citations"])``.

        Raises:
            ValueError: if the settings cannot be read.
        """
        from kb.render.data.tables import columns_of

        return columns_of(self._links())

    def graph(self) -> nx.MultiDiGraph[str]:
        """The graph of works, sections, topics and authors, with plain names and values: ``work:brown2020language``.

        Raises:
            ValueError: if the settings cannot be read.
        """
        from kb.link.export import portable

        return portable(self._links())

    def _links(self) -> Links:
        from kb.link import Links

        if self.base is None:
            raise ValueError(f"there is no knowledge base to ask: {self.problems[0]}")
        return Links(self.base)


def load(root: Path | str, files: Collection[str] | None = None) -> Loaded:
    """Reads and checks everything under ``root``, the folder that holds ``mkdocs.yml``.

    Args:
        files: paths of those whose problems are asked for; what is not needed for them is neither looked for nor read.

    Raises:
        OSError: if a file cannot be read. What is wrong in one is a problem and raises nothing.
    """
    with without_garbage_collection():
        return _load(Path(root), files)


def _load(root: Path, files: Collection[str] | None) -> Loaded:
    from kb.check import check_texts

    config, problems = read_config(root, os.environ.get(REPO_VARIABLE, ""))
    sources = read_sources(root)
    if config is None:
        return Loaded(root, sources, None, None, problems)
    base, problems = check_texts(sources, config.report, problems, files)
    return Loaded(root, sources, base, config, problems)
