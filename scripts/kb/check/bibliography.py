"""Rules for the corpus: entries, keys, identifiers, errata."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from kb.check.rule import Finding, rule
from kb.model import KnowledgeBase, Work
from kb.read import identifiers, nearest
from kb.read.canonical import FIELDS
from kb.read.folding import fold
from kb.read.identifiers import is_arxiv, is_doi, is_year, safe_url
from kb.read.latex import MATH, LatexError, decoded, plain, stray_dollar

REQUIRED: dict[str, tuple[str, ...]] = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author", "title", "year"),
    "incollection": ("author", "title", "booktitle", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "misc": ("author", "title", "year"),
    "phdthesis": ("author", "title", "school", "year"),
    "techreport": ("author", "title", "year"),
    "dataset": ("author", "title", "year"),
    "jurisdiction": ("title", "year"),
    "legislation": ("title", "year"),
    "online": ("author", "title", "year", "url"),
    "software": ("author", "title", "year"),
    "thesis": ("author", "title", "type", "school", "year"),
}

#: Words that do not count as the first significant word of a title.
INSIGNIFICANT = frozenset(
    """
    a an the on in of to for from with by at as into over under toward towards via through without within between beyond
    and or nor but is are was were be being do does did can could should would will how what when where which who why
    whether if it its this that these those we our you your i my not no
    """.split()
)


def expected_key(work: Work, title: str = "") -> str:
    """The cite key that the rule gives, without the letter that tells two alike apart.

    Family name of the first author, year by which the report cites the work (else the entry's own), first significant
    word of the title, or of another that is given; ASCII, lower case.
    """
    cited = re.search(r"(\d{4})[a-z]?$", work.label)
    year = cited.group(1) if cited else work.year
    family = re.sub(r"[^a-z0-9]", "", fold(plain(work.creators[0].family))) if work.creators else ""
    words = re.findall(r"[a-z0-9]+", fold(_words(title or work.title)).replace("'", ""))
    first = next((word for word in words if word not in INSIGNIFICANT), words[0] if words else "")
    return f"{family}{year}{first}"


def _words(title: str) -> str:
    """A title as it is read aloud, with the names of the signs in its formulas."""
    return plain(MATH.sub(lambda match: re.sub(r"[\\{}$^_]+", " ", match.group(1)), title))


def _whole(base: KnowledgeBase) -> Iterator[Work]:
    """Entries that were read to their end: of the others nothing more can be said."""
    return (work for work in base.entries.values() if work.key not in base.broken)


def follows(key: str, expected: str) -> bool:
    """Whether a key is the expected one, perhaps with the letters that tell those alike apart."""
    return key.startswith(expected) and bool(re.fullmatch("[a-z]{0,2}", key.removeprefix(expected)))


@rule("E121", "cite key does not follow the rule")
def key_rule(base: KnowledgeBase) -> Iterator[Finding]:
    """A key never changes, so it may follow what the report prints where an erratum says that this is wrong.

    It may also hold the name by which people know the work, which stood in the title before the paper was published.
    """
    corrected = {erratum.work for erratum in base.errata if erratum.kind in ("author", "title", "year")}
    for work in _whole(base):
        if work.key in corrected:
            continue
        expected = expected_key(work)
        if follows(work.key, expected) or not (work.creators and work.title and work.year):
            continue
        if not work.known_as or not follows(work.key, expected_key(work, work.known_as)):
            message = f"cite key '{work.key}' does not follow family name, year, first significant word"
            yield work.place, message, f"rename it to '{expected}'"


#: Fields of BibLaTeX and of styles, and what to write in their place.
ELSEWHERE = {
    "date": "write its year as 'year'",
    "journaltitle": "write 'journal'",
    "location": "write 'address'",
    "issue": "write 'number'",
    "eprinttype": "write 'archiveprefix'",
    "eprintclass": "write 'primaryclass'",
    "organization": "write 'publisher', or 'institution' for a report",
    "crossref": "it is not read: copy booktitle, year, editor and publisher of that entry into this one",
    "xdata": "it is not read: copy the fields of that entry into this one",
    "subtitle": "add it to the title, after a colon",
    "booksubtitle": "add it to the booktitle, after a colon",
    "maintitle": "write 'booktitle' or 'series'",
    "annote": "write 'annotation'",
    "translator": "say it in the note",
}
#: Entry types of BibLaTeX and of styles, and what to write in their place.
ELSEWHERE_TYPES = {
    "proceedings": "write it as @book, with its editor",
    "collection": "write it as @book, with its editor",
    "mvbook": "write @book",
    "inbook": "write @incollection",
    "conference": "write @inproceedings",
    "mastersthesis": "write @thesis, with its type",
    "report": "write @techreport",
    "electronic": "write @online",
    "www": "write @online",
    "manual": "write @misc, with who published it in howpublished",
    "booklet": "write @misc, with who published it in howpublished",
    "unpublished": "write @misc, with what it is in note",
    "periodical": "write @article",
}
#: What a missing field may stand under, so that one mistake gives one line.
_STANDS_UNDER = {
    "year": ("date", "crossref", "xdata"),
    "journal": ("journaltitle", "crossref", "xdata"),
    "booktitle": ("maintitle", "crossref", "xdata"),
}


#: What the note of an entry says where a work has no author or no year.
LACKING = {"author": "no author", "year": "undated"}


@rule("E122", "required field is missing")
def required_fields(base: KnowledgeBase) -> Iterator[Finding]:
    for work in _whole(base):
        for name in REQUIRED.get(work.type, ()):
            if work.fields.get(name) or any(other in work.fields for other in _STANDS_UNDER.get(name, ())):
                continue
            if name == "author" and work.type == "book" and work.fields.get("editor"):
                continue
            if name in LACKING and LACKING[name] in work.fields.get("note", ""):
                continue
            yield work.place, f"'{work.key}' ({work.type}) lacks the field '{name}'", f"add {name} = {{…}}"


@rule("E123", "unknown entry type or field")
def known_fields(base: KnowledgeBase) -> Iterator[Finding]:
    for work in _whole(base):
        if work.type not in REQUIRED:
            hint = ELSEWHERE_TYPES.get(work.type) or nearest(work.type, REQUIRED) or f"one of {', '.join(REQUIRED)}"
            yield work.place, f"unknown entry type '@{work.type}'", hint
        for name in work.fields:
            if name not in FIELDS:
                hint = ELSEWHERE.get(name) or nearest(name, FIELDS) or "remove it; see kb check --explain E123"
                yield work.place.of(name), f"unknown field '{name}'", hint


@rule("E128", "LaTeX that says something else than is meant, or cannot be read")
def latex(base: KnowledgeBase) -> Iterator[Finding]:
    for work in _whole(base):
        for name, value in work.fields.items():
            if name in identifiers.FIELDS or not ("\\" in value or "$" in value):
                continue
            if stray_dollar(value):
                yield work.place.of(name), f"a dollar sign in '{name}' that opens no formula", r"write it as \$"
            try:
                decoded(value)
            except LatexError:
                hint = "give its commands what they want, or write plain text"
                yield work.place.of(name), f"the LaTeX of '{name}' cannot be read", hint


@rule("E124", "year, DOI, arXiv id, ISBN, ISSN or URL is malformed or unsafe")
def malformed(base: KnowledgeBase) -> Iterator[Finding]:
    from stdnum import isbn, issn  # slow to import

    for work in _whole(base):
        fields = work.fields
        if "year" in fields and not is_year(work.year):
            yield work.place.of("year"), f"year '{work.year}' is not a year", "write four digits"
        escaped = [name for name in identifiers.FIELDS if "\\" in fields.get(name, "")]
        for name in escaped:
            yield work.place.of(name), f"a backslash in '{name}': '{fields[name][:60]}'", "'kb fmt' takes it away"
        fields = {name: value for name, value in fields.items() if name not in escaped}
        if "doi" in fields and not is_doi(fields["doi"]):
            yield work.place.of("doi"), f"'{fields['doi']}' is not a DOI", "write it bare: 10.…/…"
        if "eprint" in fields and not is_arxiv(fields["eprint"]):
            yield work.place.of("eprint"), f"'{fields['eprint']}' is not an arXiv id", "write it bare: 2005.14165"
        if "url" in fields and not safe_url(fields["url"]):
            yield work.place.of("url"), f"unsafe or broken URL '{fields['url'][:60]}'", _url_hint(fields["url"])
        for name, number in (("isbn", isbn), ("issn", issn)):
            if name in fields and not number.is_valid(fields[name]):
                hint = "compare its digits with the source: the last one does not fit the others, or one is missing"
                yield work.place.of(name), f"'{fields[name][:60]}' is not an {name.upper()}", hint


def _url_hint(url: str) -> str:
    if " " in url:
        return "write one address, with %20 for a blank"
    if re.match(r"(www\.|[\w-]+\.[a-z]{2,})", url):
        return "begin it with https://"
    return "use http or https"


@rule("E136", "page range is malformed")
def page_ranges(base: KnowledgeBase) -> Iterator[Finding]:
    for work in _whole(base):
        for pages in re.split(r",\s*", work.fields.get("pages", "")):
            first, dashes, last = pages.partition("--")
            hint = f"'{work.key}': write the first and the last page in full, 12--34"
            if not pages and "pages" not in work.fields:
                continue
            if not first.strip() or (dashes and not last.strip()) or re.search(r"[-–—]$", first):
                yield work.place.of("pages"), f"pages '{pages}' lack one end", hint
            elif first.isdecimal() and last.isdecimal() and int(first) > int(last):
                yield work.place.of("pages"), f"pages '{pages}' end before they begin", hint


#: A word with a capital that is not its first letter, or with capitals beside figures, and what stands in braces.
_INNER_CAPITAL = re.compile(r"[^\W\d_][A-Z]|[A-Z]\d|\d[A-Z]")
_WORD = re.compile(r"[^\W\d_][\w'’]*")
_GROUP = re.compile(r"\{([^{}]*)\}")
_OPENING = re.compile(r"(?:^|[:.?!–—]|\$)\s*[\"“‘'(]*")


def unprotected(title: str) -> Iterator[str]:
    """Words of a title whose capitals a bibliography style would lower, as far as that can be told.

    That is an inner capital anywhere, and a capital at the beginning of a word where most words have none.
    """
    open_text = _outside_braces(title)
    yield from (word for word in re.findall(r"\w+", open_text) if _INNER_CAPITAL.search(word))
    opened = {match.end() for match in _OPENING.finditer(open_text)}
    words = [match for match in _WORD.finditer(open_text) if match.start() not in opened]
    long = [match.group() for match in words if len(match.group()) > 3]
    small = [word for word in long if word[0].islower()]
    if len(small) > 2 * (len(long) - len(small)) and len(small) > 2:
        yield from (match.group() for match in words if match.group()[0].isupper())


def _outside_braces(title: str) -> str:
    """A title with its groups in braces and its formulas blotted out."""
    text, found = MATH.sub("$", title), 1
    while found:  # from the inside to the outside
        text, found = _GROUP.subn(lambda group: "0" * len(group.group(1)), text)
    return text


@rule("W137", "capitals of a title are not protected")
def capitals(base: KnowledgeBase) -> Iterator[Finding]:
    for work in _whole(base):
        words = list(dict.fromkeys(unprotected(work.title)))
        if words:
            hint = f"put braces around each: {{{words[0]}}}"
            yield work.place.of("title"), f"bibliography styles may lower the capitals of {', '.join(words)}", hint


#: How much of their words two titles must share to be taken for one.
_ALIKE = 0.8


@rule("W138", "two entries may be one work")
def near_twins(base: KnowledgeBase) -> Iterator[Finding]:
    """Titles nearly alike with the same first author; cost grows with the works of one family name."""
    by_family: dict[str, list[tuple[Work, frozenset[str]]]] = defaultdict(list)
    for work in _whole(base):
        if not work.creators:
            continue
        words = title_words(work)
        for other, theirs in by_family[fold(plain(work.creators[0].family))]:
            if _one_identifier(work, other) or (words, work.year) == (theirs, other.year):
                continue  # E125 tells
            if nearly_alike(words, theirs):
                preprint = next((one for one in (work, other) if one.type == "misc" and "eprint" in one.fields), None)
                what = f"'{preprint.key}' may be its preprint" if preprint else "their titles are nearly alike"
                hint = "merge the entries and record it in errata.yaml, or say in the note of one how they differ"
                yield work.place, f"'{work.key}' may be the same work as '{other.key}': {what}", hint
        by_family[fold(plain(work.creators[0].family))].append((work, words))


def title_words(work: Work) -> frozenset[str]:
    """The words of a title, folded."""
    return frozenset(re.findall(r"[a-z0-9]+", fold(_words(work.title))))


def nearly_alike(words: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two titles share so many of their words that they may be one."""
    return len(words & theirs) >= _ALIKE * len(words | theirs) > 1


def _one_identifier(one: Work, other: Work) -> bool:
    """Whether two entries are known to be one work already, or said not to be."""
    shared = any(one.fields.get(name) and one.fields[name] == other.fields.get(name) for name in ("doi", "eprint"))
    return shared or bool(one.fields.get("note") or other.fields.get("note"))


#: Words of names of organizations, and what is no part of a name.
ORGANIZATION = re.compile(
    r"\b(?:University|Institute|Team|Office|Committee|Commission|Council|Department|Corporation|Foundation|Agency|"
    r"Association|Consortium|Laboratory|Inc|Ltd|LLC|GmbH)\b"
)
_NO_NAME = re.compile(r"\d|\b(?:Dr|Prof|Ph\.?D|M\.D)\b|\S@\S")


@rule("W139", "name that programs will get wrong")
def names(base: KnowledgeBase) -> Iterator[Finding]:
    for work in _whole(base):
        for field in ("author", "editor"):
            for name in work.authors if field == "author" else work.editors:
                if name.literal:
                    continue
                whole = " ".join(piece for piece in (name.given, name.family) if piece)
                if ORGANIZATION.search(whole):
                    yield work.place.of(field), f"'{whole}' is read as a person", f"put it in braces: {{{whole}}}"
                elif _NO_NAME.search(whole):
                    yield work.place.of(field), f"'{whole}' holds more than a name", "write Family, Given alone"
                elif len(name.family) > 3 and name.family.isupper() and name.family.isalpha():
                    hint = f"write {name.family.title()}"
                    yield work.place.of(field), f"the name '{name.family}' is written in capitals", hint


def identity(work: Work) -> tuple[str, str, str]:
    """Title, year and first author: works that have all three in common are one."""
    first = fold(plain(work.creators[0].family)) if work.creators else ""
    return fold(_words(work.title)), work.year, first


@rule("E125", "two entries are one work")
def one_entry_a_work(base: KnowledgeBase) -> Iterator[Finding]:
    by_title: dict[tuple[str, str, str], Work] = {}
    for work in _whole(base):
        twin = by_title.setdefault(identity(work), work) if work.title else work
        if twin is not work and not _one_identifier(work, twin):
            message = f"'{work.key}' has the same title, year and first author as '{twin.key}'"
            yield work.place.of("title"), message, "merge the entries and record it in errata.yaml"
    for name in ("doi", "eprint"):
        by_value: dict[str, list[Work]] = defaultdict(list)
        for work in _whole(base):
            if work.fields.get(name):
                by_value[work.fields[name].lower()].append(work)
        for value, works in by_value.items():
            for work in works[1:]:
                message = f"'{work.key}' has the same {name} as '{works[0].key}': {value}"
                yield work.place.of(name), message, "merge the entries and record it in errata.yaml"


@rule("W126", "work is never cited")
def cited(base: KnowledgeBase) -> Iterator[Finding]:
    if base.unread:
        return  # who knows what those cite
    used = {citation.work for section in base.sections for citation in section.citations}
    used |= {key for section in base.sections for update in section.updates for key in update.works}
    for work in _whole(base):
        if work.key not in used and not work.fields.get("note"):
            yield (
                work.place,
                f"'{work.key}' is cited by no section",
                "say in its note why it is here",
            )


@rule("E127", "erratum names an unknown work")
def errata_works(base: KnowledgeBase) -> Iterator[Finding]:
    for erratum in base.errata:
        if erratum.work not in base.works:
            yield erratum.place.of("work"), f"unknown work '{erratum.work}'", nearest(erratum.work, base.works)
