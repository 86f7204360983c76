"""XCL: can claims be true together, and has an editor looked where they cannot?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from geodata.errors import Mark
from geodata.outcome import JourneyOutcome, StatementOutcome, Verdict
from geodata.rules.rule import Case, Fault


def _statements(case: Case) -> Iterator[tuple[JourneyOutcome, StatementOutcome]]:
    for journey in case.journeys:
        for statement in journey.statements:
            yield journey, statement


def conflict_not_reviewed(case: Case) -> Iterator[Fault]:
    """Every statement whose claims cannot all be true was looked at by an editor."""
    for journey, statement in _statements(case):
        if statement.judgement.verdict is Verdict.CONFLICT and statement.reviewed is None:
            advice = f"Nobody has reviewed this: read it again, and if it stands, add {_review(case, statement)}"
            yield _fault(case, journey, statement, f"{statement.judgement.sentence} {advice}")


def review_drifted(case: Case) -> Iterator[Fault]:
    """What an editor reviewed is still what is computed."""
    for journey, statement in _statements(case):
        review, now = statement.reviewed, statement.judgement
        if review is None or now.verdict not in (Verdict.CONFLICT, Verdict.TENSION):
            continue
        if review.verdict != now.verdict:
            drift = f"reviewed as {review.verdict} on {review.on}, now {now.verdict}"
        elif {frozenset(c) for c in review.clash} != {frozenset(c) for c in now.conflicts}:
            before, after = (_sets(c) for c in (review.clash, now.conflicts))
            drift = f"reviewed with the clash {before}, now {after}"
        else:
            continue
        advice = f"Read it again, and if it stands, renew the review: {_review(case, statement)}"
        yield _fault(case, journey, statement, f"{drift}. {now.sentence} {advice}")


def review_not_needed(case: Case) -> Iterator[Fault]:
    """No review is kept for claims that no longer clash."""
    for journey, statement in _statements(case):
        review, now = statement.reviewed, statement.judgement
        if review is not None and now.verdict not in (Verdict.CONFLICT, Verdict.TENSION):
            message = f"the review of {review.on} ({review.verdict}) is no longer needed: now {now.verdict}"
            yield _fault(case, journey, statement, f"{message}; take it out. {now.sentence}")


def tension(case: Case) -> Iterator[Fault]:
    """Claims that are hard to square are pointed out."""
    for journey, statement in _statements(case):
        if statement.judgement.verdict is Verdict.TENSION and statement.reviewed is None:
            yield _fault(case, journey, statement, statement.judgement.sentence)


def between_statements(case: Case) -> Iterator[Fault]:
    """Statements that cannot hold together are listed: sources differ, or it turned out otherwise."""
    for journey in case.journeys:
        for clash in journey.conflicts:
            first, *others = (_place(case, claim) for claim in clash.claims)
            yield Fault(first, f"{clash.kind}: {clash.sentence}", journey.id, clash.claims[0], tuple(others))


def _place(case: Case, claim: str) -> Mark:
    key, name = claim.rsplit("/", 1)
    report = case.records.reports[key]
    return report.mark("claims" if name in report.record.claims else "events", name, key=True)


def _fault(case: Case, journey: JourneyOutcome, statement: StatementOutcome, message: str) -> Fault:
    """A fault of a statement, with the places of the claims that clash."""
    clashing = dict.fromkeys(chain.from_iterable(statement.judgement.conflicts))
    places = tuple(_place(case, f"{statement.report}/{name}") for name in clashing)
    claim = f"{statement.report}/{statement.id}"
    return Fault(statement.mark, f"statement {statement.id}: {message}", journey.id, claim, places)


def _review(case: Case, statement: StatementOutcome) -> str:
    """The review that would say what is computed, as it is written; its day and its reason are the editor's."""
    now = statement.judgement
    clash = "], [".join(", ".join(sorted(one)) for one in now.conflicts)
    found = f"{now.verdict}, clash: [[{clash}]]" if clash else f"{now.verdict}"
    review = f"reviewed: {{verdict: {found}, policy: {case.policy.version}, on: YYYY-MM-DD, reason: …}}"
    report = case.records.reports[statement.report].record
    if statement.id in report.statements:
        return review
    claims = ", ".join(claim.id for claim in now.claims)
    return f"statements: {{own: {{of: [{claims}], {review}}}}}"


def _sets(clash: tuple[tuple[str, ...], ...]) -> str:
    return "; ".join(" + ".join(sorted(one)) for one in clash) or "none"
