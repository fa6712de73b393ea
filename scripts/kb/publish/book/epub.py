"""A book as EPUB 3."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Sequence

from markupsafe import Markup

from kb.publish.book.tree import Element, tree
from kb.render.book import About, Chapter

_CONTAINER = """<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""
_STYLE = """body { line-height: 1.4; }
h1, h2, h3, h4 { line-height: 1.2; page-break-after: avoid; }
h4 { font-size: 1em; }
li p { margin: 0.2em 0; }
small { font-size: 0.85em; }
a { color: inherit; }
"""
_PAGE = Markup("""<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head><title>{}</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
<body>{}</body></html>
""")
_OPF = Markup("""<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:{id}</dc:identifier><dc:title>{title}</dc:title><dc:language>en</dc:language>
<dc:creator>{title}</dc:creator>{rights}<meta property="dcterms:modified">{day}T00:00:00Z</meta>
</metadata>
<manifest><item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
{items}</manifest>
<spine>{spine}</spine></package>
""")


def epub(chapters: Sequence[Chapter], about: About) -> bytes:
    """The file; the same chapters give the same bytes."""
    trees = {f"{chapter.name}.xhtml": tree(chapter.html) for chapter in chapters}
    files = {anchor: name for name, root in trees.items() for anchor in root.anchors()}
    pages = {name: root.relinked(files) for name, root in trees.items()}
    files = {
        "META-INF/container.xml": _CONTAINER,
        "book.opf": _package(pages, about),
        "nav.xhtml": _PAGE.format("Contents", _contents(chapters)),
        "style.css": _STYLE,
        **{
            f"{chapter.name}.xhtml": _PAGE.format(chapter.title, Markup(pages[f"{chapter.name}.xhtml"].xhtml()))
            for chapter in chapters
        },
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def _package(pages: dict[str, Element], about: About) -> str:
    items = Markup("\n").join(
        Markup('<item id="{}" href="{}" media-type="application/xhtml+xml"{}/>').format(
            f"c{number}", name, Markup(' properties="mathml"') if "<math" in root.xhtml() else ""
        )
        for number, (name, root) in enumerate(pages.items())
    )
    return _OPF.format(
        id=uuid.uuid5(uuid.NAMESPACE_URL, about.url or about.title),
        title=about.title,
        day=about.day or "1970-01-01",
        rights=Markup("<dc:rights>{}</dc:rights>").format(about.rights) if about.rights else "",
        items=items,
        spine=Markup("").join(Markup('<itemref idref="c{}"/>').format(number) for number in range(len(pages))),
    )


def _contents(chapters: Sequence[Chapter]) -> Markup:
    """Chapters of the second level within the one before them, as the format asks for."""
    lines = Markup("")
    for number, chapter in enumerate(chapters):
        following = chapters[number + 1].level if number + 1 < len(chapters) else 1
        link = Markup('<li><a href="{}.xhtml">{}</a>').format(chapter.name, chapter.title)
        lines += link + Markup("<ol>" if following > chapter.level else "</li>")
        lines += Markup("</ol></li>") if following < chapter.level else Markup("")
    return Markup('<nav epub:type="toc" id="toc"><h1>{}</h1><ol>{}</ol></nav>').format("Contents", lines)
