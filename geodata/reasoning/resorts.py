"""What nothing on record says, and may be true all the same: where it alone reconciles the claims, nobody is accused.

An operator's "average" may leave out the hours at stations; a way of which only the shortest line is
known may be straighter, or far longer, than the guess. Either makes a tension of a conflict, never
anything kinder.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace

from geodata.reasoning.policy import Policy
from geodata.reasoning.programme import GROUND, Assertion, Chain, door_to_door
from geodata.reasoning.questions import Question, Said, assertions, chain_of, printed_hours
from geodata.reasoning.search import Problem
from geodata.reasoning.solver import Row

STANDING, WAY = "standing", "way"
RESORTED = {STANDING: "an average that leaves stops out", WAY: "a way far from the guess"}
"""Each in plain words."""
_WEAK = ("detour", "geodesic")


def resorts(question: Question, policy: Policy) -> tuple[str, ...]:
    """The fewest of ``standing`` and ``way`` that would take the claims out of conflict; none where all of them do not.

    Raises CannotReadError and SolverDoubtError.
    """
    offers = [name for name, offered in ((STANDING, _may_stand(question, policy)), (WAY, _weak(question))) if offered]
    for size in range(1, len(offers) + 1):
        for chosen in itertools.combinations(offers, size):
            if any(problem_fits for problem_fits in _tried(question, policy, frozenset(chosen))):
                return chosen
    return ()


def _tried(question: Question, policy: Policy, chosen: frozenset[str]) -> Iterator[bool]:
    """Whether each reading fits with these resorts, over the usual ways and then over possible ones."""
    loose = {said.id for said in question.said if said.stops_unsaid and STANDING in chosen}
    asked = replace(question, said=tuple(_loosened(said) if said.id in loose else said for said in question.said))
    possible = question.scope is not None and question.scope.has_possible
    for ways in (False, True) if possible else (False,):
        chain = chain_of(asked, possible=ways)
        if WAY in chosen:
            chain = _far(chain, question, policy)
        for _, claims in assertions(asked, chain):
            extra = [_enough_moving(claim, question, policy) for claim in claims if claim.id in loose]
            yield Problem(chain, claims).clash(policy.bands.tension, extra=extra) is None


def _may_stand(question: Question, policy: Policy) -> bool:
    """Whether an average may leave stops out: on the modes that stop, where its words do not say."""
    modes = policy.resorts.standing.modes
    legs = question.scope.legs if question.scope else ()
    return any(said.stops_unsaid for said in question.said) and all(leg.route.mode in modes for leg in legs)


def _loosened(said: Said) -> Said:
    return replace(said, senses=tuple("moving average" if sense == "average" else sense for sense in said.senses))


def _enough_moving(claim: Assertion, question: Question, policy: Policy) -> Row:
    """The vehicle stands no more than its share of the hours."""
    hours = printed_hours(question.said)
    standing = policy.resorts.standing
    share = standing.within_a_day if hours is None or hours[0] <= 24 else standing.beyond
    terms = {name: (1 - share) * weight for name, weight in door_to_door(claim).items()}
    for i in claim.pieces:
        terms[f"m{i}"] -= 1.0
    return Row(terms, 0.0, GROUND)


def _weak(question: Question) -> bool:
    """Whether some leg is known by its shortest line alone."""
    return question.scope is not None and any(leg.route.ground.basis in _WEAK for leg in question.scope.legs)


def _far(chain: Chain, question: Question, policy: Policy) -> Chain:
    """The chain with the most that a leg may be, and the least, of which only the shortest line is known."""
    pieces = list(chain.pieces)
    for leg, first, _ in question.scope.ends(chain) if question.scope else ():
        ground = leg.route.ground
        if ground.basis not in _WEAK or ground.geodesic_km is None:
            continue
        far = policy.resorts.air if ground.basis == "geodesic" else policy.resorts.surface
        low, high = ground.geodesic_km, ground.geodesic_km * far.times + far.spare_km
        here = pieces[first]
        pieces[first] = replace(here, low_km=min(low, here.low_km), high_km=max(high, here.high_km))
    return Chain(chain.nodes, tuple(pieces))


def standing_h(question: Question, km: tuple[float, float]) -> tuple[float, float] | None:
    """The hours that an average would leave out at face value, for ``km`` of ground; None where there are none."""
    hours = printed_hours(question.said)
    speeds = [said.values[0] for said in question.said if said.stops_unsaid]
    if hours is None or not speeds:
        return None
    moving = [end / bound for end, bound in zip(km, (speeds[0].high, speeds[0].low), strict=True)]  # type: ignore[union-attr]
    least, most = hours[0] - moving[1], hours[1] - moving[0]
    return (max(least, 0.0), most) if most > 0 and not math.isinf(most) else None
