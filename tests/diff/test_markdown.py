"""The text for people: nothing of what somebody wrote is markup, calls anybody or leads anywhere, and it ends."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from kb.diff.comparison import (
    KINDS,
    WHATS,
    Built,
    Comparison,
    Difference,
    Edge,
    Pages,
    Revision,
    Values,
    comparison_of,
)
from kb.diff.markdown import LIMIT, markdown
from tests.diff.conftest import SECTION, Repository

HOSTILE = [
    "@everyone and @octocat/team",
    "see #1, GH-2 and octocat/hello#3",
    "<img src=x onerror=alert(1)> <!-- kb diff --> <script>alert(1)</script>",
    "[click](https://evil.example) ![x](https://evil.example/x.png) https://evil.example",
    "``` \n```\n# heading\n@octocat",
    "~~~\n````\n</details>\n````````",
    "a ` b `` c ``` d",
    "\u202egnp.exe\u200b\x1b[31m \u2028 \r @octocat",
    "| a | b |\n|---|---|\n> quote\n- list\n1. one\n***\n",
    "`@octocat`",
    "",
]


def spoken(text: str) -> str:
    """What a forge reads as Markdown: the text without code, as CommonMark finds it."""
    outside: list[str] = []
    fence = ""
    for line in text.split("\n"):
        found = re.fullmatch(r" {0,5}(`{3,})(diff)?", line)
        if fence:
            fence = "" if found and found[1].startswith(fence) and not found[2] else fence
        elif found:
            fence = found[1]
        else:
            outside.append(line)
    assert not fence
    return re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", "CODE", "\n".join(outside))


#: All that stands outside of code.
OURS = re.compile(r"[\w ,.:()|/+\-*→\n#]*")


def made(text: str, times: int = 1) -> Comparison:
    """A comparison that holds a text wherever one can stand."""
    values = (Values(text, text, (text, text[::-1])), Values(text, "", text * 40))
    differences = [
        Difference(kind, what, text, text, 7, values) for kind in KINDS for what in WHATS for _ in range(times)
    ]
    edges = (Edge("added", text, text, text, 1), Edge("removed", text, text, text, 2)) * times
    pages = Pages((text,) * times, (text,) * times, ((text, text),) * times, (text,) * times)
    names = Revision(text or "x", text), Revision(text or "x", text)
    return Comparison(*names, tuple(differences), edges, pages, (1, 2), (Built(3, 4_000_000, 5.5), None))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_somebody_wrote_stands_in_code_alone(text: str) -> None:
    shown = markdown(made(text))
    assert OURS.fullmatch(spoken(shown)), spoken(shown)
    assert all(letter.isprintable() or letter == "\n" for letter in shown)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("file", [SECTION, "docs/index.md", "bibliography/topics.yaml"])
def test_no_text_of_a_record_gets_out(text: str, file: str, repository: Repository) -> None:
    quoted = json.dumps(text, ensure_ascii=True)
    old, new = {
        SECTION: ("claim: Models can be stolen.", f"claim: {quoted}"),
        "docs/index.md": ("# Tiny", f"# Tiny\n\n{text}"),
        "bibliography/topics.yaml": ('name: "Rules"', f"name: {quoted}"),
    }[file]
    repository.replace(file, old, new)
    shown = repository.kb("diff", "--root", repository.folder, "HEAD")
    assert shown.status in (0, 1)
    if shown.status == 0:
        assert OURS.fullmatch(spoken(shown.out)), spoken(shown.out)


def test_long_lists_are_cut_with_a_count_and_the_text_fits_a_comment() -> None:
    found = made("x" * 400, times=300)
    shown = markdown(found)
    assert len(shown) <= LIMIT < 65_536
    assert "### Works: 300 added, 300 removed, 300 changed, 300 moved, 300 reworded\n" in shown
    assert re.search(r"^- and 1,\d\d\d more$", shown, re.MULTILINE)
    short = replace(found, differences=found.differences[:101], edges=(), pages=None)
    assert "- and 1 more\n" in markdown(replace(short, differences=tuple(map(_bare, short.differences))))
    assert len(found.as_data()["differences"]) == len(found.differences)


def _bare(one: Difference) -> Difference:
    return replace(one, name="x", file="y", values=())


def test_of_a_long_text_only_the_sentences_that_differ_are_shown() -> None:
    words = [f"Sentence {number} says something of models." for number in range(30)]
    values = Values("summary", " ".join(words), " ".join((*words[:7], "Another one.", *words[8:])))
    one = Difference("section", "changed", "security", "sections/1.1-security.yaml", 3, (values,))
    shown = markdown(Comparison(Revision("HEAD"), Revision(), (one,)))
    assert (
        "- changed: `security` in `sections/1.1-security.yaml`, line 3\n  ```diff\n"
        "  - summary: Sentence 7 says something of models.\n  + summary: Another one.\n  ```\n"
    ) in shown


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_data_give_the_same_text(text: str) -> None:
    found = made(text)
    assert comparison_of(json.loads(json.dumps(found.as_data()))) == found


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        "text",
        {"before": 1},
        {**made("x").as_data(), "differences": [{}]},
        {**made("x").as_data(), "differences": 7},
        {**made("x").as_data(), "edges": [{"what": "<b>", "kind": "", "source": "", "target": "", "times": 1}]},
        {**made("x").as_data(), "pages": {"added": 1}},
        {**made("x").as_data(), "errors": ["x", 1]},
        {**made("x").as_data(), "built": [{"files": float("inf"), "bytes": 1, "seconds": 1}, None]},
    ],
)
def test_other_data_are_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"."):
        comparison_of(data)
