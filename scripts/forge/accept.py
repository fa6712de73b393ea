"""An accepted issue into what is to be done about it: ``python -m forge.accept EVENT.json OUTCOME.json``.

Reads what somebody wrote, as the forge tells it of the moment when the label was set, and writes nothing but the
outcome: the files that change, or sentences that say why none does.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from kb import load
from kb.forms import FormError, form_of, propose, read_forms
from kb.read.schema import FOLDER, KEYS, keys


def outcome(event: Mapping[str, Any], root: Path) -> dict[str, Any]:
    """What becomes of an issue: ``number``, ``title`` and ``files``, or ``number`` and ``sentences``."""
    number, body = int(event["issue"]["number"]), str(event["issue"]["body"] or "")
    loaded = load(root)
    if loaded.base is None or loaded.config is None or loaded.failed():
        sentences = ["The knowledge base itself has errors now; a maintainer mends them and sets the label again."]
        return {"number": number, "sentences": sentences}
    try:
        form = form_of(read_forms(root).values(), body)
        made = propose(form, body, loaded.sources, loaded.base, loaded.config.report, loaded.problems)
    except FormError as error:
        return {"number": number, "sentences": list(error.sentences)}
    names = f"{FOLDER}/{KEYS}"
    renewed = {names: keys(made.base)} if (root / names).is_file() else {}
    return {"number": number, "title": made.title, "files": {**made.texts, **renewed}}


def main(arguments: Sequence[str]) -> int:
    """Reads the event and writes the outcome."""
    event, target = map(Path, arguments)
    made = outcome(json.loads(event.read_text("utf-8")), Path())
    target.write_text(json.dumps(made, ensure_ascii=False), "utf-8")
    print("\n".join(made.get("sentences", made.get("files", ()))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
