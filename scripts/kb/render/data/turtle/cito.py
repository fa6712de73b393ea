"""What a citation does, in the words of CiTO, the Citation Typing Ontology (Peroni and Shotton 2012)."""

from __future__ import annotations

from collections.abc import Mapping

from kb.model import Role, Way

#: The property that says the most of what a role means, and no more. A critique is the cited work's, not of it, so
#: all that may be said is that it is spoken about.
ROLES: Mapping[Role, str] = {
    "definition": "cito:citesAsAuthority",
    "critique": "cito:discusses",
    "policy": "cito:citesForInformation",
    "dataset": "cito:citesAsDataSource",
    "model": "cito:describes",
    "evidence": "cito:citesAsEvidence",
    "method": "cito:usesMethodIn",
    "application": "cito:documents",
    "example": "cito:citesAsRelated",
    "background": "cito:obtainsBackgroundFrom",
}
#: What a newer work does to a point.
WAYS: Mapping[Way, str] = {
    "confirms": "cito:confirms",
    "refutes": "cito:refutes",
    "extends": "cito:extends",
    "overtakes": "cito:updates",
}
