"""Who is who: one author for all the forms of a name, two where two share one."""

from dataclasses import replace

import pytest

from kb.link import Links
from kb.link.people import People
from kb.model import Name
from kb.read.names import spoken


def test_forms_that_a_record_names_are_one_author(library_links: Links) -> None:
    author = library_links.people.authors["tom-b-brown"]
    assert author.name == "Tom B. Brown"
    assert author.forms == ("Brown, Tom B.", "Brown, T.")
    assert [work.key for work in author.works] == ["brown2021colour", "brown2020language"]


def test_people_who_share_a_name_are_told_apart(library_links: Links) -> None:
    authors = library_links.people.authors
    assert [work.key for work in authors["fan-zhang"].works] == ["tramer2016stealing"]
    assert [work.key for work in authors["fan-zhang-2"].works] == ["brown2021colour"]


def test_accents_and_dots_do_not_make_two_of_one(library_links: Links) -> None:
    author = library_links.people.authors["florian-tramer"]
    assert author.name == "Florian Tramèr"  # the section's author is written without the accent
    assert [section.slug for section in author.sections] == ["security"]


def test_an_organisation_is_an_author(library_links: Links) -> None:
    assert library_links.people.authors["u-s-copyright-office"].name == "U.S. Copyright Office"


def test_the_address_of_another_form_leads_to_the_author(library_links: Links) -> None:
    assert list(library_links.people.moved()) == [("t-brown", "tom-b-brown")]


@pytest.mark.parametrize(
    ("name", "address"),
    [
        (Name("Rocktäschel", "Tim"), "tim-rocktaschel"),
        (Name("Søgaard", "Anders"), "anders-sogaard"),
        (Name("O’Neil", "Cathy"), "cathy-oneil"),
        (Name("van den Oord", "Aäron"), "aaron-van-den-oord"),
        (Name("Farole", "Donald J", "Jr."), "donald-j-farole-jr"),
    ],
)
def test_addresses_are_ascii(name: Name, address: str, tiny_links: Links) -> None:
    work = replace(tiny_links.base.works["tramer2016stealing"], authors=(name,))
    base = replace(tiny_links.base, works={work.key: work})
    assert People(base).slugs(work) == (address,)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name("王", "芳"), "王芳"),
        (Name("김", "철수"), "김철수"),
        (Name("山田", "さくら"), "山田さくら"),
        (Name("スミス", "ジョン"), "ジョン スミス"),
        (Name("Wang", "Fang"), "Fang Wang"),
        (Name("Петров", "Иван"), "Иван Петров"),
        (Name("王", ""), "王"),
    ],
)
def test_the_family_comes_first_where_it_does_so_in_print(name: Name, expected: str) -> None:
    assert spoken(name) == expected
