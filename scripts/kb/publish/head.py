"""What a page tells machines, in its head: reference managers, networks that show links, search engines, crawlers."""

from __future__ import annotations

import json
import locale
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from markupsafe import escape

from kb.publish import cards
from kb.publish.foot import hand_written_title, hand_written_url
from kb.read.config import site_url
from kb.read.identifiers import safe_url
from kb.render.data.exports import FORMATS
from kb.render.page import LISTS, ROOT, Card, Page, Site, Tie
from kb.render.text.twin import FILE as TWIN

#: The slot of the theme into which it goes.
HEAD = "<!-- kb:head -->"
#: Media types of what is written beside pages, by how a name ends; of several that fit the first.
TYPES = {
    **{f".{form.suffix}": form.media for form in FORMATS},
    ".json": "application/json",
    ".yaml": "application/yaml",
    ".svg": "image/svg+xml",
    ".ttl": "text/turtle",
}
#: The theme takes what is an alternate and nothing else for the site in another language, and asks for its map.
BESIDE = "alternate describedby"
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def type_of_file(name: str) -> str:
    """Media type of a file by its name; empty for what is not known.

    >>> [type_of_file(name) for name in ("privacy.csl.json", "privacy.biblatex.bib", "privacy")]
    ['application/vnd.citationstyles.csl+json', 'application/x-bibtex', '']
    """
    return next((kind for end, kind in TYPES.items() if name.endswith(end)), "")


