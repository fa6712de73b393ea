"""What crawlers and language models ask a site for first: sitemaps, ``robots.txt`` and ``llms.txt``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

from kb.publish.foot import hand_written_title, hand_written_url
from kb.publish.skeletons import ADDRESS
from kb.render.page import Page, Site

#: The pages that were drawn, which instant navigation loads with every visit, and those that were stamped.
DRAWN, STAMPED = "sitemap.xml", "sitemap-works.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'


def drawn_sitemap(drawn: str, url: str, days: Mapping[str, str]) -> str:
    """The sitemap of the pages that the renderer drew, from its own.

    Args:
        url: of the site.
        days: of the newest data of pages, by address below it, where they are known.
    """
    found = {html.unescape(found) for found in re.findall(r"<loc>([^<]*)</loc>", drawn) if ADDRESS not in found}
    return _sitemap(sorted(address.removeprefix(url) for address in found), url, days)


def stamped_sitemap(site: Site, url: str, days: Mapping[str, str]) -> str:
    """The sitemap of the pages that share a skeleton."""
    return _sitemap((page.url for page in site.pages if page.skeleton), url, days)


def _sitemap(addresses: Iterable[str], url: str, days: Mapping[str, str]) -> str:
    lines = (f"<url><loc>{escape(url + address)}</loc>{_date(days.get(address, ''))}</url>" for address in addresses)
    return "\n".join((_HEAD, *lines, "</urlset>\n"))


def _date(date: str) -> str:
    return f"<lastmod>{escape(date)}</lastmod>" if date else ""


def robots(url: str) -> str:
    """Everybody may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {url}{DRAWN}\nSitemap: {url}{STAMPED}\n"


def llms(
    site: Site,
    name: str,
    description: str,
    url: str,
    license: str,  # noqa: A002
    first: Mapping[str, Page],
) -> str:
    """The site in a page of Markdown, as llmstxt.org has it: what it is, its sections and where the data are.

    Args:
        first: pages that were made before, by address.
    """
    planned = {page.url: page for page in site.pages}
    sections = [address for _, entries in site.navigation for _, address in entries]
    lists = ("topics/", "works/", "authors/", "venues/", "years/", "glossary/")
    written = [
        f"- [{hand_written_title(text)}]({url}{hand_written_url(path)})"
        for path, text in site.hand_written.items()
        if path != "index.md" and hand_written_title(text)
    ]
    terms = f" The content is licensed under <{license}>." if license else ""
    return "\n".join(
        (
            f"# {name}",
            *(["", f"> {description}"] if description else []),
            "",
            f"Static pages. Beside each page made from records, `index.md` says the same in Markdown: "
            f"`{url}works/KEY/index.md`. A work has its record at `{url}api/v1/works/KEY.json`; every citation in it "
            f"says where it stands, on which page of the report, in which role, and what for.{terms}",
            *_chapter("Sections", (_line(first.get(one) or planned[one].make(), url) for one in sections)),
            *_chapter("Lists", (_line(first.get(one) or planned[one].make(), url) for one in lists)),
            *_chapter("Data", (f"- [{path}]({url}{path})" for path in site.exports)),
            *_chapter("Optional", written),
            "",
        )
    )


def _chapter(title: str, lines: Iterable[str]) -> list[str]:
    found = list(lines)
    return ["", f"## {title}", "", *found] if found else []


def _line(page: Page, url: str) -> str:
    text = " ".join(page.description.split())
    return f"- [{page.title}]({url}{page.url}index.md): {text}"
