"""What the README prints is what happens."""

import re
import shlex
from pathlib import Path

import pytest
import yaml

from geodata.rules import RULES

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
EXAMPLES = re.findall(r"```console\n\$ geodata ([^\n]*)\n(.*?)```", README, re.DOTALL)


def test_there_are_examples():
    assert len(EXAMPLES) >= 5


@pytest.mark.parametrize(("command", "printed"), EXAMPLES, ids=[command for command, _ in EXAMPLES])
def test_an_example_prints_what_the_readme_shows(run_geodata, command, printed):
    assert _any_number_of_files(run_geodata(*shlex.split(command), cwd=ROOT).stdout) == _any_number_of_files(printed)


def _any_number_of_files(text):
    """How many records there are is no part of an example: they grow."""
    return re.sub(r"^read \d+ files in ", "read … files in ", text, flags=re.MULTILINE)


def test_the_rule_table_is_the_rules():
    rows = re.findall(r"^\| ([A-Z]{3}\d{3}) (\S+) \| (\S+) \| (.*) \|$", README, re.MULTILINE)
    assert rows == [(rule.code, rule.name, rule.level, rule.proves) for rule in RULES]


def test_the_record_shown_is_part_of_the_real_one():
    record = (ROOT / "routes/beijing-2025/reports/newswatch.yaml").read_text("utf-8")
    shown = re.search(r"```yaml\n(.*?)```", README, re.DOTALL)
    assert shown
    for part in shown[1].strip().split("\n\n"):
        assert part in record


def test_what_strangers_copy_names_what_is_there():
    chapter = README.split("## A journey of your own")[1].split("\n## ")[0]
    hooks, flow = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", chapter, re.DOTALL))
    known = {hook["id"] for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} == known
    checkout, action = flow["jobs"]["records"]["steps"]
    assert action["with"].keys() <= yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))["inputs"].keys()
    assert checkout["with"] == {"fetch-depth": 0, "persist-credentials": False}
    assert flow["permissions"] == {"contents": "read"}
    (commands,) = re.findall(r"```sh\n(.*?)```", chapter, re.DOTALL)
    assert [line.split()[1] for line in commands.splitlines() if line.startswith("geodata ")] == ["new", "check", "fmt"]
    assert (ROOT / ".ci" / "stranger").stat().st_mode & 0o111


def test_every_link_leads_somewhere():
    for target in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
