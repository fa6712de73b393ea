"""Reading paths are ordered lists of pointers, and have the works to which these lead."""

from __future__ import annotations

from dataclasses import replace

from kb.link import Links
from kb.link.reading import ReadingPath, ReadingStep, paths_of, works_of
from kb.model import KeyWork, KnowledgeBase, Place
from kb.read import PATHS
from kb.read.citing import Pointer

PAGE = """# Reading paths

1. @sec-security: above all paths.

## A thief {#thief}

For thieves.

Total time: 18 minutes.

1. @sec-security#p1: what can be stolen (p. 4). The report (p. 4), **3 min**
2. [@brown2020language; @tramer2016stealing]: the booty. A first look, **10 min**

    - Does @sec-introduction say so?
3. @sec-security: again, and @sec-nowhere and @sec-security#p9. Our page only, **5 min**

Done.

```
## A judge {#judge}

1. @sec-security: as an example.
```

## No anchor

1. @sec-security: of no path.

## No steps {#empty}
"""


def base_of(page: str, links: Links) -> KnowledgeBase:
    base = links.base
    first, security = base.sections
    security = replace(security, key_works=(KeyWork("uscopyrightoffice2021more", "Law.", Place("x")),))
    return replace(base, sections=(first, security), pages={PATHS: page})


def test_a_path_is_a_list_below_a_heading_with_an_anchor(tiny_links: Links) -> None:
    (path,) = paths_of(base_of(PAGE, tiny_links))
    assert (path.slug, path.title, path.about) == ("thief", "A thief", "For thieves.\n\nTotal time: 18 minutes.")
    assert [[str(pointer) for pointer in step.leads] for step in path.steps] == [
        ["security#p1"],
        ["brown2020language", "tramer2016stealing", "introduction"],
        ["security", "nowhere", "security#p9"],
    ]
    assert [step.pages for step in path.steps] == [{4}, set(), set()]
    assert path.steps[1].text.endswith("**10 min**\n\n- Does @sec-introduction say so?")


def test_its_works_are_named_or_lie_behind_points_and_sections_each_once(tiny_links: Links) -> None:
    base = base_of(PAGE, tiny_links)
    (path,) = paths_of(base)
    keys = [work.key for work in works_of(base, path)]
    assert keys == ["tramer2016stealing", "brown2020language", "uscopyrightoffice2021more"]
    unknown = ReadingPath("x", "X", "", (ReadingStep((Pointer("work", "nobody2020", "nobody2020"),), ""),))
    assert works_of(base, unknown) == []


def test_without_the_page_there_are_none(tiny_links: Links) -> None:
    assert list(paths_of(tiny_links.base)) == []


def test_every_path_of_the_page_is_found(corpus: KnowledgeBase) -> None:
    paths = list(paths_of(corpus))
    assert [path.slug for path in paths][:2] == ["newcomer", "machine-learning-engineer"]
    assert len(paths) == corpus.pages[PATHS].count("\n## ")
    assert all(len(path.steps) >= 5 and works_of(corpus, path) for path in paths)
