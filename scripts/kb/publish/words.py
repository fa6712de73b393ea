"""Text into the words of the search index, and words into groups that are one to the reader.

The browser cuts queries by the same rule (``frontend/assets/search/words.js``); a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

import Stemmer

from kb.read.folding import for_search

#: Words that say nothing of what a text is about; "AI" is one, for people type it before everything. In titles they are
#: kept, for people type titles.
STOP_WORDS = frozenset(
    """
    a about ai all also an and any are as at be because been being both but by can could did do does each few for from
    had has have how i if in into is it its may me might more most my no nor not of on or other our out over own really
    s shall should so some such t than that the their them then there these they this those to too under up us very was
    we were what when where which while who whom why will with would you your
    """.split()
)

#: British endings and their American counterparts, for whole words. The first that fits is applied.
_BRITISH = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"isation(s?)$", r"ization\1"),
        (r"(?<=[a-z]{3})is(e|es|ed|er|ers|ing|able)$", r"iz\1"),
        (r"lys(e|es|ed|er|ers|ing)$", r"lyz\1"),
        (r"^(behavi|col|fav|flav|harb|hon|hum|lab|neighb|rum|vap|arm|end|sav|val|vig)our", r"\1or"),
        (r"^(cent|fib|met|theat|lit|calib)re(s?)$", r"\1er\2"),
        (r"^(anal|catal|dial|epil|monol|prol)ogue(s?)$", r"\1og\2"),
        (r"^(cance|fue|labe|leve|mode|signa|tota|trave|channe|funne|tunne)ll(ed|ing|er|ers)$", r"\1l\2"),
        (r"^(def|off|pret)ence", r"\1ense"),
        (r"^licence", "license"),
        (r"^programme(s?)$", r"program\1"),
        (r"^(judg|acknowledg)ement", r"\1ment"),
        (r"^grey", "gray"),
        (r"^ageing$", "aging"),
        (r"^sceptic", "skeptic"),
        (r"^artefact", "artifact"),
        (r"^paediatric", "pediatric"),
        (r"^(an|orthop|h)ae", r"\1e"),
    )
)
#: The other way, to know how a British reader would type a word of the corpus.
_AMERICAN = tuple(
    (re.compile(american), british)
    for american, british in (
        (r"ization(s?)$", r"isation\1"),
        (r"(?<=[a-z]{3})iz(e|es|ed|er|ers|ing|able)$", r"is\1"),
        (r"lyz(e|es|ed|er|ers|ing)$", r"lys\1"),
        (r"^(behavi|col|fav|flav|harb|hon|hum|lab|neighb|rum)or", r"\1our"),
        (r"^(cent|fib|met|theat)er(s?)$", r"\1re\2"),
        (r"^(anal|catal|dial)og(s?)$", r"\1ogue\2"),
        (r"^(labe|mode|signa|trave)l(ed|ing|er|ers)$", r"\1ll\2"),
        (r"^(def|off)ense", r"\1ence"),
        (r"^judgment", "judgement"),
        (r"^artifact", "artefact"),
    )
)
#: One sign only, or any letters and digits; C#, F# and C++ keep their signs, for they are not C and F.
_WORD = re.compile(r"(?<![^\W_])[a-z]#(?![^\W_])|[^\W_]+(?:\+\+)?")
_COMPOUND = re.compile(r"[^\W_]+(?:[-/.][^\W_]+)+")
_stem = Stemmer.Stemmer("english").stemWord


@lru_cache(maxsize=1 << 16)
def cut(text: str) -> tuple[str, ...]:
    """The words of a text, folded; of a compound its pieces and the whole: ``GPT-3`` gives gpt, 3 and gpt3."""
    plain = _cut(text)
    wholes = [re.split(r"[-/.]", compound) for compound in _COMPOUND.findall(plain)]
    return (*_WORD.findall(plain), *("".join(pieces) for pieces in wholes if len(pieces) < 4))


def simple(text: str) -> list[str]:
    """The words of a text without the wholes of compounds."""
    return _WORD.findall(_cut(text))


def sentences(text: str) -> Iterator[list[str]]:
    """The same, by sentences."""
    return map(_WORD.findall, _cut(text).split(". "))


def identifier(text: str) -> str:
    """An identifier or a citation as it is looked up: folded, without brackets, commas and dots after words.

    Empty where there is no letter or digit.
    """
    bare = " ".join(re.sub(r"[()\[\],;\"?!]|\.(?=[\s,;)\]]|$)", " ", for_search(text).replace("&", " and ")).split())
    return bare if _WORD.search(bare) else ""


@lru_cache(maxsize=1 << 16)
def _cut(text: str) -> str:
    return for_search(text).replace("'s ", " ").replace("'", "")


@cache
def root(word: str) -> str:
    """What words have in common that are one to the reader: their stem in American spelling."""
    return str(_stem(_respelled(word, _BRITISH)))


def spellings(word: str) -> Iterator[str]:
    """Other spellings of a word, and of ``tokenization`` the forms of its verb, for few texts hold them all."""
    forms = [word]
    if word.endswith("ization"):
        forms += [word.removesuffix("ation") + ending for ending in ("e", "es", "ed", "er", "ing")]
        yield from forms[1:]
    for form in forms:
        for rules in (_BRITISH, _AMERICAN):
            other = _respelled(form, rules)
            if other != form:
                yield other


def _respelled(word: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, replacement in rules:
        if pattern.search(word):
            return pattern.sub(replacement, word)
    return word
