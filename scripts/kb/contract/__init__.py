"""The contract with the browser and with other programs: what Python writes and they read, told once, with names.

``search``
    the index of the search and its records.
``graph``
    the map of citations.
``works``
    the record of a work, which previews and the map show.
``exports``
    what the browser cuts exports from.
``sections``, ``lists``, ``network``
    what other programs read besides: sections, the lists of what there is, the whole graph.
``pages``
    what elements of pages say to scripts.

Python builds its data from these classes, so that no field can be left out; JavaScript has the same names and types
from ``frontend/types/contract.d.ts`` and the same constants from ``frontend/assets/constants.js``, which
:mod:`kb.contract.typescript` writes; others have JSON Schemas, which :mod:`kb.contract.schema` makes for every site. A
frozen dataclass becomes an object. A named tuple becomes an array with a name for each element: it is for what there is
much of, where names would weigh too much.
"""

from __future__ import annotations

import json

#: A value of the contract as JSON.
text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=vars).encode
