"""What every code means: the rules' titles, the texts of ``codes.yaml``, and for each an example that the tests run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from kb.check import RULES
from kb.model import check_url
from kb.read.yaml_source import LOADER

CODES = Path(__file__).with_name("codes.yaml")
EXAMPLES = Path(__file__).with_name("examples.yaml")


@dataclass(frozen=True)
class Example:
    """A mistake and what is said about it.

    Attributes:
        file: the file in which it stands.
        wrong: the text with the mistake; empty where the mistake is that nothing is there.
        right: the same text as it should be; none where no text is right in that place.
        messages: the lines that the check prints for it under the code that it is an example of.
    """

    file: str
    wrong: str
    right: str | None
    messages: tuple[str, ...]


@dataclass(frozen=True)
class Explanation:
    """A code for those who meet it: plain text throughout.

    Attributes:
        title: what is wrong, in a few words.
        means: the same in a sentence; ``why`` it matters; how to ``mend`` it.
        example: none where no text shows the mistake, as with a file that may not be read.
    """

    code: str
    title: str
    means: str
    why: str
    mend: str
    example: Example | None

    @property
    def url(self) -> str:
        """Address of its page below the site's root."""
        return check_url(self.code)


@cache
def explanations() -> Mapping[str, Explanation]:
    """Every code that is explained, by number, so that errors and warnings of one kind stand together.

    Raises:
        KeyError: if a code of ``codes.yaml`` lacks a text.
    """
    titles = {rule.code: rule.summary for rule in RULES}
    texts = _read(CODES)
    examples = _examples(_read(EXAMPLES))
    return {
        code: Explanation(
            code=code,
            title=text.get("title") or titles[code],
            means=text["means"],
            why=text["why"],
            mend=text["mend"],
            example=examples.get(code),
        )
        for code, text in sorted(texts.items(), key=lambda item: (item[0][1:], item[0]))
    }


def _read(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)  # noqa: S506  # the safe loader, in C if it can be


def _examples(cases: list[dict[str, Any]]) -> dict[str, Example]:
    """For each code the first case that gives it and no other; where there is none, the first that gives it."""
    alone: dict[str, Example] = {}
    among: dict[str, Example] = {}
    for case in cases:
        codes = {_code(line) for line in case["expect"]}
        for code in codes:
            found = alone if len(codes) == 1 else among
            found.setdefault(code, _example(case, code))
    return {**among, **alone}


def _example(case: dict[str, Any], code: str) -> Example:
    return Example(
        file=case["file"],
        wrong=case["content"] if "content" in case else case["with"],
        right=case.get("right", case.get("replace")),
        messages=tuple(line for line in case["expect"] if _code(line) == code),
    )


def _code(line: str) -> str:
    match = re.search(r":\d+:\d+: ([EW]\d{3}) ", line)
    if match is None:
        raise ValueError(f"not a line of the check: {line}")
    return match.group(1)


def as_text(explanation: Explanation) -> str:
    """An explanation for a terminal, as lines that end with a line break."""
    parts = [
        f"{explanation.code}: {explanation.title}",
        explanation.means,
        f"Why it matters: {explanation.why}",
        f"How to mend it: {explanation.mend}",
    ]
    if example := explanation.example:
        parts.append(f"Wrong, in {example.file}:\n\n{_indented(example.wrong) or '    (nothing)'}")
        parts.append("What the check says:\n\n" + _indented("\n".join(example.messages)))
        parts += [f"Right:\n\n{_indented(example.right)}"] if example.right is not None else []
    return "\n\n".join(parts) + "\n"


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.rstrip("\n").split("\n")) if text.strip() else ""
