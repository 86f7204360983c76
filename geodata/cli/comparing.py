"""What a change moves: ``diff``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from geodata.cli.choosing import read_records
from geodata.cli.options import Policy_, policy_of
from geodata.cli.saying import progress
from geodata.errors import Mark, UnreadableError, UnreadableRecordsError, UsageError


def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="A folder of records, a git ref, a JSON outcome, or an export.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same; . or routes for what stands here.")],
    *,
    format_: Annotated[Literal["text", "markdown"], typer.Option("--format")] = "text",
    policy: Policy_ = None,
) -> int:
    """Say which verdicts, numbers, reviews and ids a change moved. Exit status 1 where it moved any."""
    from geodata.formats.differences import differences, differences_markdown, differences_text

    exported = [Path(side, "datapackage.json").is_file() for side in (old, new)]
    if all(exported):
        from geodata import exports

        lines = list(exports.differences(Path(old), Path(new)))
    elif any(exported):
        raise UsageError("one side is a data package and the other is none; compare two packages, or two of the rest")
    else:
        lines = differences(_outcome(old, policy), _outcome(new, policy))
    sys.stdout.write(differences_markdown(lines) if format_ == "markdown" else differences_text(lines))
    return int(bool(lines))


def _outcome(side: str, policy: Path | None) -> dict[str, Any]:
    """One side as the JSON that ``check`` prints."""
    if not side:
        raise UsageError("a side of the comparison is empty; name a folder, a git ref or a JSON outcome")
    import tempfile

    path = Path(side)
    if path.is_file():
        return _kept(path)
    if path.is_dir():
        return _checked(_records_in(path), policy)
    with tempfile.TemporaryDirectory() as folder:
        return _checked(_of_git(side, Path(folder)), policy)


def _kept(path: Path) -> dict[str, Any]:
    import json

    from geodata.formats.differences import is_outcome

    try:
        value = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        value = None
    if not is_outcome(value):
        raise UnreadableError(Mark(path.as_posix()), "is not what geodata check --format json prints")
    return dict(value)


def _records_in(folder: Path) -> Path:
    """The records of a project's folder, or the folder itself where it is one of records."""
    from geodata.settings import configured_records

    inner = folder / (configured_records(folder) or "routes")
    return inner if inner.is_dir() else folder


def _checked(folder: Path, policy: Path | None) -> dict[str, Any]:
    import json

    from geodata import checking
    from geodata.formats import as_json
    from geodata.formats.summaries import summaries
    from geodata.side_by_side import processors

    read, unread, below = read_records([folder], None)
    if unread:
        raise UnreadableRecordsError(unread)
    with progress("checking") as watch:
        outcome = checking.check(read, policy=policy_of(policy), watch=watch, workers=processors())
    return {**json.loads(as_json(checking.limit(outcome, below))), "records": summaries(read, below)}


def _of_git(ref: str, into: Path) -> Path:
    """The records as they stand in a commit, laid out below ``into``."""
    import io
    import tarfile

    from geodata.settings import configured_records

    records = configured_records(Path()) or Path("routes")
    commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").decode().strip()
    if not commit:
        raise UsageError(f'"{ref}" is no folder, no file and no commit of the git repository here')
    packed = _git("archive", "--format=tar", commit, "--", records.as_posix())
    if not packed:
        raise UsageError(f"commit {ref} holds no folder {records.as_posix()}")
    try:
        with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
            tar.extractall(into, filter="data")
    except tarfile.TarError as error:
        raise UsageError(f"commit {ref} holds what is no record: {error}") from None
    return into / records


def _git(*words: str) -> bytes:
    """What git prints; nothing where it fails or is not there."""
    import subprocess

    try:
        ran = subprocess.run(["git", *words], capture_output=True, check=False)  # noqa: S603, S607 - git is on PATH
    except OSError:
        return b""
    return ran.stdout if ran.returncode == 0 else b""
