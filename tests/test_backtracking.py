"""No regular expression of ours backtracks without bound: each meets texts that are made to almost match."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

# In a process of its own, which can be ended: a pattern that backtracks without bound never gives the turn back.
PROGRAM = r"""
import ast, importlib, pkgutil, re
from pathlib import Path
import geodata

def within(value):
    if isinstance(value, re.Pattern):
        yield value.pattern, value.flags
    elif isinstance(value, (tuple, list, frozenset, set)):
        for one in value:
            yield from within(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from within(one)

def patterns():
    for info in pkgutil.walk_packages(geodata.__path__, "geodata."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            if not name.startswith("__"):
                yield from within(value)
        for node in ast.walk(ast.parse(Path(module.__file__).read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
                if isinstance(node.args[0], ast.Constant):
                    yield node.args[0].value, 0

PIECES = "1|a| |1 |a |1,|1.|1-|a-|½|(|()|60 |km |h |of |about |Ａ|가|'|\"|:|12:|-|–| \t|/|a/|_|2025-|{|[|,|«|%|<|.|十"
TEXTS = [
    first + piece * (300 // len(piece)) + last
    for piece in PIECES.split("|")
    for first in ("", "1", "60 km/h ")
    for last in "!\n"
]
known = {(pattern, flags) for pattern, flags in patterns() if isinstance(pattern, str)}
for pattern, flags in sorted(known):
    print(ascii(pattern), flush=True)
    compiled = re.compile(pattern, flags)
    for text in TEXTS:
        compiled.match(text), compiled.search(text), compiled.fullmatch(text)
print(len(known), "patterns")
"""


def test_no_regular_expression_backtracks_without_bound():
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300, check=False
    )
    assert ran.returncode == 0, ran.stderr
    many, word = ran.stdout.splitlines()[-1].split()
    assert (word, int(many) > 100) == ("patterns", True)
