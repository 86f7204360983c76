"""Work on many records, on every processor that this process may use."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeVar

T = TypeVar("T")
R = TypeVar("R")

_work: list[Any] = []
"""The task and its items, for the processes forked while they stand here; none starts further ones."""

_CHUNKS: Final = 32
"""Portions for each process: enough that none waits long for the last, few enough that handing out costs nothing."""


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def side_by_side(task: Callable[[T], R], items: Sequence[T], workers: int) -> Iterator[R]:
    """``task(item)`` for each item, in order, in ``workers`` processes.

    One after the other where there would be one process only, or where this one cannot be forked (a copy sees
    all that has been read); so is what is left when a process is killed, for want of memory as a rule. Results
    are pickled; what a task raises is raised here.
    """
    workers = min(workers, len(items))
    if workers < 2 or _work or not _may_fork():
        yield from map(task, items)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    done = 0
    _work[:] = [task, items]
    with ProcessPoolExecutor(workers, get_context("fork"), _begin) as pool:
        try:
            for result in pool.map(_done, range(len(items)), chunksize=-(-len(items) // (workers * _CHUNKS))):
                yield result
                done += 1
        except BrokenProcessPool:
            yield from map(task, items[done:])
        finally:
            _work.clear()
            pool.shutdown(cancel_futures=True)


def _may_fork() -> bool:
    """Whether a copy of this process can work: not on macOS, not of a daemon, not while threads hold what it needs."""
    from multiprocessing import current_process

    return sys.platform == "linux" and threading.active_count() == 1 and not current_process().daemon


def _begin() -> None:
    """An interrupted run is the parent's to tell of, and what the parent has read is no garbage."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()


def _done(index: int) -> Any:  # noqa: ANN401 - what the task gives
    task, items = _work
    return task(items[index])
