"""Commands that write records: ``fmt`` and ``new``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from geodata.cli.options import path_of
from geodata.cli.saying import say
from geodata.errors import UnreadableError, UsageError

Folder_ = Annotated[
    Path | None, typer.Option("--records", metavar="DIR", parser=path_of, help="Default: as configured, else routes/.")
]


def fmt(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", parser=path_of, help="Folders or files of records.")
    ] = None,
    *,
    check_: Annotated[bool, typer.Option("--check", help="Write nothing; name the files that would change.")] = False,
) -> int:
    """Bring records into canonical form: order of keys, quotes, blank lines. Comments and meaning stay.

    Without PATH: the configured folder, else routes/ here.
    """
    from geodata.catalog.canonical import formatted
    from geodata.writing import write_files

    done = [one for path in paths or [_folder()] for one in formatted(path)]
    unread = [str(one) for one in done if isinstance(one, UnreadableError)]
    changed = {one.path: one for one in done if not isinstance(one, UnreadableError) and one.before != one.after}
    for path, one in changed.items():
        if not check_:
            write_files(path.parent, {path.name: one.after.decode()})
        print(f"{one.name}: {'would be put' if check_ else 'put'} into canonical form")
    if unread:
        return say(*unread)
    return int(check_ and bool(changed))


def new(
    journey: Annotated[str, typer.Argument(metavar="JOURNEY", help="Its id, such as lisbon-2025.")],
    *,
    records: Folder_ = None,
) -> None:
    """Write a journey to fill in, with a word on each field. Files that exist are left alone."""
    from geodata.catalog import wrong_name
    from geodata.catalog.blank import blank_records
    from geodata.formats.schemas import schemas_by_kind
    from geodata.writing import write_files

    if wrong := wrong_name(journey):
        raise UsageError(f"{wrong}; such as lisbon-2025")
    root = records or _folder(missing_too=True)
    if (root / journey).exists():
        raise UsageError(f"{(root / journey).as_posix()} stands already; take another id, or edit what is there")
    files = {f"schema/{kind}.json": text for kind, text in schemas_by_kind().items()}
    files |= blank_records(journey)
    kept = [name for name in files if (root / name).exists() or (root / name).is_symlink()]
    write_files(root, {name: text for name, text in files.items() if name not in kept})
    for name in files:
        left = ": left as it is; add to it what the journey names" if name in kept else ""
        if name.endswith(".yaml"):
            print(f"{(root / name).as_posix()}{left}")


def _folder(*, missing_too: bool = False) -> Path:
    """The project's own records; never the shipped ones."""
    from geodata.settings import configured_records

    folder = configured_records(Path()) or Path("routes")
    if not missing_too and not folder.is_dir():
        raise UsageError(f"no folder {folder.as_posix()} here; name the records: geodata fmt PATH")
    return folder
