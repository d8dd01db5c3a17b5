"""Who the 178 young people are: every published share apportioned, joined so that it is plausible.

Published are the shares, not who is who: that the older ones were placed before, and that the
youngest go to the ninth grade, is invented here, and so is how the courses ended.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from core.codes import TargetGroup
from core.published import published, rows_of
from db.demo.published.apportion import (
    RowT,
    counts_of,
    in_proportion,
    laid_out,
    part,
    ranked,
    shares_of,
    volume,
)
from db.demo.published.scores import Scores, draw_scores

_FORMERLY, _OWN_ROOM, _OTHER = "formerly_placed", "own_room", "other"
_WORK_BY_AGE = (
    "other",
    "internship",
    "part_time",
    "unemployed_activity_ready",
    "unemployed_education_ready",
    "full_time",
)
"""What those outside education do, the youngest first."""
LEARNS = "not_relevant"
"""The employment of those in education (report 2017, figs 4.3 and 5.2)."""
_LEFT_EDUCATION = 12
"""So many stop between the first and the latest status; only the net change is published."""
_NEXT_TYPE: Mapping[str, tuple[str, ...]] = {
    "grade_9": ("grade_10", "grade_10", "production_school"),
    "grade_10": ("upper_secondary", "vocational", "vocational", "production_school"),
}
_ENTERED = ("production_school", "vocational", "vuc", "stu")
_ENDINGS = {"planned": 8, "transferred": 1, "moved_away": 1}
"""How often in ten; not published. Whoever was never measured has dropped out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One young person before there are days and names."""

    age: int
    group: TargetGroup
    placement: str
    ending: str
    meetings: int
    has_adult: bool
    education_types: tuple[str | None, str | None]
    """At the first and at the latest status; None outside education."""
    employment: tuple[str, str]
    scores: Scores | None


def plan_young_people(dice: Random) -> list[Planned]:
    """All young people of the report, the youngest first."""
    n = volume("young_people")
    ages = [int(age.rstrip("+")) for age in laid_out(shares_of("age_at_start", "share", n))]
    placements, groups = _placed(ages, dice)
    meetings = _meetings(placements, dice)
    without = part(published("checklist")["has_chosen_adult.no"].value, sum(meetings))
    alone = pick_by_meetings(meetings, without, dice)
    types, work = _occupied(ages, dice)
    endings, scores = _ended(n, dice)
    return [
        Planned(
            age=ages[place],
            group=groups[place],
            placement=placements[place],
            ending=endings[place],
            meetings=meetings[place],
            has_adult=place not in alone,
            education_types=types[place],
            employment=work[place],
            scores=scores[place],
        )
        for place in range(n)
    ]


def pick_by_meetings(meetings: list[int], total: int, dice: Random) -> frozenset[int]:
    """The places of young people who have exactly so many meetings between them."""
    places = list(range(len(meetings)))
    dice.shuffle(places)
    chosen: set[int] = set()
    for place in places:
        if meetings[place] <= total:
            chosen.add(place)
            total -= meetings[place]
    if total:
        raise ValueError("no young people have so many meetings between them")
    return frozenset(chosen)


def _placed(ages: list[int], dice: Random) -> tuple[list[str], list[TargetGroup]]:
    """Placement and target group; the placements in proportion to their meetings."""
    n = len(ages)
    cases = in_proportion(shares_of("placement", "share", volume("checklists")), n)
    groups = {row: round(cells["number"].value) for row, cells in rows_of("target_group").items()}
    oldest = ranked(n, [-age for age in ages], 1.0, dice)
    by_age = [_FORMERLY] * cases.pop(_FORMERLY) + [_OWN_ROOM] * cases.pop(_OWN_ROOM)
    rest = [_OTHER] * (cases[_OTHER] - groups["other_measures"])
    rest += laid_out({row: count for row, count in cases.items() if row != _OTHER})
    dice.shuffle(rest)
    in_order = by_age + [_OTHER] * groups["other_measures"] + rest
    group_in_order = (
        [TargetGroup.FORMERLY_IN_CARE] * groups["formerly_in_care"]
        + [TargetGroup.IN_CARE] * (len(by_age) - groups["formerly_in_care"])
        + [TargetGroup.OTHER_MEASURES] * groups["other_measures"]
        + [TargetGroup.IN_CARE] * len(rest)
    )
    others = oldest[len(by_age) :]
    dice.shuffle(others)
    places = oldest[: len(by_age)] + others
    return _put_back(places, in_order), _put_back(places, group_in_order)


def _put_back(places: list[int], values: list[RowT]) -> list[RowT]:
    """The values, each at its place."""
    placed = dict(zip(places, values, strict=True))
    return [placed[place] for place in range(len(places))]


def _meetings(placements: list[str], dice: Random) -> list[int]:
    """Meetings of each, so that the placements have their published shares of all meetings."""
    meetings = [0] * len(placements)
    for placement, count in shares_of("placement", "share", volume("checklists")).items():
        places = [place for place, each in enumerate(placements) if each == placement]
        for place in [*places, *dice.choices(places or [0], k=count - len(places))]:
            meetings[place] += 1
    return meetings


def _occupied(
    ages: list[int], dice: Random
) -> tuple[list[tuple[str | None, str | None]], list[tuple[str, str]]]:
    """Education types and employment, each at the first and at the latest status."""
    n = len(ages)
    first, latest = (counts_of(rows_of("employment")[end], n) for end in ("first", "latest"))
    order = ranked(n, ages, 1.2, dice)
    learning = order[: first[LEARNS]]
    left = dice.sample(learning, _LEFT_EDUCATION)
    entered = dice.sample(order[len(learning) :], latest[LEARNS] - len(learning) + _LEFT_EDUCATION)
    types = dict(zip(learning, _types(len(learning)), strict=True))
    later = {place: _next(each, dice) for place, each in types.items() if place not in left}
    later |= {place: dice.choice(_ENTERED) for place in entered}
    work = [
        _work(counts, [place for place in order if place not in among])
        for counts, among in ((first, types), (latest, later))
    ]
    return (
        [(types.get(place), later.get(place)) for place in range(n)],
        [(work[0].get(place, LEARNS), work[1].get(place, LEARNS)) for place in range(n)],
    )


def _types(learners: int) -> list[str]:
    """In proportion only: the types sum to 68 %, more than the 62 % in education."""
    weights = {row: cells["first"].value for row, cells in rows_of("education_type").items()}
    return laid_out(in_proportion(weights, learners))


def _next(kind: str, dice: Random) -> str:
    return dice.choice(_NEXT_TYPE.get(kind, (kind,)))


def _work(counts: Mapping[str, int], places: list[int]) -> dict[int, str]:
    in_order = laid_out({code: counts[code] for code in _WORK_BY_AGE})
    return dict(zip(places, in_order, strict=True))


def _ended(n: int, dice: Random) -> tuple[list[str], list[Scores | None]]:
    measured = volume("measured")
    endings = laid_out({**in_proportion(_ENDINGS, measured), "dropped_out": n - measured})
    scores: list[Scores | None] = [*draw_scores(dice, measured), *[None] * (n - measured)]
    order = list(range(n))
    dice.shuffle(order)
    return [endings[place] for place in order], [scores[place] for place in order]
