"""What the search finds: kinds of records and facets, each told in one place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from kb.link import Links
from kb.render.data.records import findable
from tests.render.grown import grown_index


@pytest.fixture
def grown(library_links: Links, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    return grown_index(library_links, monkeypatch)


def first(files: Mapping[str, str]) -> dict[str, Any]:
    return dict(json.loads(files["search/index.json"]))


def facet(files: Mapping[str, str], name: str) -> dict[str, Any]:
    read = json.loads(files[f"{first(files)['folder']}/facets.json"])
    return next(dict(one) for one in read["facets"] if one["name"] == name)


def values(files: Mapping[str, str], name: str) -> list[list[str]]:
    """For each record its values of a facet."""
    found = facet(files, name)
    return [[found["values"][number]["value"] for number in numbers] for numbers in found["of"]]


def test_a_kind_is_told_in_one_place(grown: dict[str, str], library_links: Links) -> None:
    kind, number = first(grown)["kinds"][-1]
    assert (kind["name"], kind["label"], kind["weight"], number) == ("venue", "Venue", 2, len(library_links.venues))
    assert facet(grown, "kind")["values"][-1]["name"] == "Venues"
    assert values(grown, "kind")[-number:] == [["venue"]] * number


def test_a_facet_is_told_in_one_place(grown: dict[str, str], library_links: Links) -> None:
    decade = facet(grown, "decade")
    assert (decade["title"], decade["unfolded"]) == ("Decade", True)
    of = dict(zip((record.url for record in findable(library_links).records), values(grown, "decade"), strict=True))
    assert of["works/tramer2016stealing/"] == ["2010s"]
    assert of["works/brown2020language/"] == ["2020s"]
    assert of["topics/attacks/"] == []


def test_what_is_found_speaks_for_the_sections_in_which_it_stands(library_links: Links) -> None:
    within = {record.url: record.within for record in findable(library_links).records}
    assert within["works/tramer2016stealing/"] == within["sections/security/#p1"] == ("sections/security/",)
    assert within["topics/attacks/"] == within["sections/security/"] == ()
