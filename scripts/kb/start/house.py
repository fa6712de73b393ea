"""The files that every knowledge base has: settings, the first page, and what to do next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from kb.start.outline import clean


@dataclass(frozen=True)
class About:
    """The report that a knowledge base is about; ``parts`` are pairs of slug and title in its order."""

    title: str
    citation: str = ""
    pages: int | None = None
    pdf: str = ""
    parts: tuple[tuple[str, str], ...] = ()


def as_yaml(value: Any) -> str:
    """A value as YAML in the order given, one line a text."""
    text: str = yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1_000_000)
    return text


def plain_title(title: str) -> str:
    """A title that no page takes for markup."""
    return clean(re.sub(r"\s*&\s*(?=[#\w])", " & ", re.sub("[<>]", " ", title)))


def house(about: About, steps: Sequence[str]) -> Mapping[str, str]:
    """The files by path. ``steps`` are what there is to do next, sentences of Markdown."""
    title = plain_title(about.title)
    return {
        "mkdocs.yml": _settings(about, title),
        "docs/index.md": _front_page(title, about.citation),
        "docs/contributing.md": _CONTRIBUTING,
        "README.md": _readme(title, steps),
        ".gitignore": "site/\n.kb/\n",
    }


#: Where a section leads that has no summary yet.
_CONTRIBUTING = """# How to contribute

Each section is one text file in `sections/`. Write its `tldr`, a sentence; its `summary`, some paragraphs of Markdown
in your own words, where a work is cited by `@` and its key in brackets; and its `points`, one claim each. Give every
citation its `role` and a `note` that says what the work is brought in for. `kb check` says what is wrong, with file and
line, and what to write; `kb serve` shows the site as it becomes.
"""


def _settings(about: About, title: str) -> str:
    report: dict[str, Any] = {
        "title": title,
        "citation": clean(about.citation) or f"{title}.",
        "companion": f"{title}, annotated",
    }
    report |= {"pages": about.pages} if about.pages else {}
    report |= {"pdf": about.pdf} if about.pdf else {}
    report["parts"] = [{"slug": slug, "title": clean(name)} for slug, name in about.parts]
    head = "# What the knowledge base is about. `kb build` adds the settings that all have, and colors for the parts.\n"
    settings = {"site_name": f"{title}, annotated", "site_url": "http://localhost:8000/", "extra": {"report": report}}
    return head + as_yaml(settings)


def _front_page(title: str, citation: str) -> str:
    source = f"\n{escaped(plain_title(citation))}\n" if citation else ""
    return f"""---
title: Home
hide: [toc]
---
# {escaped(title)}, annotated
{source}
This site holds <!-- kb:totals -->. For every citation it says where it stands, in which role, and what the work is
brought in for.

## The map {{#map}}

<!-- kb:map -->

## How to use it {{#use}}

- **Start from a section** to see what it cites, heading by heading, and what it shares with other sections.
- **Start from a word**, an author or half a title: press `/` or Ctrl-K and type, or [search](search/index.md).
- **Start from the map**: [the citation graph](graph/index.md) shows which sections share a literature.
- **Start from a work**: [all works](works/index.md), by [author](authors/index.md), [venue](venues/index.md) or
  [year](years/index.md).
"""


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it."""
    return re.sub(r"([\\`*_{}\[\]#])", r"\\\1", text)


def _readme(title: str, steps: Sequence[str]) -> str:
    lines = "\n".join(f"{number}. {step}" for number, step in enumerate(steps, 1))
    return f"""# {escaped(title)}, annotated

A knowledge base of the literature of *{escaped(title)}*: text files that `kb` makes a site of.

```sh
kb check   # looks for mistakes, one line each
kb serve   # shows the site and rebuilds it on every change
kb build   # writes it into site/
kb fmt     # writes the files in their canonical form
```

## What to do next

{lines}

## What is where

- `mkdocs.yml`: title, citation and parts of the report.
- `bibliography/references.bib`: the works, one entry each, sorted by key.
- `bibliography/topics.yaml`, `glossary.yaml`, `people.yaml`, `venues.yaml`: only if you want them.
- `sections/`: one file a section, with its citations in the order of the text.
- `docs/`: pages written by hand.
"""


#: What there is to write once a source has been taken over.
STEPS = (
    "Give citations their role (`kb check` lists the roles if one is wrong) and a note that says what the work is "
    "brought in for.",
    "Write `tldr`, `summary` and `points` of a section; cite in them as `[@key]`.",
    "Write `bibliography/topics.yaml`, groups with their topics, and name topics in `topics` of sections and "
    "`keywords` of works.",
    "Run `kb verify` to hold the entries against bibliographic services.",
)
