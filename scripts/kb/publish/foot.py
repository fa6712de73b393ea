"""What stands at the foot of every page: where to edit it, report a fault, and see what has changed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup

from kb.model import Place, Repository
from kb.read.config import REPO_VARIABLE
from kb.render import forge
from kb.render.page import Page

#: The slot of the theme into which it goes.
FOOT = "<!-- kb:foot -->"
_HEADING = re.compile(r"^# +(.+?)(?: *\{.*\})? *$", re.MULTILINE)
_HINT = Markup(
    '<p class="kb-foot">For links to edit a page or report a fault, set <code>repo_url</code> in '
    "<code>mkdocs.yml</code>, or <code>{}</code> in the environment. This line is shown only here.</p>"
).format(REPO_VARIABLE)


@dataclass(frozen=True)
class Feet:
    """Makes the foot of each page.

    Attributes:
        repository: where the sources are kept, if that is known.
        site: address of the site, with a slash at the end.
        preview: whether only its author sees the site, who is told what is not set.
    """

    repository: Repository | None
    site: str
    preview: bool = False

    def of(self, title: str, url: str, place: Place | None) -> Markup:
        """The foot of the page at ``url``, whose source stands at ``place``; empty without a repository."""
        if self.repository is None:
            return _HINT if self.preview else Markup("")
        links = (
            ("Edit", forge.edit(self.repository, place)),
            ("Report a fault", forge.report(self.repository, title, place, f"{self.site}{url}")),
            ("History", forge.history(self.repository, place)),
        )
        shown = [Markup('<a href="{}" rel="noopener">{}</a>').format(url, text) for text, url in links if url]
        return Markup('<p class="kb-foot">{}</p>').format(Markup(" ").join(shown))

    def of_page(self, page: Page) -> Markup:
        """The foot of a page made from records."""
        return self.of(page.title, page.url, page.place)

    def of_hand_written(self, path: str, text: str) -> Markup:
        """The foot of a page written by hand: its path below ``docs`` and its Markdown."""
        url = hand_written_url(path)
        return self.of(hand_written_title(text) or path, url, Place(f"docs/{path}"))


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
