"""What stands at the foot of every page: how to cite it, where to edit it, report a fault, and see what has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from kb.model import Place, Report, Repository
from kb.read.config import REPO_VARIABLE
from kb.render import forge
from kb.render.page import CITE, Page
from kb.render.text.citable import page_reference, page_work
from kb.render.text.reference import bibtex

#: The slot of the theme into which it goes.
FOOT = "<!-- kb:foot -->"
_HEADING = re.compile(r"^# +(.+?)(?: *\{.*\})? *$", re.MULTILINE)
_HINT = Markup(
    '<p class="kb-foot">For links to edit a page or report a fault, set <code>repo_url</code> in '
    "<code>mkdocs.yml</code>, or <code>{}</code> in the environment. This line is shown only here.</p>"
).format(REPO_VARIABLE)
_NONE = Markup("")
_CITE = Markup('<a href="#{}" data-kb-cite>Cite this page</a>').format(CITE)
#: Seen where somebody asked for it; a script shows it in a box, with buttons to copy it.
_CITED = Markup(
    '<div class="kb-bibtex kb-cite-this" id="{}"><blockquote>{}</blockquote><pre><code>{}</code></pre></div>'
)


@dataclass(frozen=True)
class Edition:
    """What pages are cited as.

    Attributes:
        report: what they are about.
        site: address at which others find them, with a slash at the end; empty where there is none.
        day: of what they say; empty where it is not known.
    """

    report: Report
    site: str
    day: str

    def cited(self, title: str, url: str) -> Markup:
        """How to cite a page, as text and as an entry; the home page stands for the whole."""
        name = title if url else self.report.companion
        address = f"{self.site}{url}" if self.site else ""
        entry = page_work(self.report, name, "-".join(("page", *url.split("/")[:-1])), self.day, address)
        return _CITED.format(CITE, page_reference(self.report, name, self.day, address), bibtex(entry))


@dataclass(frozen=True)
class Feet:
    """Makes the foot of each page.

    Attributes:
        repository: where the sources are kept, if that is known.
        site: address of the site, with a slash at the end.
        preview: whether only its author sees the site, who is told what is not set.
        edition: what pages are cited as; without it none says how.
    """

    repository: Repository | None
    site: str
    preview: bool = False
    edition: Edition | None = None

    def of(self, title: str, url: str, place: Place | None, cited: Markup = _NONE) -> Markup:
        """The foot of the page at ``url``, whose source stands at ``place``; ``cited`` is how to cite it."""
        line = Markup(" ").join([_CITE] * bool(cited) + self._links(title, url, place))
        foot = Markup('<p class="kb-foot">{}</p>').format(line) if line else _NONE
        return foot + (_HINT if self.preview and not self.repository else "") + cited

    def _links(self, title: str, url: str, place: Place | None) -> list[Markup]:
        if self.repository is None:
            return []
        links = (
            ("Edit", forge.edit(self.repository, place)),
            ("Report a fault", forge.report(self.repository, title, place, f"{self.site}{url}")),
            ("History", forge.history(self.repository, place)),
        )
        return [Markup('<a href="{}" rel="noopener">{}</a>').format(url, text) for text, url in links if url]

    def of_page(self, page: Page) -> Markup:
        """The foot of a page made from records."""
        cited = self.edition.cited(page.title, page.url) if self.edition and page.cited else _NONE
        return self.of(page.title, page.url, page.place, cited)

    def of_hand_written(self, path: str, text: str) -> Markup:
        """The foot of a page written by hand: its path below ``docs`` and its Markdown."""
        url, title = hand_written_url(path), hand_written_title(text) or path
        cited = self.edition.cited(title, url) if self.edition else _NONE
        return self.of(title, url, Place(f"docs/{path}"), cited)


def hand_written_url(path: str) -> str:
    """Address of a page written by hand, by its path below ``docs``.

    >>> [hand_written_url(path) for path in ("index.md", "about/trust.md", "about/index.md")]
    ['', 'about/trust/', 'about/']
    """
    return re.sub(r"(^|/)(index|README)/$", r"\1", f"{path.removesuffix('.md')}/")


def hand_written_title(text: str) -> str:
    """The first heading of a page written by hand."""
    found = _HEADING.search(text)
    return found.group(1) if found else ""
