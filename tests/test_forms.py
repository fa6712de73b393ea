"""Issue forms into records: each in its place, checked, and whatever is written into them is data."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
import yaml

from kb import Loaded, load
from kb.check.bibliography import REQUIRED
from kb.forms import KINDS, FormError, Proposal, form_of, propose, read_forms
from kb.forms.answers import FOLDER, LONGEST, answers, pages
from kb.model import POINT_KINDS
from kb.read import LISTS
from kb.read.canonical import FIELDS
from kb.read.schema import documented
from tests.conftest import REPOSITORY, Run

FORMS = read_forms(REPOSITORY)
WORK = {
    "type": "inproceedings",
    "author": "Bender, Emily M.\nGebru, Timnit",
    "title": "On the dangers of stochastic parrots",
    "booktitle": "Conference on Fairness, Accountability, and Transparency",
    "year": "2021",
    "doi": "10.1145/3442188.3445922",
    "annotation": "Argues that ever larger language models have costs that their makers do not bear, and asks to plan "
    "for these costs before the next model is trained.",
    "keywords": "attacks, copyright",
    "note": "Not cited by the report.",
}
POINT = {
    "section": "1.1",
    "claim": "Training data can be drawn out of a model.",
    "kind": "risk",
    "pages": "4, 5-6",
    "works": "tramer2016stealing",
    "topics": "attacks",
}
TOPIC = {
    "name": "Watermarks",
    "definition": "Marks in what a model writes.",
    "broader": "rules",
    "aliases": "marks\nseals",
}
TERM = {"term": "model stealing", "definition": "Copying a model by asking it.", "section": "security", "page": "5"}
UPDATE = {
    "section": "1.1",
    "point": "1",
    "way": "confirms",
    "date": "2023-11",
    "text": "Production models leak, too.",
    "works": "tramer2016stealing",
}
FAULT = {"record": "works/brown2020language", "field": "year", "statement": "2020", "right": "2021"}
FILLED = {"work": WORK, "point": POINT, "topic": TOPIC, "term": TERM, "update": UPDATE, "fault": FAULT}


def issue(form: str, **changes: str) -> str:
    """The text of an issue, as GitHub makes it of a form."""
    values = {**FILLED[form], **changes}
    return "\n\n".join(f"### {field.label}\n\n{values.get(field.id, '_No response_')}" for field in FORMS[form].fields)


def proposed(root: Path, kind: str, body: str) -> Proposal:
    loaded: Loaded = load(root)
    assert loaded.base is not None
    assert loaded.config is not None
    return propose(FORMS[kind], body, loaded.sources, loaded.base, loaded.config.report, loaded.problems)


def refused(root: Path, kind: str, body: str) -> str:
    with pytest.raises(FormError) as error:
        proposed(root, kind, body)
    return str(error.value)


def unless_refused(root: Path, kind: str, body: str) -> Proposal | None:
    """The change, or none where the check refuses the text and nothing would be written."""
    try:
        return proposed(root, kind, body)
    except FormError:
        return None


# What each form becomes


def test_a_work_goes_between_its_neighbors(library: Path) -> None:
    made = proposed(library, "work", issue("work"))
    assert made.title == "Add the work bender2021dangers"
    keys = list(made.base.works)
    assert keys == sorted(keys)
    work = made.base.works["bender2021dangers"]
    assert work.fields["author"] == "Bender, Emily M. and Gebru, Timnit"
    assert work.topics == ("attacks", "copyright")
    assert list(made.texts) == ["bibliography/references.bib"]


def test_a_work_of_a_key_that_is_taken_gets_a_letter(library: Path) -> None:
    path = library / "bibliography/references.bib"
    made = proposed(library, "work", issue("work"))
    path.write_text(made.texts["bibliography/references.bib"], "utf-8")
    made = proposed(library, "work", issue("work", title="Dangers of something else", doi="10.1145/1.2"))
    assert made.title == "Add the work bender2021dangersa"


def test_a_work_of_the_bibliography_is_not_added_twice(library: Path) -> None:
    loaded = load(library)
    assert loaded.base is not None
    eprint = next(work.fields["eprint"] for work in loaded.base.works.values() if "eprint" in work.fields)
    assert "has the same eprint as" in refused(library, "work", issue("work", eprint=eprint, doi="_No response_"))


def test_a_point_becomes_the_last_of_its_section(library: Path) -> None:
    made = proposed(library, "point", issue("point"))
    section = made.base.sections[1]
    assert made.title == "Add a point to section 1.1"
    assert [point.claim for point in section.points][-1] == "Training data can be drawn out of a model."
    assert (section.points[-1].pages, section.points[-1].works) == ((4, 5, 6), ("tramer2016stealing",))
    assert list(made.texts) == ["sections/1.1-security.yaml"]


@pytest.mark.parametrize(
    "name", ["security", "sections/security/", "§1.1", "https://example.org/kb/sections/security/#p1"]
)
def test_a_section_is_named_as_the_reader_sees_it(name: str, library: Path) -> None:
    assert proposed(library, "point", issue("point", section=name)).title == "Add a point to section 1.1"


def test_a_section_without_points_gets_its_first(library: Path) -> None:
    path = library / "sections/1-introduction.yaml"
    assert "points:" not in path.read_text("utf-8")
    made = proposed(library, "point", issue("point", section="1", pages="3", works=""))
    assert len(made.base.sections[0].points) == 1


def test_a_topic_goes_behind_the_last_of_its_group(library: Path) -> None:
    made = proposed(library, "topic", issue("topic", broader="safety"))
    assert [topic.slug for topic in made.base.topics] == ["safety", "attacks", "watermarks", "rules", "copyright"]
    assert made.base.topics[2].aliases == ("marks", "seals")


def test_a_term_goes_where_its_slug_sorts(library: Path) -> None:
    made = proposed(library, "term", issue("term"))
    (library / "bibliography/glossary.yaml").write_text(made.texts["bibliography/glossary.yaml"], "utf-8")
    made = proposed(library, "term", issue("term", term="API"))
    assert [term.slug for term in made.base.terms] == ["api", "model-stealing"]


def test_a_field_of_an_entry_is_mended(library: Path) -> None:
    made = proposed(library, "fault", issue("fault"))
    assert made.base.works["brown2020language"].year == "2021"
    assert made.title == "Mend brown2020language"


def test_a_sentence_of_a_section_is_mended(library: Path) -> None:
    body = issue("fault", record="sections/security", field="", statement="Models can be stolen.", right='"Yes": # no')
    (point, *_) = proposed(library, "fault", body).base.sections[1].points
    assert point.claim == '"Yes": # no'


def test_words_within_a_longer_text_are_mended(tiny: Path) -> None:
    body = issue("fault", record="1.1", field="summary", statement="1 < 2 & 3", right="a: [b] # {c}")
    assert "and a: [b] # {c}." in proposed(tiny, "fault", body).base.sections[1].summary


def test_an_update_goes_to_its_section(library: Path) -> None:
    section = proposed(library, "update", issue("update", text='It holds: "yes", & # no')).base.sections[1]
    (update,) = section.updates
    assert (update.point, update.way, update.date) == (1, "confirms", "2023-11")
    assert update.text == 'It holds: "yes", & # no'
    assert "is not a month" in refused(library, "update", issue("update", date="soon"))
    assert "has the points 1 to 1, no '7'" in refused(library, "update", issue("update", point="7"))
    assert "no work 'nobody2023x'" in refused(library, "update", issue("update", works="nobody2023x"))


def test_every_kind_of_record_fits_the_real_data(tmp_path: Path) -> None:
    root = tmp_path / "real"
    shutil.copytree(REPOSITORY, root, ignore=shutil.ignore_patterns(".*", "node_modules", "site", "tests", "assets"))
    topics = {"topics": "privacy, language-models", "works": "carlini2021extracting", "section": "4.7", "pages": "105"}
    assert proposed(root, "point", issue("point", **topics)).title == "Add a point to section 4.7"
    assert proposed(root, "topic", issue("topic", name="Seals of text", broader="robustness-and-safety")).texts
    assert proposed(root, "term", issue("term", term="seal of text", page="105", section="4.7")).texts
    entry = {"keywords": "privacy", "title": "A title of our own", "doi": "10.1145/1.2"}
    assert proposed(root, "work", issue("work", **entry)).title == "Add the work bender2021title"


# What cannot be taken over is said in a sentence


@pytest.mark.parametrize(
    ("kind", "changes", "message"),
    [
        ("point", {"section": "9.9"}, "There is no section '9.9'"),
        ("point", {"section": "securty"}, "did you mean 'security'?"),
        ("point", {"claim": "_No response_"}, "'Claim' is empty"),
        ("point", {"claim": ""}, "'Claim' is empty"),
        ("point", {"kind": "danger"}, "'danger' is none of the choices of 'Kind': finding, opportunity"),
        ("point", {"pages": "five"}, "write pages as numbers"),
        ("point", {"pages": "9-4"}, "no range"),
        ("point", {"pages": "1-99999"}, "write pages as numbers"),
        ("point", {"pages": "200"}, "Page 200 is outside"),
        (
            "point",
            {"works": "tramer2016steeling"},
            "Unknown work 'tramer2016steeling'; did you mean 'tramer2016stealing'?",
        ),
        ("point", {"topics": "attack"}, "Unknown topic 'attack'; did you mean 'attacks'?"),
        ("point", {"topics": "safety"}, "'safety' is a group of topics"),
        ("topic", {"broader": "attacks"}, "There is no group 'attacks'; the groups are safety, rules."),
        ("topic", {"name": "Copyright"}, "the topic 'Copyright' is there already, as 'copyright'"),
        ("topic", {"name": "!!!"}, "holds no letter or figure"),
        ("topic", {"definition": "word " * 41}, "has 41 words; write at most 40."),
        ("term", {"page": "4, 5"}, "the one page"),
        ("term", {"section": "2"}, "There is no section '2'"),
        ("work", {"year": "soon"}, "is not a year"),
        ("work", {"doi": "none"}, "is not a DOI"),
        ("work", {"url": "javascript:alert(1)"}, "unsafe or broken URL"),
        ("work", {"author": "Bender; Gebru"}, "is more than one"),
        ("work", {"booktitle": ""}, "lacks the field 'booktitle'"),
        ("fault", {"record": "works/nobody2020x"}, "'nobody2020x' is the name of no work"),
        ("fault", {"right": ""}, "does not say what is right"),
        ("fault", {"statement": "1999"}, "stand nowhere there"),
        ("fault", {"record": "1.1", "field": "", "statement": "e"}, "so a maintainer looks"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(kind: str, changes: dict[str, str], message: str, library: Path) -> None:
    said = refused(library, kind, issue(kind, **changes))
    assert message.lower() in said.lower()
    assert all(line.endswith((".", "?", "?.")) for line in said.splitlines())


def test_text_that_is_too_long_is_not_read(library: Path) -> None:
    assert f"at most {LONGEST:,} are read" in refused(library, "point", issue("point", claim="long " * LONGEST))


def test_a_heading_of_the_form_within_a_text_is_told(library: Path) -> None:
    body = issue("point", claim="One.\n\n### Section\n\n1")
    assert "The heading 'Section' stands twice" in refused(library, "point", body)


def test_an_issue_that_was_made_with_no_form_is_told() -> None:
    for body in ("", "### Claim\n\nOne.", "Something else\n\n### Where\n\nhere"):
        with pytest.raises(FormError, match="not made with one of the forms"):
            form_of(FORMS.values(), body)


def test_a_form_is_told_by_its_headings() -> None:
    for kind in KINDS:
        assert form_of(FORMS.values(), issue(kind)).kind == kind


# All text is data

#: Text that would be something else than text to a shell, a template, YAML, BibTeX, HTML or Markdown.
HOSTILE = [
    "$(touch /tmp/owned) `id` ; rm -rf / | cat && echo",
    "${{ secrets.GITHUB_TOKEN }} {{ config }} {% raw %} #{x}",
    "He said: \"no\", 'yes'\\n",
    "a: b\n  - claim: c\n    kind: risk\nslug: other",
    "- *anchor\n&anchor !!python/object/apply:os.system [id]",
    "]}, {work: x}, # comment\n---\n...\n",
    "### Not a heading of the form\n\n**bold** [link](https://example.org) - [x] done",
    "Ünïcödé 漢字 🦜 \u202e\u2028\u2029\x85 end",
    "tab\there \r\n and\rthere",
    "null",
    "true",
    "2021-11-28",
    "~",
    "'",
    "%TAG ! tag:x\n%YAML 9",
    "x" * LONGEST,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_claim_is_read_as_it_was_written(text: str, library: Path) -> None:
    made = proposed(library, "point", issue("point", claim=text))
    before, after = load(library).base, made.base
    assert before is not None
    assert after.sections[1].points[-1].claim == " ".join(text.split())
    assert [len(one.points) for one in after.sections] == [
        len(one.points) + (one.slug == "security") for one in before.sections
    ]
    assert list(made.texts) == ["sections/1.1-security.yaml"]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("field", ["title", "annotation", "note", "author", "keywords"])
def test_an_entry_adds_itself_and_nothing_else(field: str, text: str, library: Path) -> None:
    made = unless_refused(library, "work", issue("work", **{field: text}))
    if made is None:
        return
    before = load(library).base
    assert before is not None
    assert len(made.base.works) == len(before.works) + 1
    assert set(before.works) < set(made.base.works)


@pytest.mark.parametrize(
    "text",
    [
        "x},\n  url = {https://evil.example}",
        "x}\n}\n@article{evil2021x,\n  title = {y}",
        "x} # {y",
        "{x",
        "x}{",
        "x\\",
        "\\}",
        '"x" # y',
        "@string{a = {b}}",
        "@comment{x",
        "x % y",
    ],
)
@pytest.mark.parametrize("field", ["title", "author", "annotation", "doi", "url", "year"])
def test_bibtex_cannot_be_broken_out_of(field: str, text: str, library: Path) -> None:
    made = unless_refused(library, "work", issue("work", **{field: text}))
    if made is None:
        return
    before = load(library).base
    assert before is not None
    (new,) = set(made.base.works) - set(before.works)
    assert {name: work.fields for name, work in made.base.works.items() if name != new} == {
        name: work.fields for name, work in before.works.items()
    }
    assert set(made.base.works[new].fields) <= {*WORK, field}


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize("statement", ["Models can be stolen.", "1 < 2 & 3"])
def test_what_is_right_changes_one_value(statement: str, text: str, tiny: Path) -> None:
    body = issue("fault", record="1.1", field="", statement=statement, right=text)
    made = unless_refused(tiny, "fault", body)
    if made is None:
        return
    before = load(tiny).base
    assert before is not None
    old, new = before.sections[1], made.base.sections[1]
    same = [name for name in documented(type(old)) if _bare(getattr(old, name)) == _bare(getattr(new, name))]
    assert len(documented(type(old))) - len(same) == 1


def _bare(value: object) -> str:
    return re.sub(r"Place\([^)]*\)", "", repr(value))


@pytest.mark.parametrize(
    "html", ["<script>alert(1)</script>", '<img src=x onerror="x">', "<!-- x", "[a](javascript:b)"]
)
def test_html_and_script_are_refused(html: str, library: Path) -> None:
    assert refused(library, "point", issue("point", claim=f"A {html} claim."))


def test_both_ends_of_lines_are_read(library: Path) -> None:
    body = issue("topic")
    unix = proposed(library, "topic", body).texts
    assert proposed(library, "topic", body.replace("\n", "\r\n")).texts == unix
    assert proposed(library, "topic", body.replace("\n", "\r")).texts == unix
    assert all("\r" not in text for text in unix.values())


# The forms and the model


def test_the_fields_of_the_forms_are_those_of_the_records() -> None:
    kinds = {kind.__name__: kind for kind in LISTS.values()}
    ids = {kind: [field.id for field in form.fields] for kind, form in FORMS.items()}
    assert set(ids["work"]) <= {"type", *FIELDS}
    assert set(ids["topic"]) <= set(documented(kinds["Topic"]))
    assert set(ids["term"]) <= set(documented(kinds["Term"]))
    assert ids["update"] == ["section", "point", "way", "date", "text", "works"]
    options = {
        (kind, field.id): field.options for kind, form in FORMS.items() for field in form.fields if field.options
    }
    assert options == {
        ("work", "type"): tuple(REQUIRED),
        ("point", "kind"): POINT_KINDS,
        ("update", "way"): ("confirms", "refutes", "extends", "overtakes"),
    }


@pytest.mark.parametrize("kind", KINDS)
def test_forms_are_as_github_wants_them(kind: str) -> None:
    form = yaml.safe_load((REPOSITORY / FOLDER / f"{kind}.yml").read_text("utf-8"))
    labels = {item["name"] for item in yaml.safe_load((REPOSITORY / ".github/labels.yml").read_text("utf-8"))}
    assert {"name", "description", "body"} <= set(form) <= {"name", "description", "title", "labels", "body"}
    assert set(form["labels"]) <= labels
    ids = [item["id"] for item in form["body"] if item["type"] != "markdown"]
    names = [item["attributes"]["label"] for item in form["body"] if item["type"] != "markdown"]
    assert len(set(ids)) == len(ids)
    assert len(set(names)) == len(names)
    for item in form["body"]:
        assert item["type"] in ("markdown", "input", "textarea", "dropdown")
        assert item["type"] == "markdown" or item["attributes"]["label"].strip()
        assert "None" not in item["attributes"].get("options", ())


def test_answers_are_by_field() -> None:
    assert answers(FORMS["topic"], issue("topic"))["related"] == ""
    assert pages("Pages", "3, 5–7; 9") == (3, 5, 6, 7, 9)


# The command


@pytest.fixture
def with_forms(library: Path) -> Path:
    shutil.copytree(REPOSITORY / FOLDER, library / FOLDER)
    return library


def test_the_command_writes_the_record(with_forms: Path, kb: Run) -> None:
    file = with_forms / "issue.txt"
    file.write_text(issue("point"), "utf-8")
    result = kb("form", "--kind", "point", file, "--root", with_forms)
    assert result.lines == ["Add a point to section 1.1", "sections/1.1-security.yaml: rewritten"]
    assert result.status == 0
    assert (
        kb("check", "--root", with_forms, "--strict").status == kb("fmt", "--check", "--root", with_forms).status == 0
    )
    assert "Training data can be drawn" in (with_forms / "sections/1.1-security.yaml").read_text("utf-8")


def test_the_command_tells_the_form_by_itself_and_can_only_look(with_forms: Path, kb: Run) -> None:
    file = with_forms / "issue.txt"
    file.write_text(issue("term"), "utf-8")
    result = kb("form", file, "--dry-run", "--root", with_forms)
    assert result.lines == ["Add the term model-stealing", "bibliography/glossary.yaml: would be rewritten"]
    assert not (with_forms / "bibliography/glossary.yaml").exists()


def test_the_command_says_why_not_and_writes_nothing(with_forms: Path, kb: Run) -> None:
    file = with_forms / "issue.txt"
    file.write_text(issue("point", works="nobody2020x"), "utf-8")
    before = (with_forms / "sections/1.1-security.yaml").read_bytes()
    result = kb("form", file, "--root", with_forms)
    assert (result.status, result.out) == (1, "")
    assert "kb: Unknown work 'nobody2020x'" in result.err
    assert (with_forms / "sections/1.1-security.yaml").read_bytes() == before


def test_wrong_calls_are_told(with_forms: Path, library: Path, tiny: Path, kb: Run) -> None:
    file = with_forms / "issue.txt"
    file.write_bytes(b"\xff\xfe\x00")
    assert kb("form", file, "--root", with_forms).status == 2
    assert kb("form", with_forms / "nothing.txt", "--root", with_forms).status == 2
    assert "'pont' is no kind of form; did you mean 'point'?" in kb("form", "--kind", "pont", file, "--root", tiny).err
    file.write_text(issue("point"), "utf-8")
    assert "there is no .github/ISSUE_TEMPLATE/point.yml" in kb("form", "--kind", "point", file, "--root", tiny).err
