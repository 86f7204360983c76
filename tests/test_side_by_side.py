"""Work shared among processes: the same results in the same order, and what goes wrong is told as ever."""

from __future__ import annotations

import dataclasses
import os
import sys

import pytest

from geodata import check
from geodata.catalog import read, shipped_root
from geodata.errors import Mark, UnreadableError, UnreadableRecordsError
from geodata.side_by_side import processors, side_by_side

forking = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")


def test_results_come_in_order():
    assert list(side_by_side(lambda n: n * n, range(100), 2)) == [n * n for n in range(100)]


def test_nothing_to_do_is_nothing_done():
    assert list(side_by_side(lambda n: n, [], 4)) == []


@forking
def test_the_work_is_done_elsewhere_and_shared():
    at_work = set(side_by_side(lambda _: os.getpid(), range(64), 2))
    assert os.getpid() not in at_work
    assert 1 <= len(at_work) <= 2


@pytest.mark.parametrize("workers", [0, 1])
def test_one_process_is_this_one(workers):
    assert set(side_by_side(lambda _: os.getpid(), range(8), workers)) == {os.getpid()}


@forking
def test_where_no_process_may_be_started_this_one_works(monkeypatch):
    monkeypatch.setattr("multiprocessing.current_process", lambda: type("Daemon", (), {"daemon": True}))
    assert set(side_by_side(lambda _: os.getpid(), range(8), 2)) == {os.getpid()}


@pytest.mark.parametrize(
    "error",
    [
        UnreadableError(Mark("a.yaml", 2, 3), "no"),
        UnreadableRecordsError(
            (UnreadableError(Mark("a.yaml", 2, 3), "no"), UnreadableError(Mark("b.yaml"), "nor this"))
        ),
    ],
)
@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_is_raised_here(error, workers):
    def task(number: int) -> int:
        if number == 5:
            raise error
        return number

    with pytest.raises(type(error)) as caught:
        list(side_by_side(task, range(10), workers))
    assert str(caught.value) == str(error)


def test_it_may_be_left_half_done():
    results = side_by_side(lambda n: n, range(1000), 2)
    assert next(results) == 0
    del results
    assert list(side_by_side(lambda n: -n, range(4), 2)) == [0, -1, -2, -3], "and the next work is another"


def test_this_process_may_use_a_processor():
    assert processors() >= 1


def test_records_read_and_judged_side_by_side_are_the_same():
    alone, errors = read([shipped_root()])
    shared, shared_errors = read([shipped_root()], workers=2)
    assert not errors
    assert not shared_errors
    assert shared == alone
    assert dataclasses.asdict(check(shared, workers=2)) == dataclasses.asdict(check(alone))


def test_faults_read_side_by_side_come_in_the_order_of_files(tmp_path):
    for number in range(250):
        file = tmp_path / f"trip-{number:03}" / "journey.yaml"
        file.parent.mkdir()
        file.write_text("schema: 1\ntitle: T\n" if number % 7 else "schema: 1\ntitel: T\n", "utf-8")
    alone, shared = (read([tmp_path], workers=workers) for workers in (1, 2))
    assert [str(error) for error in shared[1]] == [str(error) for error in alone[1]]
    assert len(shared[1]) == 36
    assert shared[0] == alone[0]
