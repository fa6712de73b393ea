"""A list of references in Markdown, to read, to print or to paste."""

from __future__ import annotations

import re
from textwrap import indent

from kb.read.latex import plain
from kb.render.data.exports.csl import arxiv
from kb.render.data.exports.item import Item
from kb.render.text.reference import authors, full_stop, published


def entry(item: Item) -> str:
    """The work as an item of a list, with what is said of it below."""
    work, commentary = item.work, item.commentary
    doi = f"https://doi.org/{work.fields['doi']}" if "doi" in work.fields else ""
    addresses = dict.fromkeys(url for url in (doi, work.fields.get("url", ""), arxiv(work)) if url)
    known = f" ({escaped(plain(work.known_as))})" if work.known_as else ""
    pieces = [full_stop(escaped(authors(work))), full_stop(work.year), f"*{escaped(plain(work.title))}*{known}."]
    pieces += [full_stop(escaped(published(work))), *(f"<{url}>" for url in addresses)]
    below = [escaped(commentary.what)] if commentary.what else []
    if commentary.citations:
        citations = (f"- {escaped(one)}" for one in commentary.citations)
        below.append("\n".join((f"{escaped(commentary.lead)}:\n", *citations)))
    reference = " ".join(piece for piece in pieces if piece)
    return f"- {reference}\n" + "".join(f"\n{indent(text, '  ')}\n" for text in below)


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it as it is."""
    return re.sub(r"([\\`*_\[\]<>#|~$])", r"\\\1", text)
