"""The index of the search: every word leads to its records, whatever file it is in."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import Any

import pytest

from kb.contract.search import IN_NAME, IN_TITLE, Kind
from kb.link import Links
from kb.publish import search
from kb.publish.search import index_files
from kb.render.data.records import Findable, Record, findable

Files = dict[str, str]
WORK = Kind("work", "Work")


@pytest.fixture(scope="module")
def files(library_links: Links) -> Files:
    return index_files(findable(library_links))


def first(files: Files) -> dict[str, Any]:
    return dict(json.loads(files["search/index.json"]))


def words(files: Files) -> dict[str, list[Any]]:
    """Every word of the index, with its other forms and its records as distance and value by turns."""
    folder = first(files)["folder"]
    count = len(first(files)["words"])
    return {k: v for n in range(count) for k, v in json.loads(files[f"{folder}/words-{n}.json"]).items()}


def records_of(files: Files, word: str) -> dict[int, int]:
    flat = words(files)[word][1]
    record, found = 0, {}
    for distance, value in zip(flat[::2], flat[1::2], strict=True):
        record += distance
        found[record] = value
    return found


def urls(files: Files) -> list[str]:
    folder = first(files)["folder"]
    count = len(first(files)["records"])
    return [shown[0] for n in range(count) for shown in json.loads(files[f"{folder}/records-{n}.json"])]


def found(files: Files, word: str) -> set[str]:
    all_urls = urls(files)
    return {all_urls[record] for record in records_of(files, word)}


def test_every_kind_is_found(files: Files) -> None:
    found = {kind["name"]: number for kind, number in first(files)["kinds"]}
    assert found == {"topic": 4, "section": 2, "author": 6, "work": 4, "point": 1}
    assert len(urls(files)) == len(first(files)["length"]) == len(first(files)["sections"]) == 17


def test_a_word_leads_to_all_that_holds_it(files: Files) -> None:
    assert found(files, "stealing") == {"topics/attacks/", "works/tramer2016stealing/"} | {
        "sections/security/",
        "sections/security/#p1",
        "works/brown2020language/",
        "works/brown2021colour/",
    }  # the last four by the topic's other name, "model stealing"
    # A venue is found by its name and by the one that is printed.
    assert "works/brown2021colour/" in found(files, "neurips") & found(files, "nips")


def test_a_title_counts_more_than_a_mention(files: Files) -> None:
    numbers = {url: number for number, url in enumerate(urls(files))}
    values = records_of(files, "copyright")
    assert values[numbers["topics/copyright/"]] & IN_TITLE
    assert not values[numbers["works/brown2021colour/"]] & IN_TITLE
    assert values[numbers["topics/copyright/"]] > values[numbers["works/brown2021colour/"]]


def test_a_word_of_a_name_or_topic_is_told_from_a_mention(files: Files) -> None:
    numbers = {url: number for number, url in enumerate(urls(files))}
    values = records_of(files, "copyright")
    assert values[numbers["topics/copyright/"]] & IN_NAME
    assert values[numbers["works/brown2021colour/"]] & IN_NAME  # by its topic
    record = Record(WORK, "works/a/", "A title", "", "", ((7, "name"), (3, "topic"), (2, "note"), (1, "venue")))
    written = index_files(Findable((record,), ()))
    of_name = {word: bool(records_of(written, word)[0] & IN_NAME) for word in ("name", "topic", "note", "venue")}
    assert of_name == {"name": True, "topic": True, "note": False, "venue": False}


def pairs(files: Files) -> dict[str, list[int]]:
    folder = first(files)["folder"]
    count = len(json.loads(files[f"{folder}/pairs.json"]))
    return {k: v for n in range(count) for k, v in json.loads(files[f"{folder}/pairs-{n}.json"]).items()}


def test_words_in_a_row_are_found_with_their_places() -> None:
    record = Record(WORK, "works/a/", "One two three", "", "", ((1, "Four two. Three one"),))
    found = pairs(index_files(Findable((record,), ())))
    assert found.keys() == {"one two", "two three", "four two", "three one"}  # none from one sentence to the next
    assert found["one two"][1] + 1 == found["two three"][1]


def test_the_name_by_which_a_work_is_known_is_a_name_of_it() -> None:
    record = Record(
        WORK, "works/a/", "Few-Shot Learners", "", "", ((7, "GPT-3"),), names=("Few-Shot Learners", "GPT-3")
    )
    files = index_files(Findable((record,), ()))
    assert {"=gpt-3", "=gpt 3", "=few-shot learners", "=few shot learners"} <= words(files).keys()
    assert words(files)["gpt3"][1][1] & IN_NAME


def test_a_title_that_folds_to_nothing_has_no_name() -> None:
    record = Record(WORK, "works/a/", "🤗", "", "", (), names=("🤗",), ids=("?",))
    assert words(index_files(Findable((record,), ()))) == {}


def test_titles_in_other_scripts_are_found_by_themselves_alone() -> None:
    titles = ("人工知能", "Мысли", "C++", "C")
    records = [Record(WORK, f"works/{n}/", title, "", "", (), names=(title,)) for n, title in enumerate(titles)]
    files = index_files(Findable(tuple(records), ()))
    for n, name in enumerate(("=人 工 知 能", "=мысли", "=c++", "=c")):
        assert found(files, name) == {f"works/{n}/"}
    assert found(files, "c") == {"works/3/"}


def test_forms_and_spellings_lead_to_one_another(files: Files) -> None:
    entries = words(files)
    assert "stealing" in entries["steal"][0]
    assert entries["color"] == [["colour"], []]
    assert "artefacts" in entries["artifacts"][0]


@pytest.mark.parametrize(
    ("identifier", "url"),
    [
        ("brown2020language", "works/brown2020language/"),
        ("2005.14165", "works/brown2020language/"),
        ("10.1000/xyz123", "works/tramer2016stealing/"),
        ("brown et al 2020", "works/brown2020language/"),
        ("section 1.1", "sections/security/"),
    ],
)
def test_an_identifier_leads_straight_to_its_record(identifier: str, url: str, files: Files) -> None:
    assert {urls(files)[record] for record, value in records_of(files, f"={identifier}").items() if value} == {url}


def test_facets_hold_what_narrows_down(files: Files) -> None:
    read = json.loads(files[f"{first(files)['folder']}/facets.json"])
    of = {
        facet["name"]: [[facet["values"][number]["value"] for number in numbers] for numbers in facet["of"]]
        for facet in read["facets"]
    }
    record = urls(files).index("works/brown2021colour/")
    assert {name: values[record] for name, values in of.items()} == {
        "kind": ["work"],
        "part": ["introduction"],
        "section": ["security"],
        "topic": ["copyright", "rules", "attacks", "safety"],
        "role": ["example"],
        "point": [],
        "venue": ["neurips"],
        "open": ["yes"],
        "checked": ["as printed"],
        "relation": ["cited"],
    }
    assert read["year"][record] == 2021


def test_a_second_build_is_the_same(files: Files, library_links: Links) -> None:
    assert index_files(findable(library_links)) == files


def many(count: int) -> Findable:
    records = [Record(WORK, f"works/{n}/", f"model{n:05} language", "", f"text {n}", ()) for n in range(count)]
    return Findable(tuple(records), ())


def test_a_large_index_is_cut_into_files_of_limited_size() -> None:
    files = index_files(many(3000))
    sizes = [len(text) for path, text in files.items() if "words-" in path]
    assert len(sizes) > 3
    # The word that all records hold has a file of its own; a shared beginning may stand beside the words of a file.
    assert sorted(sizes)[-2] < 2 * search.WORDS_FILE
    starts = first(files)["words"]
    assert starts == sorted(starts)


def test_the_beginning_that_many_words_share_has_its_best_records() -> None:
    files = index_files(many(3000))
    assert len(records_of(files, "mo*")) == search.BEGINNINGS
    assert len(records_of(files, "model00*")) == search.BEGINNINGS
    assert "language*" not in words(files)


def test_every_word_and_beginning_stands_in_the_file_where_it_is_looked_up() -> None:
    files = index_files(many(3000))
    starts, folder = first(files)["words"], first(files)["folder"]
    for number in range(len(starts)):
        for word in json.loads(files[f"{folder}/words-{number}.json"]):
            assert max(0, bisect_right(starts, word) - 1) == number, word
