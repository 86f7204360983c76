"""Places to run: the GitHub Action, on a stranger's change, and the pre-commit hooks."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tests import own

ROOT = Path(__file__).resolve().parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


# What the texts say


def _steps():
    for path in WORKFLOWS:
        for job in yaml.safe_load(path.read_text("utf-8"))["jobs"].values():
            yield from job["steps"]
    yield from ACTION["runs"]["steps"]


def test_no_script_holds_an_expression():
    """An expression inside a script is replaced by text that a stranger may have written, and then run."""
    assert any("run" in step for step in _steps())
    for step in _steps():
        assert "${{" not in step.get("run", ""), step
        assert "script" not in step.get("with", {}), step


@pytest.mark.parametrize(
    "path", [ROOT / "action.yml", ROOT / "action" / "check", *WORKFLOWS], ids=lambda path: path.name
)
def test_no_secret_and_no_token_is_asked_for(path):
    text = path.read_text("utf-8")
    assert not re.search(r"secrets\.|github\.token|GITHUB_TOKEN|GH_TOKEN|ACTIONS_ID_TOKEN", text)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_ask_to_read_contents_and_nothing_else(path):
    flow = yaml.safe_load(path.read_text("utf-8"))
    assert "pull_request_target" not in flow[True]  # YAML 1.1 takes the key `on` for true
    for job in flow["jobs"].values():
        assert job.get("permissions", flow.get("permissions")) == {"contents": "read"}
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_what_is_used_is_pinned_by_commit():
    for step in _steps():
        assert "uses" not in step or re.fullmatch(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}", step["uses"])


# The Action's script, run as the runner would


@pytest.fixture
def project(tmp_path):
    """A repository with a journey; ``change(...)`` commits, ``run(...)`` is the Action on the last commit."""
    folder = tmp_path / "project"
    own.write(folder / "routes", report=own.REVIEWED)
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "geodata").write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m geodata "$@"\n')
    (programs / "geodata").chmod(0o755)
    env = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{f"GIT_{who}_{what}": f"{what}@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
    }

    def git(*words):
        ran = subprocess.run(["git", *words], cwd=folder, env=env, check=True, capture_output=True, encoding="utf-8")
        return ran.stdout.strip()

    def change(**files):
        for name, text in files.items():
            path = folder / name.replace("__", "/").replace("_yaml", ".yaml").replace("_toml", ".toml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        git("add", "-A")
        git("commit", "-qm", "change")
        return git("rev-parse", "HEAD")

    def run(**values):
        summary, output = tmp_path / "summary.md", tmp_path / "output"
        summary.write_text("")
        output.write_text("")
        given = {**env, **values, "GITHUB_STEP_SUMMARY": str(summary), "GITHUB_OUTPUT": str(output)}
        script = ["bash", str(ROOT / "action" / "check")]
        ran = subprocess.run(script, cwd=folder, env=given, check=False, capture_output=True, encoding="utf-8")
        return SimpleNamespace(
            status=ran.returncode,
            out=ran.stdout,
            err=ran.stderr,
            summary=summary.read_text(),
            output=output.read_text(),
        )

    git("init", "-q")
    return SimpleNamespace(folder=folder, git=git, change=change, run=run, base=change())


PAPER = "routes__trip__reports__paper_yaml"


def test_a_push_is_checked_as_it_stands(project):
    ran = project.run()
    assert (ran.status, ran.output) == (0, "status=0\n"), ran
    assert "Ends short" in ran.summary


def test_a_change_is_annotated_and_what_it_moves_is_listed(project):
    project.change(**{PAPER: own.REVIEWED.replace("50 km/h", "70 km/h").replace("Looked at.", "Looked again.")})
    ran = project.run(BASE=project.base)
    assert (ran.status, ran.output) == (1, "status=1\n"), ran
    assert re.search(
        r"^::error file=routes/trip/reports/paper\.yaml,line=\d+,col=\d+,title=XCL003::", ran.out, re.MULTILINE
    )
    assert "## What the change moves" in ran.summary
    assert "conflict (short) became agree" in ran.summary
    assert "its review changed" in ran.summary
    assert "Looked again." in ran.summary
    assert project.git("status", "--porcelain") == ""
    assert project.git("worktree", "list").count("\n") == 0


def test_configuration_comes_from_the_base_commit(project):
    project.change(**{PAPER: own.REPORT, "geodata_toml": 'records = "elsewhere"\nno TOML at all'})
    ran = project.run(BASE=project.base)
    assert ran.status == 1, ran
    assert "title=XCL001::" in ran.out


def test_record_text_and_file_names_are_no_commands_and_no_markup(project):
    evil = "::error::owned ##[error]x <b>%0A::add-mask::y"
    report = own.REVIEWED.replace("leg: out, speed", f'leg: "{evil}", speed').replace("Looked at.", f'"{evil}"')
    project.change(**{PAPER: report, "routes__::warning::z_yaml": "a: 1\n"})
    ran = project.run(BASE=project.base)
    assert ran.status == 2, ran
    shield = None
    for line in (ran.out + ran.err).splitlines():
        if shield is None and line.startswith("::stop-commands::"):
            shield = line.removeprefix("::stop-commands::")
        elif shield is not None:
            shield = None if line == f"::{shield}::" else shield
        else:
            assert re.match(r"::(error|warning|notice) file=", line) or not re.search("::|##\\[", line), line
    assert shield is None
    assert "<b>" not in ran.summary


@pytest.mark.parametrize("records", ["../..", "/etc", "no-such-folder", "routes/../..", "-x"])
def test_records_name_a_folder_of_the_checkout(project, records):
    ran = project.run(RECORDS=records)
    assert (ran.status, ran.output) == (2, "status=2\n"), ran


def test_a_link_in_place_of_the_records_is_refused(project, tmp_path):
    project.git("rm", "-rq", "routes")
    (project.folder / "routes").symlink_to(tmp_path)
    project.change()
    assert project.run(BASE=project.base).status == 2


@pytest.mark.parametrize("base", ["HEAD", "--upload-pack=x", "f" * 40, "$(touch owned)"])
def test_a_base_is_a_commit_that_is_here(project, base):
    ran = project.run(BASE=base)
    assert ran.status == 2, ran
    assert not (project.folder / "owned").exists()


# The hooks, run as pre-commit runs them: the entry, split as a shell would, no file names, in the repository's root


@pytest.mark.parametrize("hook", HOOKS.values(), ids=list(HOOKS))
def test_a_hook_is_a_console_script_that_reads_the_whole_folder(hook):
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    assert shlex.split(hook["entry"])[0] == "geodata"
    assert re.search(hook["files"], "routes/trip/reports/paper.yaml")


def run_hook(name, project, run_geodata):
    _, *words = shlex.split(HOOKS[name]["entry"])
    return run_geodata(*words, cwd=project.folder)


def test_the_check_hook_fails_a_commit_that_cannot_all_be_true(project, run_geodata):
    assert run_hook("geodata-check", project, run_geodata).returncode == 0
    project.change(**{PAPER: own.REPORT})
    ended = run_hook("geodata-check", project, run_geodata)
    assert ended.returncode == 1
    assert f"routes/{own.STATEMENT_AT}: error XCL001" in ended.stdout


def test_the_fmt_hook_mends_files_which_fails_the_commit(project, run_geodata):
    """pre-commit fails a hook that changed a file, whatever its exit status."""
    project.change(**{PAPER: own.REPORT.replace("outlet: A paper", "outlet: 'A paper'")})
    run_hook("geodata-fmt", project, run_geodata)
    assert "paper.yaml" in project.git("status", "--porcelain")
