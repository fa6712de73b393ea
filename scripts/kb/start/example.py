"""A small knowledge base that shows every feature: how a literature hangs together, in two parts and five works."""

from __future__ import annotations

import re
from collections.abc import Mapping

PARTS = (("ideas", "Ideas"), ("measures", "Measures"))
STEPS = (
    "Look at the example with `kb serve`, then put your own parts into `mkdocs.yml`, works into "
    "`bibliography/references.bib` and sections into `sections/`.",
    "Run `kb check` after every change: it says file, line and what to write.",
)

_BIBLIOGRAPHY = """@article{bush1945may,
  author = {Bush, Vannevar},
  title = {As We May Think},
  journal = {The Atlantic Monthly},
  volume = {176},
  number = {1},
  pages = {101--108},
  year = {1945},
  annotation = {Imagines the memex, a desk that stores a person's books and letters on film and joins any two of them \
by trails that others can follow later.},
  keywords = {linking},
}

@article{garfield1955citation,
  author = {Garfield, Eugene},
  title = {Citation Indexes for Science: A New Dimension in Documentation through Association of Ideas},
  journal = {Science},
  volume = {122},
  number = {3159},
  pages = {108--111},
  year = {1955},
  doi = {10.1126/science.122.3159.108},
  annotation = {Proposes an index that leads from a paper to all later papers that cite it, so that a reader can \
follow an idea forward and find its critics.},
  keywords = {citation-indexes},
}

@article{kessler1963bibliographic,
  author = {Kessler, M. M.},
  title = {Bibliographic coupling between scientific papers},
  journal = {American Documentation},
  volume = {14},
  number = {1},
  pages = {10--25},
  year = {1963},
  doi = {10.1002/asi.5090140103},
  annotation = {Calls two papers coupled if they cite the same work and counts such works to group papers by \
subject, using nothing but their lists of references.},
  keywords = {coupling},
}

@article{price1965networks,
  author = {Price, Derek J. de Solla},
  title = {Networks of Scientific Papers},
  journal = {Science},
  volume = {149},
  number = {3683},
  pages = {510--515},
  year = {1965},
  doi = {10.1126/science.149.3683.510},
  annotation = {Describes the world's papers as one network of citations and finds that new papers lean on a small, \
recent part of it, the research front.},
  keywords = {linking, citation-indexes},
}

@article{small1973co,
  author = {Small, Henry},
  title = {Co-citation in the scientific literature: A new measure of the relationship between two documents},
  journal = {Journal of the American Society for Information Science},
  volume = {24},
  number = {4},
  pages = {265--269},
  year = {1973},
  doi = {10.1002/asi.4630240406},
  annotation = {Relates two documents by how often later papers cite them together, a measure that changes as a \
field changes its mind about what belongs together.},
  keywords = {coupling},
}
"""
_TOPICS = """- slug: networks
  name: "Networks of literature"
  definition: "How papers are joined, and what can be read from that."

- slug: citation-indexes
  name: "Citation indexes"
  definition: "Lists that lead from a work to those that cite it."
  broader: networks
  aliases: ["citation index"]
  related: [linking]

- slug: coupling
  name: "Coupling and co-citation"
  definition: "Measures of how near two works are, by what they cite or by what cites them."
  broader: networks

- slug: linking
  name: "Linking"
  definition: "Joining texts so that a reader can go from one to the next."
  broader: networks
"""
_GLOSSARY = """- slug: co-citation
  term: "co-citation"
  definition: "Two works are co-cited if a later work cites both."
  section: coupling
  aliases: ["cocitation"]
"""
_TRAILS = """number: "1"
slug: trails
title: Trails between texts
part: ideas
subsections:
  - {number: "1.1", title: "A desk that remembers"}
tldr: Texts become more useful once a reader can follow how they are joined.
summary: |
  A memex would keep the trails that a reader blazes [@bush1945may]. Trails between papers exist already: they are
  the citations, and together they form a network [@price1965networks], as @sec-indexes shows.
points:
  - claim: A trail that one reader leaves helps the next [@bush1945may].
    kind: opportunity
    works: [bush1945may]
    topics: [linking]
questions:
  - Who keeps the trails?
topics: [linking]
key_works:
  - {work: bush1945may, why: "The picture that much came from."}
related:
  - {section: indexes, why: "Indexes make trails of citations."}
citations:
  - {work: bush1945may, at: "1.1", group: 1, role: definition, note: "the memex and its trails"}
  - {work: price1965networks, at: "1.1", group: 2, role: evidence, note: "papers form one network"}
reviewed: {status: draft}
"""
_INDEXES = """number: "2"
slug: indexes
title: Indexes of citations
part: ideas
tldr: An index of citations leads forward in time.
summary: |
  A list of references leads back; an index of citations leads forward [@garfield1955citation]. With it the
  network of papers can be drawn [@price1965networks].
points:
  - claim: An index of citations shows who built on a paper and who objected to it [@garfield1955citation].
    kind: recommendation
    works: [garfield1955citation]
    topics: [citation-indexes]
topics: [citation-indexes]
citations:
  - {work: garfield1955citation, at: "2", group: 1, role: method, note: "the index that leads forward"}
  - {work: price1965networks, at: "2", group: 2, role: application, note: "the network that such an index shows"}
reviewed: {status: draft}
"""
_COUPLING = """number: "3"
slug: coupling
title: Coupling and co-citation
part: measures
tldr: Two papers are near if they cite the same works, or if the same works cite them.
summary: |
  Coupling looks at what two papers cite [@kessler1963bibliographic]; co-citation at what cites them
  [@small1973co]. The first never changes, the second does.
points:
  - claim: Coupling is fixed on the day a paper appears; co-citation follows the field.
    kind: finding
    works: [kessler1963bibliographic, small1973co]
    topics: [coupling]
topics: [coupling]
terms: [co-citation]
citations:
  - {work: kessler1963bibliographic, at: "3", group: 1, role: method, note: "coupling by shared references"}
  - {work: small1973co, at: "3", group: 1, role: definition, note: "co-citation"}
  - {work: garfield1955citation, at: "3", group: 2, role: background, note: "the index that the counts come from"}
reviewed: {status: draft}
"""


def example(pages: int | None = None) -> Mapping[str, str]:
    """Files of ``bibliography/`` and ``sections/`` by path; every citation has a page if the report has ``pages``."""
    sections = {"1-trails": _TRAILS, "2-indexes": _INDEXES, "3-coupling": _COUPLING}
    texts = {f"sections/{name}.yaml": _with_pages(text) if pages else text for name, text in sections.items()}
    return {
        "bibliography/references.bib": _BIBLIOGRAPHY,
        "bibliography/topics.yaml": _TOPICS,
        "bibliography/glossary.yaml": _GLOSSARY,
        **texts,
    }


def _with_pages(text: str) -> str:
    """A section all of which stands on the first page."""
    text = text.replace(", group:", ", page: 1, group:").replace('remembers"}', 'remembers", page: 1}')
    return re.sub("(?m)^part: .*$", r"\g<0>\npages: [1, 1]", text)