@dataclass(frozen=True)
class Heads:
    """Makes the head of each page.

    Attributes:
        site: everything that there is to tell of.
        settings: those of the knowledge base.
    """

    site: Site
    settings: Mapping[str, Any]

    @cached_property
    def url(self) -> str:
        """Address of the site, with a slash at the end."""
        return site_url(self.settings)

    @cached_property
    def name(self) -> str:
        """Name of the site."""
        return str(self.settings.get("site_name", ""))

    @cached_property
    def license(self) -> str:
        """Address of the license of the content; empty where the settings name none."""
        found = str(self.settings.get("extra", {}).get("license", ""))
        return found if safe_url(found) else ""

    @cached_property
    def _license(self) -> Sequence[Tie]:
        return (Tie("license", self.license),) if self.license else ()

    def of_page(self, page: Page) -> str:
        """The head of a page made from records."""
        beside = (Tie(BESIDE, name, kind) for name in page.files if (kind := type_of_file(name)))
        things = [page.thing] if page.thing else []
        card = page.card if page.card and cards.can_draw(page.card) else None
        return self._head(page.url, page.title, page.tags, (*page.ties, *beside), things, card)

    def of_hand_written(self, path: str) -> str:
        """The head of a page written by hand, by its path below ``docs``; the home page tells of the whole."""
        url = hand_written_url(path)
        twin = Tie(BESIDE, TWIN, type_of_file(TWIN))
        return self._head(url, self._titles[url], (), (twin,), () if url else self._whole(), None)

    def _head(
        self,
        url: str,
        title: str,
        tags: Iterable[tuple[str, str]],
        ties: Iterable[Tie],
        things: Sequence[Mapping[str, Any]],
        card: Card | None,
    ) -> str:
        up = "../" * url.count("/")
        pieces = [
            *(f'<meta name="{name}" content="{escape(content)}">' for name, content in tags),
            f'<meta property="og:type" content="{"article" if url else "website"}">',
            f'<meta property="og:url" content="{ROOT}{url}">',
            f'<meta property="og:locale" content="{escape(self._locale)}">',
            *self._picture(url, card),
            *(_tie(tie, ROOT if tie.rel == "cite-as" else up) for tie in (*ties, *self._license)),
        ]
        html = "\n".join(pieces).replace(ROOT, str(escape(self.url)))
        return f"{html}\n{self._script((*things, *self._crumbs(url, title)))}"

    @cached_property
    def card(self) -> Card | None:
        """The picture for all pages that have none of their own; none if there are no signs for its words."""
        card = Card("", self.name, str(self.settings.get("site_description", "")))
        return card if cards.can_draw(card) else None

    def _picture(self, url: str, card: Card | None) -> Iterator[str]:
        shown = card or self.card
        if not shown:
            yield '<meta name="twitter:card" content="summary">'
            return
        address = f"{ROOT}{url}{cards.FILE}" if card else ROOT + cards.OF_SITE
        alt = ": ".join(text for text in (shown.above, shown.title) if text)
        yield f'<meta property="og:image" content="{address}">'
        yield f'<meta property="og:image:alt" content="{escape(alt)}">'
        yield '<meta name="twitter:card" content="summary_large_image">'

    @cached_property
    def _locale(self) -> str:
        language = str(self.settings.get("theme", {}).get("language", "en"))
        return locale.normalize(language.replace("-", "_")).partition(".")[0]

    def _script(self, things: Sequence[Mapping[str, Any]]) -> str:
        """Data that no browser runs. Without a ``<`` nothing in it can end the element."""
        if not things:
            return ""
        text = _json({"@context": "https://schema.org", "@graph": things}).replace("<", "\\u003c")
        return f'<script type="application/ld+json">{text.replace(ROOT, self._in_json)}</script>'

    @cached_property
    def _in_json(self) -> str:
        return _json(self.url)[1:-1].replace("<", "\\u003c")

    def _crumbs(self, url: str, title: str) -> Iterator[Mapping[str, Any]]:
        """The way from the home page to a page; none for the home page itself."""
        if url:
            way = ((self.name, ""), *((self._titles[step], step) for step in self._above(url)), (title, url))
            yield {
                "@type": "BreadcrumbList",
                "itemListElement": [
                    {"@type": "ListItem", "position": number, "name": name, "item": ROOT + step}
                    for number, (name, step) in enumerate(way, 1)
                ],
            }

    def _above(self, url: str) -> Iterator[str]:
        """The pages above one: as the menu has it, or the folders in which it stands."""
        if above := self._heads_of_parts.get(url):
            yield above
            return
        steps = url.split("/")[:-2]
        folders = ("/".join(steps[:depth]) + "/" for depth in range(1, len(steps) + 1))
        yield from (folder for folder in folders if folder in self._titles)

    @cached_property
    def _heads_of_parts(self) -> Mapping[str, str]:
        """The section that opens a part, for each of its other sections."""
        return {url: entries[0][1] for _, entries in self.site.navigation for _, url in entries[1:]}

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """Titles of the pages below which others stand, by address."""
        sections = {url: title for _, entries in self.site.navigation for title, url in entries}
        written = {
            hand_written_url(path): hand_written_title(text) or path for path, text in self.site.hand_written.items()
        }
        return {**written, **sections, **LISTS}

    def _whole(self) -> Sequence[Mapping[str, Any]]:
        """The site, with its search, and the corpus as data."""
        description = str(self.settings.get("site_description", ""))
        terms = {"license": self.license} if self.license else {}
        search = {"@type": "EntryPoint", "urlTemplate": f"{ROOT}search/?q={{search_term_string}}"}
        website = {
            "@type": "WebSite",
            "@id": ROOT,
            "url": ROOT,
            "name": self.name,
            "description": description,
            **terms,
            "potentialAction": {
                "@type": "SearchAction",
                "target": search,
                "query-input": "required name=search_term_string",
            },
        }
        dataset = {
            "@type": "Dataset",
            "@id": f"{ROOT}#corpus",
            "url": f"{ROOT}works/",
            "name": f"{self.name}: every work and citation",
            "description": description,
            **terms,
            "isAccessibleForFree": True,
            "isPartOf": {"@id": ROOT},
            "distribution": [
                {"@type": "DataDownload", "contentUrl": ROOT + path, "encodingFormat": kind}
                for path in self.site.exports
                if path.count("/") == 1 and (kind := type_of_file(path))
            ],
        }
        return website, dataset


def _tie(tie: Tie, root: str) -> str:
    kind = f' type="{tie.type}"' if tie.type else ""
    return f'<link rel="{tie.rel}" href="{escape(tie.url.replace(ROOT, root))}"{kind}>'
