"""The description by which browsers add the site as a search engine (OpenSearch 1.1)."""

from __future__ import annotations

from xml.sax.saxutils import escape

FILE = "search/opensearch.xml"
#: The longest short name and description that the format allows.
SHORT_NAME, DESCRIPTION = 16, 1024


def opensearch(short_name: str, name: str, description: str, url: str) -> str:
    """The description, for a site at ``url``; what the format has no room for is cut off."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
        f"<ShortName>{escape(short_name[:SHORT_NAME])}</ShortName>\n"
        f"<LongName>{escape(name[:48])}</LongName>\n"
        f"<Description>{escape(description[:DESCRIPTION])}</Description>\n"
        "<InputEncoding>UTF-8</InputEncoding>\n"
        f'<Url type="text/html" template="{escape(url)}search/?q={{searchTerms}}"/>\n'
        "</OpenSearchDescription>\n"
    )
