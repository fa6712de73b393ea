"""The renderers, and all that differs between them."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Literal

from kb.publish.skeletons import DRAWN

Engine = Literal["mkdocs", "zensical"]


class EngineError(Exception):
    """The renderer could not draw the pages; the message is its own."""


def draw(engine: Engine, config: Path) -> Path:
    """Renders the tree that ``config`` describes and returns the folder with its pages.

    Raises:
        EngineError: if the renderer fails.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    return _mkdocs(config) if engine == "mkdocs" else _zensical(config)


def _mkdocs(config: Path) -> Path:
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import MkDocsException

    logging.getLogger("mkdocs").setLevel(logging.ERROR)
    try:
        settings = load_config(config_file=str(config))
        settings.plugins.on_startup(command="build", dirty=False)
        build(settings)
        settings.plugins.on_shutdown()
    except (MkDocsException, SystemExit) as error:
        raise EngineError(str(error)) from error
    except Exception as error:  # a setting of a type that the theme or a plugin did not expect
        message = f"the renderer failed: {type(error).__name__}: {error}; look for a wrong value in mkdocs.yml"
        raise EngineError(message) from error
    return config.parent / DRAWN


def _zensical(config: Path) -> Path:
    command = [sys.executable, "-m", "zensical", "build", "--config-file", str(config)]
    done = subprocess.run(command, cwd=config.parent, capture_output=True, text=True, check=False)
    if done.returncode:
        raise EngineError((done.stderr or done.stdout).strip())
    return config.parent / DRAWN
