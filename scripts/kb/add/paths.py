"""``kb new path``: a reading path at the end of the page of reading paths, in that page's own form, with its times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.add.change import RefusedError
from kb.add.records import Answers, Placed, find_section, numbers
from kb.model import KnowledgeBase, Place
from kb.read import PATHS, nearest
from kb.read.folding import slug
from kb.read.identifiers import CITE_KEY, is_slug

#: Minutes for a page of the report, for our page of a section, and for a first look at a work.
REPORT_PAGE, OUR_PAGE, WORK = 3, 5, 10
#: ``4.7 pp. 105-106: what to look for``; ``security#p2: …``; ``brown2020language: …``; ``language only: …``, our page.
_STEP = re.compile(r"(\S+?)(?:\s+pp?\.\s*([\d,\s–-]+?)|\s+(only))?\s*:\s+(\S.*)")
_ABOVE = re.compile(r"^## ", re.MULTILINE)
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_HEAD = (
    "# Reading paths\n\nEach path is an ordered list of what to read. "
    f"{REPORT_PAGE} minutes are counted for a page of the report, {OUR_PAGE} for our page of a section, and {WORK} for "
    "a first look at a work. No page counts twice in a path.\n"
)


@dataclass(frozen=True)
class Step:
    """One step of a path: what it leads to, what to look for, what is read and for how long."""

    link: str
    text: str
    read: str
    minutes: int

    def __str__(self) -> str:
        return f"{self.link}: {self.text.rstrip('.')}. {self.read}, **{self.minutes} min**"


def steps(base: KnowledgeBase, texts: Sequence[str]) -> Iterator[Step]:
    """The steps of a path as a person writes them, with their times; no page of the report counts twice.

    Raises:
        RefusedError: if a step leads nowhere.
    """
    seen: set[int] = set()
    for text in texts:
        match = _STEP.fullmatch(text.strip())
        if match is None:
            raise RefusedError(f"'{text[:60]}' is no step; write WHAT: what to look for", usage=True)
        yield _step(base, match, seen)


def _step(base: KnowledgeBase, match: re.Match[str], seen: set[int]) -> Step:
    what, pages, only, text = match.groups()
    key = what.strip("[]").removeprefix("@")
    if key in base.works:
        return Step(f"[@{key}]", text, "A first look", WORK)
    name, _, number = what.partition("#p")
    if re.fullmatch(CITE_KEY, key):
        raise RefusedError(f"'{key}' is no cite key; {nearest(key, base.works) or 'look for slips'}", usage=True)
    section = find_section(base, name)
    first, last = section.pages or (1, 0)
    own = list(range(first, last + 1))
    if number:
        if not number.isdecimal() or not 0 < int(number) <= len(section.points):
            raise RefusedError(f"'{what}': the section has {len(section.points)} points; count from 1", usage=True)
        own = list(section.points[int(number) - 1].pages)
    if pages and not set(numbers(pages)) <= set(own):
        raise RefusedError(f"'{what}': its pages are {page_range(own)}", usage=True)
    new = [page for page in (numbers(pages) if pages else own) if page not in seen and not only]
    seen.update(new)
    report = f"the report ({page_range(new)})" if new else ""
    if number:
        return Step(
            f"@sec-{section.slug}#p{number}", text, report.capitalize() or "Read already", REPORT_PAGE * len(new)
        )
    read = f"Our page and {report}" if report else "Our page only"
    return Step(f"@sec-{section.slug}", text, read, OUR_PAGE + REPORT_PAGE * len(new))


def page_range(pages: Sequence[int]) -> str:
    """Pages as the page writes them.

    >>> page_range([4]), page_range([4, 5, 6, 9])
    ('p. 4', 'pp. 4-6, 9')
    """
    runs: list[list[int]] = []
    for page in sorted(pages):
        if runs and runs[-1][-1] + 1 == page:
            runs[-1].append(page)
        else:
            runs.append([page])
    listed = ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)
    return f"p. {listed}" if len(pages) == 1 else f"pp. {listed}"


def total(minutes: int) -> str:
    """``79 minutes (1 h 19 min)``; up to an hour only minutes."""
    return f"{minutes} minutes" + (f" ({minutes // 60} h {minutes % 60:02} min)" if minutes > 60 else "")


def new_path(base: KnowledgeBase, texts: Mapping[str, str], answers: Answers) -> Placed:
    """A path at the end of its page.

    Raises:
        RefusedError: if it is there already, or a step leads nowhere.
    """
    before = texts.get(PATHS, _HEAD)
    title = " ".join(answers["title"].split())
    anchor = answers.get("slug") or slug(re.sub(r"^(?:An?|The)\s+", "", title))
    if known := re.search(rf"^## .*\{{#{re.escape(anchor)}\}}", before, re.MULTILINE):
        line = before.count("\n", 0, known.start()) + 1
        raise RefusedError(f"the path '{anchor}' is there already: {PATHS}:{line}")
    if re.search(r"[{}<>\[\]]", title) or not is_slug(anchor):
        raise RefusedError("the title of a path is plain text, and its slug a-z, 0-9 and hyphens", usage=True)
    done = list(steps(base, answers["step"].splitlines()))
    minutes = sum(step.minutes for step in done)
    listed = "".join(f"{number}. {step}\n" for number, step in enumerate(done, 1))
    item = (
        f"## {title} {{#{anchor}}}\n\n{' '.join(answers['for'].split())}\n\nTotal time: {total(minutes)}.\n\n{listed}"
    )
    line = before.rstrip("\n").count("\n") + 3
    return Placed(
        PATHS, f"{before.rstrip()}\n\n{item}", lambda _: Place(PATHS, line), item, tuple(_next(texts, before))
    )


def _next(texts: Mapping[str, str], before: str) -> Iterator[str]:
    if PATHS not in texts:
        yield "name the page in mkdocs.yml, under nav"
    count = len(_ABOVE.findall(before))
    words = _NUMBERS[count : count + 2]
    if len(words) == 2:
        counted = re.compile(rf"\b{words[0]}\b (?:\w+ )?(?:paths|ways)\b", re.IGNORECASE)
        for number, line in enumerate(before.splitlines(), 1):
            if counted.search(line):
                yield f"{PATHS}:{number} counts the paths: write {words[1]}"
    yield "read it as somebody who knows nothing of it, and go the way yourself"
