"""What a person names a work by."""

from __future__ import annotations

import pytest

from kb.add.identify import identify


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("10.1145/3442188.3445922", "doi", "10.1145/3442188.3445922"),
        ("doi: 10.1145/3442188.3445922", "doi", "10.1145/3442188.3445922"),
        ("https://dx.doi.org/10.1016/S0004-3702(97)00043-X", "doi", "10.1016/s0004-3702(97)00043-x"),
        ("https://dl.acm.org/doi/pdf/10.1145/3442188.3445922?download=true", "doi", "10.1145/3442188.3445922"),
        ("https://onlinelibrary.wiley.com/doi/full/10.1002/asi.24750", "doi", "10.1002/asi.24750"),
        ("https://www.frontiersin.org/articles/10.3389/frai.2020.00001/full", "doi", "10.3389/frai.2020.00001"),
        ("https://www.biorxiv.org/content/10.1101/2020.07.12.199554v3.full.pdf", "doi", "10.1101/2020.07.12.199554"),
        ("10.1145/3442188.3445922.", "doi", "10.1145/3442188.3445922"),
        ("2108.07258", "arxiv", "2108.07258"),
        ("arXiv:2108.07258v3", "arxiv", "2108.07258"),
        ("cs/0501001", "arxiv", "cs/0501001"),
        ("math.GT/0309136", "arxiv", "math.GT/0309136"),
        ("https://arxiv.org/pdf/2108.07258v3.pdf", "arxiv", "2108.07258"),
        ("http://export.arxiv.org/abs/cs/0501001", "arxiv", "cs/0501001"),
        ("10.48550/arXiv.2108.07258", "arxiv", "2108.07258"),
        ("https://doi.org/10.48550/arXiv.2108.07258", "arxiv", "2108.07258"),
        ("2020.acl-main.463", "acl", "2020.acl-main.463"),
        ("P18-1001", "acl", "P18-1001"),
        ("https://aclanthology.org/2020.acl-main.463.pdf", "acl", "2020.acl-main.463"),
        ("https://www.aclweb.org/anthology/P18-1001/", "acl", "P18-1001"),
        ("PMID: 32566759", "pmid", "32566759"),
        ("32566759", "pmid", "32566759"),
        ("https://pubmed.ncbi.nlm.nih.gov/32566759/", "pmid", "32566759"),
        ("978-0-262-03561-3", "isbn", "9780262035613"),
        ("ISBN 0262035618", "isbn", "9780262035613"),
        ("https://openlibrary.org/isbn/9780262035613", "isbn", "9780262035613"),
        ("https://crfm.stanford.edu/2023/03/13/alpaca.html", "url", "https://crfm.stanford.edu/2023/03/13/alpaca.html"),
    ],
)
def test_an_identifier_has_one_form_however_it_is_written(text: str, kind: str, value: str) -> None:
    found = identify(f" {text}\n")
    assert found is not None
    assert (found.kind, found.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "brown2020language",
        "978-0-262-03561-4",
        "0",
        "123456789",
        "ftp://example.org/a",
        "https://",
        'https://example.org/"onload',
        "javascript:alert(1)",
        "file:///etc/passwd",
        "10.1/x",
    ],
)
def test_what_is_no_identifier(text: str) -> None:
    assert identify(text) is None
