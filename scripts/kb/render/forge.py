"""Addresses at the forge where the sources are kept: to edit a line, to see a file's history, to report a fault.

The forms are those that the forges document, told apart by the host; any other host is taken for a GitHub of one's own:

GitHub
    ``edit/BRANCH/PATH`` is the form of MkDocs's ``edit_uri``
    (https://www.mkdocs.org/user-guide/configuration/#edit_uri), ``#L7`` that of a link to a line
    (https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/creating-a-permanent-link-to-a-code-snippet).
    ``issues/new?template=…&title=…``:
    https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue.
    The ``id`` of a form's field is its name in such an address:
    https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema.
GitLab
    ``/-/edit/``, ``/-/commits/``; ``issue[title]``, ``issue[description]``:
    https://docs.gitlab.com/user/project/issues/create_issues/#using-a-url-with-prefilled-values.
Forgejo, Gitea
    ``_edit/``, ``commits/branch/``; ``title`` and ``body``, which stand in place of a form:
    https://docs.gitea.com/usage/issue-pull-request-templates.
"""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

from kb.model import Place, Repository

Kind = Literal["github", "gitlab", "forgejo"]
#: The issue form that asks what is wrong, below ``.github/ISSUE_TEMPLATE/``.
FORM = "fault.yml"
_FOLDERS: dict[Kind, tuple[str, str]] = {
    "github": ("edit", "commits"),
    "gitlab": ("-/edit", "-/commits"),
    "forgejo": ("_edit", "commits/branch"),
}


def kind_of(repository: Repository) -> Kind:
    """Which program runs the forge, as far as its host says.

    >>> kind_of(Repository("https://codeberg.org/some/notes"))
    'forgejo'
    """
    host = urlsplit(repository.url).hostname or ""
    if "gitlab" in host:
        return "gitlab"
    return "forgejo" if any(name in host for name in ("codeberg", "forgejo", "gitea")) else "github"


def edit(repository: Repository | None, place: Place | None) -> str:
    """Address of the forge's editor, at the very line; empty without a repository or a place.

    >>> edit(Repository("https://github.com/some/notes"), Place("sections/1 ä.yaml", 7))
    'https://github.com/some/notes/edit/main/sections/1%20%C3%A4.yaml#L7'
    """
    if repository is None or place is None:
        return ""
    return f"{_file(repository, place, _FOLDERS[kind_of(repository)][0])}#L{place.line}"


def history(repository: Repository | None, place: Place | None) -> str:
    """Address of all changes of the file; empty without a repository or a place."""
    if repository is None or place is None:
        return ""
    return _file(repository, place, _FOLDERS[kind_of(repository)][1])


def report(repository: Repository | None, title: str, place: Place | None, page: str) -> str:
    """Address of a new issue with what is known filled in; empty without a repository.

    Args:
        title: of the page, plain. page: its address.
        place: where the record stands; none where a page is made from many files.
    """
    if repository is None:
        return ""
    where = f"{place.file}:{place.line}" if place else ""
    heading, text = f"Fault: {title}", "".join(f"{line}\n\n" for line in (where, page) if line)
    match kind_of(repository):
        case "gitlab":
            return f"{repository.url}/-/issues/new?{_query({'issue[title]': heading, 'issue[description]': text})}"
        case "forgejo":
            return f"{repository.url}/issues/new?{_query({'title': heading, 'body': text})}"
    fields = {"template": FORM, "title": heading, "record": page}
    return f"{repository.url}/issues/new?{_query({name: value for name, value in fields.items() if value})}"


def _file(repository: Repository, place: Place, folder: str) -> str:
    path = quote(f"{repository.branch}/{repository.folder}{place.file}", safe="/")
    return f"{repository.url}/{folder}/{path}"


def _query(fields: dict[str, str]) -> str:
    return urlencode(fields, quote_via=quote, safe="")
