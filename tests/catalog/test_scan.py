"""What a file says, and where: YAML 1.2 meaning, and everything that is refused."""

import json
import math
import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from geodata.catalog import parse, scan
from geodata.catalog.events import PureEvents
from geodata.catalog.positions import locate
from geodata.catalog.scan import MAX_DEPTH, MAX_NUMBER, MAX_VALUES
from geodata.catalog.text import MAX_BYTES, unseen_in
from geodata.errors import Mark, UnreadableError


@pytest.fixture(params=["libyaml", "pure"], autouse=True, scope="module")
def _parser(request):
    """Everything here holds with libyaml and without."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "pure":
            patch.setattr(scan, "Events", PureEvents)
        yield


def refused(source):
    with pytest.raises(UnreadableError) as caught:
        parse(source, "f.yaml")
    message = str(caught.value)
    assert message.isprintable(), "one line, nothing raw"
    assert message.startswith("f.yaml:")
    return caught.value.mark.line, caught.value.mark.column, caught.value.message


MEANINGS = [
    ("12:30", "12:30"),
    ("12:30:45", "12:30:45"),
    ("190:20:30", "190:20:30"),
    ("NO", "NO"),
    ("no", "no"),
    ("yes", "yes"),
    ("on", "on"),
    ("off", "off"),
    ("y", "y"),
    ("tRUE", "tRUE"),
    ("nULL", "nULL"),
    ("010", "010"),
    ("-010", "-010"),
    ("00.5", "00.5"),
    ("1_000", "1_000"),
    ("0b11", "0b11"),
    ("1,000", "1,000"),
    ("2025-09-01", "2025-09-01"),
    ("2025-09-01T10:00:00Z", "2025-09-01T10:00:00Z"),
    ("=", "="),
    ("20 h", "20 h"),
    ("60 km/h", "60 km/h"),
    ("+", "+"),
    ("-.", "-."),
    (".", "."),
    ("1e", "1e"),
    ("١٢", "١٢"),
    ("１２", "１２"),
    ("평양", "평양"),
    ("null", None),
    ("~", None),
    ("Null", None),
    ("", None),
    ("true", True),
    ("TRUE", True),
    ("False", False),
    ("0", 0),
    ("-0", 0),
    ("+5", 5),
    ("-12", -12),
    ("0o17", 15),
    ("0xfF", 255),
    ("1.", 1.0),
    (".5", 0.5),
    ("-2.50", -2.5),
    ("1e3", 1000.0),
    ("1.5E-3", 0.0015),
    ("0e5", 0.0),
    ("0.000", 0.0),
    ("'12'", "12"),
    ('"null"', "null"),
    ("'<<'", "<<"),
    (r'"a\tb\u00e9\n"', "a\tbé\n"),
    ("|\n  a\n  b\n", "a\nb\n"),
    (">-\n  a\n  b\n", "a b"),
    ("9" * MAX_NUMBER, int("9" * MAX_NUMBER)),
]


@pytest.mark.parametrize(("written", "meant"), MEANINGS)
def test_scalars_mean_what_yaml_1_2_says(written, meant):
    value, _ = parse(f"key: {written}", "f.yaml")
    assert value == {"key": meant}
    assert type(value["key"]) is type(meant)


FAULTS = [
    ("a: 1\nb: 2\na: 3\n", 3, 1, 'key "a" stands twice, first on line 1'),
    ("{a: 1, a: 2}", 1, 8, "stands twice"),
    ("x:\n  a: 1\n  'a': 2\n", 3, 3, "stands twice"),
    ("a: !x b", 1, 4, 'tag "!x"'),
    ("a: ! b", 1, 4, "tag"),
    ("a: !!str b", 1, 4, 'tag "!!str"'),
    ("a: !!python/object/apply:os.system [x]", 1, 4, "tag"),
    ("- !!binary aGk=", 1, 3, "tag"),
    ("a: !!set {x}", 1, 4, "tag"),
    ("!x a: b", 1, 1, "tag"),
    ("b: &b {x: 1}\na:\n  <<: *b\n", 3, 3, "merge keys"),
    ("1: a", 1, 1, "not text"),
    ("true: a", 1, 1, "not text"),
    ("~: a", 1, 1, "not text"),
    ("? \n: a", 1, 2, "not text"),
    ("{: a}", 1, 2, "not YAML"),
    (": a", 1, 1, "not YAML"),
    ("1e3: a", 1, 1, "not text"),
    ("? [a]\n: b", 1, 3, "plain text"),
    ("? {a: b}\n: c", 1, 3, "plain text"),
    ("a: &a x\n*a : b", 2, 1, "plain text"),
    ("&k a: b", 1, 1, "no anchor"),
    ("a: 1\n---\nb: 2\n", 2, 1, "second document"),
    ("a: 1\n...\n---\nb: 2\n", 3, 1, "second document"),
    ("a\n---\n", 2, 1, "second document"),
    ("", 1, 1, "empty"),
    ("\n\n  \n", 1, 1, "empty"),
    ("# only a comment\n", 1, 1, "empty"),
    ("\ufeff", 1, 1, "empty"),
    ("%YAML 1.1\n---\na: 1\n", 1, 1, "directive"),
    ("# a\n%TAG ! tag:x,2000:\n---\na: 1\n", 2, 1, "directive"),
    ("a: 1\n...\n%YAML 1.2\n---\nb: 1\n", 3, 1, "directive"),
    ("".join(f"%TAG !a{n}! x\n" for n in range(50_000)), 1, 1, "directive"),
    ("a: b\n  \x07", 2, 3, "U+0007 is a control character"),
    ("a: \x00b", 1, 4, "U+0000"),
    ("# \x1b[31m\n", 1, 3, "U+001B"),
    ("a: b\x7f", 1, 5, "U+007F"),
    ("a: b\x85c", 1, 5, "U+0085"),
    ("가: b\u2028c", 1, 5, "U+2028 breaks a line"),
    ("a: 1\nb: x\u202ey", 2, 5, "U+202E changes the direction"),
    ("a: \u2066x\u2069", 1, 4, "U+2066"),
    ("a: \u200fx", 1, 4, "U+200F"),
    ("a: x\u200bx", 1, 5, "U+200B cannot be seen"),
    ("a: x\u00adx", 1, 5, "U+00AD"),
    ("a: \u3164", 1, 4, "U+3164"),
    ("a: \U000e0041", 1, 4, "U+E0041"),
    ("a: 1\nb: \ufeffx", 2, 4, "byte order mark"),
    ("a: x\ud800", 1, 5, "not UTF-8"),
    ("a: \uffff", 1, 4, "U+FFFF"),
    (r'a: "x\u202ey"', 1, 4, "U+202E"),
    (r'a: "\0"', 1, 4, "U+0000"),
    (r'a: "\L"', 1, 4, "U+2028"),
    (r'"\e": b', 1, 1, "U+001B"),
    (b"a: 1\nb: caf\xe9\n", 2, 7, "not UTF-8: byte 0xe9 at offset 11"),
    ("a: 1".encode("utf-16"), 1, 1, "not UTF-8"),
    ("a: 1".encode("utf-16-le"), 1, 2, "U+0000"),
    ("a: 12e3456", 1, 4, "too large a number"),
    ("a: -1e999", 1, 4, "too large a number"),
    ("a: 1e-999", 1, 4, "too small a number"),
    ("a: " + "9" * (MAX_NUMBER + 1), 1, 4, "too large a number"),
    ("a: 0x" + "f" * 5000, 1, 4, "too large a number"),
    ("- 1\n- " + "1" * 5000, 2, 3, "too large a number"),
    ("a: .inf", 1, 4, "no number"),
    ("a: -.INF", 1, 4, "no number"),
    ("a: .nan", 1, 4, "no number"),
    ("a: *b", 1, 4, 'alias "b" names no anchor'),
    ("a: &b [1, *b]", 1, 11, "stands inside what it names"),
    ("a: &b\n  c: {d: *b}", 2, 10, "stands inside what it names"),
    ("a: b: c", 1, 5, "not YAML"),
    ("a:\n\t- b", 2, 1, "not YAML"),
    ("x: 1\na: 'b\nc: d\n", 2, 4, "not YAML"),
    ("a: [1, 2", 1, 4, "not YAML"),
    ("a: {x", 1, 4, "not YAML"),
    ("a: @b", 1, 4, "not YAML"),
    ("a: 1\nb", 2, 1, "not YAML"),
    ("a: 'b' c", 1, 8, "not YAML"),
]


@pytest.mark.parametrize(("source", "line", "column", "words"), FAULTS)
def test_refused_at_its_place(source, line, column, words):
    at_line, at_column, message = refused(source)
    assert words in message
    assert (at_line, at_column) == (line, column)


def test_joiners_of_scripts_that_need_them_are_text():
    persian = "می\u200cروند"
    assert parse(f"a: {persian}", "f")[0] == {"a": persian}


def test_leading_byte_order_mark_and_windows_line_ends_shift_nothing():
    value, positions = parse(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "f")
    assert value == {"a": 1, "b": 2}
    assert locate("f", positions, (), "b") == Mark("f", 2, 4)
    assert refused("a: 1\r\nb: \x01")[:2] == (2, 4)
    assert refused("a: 1\rb: \x01")[:2] == (2, 4)


def test_positions_of_keys_values_items_and_aliases():
    source = "schema: 1\n평양:\n  x: &x [1, {y: 2}]\n  z:\nlist:\n  - a\n  - *x\n"
    value, positions = parse(source, "f")
    assert value == {"schema": 1, "평양": {"x": [1, {"y": 2}], "z": None}, "list": ["a", [1, {"y": 2}]]}

    def at(*path, key=False):
        mark = locate("f", positions, (), *path, key=key)
        return mark.line, mark.column

    assert at() == (1, 1)
    assert at("평양") == (3, 3)
    assert at("평양", key=True) == (2, 1)
    assert at("평양", "x") == (3, 6)
    assert at("평양", "x", 1, "y") == (3, 17)
    assert at("평양", "x", 1, "y", key=True) == (3, 14)
    assert at("평양", "z") == (4, 5)
    assert at("list", 1) == (7, 5)
    assert at("list", 1, 1, "y") == (3, 17), "what an alias stands for lies at its anchor"
    assert at("list", 7) == (6, 3), "else the nearest above"
    assert at("list", 7, key=True) == (6, 3)
    assert at("nothing", "there") == (1, 1)


def test_depth_is_capped_exactly():
    assert parse("[" * MAX_DEPTH + "]" * MAX_DEPTH, "f")
    assert refused("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1))[:2] == (1, MAX_DEPTH + 1)
    assert "nested" in refused("{a: " * 40 + "}" * 40)[2]
    assert "nested" in refused("\n".join(f"{' ' * n}a:" for n in range(40)))[2]


def test_depth_is_capped_through_aliases():
    half = MAX_DEPTH // 2
    chain = f"a: &a {'[' * half}{']' * half}\nb: &b {'[' * (half - 2)}*a{']' * (half - 2)}\n"
    assert parse(chain, "f")
    assert "deep" in refused(chain + "c: [[[*b]]]\n")[2]
    longer = "\n".join([f"a0: &a0 {'[' * 20}{']' * 20}", *(f"a{n}: &a{n} [*a{n - 1}]" for n in range(1, 1000))])
    assert "deep" in refused(longer)[2]


def test_aliases_are_text_reuse_not_bombs():
    assert parse("a: &a {x: 1}\nb: *a\nc: [*a, *a]\n", "f")[0] == {"a": {"x": 1}, "b": {"x": 1}, "c": [{"x": 1}] * 2}
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert "aliases unfold" in refused("\n".join(levels))[2]


def test_values_are_counted():
    within = "[" + "1," * (MAX_VALUES - 1) + "1]"
    value, _ = parse(within, "f")
    assert value == [1] * MAX_VALUES
    assert "values" in refused("[" + "1," * MAX_VALUES + "1]")[2]


def test_size_is_capped_before_parsing():
    filler = "# " + "x" * 100 + "\n"
    whole = "a: 1\n" + filler * (MAX_BYTES // len(filler))
    assert len(whole) <= MAX_BYTES
    assert parse(whole, "f")[0] == {"a": 1}
    assert "larger than 1 MiB" in refused(b"a" * (MAX_BYTES + 1))[2]
    assert "larger than 1 MiB" in refused(b"\xff" * 10_000_000)[2]
    assert "larger than 1 MiB" in refused("가" * (MAX_BYTES // 3 + 1))[2]


@pytest.mark.parametrize(
    "source", ["'[' * 100_000", "'{a: ' * 100_000", "'- ' * 100_000", "'? ' * 100_000", "'[{' * 50_000"]
)
def test_deep_nesting_does_not_take_the_interpreter_down(source):
    program = (
        f"from geodata.catalog import parse\nfrom geodata.errors import UnreadableError\n"
        f"try: parse({source}, 'f')\nexcept UnreadableError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("f:1:")


def test_long_values_are_shortened_in_messages():
    assert len(refused(f"? {'k' * 5000}\n: 1\n? {'k' * 5000}\n: 2\n")[2]) < 200
    assert len(refused("a: !" + "x" * 5000 + " b")[2]) < 200
    assert len(refused("a: *" + "x" * 5000)[2]) < 200


YAMLISH = st.text(st.sampled_from(list("ab1.-+:[]{},&*!|>'\"%@`#?~<= \n\t\\0xeE_\u202e\x00\ufeff가")), max_size=60)


@given(st.one_of(st.text(), YAMLISH, st.binary()))
def test_any_input_is_a_value_or_refused(source):
    try:
        parse(source, "f.yaml")
    except UnreadableError as error:
        assert str(error).isprintable()  # noqa: PT017
        assert error.mark.line >= 1  # noqa: PT017
        assert error.mark.column >= 1  # noqa: PT017


PLAIN = st.text().filter(lambda text: unseen_in(text) is None)
SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), PLAIN)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(PLAIN, inner, max_size=4)),
    max_leaves=12,
)


class Quoting(yaml.SafeDumper):
    """Quotes all text and repeats what is repeated."""

    def ignore_aliases(self, _data):
        return True


Quoting.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


@given(VALUES)
def test_what_yaml_dumps_reads_back(value):
    read, _ = parse(yaml.dump(value, Dumper=Quoting, allow_unicode=True, width=10**6), "f.yaml")
    assert read == value


@given(VALUES)
def test_json_is_yaml(value):
    read, positions = parse(json.dumps(value, ensure_ascii=False, indent=1), "f.yaml")
    assert read == value
    assert mirrors(read, positions)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_exact(number):
    read, _ = parse(repr(number), "f")
    assert isinstance(read, float)
    assert read == number
    assert math.copysign(1, read) == math.copysign(1, number)


def mirrors(value, positions):
    """The tree of positions has the shape of the value."""
    line, column, below = positions
    if line < 1 or column < 1:
        return False
    if isinstance(value, dict):
        return list(below) == list(value) and all(mirrors(value[key], below[key][2]) for key in value)
    if isinstance(value, list):
        return len(below) == len(value) and all(map(mirrors, value, below))
    return below is None
