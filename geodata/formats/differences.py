"""Two outcomes compared, in words: which verdicts and numbers a change moved.

Both come as the JSON that ``check`` prints, so that an old one need not be computed again. Places in
files are left out: a line that moved is no difference.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from geodata.formats.json_format import VERSION
from geodata.formats.markdown import plain
from geodata.formats.words import printable

Json: TypeAlias = Mapping[str, Any]
_MUCH = 0.005
"""Tension moved by less is the solver's rounding, not a change."""


def is_outcome(value: object) -> bool:
    """Whether this is what ``check --format json`` prints, of this version."""
    return isinstance(value, dict) and value.get("version") == VERSION and isinstance(value.get("journeys"), list)


def differences(old: Json, new: Json) -> list[str]:
    """One line per difference, in a stable order; none where nothing moved.

    Where both sides have ``records`` (what ``summaries`` tells), records that came, went or changed are told too.
    """
    return [
        *_policies(old, new),
        *_records(old, new),
        *_named("journey", *_by_id(old, new, "journeys"), _journey),
        *_findings(old, new),
    ]


def differences_text(lines: list[str]) -> str:
    """For a terminal."""
    return "".join(f"{printable(line)}\n" for line in lines or ["no difference"])


def differences_markdown(lines: list[str]) -> str:
    """For a job summary, for the eyes of who decides."""
    body = "".join(f"- {plain(line)}\n" for line in lines) or "No difference.\n"
    return f"## What the change moves\n\n{body}"


def _by_id(old: Json, new: Json, key: str) -> tuple[dict[str, Json], dict[str, Json]]:
    before, after = ({str(one["id"]): one for one in side.get(key, ())} for side in (old, new))
    return before, after


def _named(
    what: str, old: Mapping[str, Json], new: Mapping[str, Json], compare: Callable[[str, Json, Json], Iterator[str]]
) -> Iterator[str]:
    """Ids that came and went, and for those on both sides what ``compare`` says."""
    for key in sorted({*old, *new}):
        if key not in new:
            yield f"{what} {key} is gone"
        elif key not in old:
            yield f"{what} {key} is new{_verdict_of(new[key])}"
        else:
            yield from compare(key, old[key], new[key])


def _verdict_of(statement: Json) -> str:
    return f": {_verdict(statement)}" if "verdict" in statement else ""


def _policies(old: Json, new: Json) -> Iterator[str]:
    before, after = (side.get("policy", {}).get("version") for side in (old, new))
    if before != after:
        yield f"policy {before} became {after}"


def _records(old: Json, new: Json) -> Iterator[str]:
    """Records by kind and id; of claims those that no statement tells of, in reports that stand on both sides."""
    if "records" not in old or "records" not in new:
        return
    told = {
        f"{statement['report']}/{claim['id']}"
        for side in (old, new)
        for journey in side["journeys"]
        for statement in journey["statements"]
        for claim in statement["claims"]
    }
    reports = old["records"]["report"].keys() & new["records"]["report"].keys()
    for kind in new["records"]:
        before, after = old["records"].get(kind, {}), new["records"][kind]
        for key in sorted({*before, *after}):
            if kind == "claim" and (key in told or key.rsplit("/", 1)[0] not in reports):
                continue
            if key not in after:
                yield f"{kind} {key} is gone: {before[key]}"
            elif key not in before:
                yield f"{kind} {key} is new: {after[key]}"
            elif before[key] != after[key]:
                yield f"{kind} {key}: {before[key]} became {after[key]}"


def _journey(key: str, old: Json, new: Json) -> Iterator[str]:
    yield from _named(f"{key}: leg", *_by_id(old, new, "legs"), _leg(key))
    stated = [{f"{one['report']}/{one['id']}": one for one in side.get("statements", ())} for side in (old, new)]
    yield from _named("statement", stated[0], stated[1], _statement)
    clashes = [{(*one["claims"], one["kind"]) for one in side.get("conflicts", ())} for side in (old, new)]
    for word, found in (("no longer differ", clashes[0] - clashes[1]), ("now differ", clashes[1] - clashes[0])):
        for clash in sorted(found):
            yield f"{key}: {', '.join(clash[:-1])} {word} ({clash[-1]})"


def _leg(journey: str) -> Callable[[str, Json, Json], Iterator[str]]:
    def compare(key: str, old: Json, new: Json) -> Iterator[str]:
        for what in ("from", "to", "mode"):
            if old[what] != new[what]:
                yield f"{journey}: leg {key}: {what} {old[what]} became {new[what]}"
        before, after = _ground(old["ground"]), _ground(new["ground"])
        if before != after:
            yield f"{journey}: leg {key}: {before} became {after}"

    return compare


def _ground(ground: Json) -> str:
    return f"{ground['low_km']:,}–{ground['high_km']:,} km ({ground['basis']})"


def _statement(key: str, old: Json, new: Json) -> Iterator[str]:
    if _verdict(old) != _verdict(new):
        yield f"statement {key}: {_verdict(old)} became {_verdict(new)}: {new['sentence']}"
    elif old["conflicts"] != new["conflicts"]:
        yield f"statement {key}: the claims that clash changed: {_clash(old)} became {_clash(new)}"
    if abs((old["tension"] or 0) - (new["tension"] or 0)) >= _MUCH:
        yield f"statement {key}: tension {old['tension']} became {new['tension']}"
    yield from _named(f"statement {key}: claim", *_by_id(old, new, "claims"), _claim(key))
    before, after = old.get("reviewed"), new.get("reviewed")
    if before != after:
        word = "is gone" if after is None else "is new" if before is None else "changed"
        yield f"statement {key}: its review {word}{f': {_review(after)}' if after else ''}"


def _claim(statement: str) -> Callable[[str, Json, Json], Iterator[str]]:
    def compare(key: str, old: Json, new: Json) -> Iterator[str]:
        before, after = _taken(old), _taken(new)
        if before != after:
            yield f"statement {statement}: claim {key}: {before} became {after}"

    return compare


def _taken(claim: Json) -> str:
    """A claim as printed, and as the arithmetic takes it."""
    low, high = (_rounded(claim[end]) for end in ("low", "high"))
    role = f", {claim['role']}" if claim.get("role") else ""
    return f'"{claim["text"]}" ({low}–{high} {claim["unit"]}{role})'


def _rounded(end: float | str | None) -> str:
    return "open" if end is None else f"{end:,.6g}" if isinstance(end, float | int) else end


def _verdict(statement: Json) -> str:
    side = f" ({statement['side']})" if statement.get("side") else ""
    return f"{statement['verdict']}{side}"


def _clash(statement: Json) -> str:
    return "; ".join(" with ".join(clash) for clash in statement["conflicts"]) or "none"


def _review(review: Json) -> str:
    return f"{review['verdict']}, {review['on']}, {review['reason']}"


def _findings(old: Json, new: Json) -> Iterator[str]:
    """Findings that came and went, and waivers: by rule, subject and words."""
    for key, noun in (("findings", "finding"), ("waived", "waived")):
        before, after = (Counter(map(_said, side.get(key) or ())) for side in (old, new))
        for word, found in (("is gone", before - after), ("is new", after - before)):
            for said in sorted(found.elements()):
                yield f"{noun} {word}: {said}"


def _said(finding: Json) -> str:
    inner = {**finding, **(finding.get("finding") or {})}
    subject = inner.get("claim") or inner.get("journey")
    reason = f" (waived: {inner['reason']})" if "reason" in inner else ""
    return f"{inner.get('rule')}{f' {subject}' if subject else ''}: {inner.get('message', '')}{reason}"
