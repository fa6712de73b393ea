"""HTML of chapters as a tree, from which each format makes its own; a link that leads nowhere is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from markupsafe import escape

#: Elements that hold nothing.
_VOID = frozenset({"br", "hr"})
#: What an element may say of itself in a book.
_KEPT = ("id", "href", "xmlns", "display", "start")


@dataclass
class Element:
    """An element: its name, what it says of itself, and what it holds."""

    tag: str
    attributes: dict[str, str]
    children: list[Element | str] = field(default_factory=list)

    def anchors(self) -> Iterator[str]:
        """The anchors within."""
        if "id" in self.attributes:
            yield self.attributes["id"]
        for child in self.children:
            if isinstance(child, Element):
                yield from child.anchors()

    def relinked(self, files: Mapping[str, str]) -> Element:
        """The same, with links to anchors led to where each of them is."""
        attributes = dict(self.attributes)
        href = attributes.get("href", "")
        if href.startswith("#") and href[1:] in files:
            attributes["href"] = files[href[1:]] + href
        elif href.startswith("#"):
            del attributes["href"]
        children = [child.relinked(files) if isinstance(child, Element) else child for child in self.children]
        return Element(self.tag, attributes, children)

    def as_data(self) -> dict[str, object]:
        """For JSON."""
        children = [child.as_data() if isinstance(child, Element) else child for child in self.children]
        return {"tag": self.tag, **self.attributes, "children": children}

    def xhtml(self) -> str:
        """As XML."""
        attributes = "".join(f' {name}="{escape(value)}"' for name, value in self.attributes.items())
        if self.tag in _VOID:
            return f"<{self.tag}{attributes}/>"
        held = "".join(child.xhtml() if isinstance(child, Element) else str(escape(child)) for child in self.children)
        return f"<{self.tag}{attributes}>{held}</{self.tag}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("section", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value for name, value in attrs if value and name in _KEPT})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag == self.open[-1].tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if data.strip() or self.open[-1].tag not in ("section", "ul", "ol"):
            self.open[-1].children.append(data)


def tree(html: str) -> Element:
    """A chapter's HTML, which our own templates and sanitizer have nested well."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.open[0]
