"""What is kept from one rendering to the next is what would be made anew, whatever was edited."""

import re
from pathlib import Path

import pytest

from kb import load
from kb.link import Links
from kb.model import Repository
from kb.render import render
from kb.render.memory import Memory
from kb.render.page import Site

SECURITY, INTRODUCTION = "sections/1.1-security.yaml", "sections/1-introduction.yaml"
BIBLIOGRAPHY = "bibliography/references.bib"
EDITS = {
    "a title of a section": (SECURITY, "title: Security", "title: Safety"),
    "a number of a section": (SECURITY, 'number: "1.1"', 'number: "1.2"'),
    "a note": (SECURITY, "fair use", "fairness"),
    "a role": (SECURITY, "role: policy", "role: example"),
    "a page": (SECURITY, "page: 6", "page: 7"),
    "a bracket": (SECURITY, "group: 2", "group: 1"),
    "a mention less": (SECURITY, "\n  - {work: uscopyrightoffice2021more", "\n#  - {work: uscopyrightoffice2021more"),
    "an author of a section": (SECURITY, "Florian Tramer", "Florian Tramèr"),
    "a claim": (SECURITY, "Models can be stolen.", "Models can be copied."),
    "a cross-reference": (INTRODUCTION, "threats come later", "dangers come later"),
    "a topic of a section": (INTRODUCTION, "topics: [copyright]", "topics: [attacks]"),
    "a title of a work": (BIBLIOGRAPHY, "The Colour of Labour", "The Color of Labor"),
    "a year": (BIBLIOGRAPHY, "year = {2016}", "year = {2017}"),
    "a venue of a work": (BIBLIOGRAPHY, "Journal of Things", "Journal of Other Things"),
    "a topic of a work": (BIBLIOGRAPHY, "keywords = {copyright, attacks}", "keywords = {copyright}"),
    "an author": (BIBLIOGRAPHY, "Tramèr, Florian and Zhang, Fan", "Tramèr, Florian"),
    "a name of a topic": ("bibliography/topics.yaml", "Attacks on models", "Assaults on models"),
    "a name of a person": ("bibliography/people.yaml", 'name: "Tom B. Brown"', 'name: "Thomas Brown"'),
    "a name of a venue": ("bibliography/venues.yaml", 'name: "NeurIPS"', 'name: "NIPS"'),
    "a title of the report": ("mkdocs.yml", "title: A tiny report", "title: A small report"),
    "a line more in a section": ("sections/1.1-security.yaml", "tldr: ", "# a remark\ntldr: "),
    "a line more in the bibliography": (BIBLIOGRAPHY, "\n@", "\n\n@"),
    "a line more above topics": ("bibliography/topics.yaml", "- slug: ", "# a remark\n- slug: "),
    "a line more above people": ("bibliography/people.yaml", "- slug: ", "# a remark\n- slug: "),
    "a line more above venues": ("bibliography/venues.yaml", "- slug: ", "# a remark\n- slug: "),
    "the address of the repository": ("mkdocs.yml", "site_name: ", "repo_url: https://github.com/fork/x\nsite_name: "),
}


def made(root: Path, memory: Memory | None) -> Site:
    loaded = load(root)
    assert loaded.base is not None
    assert loaded.config is not None
    repository = loaded.config.repository or Repository("https://github.com/some/notes")
    return render(Links(loaded.base), memory, repository)


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_shows_wherever_it_should(edit: str, library: Path) -> None:
    file, before, after = EDITS[edit]
    memory = Memory()
    first = made(library, memory)
    text = (library / file).read_text("utf-8")
    assert before in text
    (library / file).write_text(text.replace(before, after), "utf-8")
    kept, anew = made(library, memory), made(library, None)
    assert [page.url for page in kept.pages] == [page.url for page in anew.pages]
    for one, other in zip(kept.pages, anew.pages, strict=True):
        assert one == other, one.url
    assert kept == anew
    assert kept != first


def test_nothing_is_made_again_without_an_edit(library: Path) -> None:
    memory = Memory()
    before = {page.url: page for page in made(library, memory).pages}
    kinds = r"(sections|works|topics|venues|years)/[^/]+/|authors/(?!by-letter)[^/]+/|graph/(pictures/)?"
    pages = [page for page in made(library, memory).pages if re.fullmatch(kinds, page.url)]
    assert len(pages) > 20
    for page in pages:
        assert page is before[page.url], page.url


def test_a_line_more_in_a_section_leaves_the_pages_of_others(library: Path) -> None:
    memory = Memory()
    before = {page.url: page for page in made(library, memory).pages}
    file = library / "sections/1.1-security.yaml"
    file.write_text(file.read_text("utf-8").replace("tldr: ", "# a remark\ntldr: "), "utf-8")
    after = {page.url: page for page in made(library, memory).pages}
    assert after["sections/security/"] != before["sections/security/"]
    for url in ("sections/introduction/", "venues/neurips/", "years/2020/", "authors/tom-b-brown/"):
        assert after[url] is before[url], url


def test_nothing_is_made_within_something_else() -> None:
    memory = Memory()
    with pytest.raises(RuntimeError, match="inner"):
        memory.keep("outer", lambda: memory.keep("inner", str))
