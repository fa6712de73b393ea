"""Two things at once: a copy of this process does the one, and this process the other."""

from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from functools import cache
from multiprocessing.connection import Connection
from typing import TypeVar

T = TypeVar("T")


def beside(make: Callable[[], T]) -> Callable[[], T]:
    """Begins to make something in a copy of this process, and returns what waits for it and gives it.

    The copy has all that was read so far at no cost, so only what is made is sent back. Where a process cannot be
    copied safely, for it has threads or the system is another, or where there is one core alone, the thing is made
    here when it is first asked for.

    Raises:
        what ``make`` raises, when the thing is asked for. ChildProcessError: if the copy ended before it was made.
    """
    if sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2 or threading.active_count() > 1:
        return cache(make)
    context = multiprocessing.get_context("fork")
    receiver, sender = context.Pipe(duplex=False)
    copy = context.Process(target=_send, args=(make, sender), daemon=True)
    copy.start()
    sender.close()

    @cache
    def wait() -> T:
        try:
            made, error = receiver.recv()
        except EOFError as end:
            raise ChildProcessError("a part of the work was broken off; there may be too little memory") from end
        copy.join()
        if error:
            raise error
        result: T = made
        return result

    return wait


def _send(make: Callable[[], object], sender: Connection) -> None:
    try:
        made, error = make(), None
    except Exception as raised:  # the one who waits is told
        made, error = None, raised
    sender.send((made, error))
