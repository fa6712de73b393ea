import pytest

from kb.check.bibliography import expected_key
from kb.read.bibtex import read_bibliography
from kb.read.identifiers import safe_url


@pytest.mark.parametrize(
    ("author", "title", "label", "key"),
    [
        (
            "Brown, Tom B. and Mann, Ben",
            "Language Models are Few-Shot Learners",
            "Brown et al. 2020",
            "brown2020language",
        ),
        ("Tramèr, Florian", "On the {$\\ell_1$} Norm", "Tramèr 2019", "tramer2019ell"),
        ("van den Oord, Aaron", "The Self-Supervised Way", "van den Oord 2018b", "vandenoord2018self"),
        ("{U.S. Copyright Office}", "More Information", "U.S. Copyright Office 2021", "uscopyrightoffice2021more"),
        ("O’Neil, Cathy", "Don’t ask if", "O’Neil 2016", "oneil2016dont"),
        ("Fei-Fei, Li", "How to Do it", "", "feifei2021how"),
    ],
)
def test_a_key_is_family_year_first_significant_word(author: str, title: str, label: str, key: str) -> None:
    text = f"@misc{{x, author = {{{author}}}, title = {{{title}}}, year = {{2021}}, label = {{{label}}}}}"
    work = read_bibliography("x.bib", text).works["x"]
    assert expected_key(work) == key


@pytest.mark.parametrize(
    ("url", "safe"),
    [
        ("https://example.org/a?b=c#d", True),
        ("http://example.org", True),
        ("mailto:ann@example.org", True),
        ("doi:10.1000/1", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("data:text/html,x", False),
        ("https:", False),
        ("//example.org", False),
        ('https://example.org/"onmouseover=', False),
        ("https://[bad", False),
        ("file:///etc/passwd", False),
    ],
)
def test_only_harmless_addresses_are_linked(url: str, safe: bool) -> None:
    assert safe_url(url) is safe
