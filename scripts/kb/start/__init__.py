"""Making a knowledge base: from nothing, from a bibliography, or from the source of a survey or thesis.

Everything here is a pure function from text to text by path, but for two modules: :mod:`kb.start.command` reads what it
is pointed at, and :mod:`kb.start.writing` writes the new folder, whole or not at all.

``outline``
    What a source says: headings and what is cited under each. :mod:`~kb.start.tex` and :mod:`~kb.start.markdown`
    make one.
``bibliography``
    Any BibTeX or biblatex as entries that pass the check, with the table of keys that had to change.
``sections``
    An outline as files of ``sections/`` and as parts.
``house``
    ``mkdocs.yml``, the first page and the README. ``example``: what stands in it where nothing was given.
"""
