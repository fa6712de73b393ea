"""References in the styles of journals: every type, no letters after years, and no text that becomes code."""

from __future__ import annotations

import re
from html import unescape

from kb.read.bibtex import read_bibliography
from kb.render.text.styled import STYLES, styled

ALL = {style.slug for style in STYLES}
#: One of each type, and what some styles make of it.
EVERY_TYPE = r"""
@article{smith2020a, author = {Smith, Ada and {OpenAI}}, title = {On {GPT-3}}, journal = {Nature}, volume = {5},
  number = {2}, pages = {1--9}, year = {2020}, doi = {10.1234/abc}}
@inproceedings{roe2019b, author = {Roe, Jane and Poe, Al and others}, title = {Learning, and why},
  booktitle = {Proceedings of X}, series = {LNCS}, volume = {7}, pages = {10--20}, publisher = {ACM}, year = {2019}}
@incollection{doe2018c, author = {Doe, Jo}, title = {Race}, editor = {Poe, Eve}, booktitle = {A Handbook},
  publisher = {Oxford University Press}, year = {2018}}
@book{nof1999d, editor = {Nof, S. Y.}, title = {handbook of robots}, edition = {2}, publisher = {Wiley}, year = {1999}}
@techreport{fox2009e, author = {Fox, Al}, title = {Clouds}, number = {UCB-2009-28}, institution = {UC Berkeley},
  year = {2009}}
@thesis{lee1987f, author = {Lee, Bo}, title = {PyTorch learns $x^2$}, school = {TU Delft}, type = {PhD thesis},
  year = {1987}}
@misc{gebru2018g, author = {Gebru, T.}, title = {Datasheets}, year = {2018}, eprint = {1803.09010}}
@online{karn2016h, author = {Karn, H.}, title = {Risks?}, year = {2016}, url = {https://example.org/a}}
@software{wang2021i, author = {Wang, B.}, title = {GPT-J}, year = {2021}, url = {https://example.org/j}}
@dataset{ham2021j, author = {Ham, H.}, title = {Glottolog}, publisher = {MPI}, year = {2021}, doi = {10.5281/zenodo.1}}
"""
EXPECTED = {
    ("smith2020a", "apa"): "Smith, A., & OpenAI. (2020). On GPT-3. _Nature_, _5_(2), 1–9. https://doi.org/10.1234/abc",
    (
        "roe2019b",
        "chicago",
    ): "Roe, Jane, Al Poe, et al. 2019. “Learning, and Why.” In _Proceedings of X_, 10–20. LNCS 7. ACM.",
    (
        "roe2019b",
        "ieee",
    ): "J. Roe, A. Poe, et al., “Learning, and why,” in _Proceedings of X_, in LNCS, no. 7, ACM, 2019, pp. 10–20.",
    ("doe2018c", "harvard"): "Doe, J. (2018) ‘Race’, in E. Poe (ed.) _A Handbook_. Oxford University Press.",
    ("doe2018c", "vancouver"): "Doe J. Race. In: Poe E, editor. A Handbook. Oxford University Press; 2018.",
    ("nof1999d", "mla"): "Nof, S. Y., editor. _Handbook of Robots_. 2nd ed., Wiley, 1999.",
    ("nof1999d", "nature"): "_Handbook of Robots_. (Wiley, 1999).",
    ("fox2009e", "apa"): "Fox, A. (2009). _Clouds_ (Technical Report UCB-2009-28). UC Berkeley.",
    ("lee1987f", "acm"): "Bo Lee. 1987. PyTorch learns x^2. PhD thesis. TU Delft.",
    ("lee1987f", "chicago"): "Lee, Bo. 1987. “PyTorch Learns X^2.” PhD thesis, TU Delft.",
    ("gebru2018g", "apa"): "Gebru, T. (2018). _Datasheets_ (arXiv:1803.09010). arXiv. https://arxiv.org/abs/1803.09010",
    ("karn2016h", "chicago"): "Karn, H. 2016. “Risks?” https://example.org/a.",
    ("wang2021i", "apa"): "Wang, B. (2021). _GPT-J_ [Computer software]. https://example.org/j",
    ("ham2021j", "chicago"): "Ham, H. 2021. “Glottolog.” Data set. MPI. https://doi.org/10.5281/zenodo.1.",
}


def references(bibtex: str) -> dict[str, dict[str, str]]:
    """Entries in every style, as text with italics between underscores."""
    works = read_bibliography("test.bib", bibtex).works.values()
    return {
        key: {slug: unescape(re.sub(r"<[^>]+>", "", re.sub("</?em>", "_", html))) for slug, html in found.items()}
        for key, found in styled(works).items()
    }


def test_every_type_reads_as_its_style_has_it() -> None:
    found = references(EVERY_TYPE)
    assert {key: found[key].keys() for key in found} == dict.fromkeys((key for key, _ in EXPECTED), ALL)
    assert {(key, style): found[key][style] for key, style in EXPECTED} == EXPECTED


def test_works_of_one_author_and_year_have_no_letters_and_keep_their_author() -> None:
    entry = "@book{{roe2020{0}, author = {{Roe, Jo and Doe, A.}}, title = {{Work {0}}}, year = {{2020}}}}"
    found = references("\n".join(map(entry.format, "pqr")))
    texts = {(key, text) for key, styles in found.items() for text in styles.values()}
    assert len(texts) == 3 * len(ALL)
    assert {key for key, text in texts if f"work {key[-1]}" not in text.lower() or "Roe" not in text} == set()
    assert {text for _, text in texts if re.search("2020[a-z]|——", text)} == set()


def test_what_looks_like_code_is_printed() -> None:
    hostile = r"""<script>alert(1)</script> #eval("1+1") $1+1$ #read("works.yml") *b* _i_ @key [x] = {h} \foo // c"""
    latex = re.sub(r"([{}$#_])", r"\\\1", hostile.replace("\\", r"\textbackslash "))
    entry = "@article{roe2020a, author = {{X}}, title = {X}, journal = {X}, volume = {X}, pages = {X}, year = {2020}}"
    found = references(entry.replace("X", latex))
    assert found["roe2020a"].keys() == ALL
    for text in found["roe2020a"].values():
        assert text.lower().count(hostile.lower()) >= 3
    (work,) = read_bibliography("test.bib", entry.replace("X", latex)).works.values()
    html = "".join(styled([work])["roe2020a"].values())
    assert set(re.findall(r"</?(\w+)", html)) <= {"em", "a"}


def test_a_work_that_cannot_be_read_leaves_the_others() -> None:
    found = references(
        "@misc{bad2020a, author = {Bad, B.}, title = {Bad}, year = {2020}, url = {https://example.org:99999/}}\n"
        "@misc{good2020b, author = {Good, G.}, title = {Good}, year = {2020}, url = {https://example.org/}}"
    )
    assert found.keys() == {"good2020b"}
