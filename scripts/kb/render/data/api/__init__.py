"""The static API, ``api/v1/``: a file for every work, section and topic, and lists of what there is.

What a class of :mod:`kb.contract` tells is made here, in a module of the same name.
"""

from __future__ import annotations

#: Where it stands. Its version changes when an address, a field or the meaning of one does.
FOLDER = "api/v1"
VERSION = "v1"
