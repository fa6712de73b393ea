from kb.read.schema import section_schema
from tests.conftest import REPOSITORY


def test_the_schema_that_editors_use_is_that_of_the_model() -> None:
    committed = (REPOSITORY / "docs/schema/section.json").read_text("utf-8")
    assert committed == section_schema(), "renew it: make format"
