"""Work shared among processes: the same results in the same order, and what goes wrong is told as ever."""

from __future__ import annotations

import copy
import os
import subprocess
import sys
import threading
from hashlib import sha256

import pytest

from geodata import check, load
from geodata.catalog import read
from geodata.errors import Mark, UnreadableError, UnreadableRecordsError
from geodata.formats import as_json
from geodata.side_by_side import processors, side_by_side

ELSEWHERE = "import os\nfrom geodata.side_by_side import side_by_side\n"
SHARED = """
from hashlib import sha256
from geodata import check
from geodata.catalog import read, shipped_root
from geodata.formats import as_json
records, errors = read([shipped_root()], workers=2)
print(len(errors), sha256(as_json(check(records, workers=2)).encode()).hexdigest())
"""
FAULTS = """
import sys
from pathlib import Path
from geodata.catalog import read
print(*read([Path(sys.argv[1])], workers=2)[1], sep="\\n")
"""


def run(program: str, *arguments: str) -> list[str]:
    """The lines that a program of its own prints: tests run beside threads, and there nothing is forked."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, text=True, timeout=120, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_the_work_is_done_elsewhere_in_order():
    told = run(f"""{ELSEWHERE}
print(os.getpid())
for n, who in side_by_side(lambda n: (n, os.getpid()), range(64), 2):
    print(n, who)
""")
    here, *done = told
    assert [line.split()[0] for line in done] == [str(n) for n in range(64)]
    at_work = {line.split()[1] for line in done}
    assert here not in at_work
    assert 1 <= len(at_work) <= 2


@pytest.mark.parametrize("workers", [0, 1, 2])
def test_this_process_works_where_it_is_alone_or_has_threads(workers):
    release = threading.Event()
    other = threading.Thread(target=release.wait)
    other.start()
    try:
        assert list(side_by_side(lambda n: (n, os.getpid()), range(8), workers)) == [(n, os.getpid()) for n in range(8)]
    finally:
        release.set()
        other.join()


def test_nothing_to_do_is_nothing_done():
    assert list(side_by_side(lambda n: n, [], 4)) == []
    assert processors() >= 1


@pytest.mark.parametrize("workers", [1, 2])
def test_what_a_task_raises_is_raised_here(workers):
    program = f"""{ELSEWHERE}
from geodata.errors import Mark, UnreadableError, UnreadableRecordsError
one, other = UnreadableError(Mark("a.yaml", 2, 3), "no"), UnreadableError(Mark("b.yaml"), "nor this")
for error in (one, UnreadableRecordsError((one, other))):
    def task(number):
        if number == 5:
            raise error
        return number
    try: print(list(side_by_side(task, range(10), {workers})))
    except type(error) as caught: print(repr(caught), str(caught) == str(error))
"""
    assert run(program) == [
        "UnreadableError('a.yaml:2:3: no') True",
        r"UnreadableRecordsError('a.yaml:2:3: no\nb.yaml:1:1: nor this') True",
    ]


def test_it_may_be_left_half_done():
    program = f"""{ELSEWHERE}
results = side_by_side(lambda n: n, range(1000), 2)
print(next(results))
results.close()
print(list(side_by_side(lambda n: -n, range(4), 2)))
"""
    assert run(program) == ["0", "[0, -1, -2, -3]"]


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_what_a_killed_process_leaves_is_done_here():
    program = f"""{ELSEWHERE}
import signal
here = os.getpid()
def task(number):
    if number == 21 and os.getpid() != here:
        os.kill(os.getpid(), signal.SIGKILL)
    return number
print([*side_by_side(task, range(40), 2)] == [*range(40)])
"""
    assert run(program) == ["True"]


def test_work_within_work_is_done_in_turn():
    program = f"""{ELSEWHERE}
inner = lambda n: [*side_by_side(lambda m: (os.getpid(), n * m), range(3), 2)]
found = [*side_by_side(lambda n: (os.getpid(), inner(n)), range(4), 2)]
print([[m for _, m in rest] for _, rest in found], all(who == here for here, rest in found for who, _ in rest))
"""
    assert run(program) == ["[[0, 0, 0], [0, 1, 2], [0, 2, 4], [0, 3, 6]] True"]


def test_records_read_and_judged_side_by_side_give_the_same_bytes():
    alone = sha256(as_json(check(load())).encode()).hexdigest()
    assert run(SHARED) == [f"0 {alone}"]


def test_faults_read_side_by_side_come_in_the_order_of_files(tmp_path):
    for number in range(250):
        file = tmp_path / f"trip-{number:03}" / "journey.yaml"
        file.parent.mkdir()
        file.write_text("schema: 1\ntitle: T\n" if number % 7 else "schema: 1\ntitel: T\n", "utf-8")
    alone = [str(error) for error in read([tmp_path])[1]]
    assert len(alone) == 36
    assert run(FAULTS, str(tmp_path)) == alone


def test_errors_can_be_handed_from_process_to_process():
    one = UnreadableError(Mark("a.yaml", 2, 3), "no")
    for error in (one, UnreadableRecordsError((one, one))):
        again = copy.copy(error)
        assert type(again) is type(error)
        assert str(again) == str(error)
