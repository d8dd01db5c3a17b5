"""The families of the tallies about meetings, agreements, work and means."""

from collections.abc import Iterator, Sequence

from core.codes import Method
from core.suppression.structure import (
    HELD,
    SERVED,
    STAYERS,
    TOTAL,
    Family,
    Guard,
    Node,
    Path,
    Sum,
    Time,
    keys_at,
    missing,
    read,
)
from core.tallies import Figures

CONTRIBUTE: dict[str, Path] = {
    Method.SM: SERVED,
    Method.CTI: ("combination", "SM_CTI"),
    Method.ICM: ("combination", "SM_ICM"),
}
"""The young people that hours of a method are spent on."""


def of_work(objects: Sequence[Figures]) -> Iterator[Family]:
    """The families of meetings and work; they follow those of people."""
    for made in (_held, _checklist, _participants, _agreements, _hours, _caseload, _means):
        yield from made(objects)


def _held(_: Sequence[Figures]) -> Iterator[Family]:
    yield Family("held", (Node("held", (HELD,), Time.FLOW, TOTAL),))


def _checklist(objects: Sequence[Figures]) -> Iterator[Family]:
    for item in keys_at(objects, ("meetings", "checklist")):
        path: Path = ("meetings", "checklist", item)
        nodes = (
            Node("n", ((*path, "n"),), Time.FLOW, 4),
            Node("yes", ((*path, "yes"),), Time.FLOW, 2),
            Node("no", ((*path, "no"),), Time.FLOW, 2),
            missing("not_answered"),
        )
        sums = (Sum("n", ("yes", "no")), Sum(None, ("n", "not_answered"), HELD))
        yield Family(f"checklist:{item}", nodes, sums)


def _participants(objects: Sequence[Figures]) -> Iterator[Family]:
    """Attended is part of the meetings a role was listed for; active is part of attended."""
    flow = Time.FLOW
    for role in keys_at(objects, ("meetings", "participants")):
        path: Path = ("meetings", "participants", role)
        nodes = (
            Node("meetings", ((*path, "meetings"),), flow, 3),
            Node("attended", ((*path, "attended"),), flow, 3),
            Node("active", ((*path, "active"),), flow, 2),
            Node("absent", time=flow),
            Node("quiet", time=flow),
            missing("not_listed"),
        )
        sums = (
            Sum("meetings", ("attended", "absent")),
            Sum("attended", ("active", "quiet")),
            Sum(None, ("meetings", "not_listed"), HELD),
        )
        yield Family(f"participants:{role}", nodes, sums)


def _agreements(_: Sequence[Figures]) -> Iterator[Family]:
    """Open is no tally: overdue, and those due on the last day itself."""
    flow = Time.FLOW
    yield Family(
        "agreements",
        (
            Node("due", (("agreements", "due"),), flow, TOTAL),
            Node("done", (("agreements", "done"),), flow, 3),
            Node("not_done", (("agreements", "not_done"),), flow, 3),
            Node("overdue", (("agreements", "overdue"),), Time.LOOSE, 2),
            Node("open", time=flow),
            Node("last_day", guard=Guard.MISSING),
        ),
        (Sum("due", ("done", "not_done", "open")), Sum("open", ("overdue", "last_day"))),
    )


def _hours(objects: Sequence[Figures]) -> Iterator[Family]:
    """The hours of a method stand or fall together, and what they cost with them."""
    methods = keys_at(objects, ("hours",))
    nodes = [_of_method(method, keys_at(objects, ("hours", method))) for method in methods]
    total = Node(
        "total",
        (("cost", "total"),),
        Time.FLOW,
        TOTAL,
        measure=lambda figures: sum(_spent(method, figures) for method in methods),
        people=lambda figures: read(figures, SERVED),
    )
    yield Family("hours", (*nodes, total), (Sum("total", methods),))


def _of_method(method: str, activities: Sequence[str]) -> Node:
    paths: list[Path] = [("hours", method, activity) for activity in activities]
    people = CONTRIBUTE.get(method, SERVED)
    return Node(
        method,
        (*paths, ("cost", method)),
        Time.FLOW,
        4,
        measure=lambda figures: _spent(method, figures),
        people=lambda figures: read(figures, people),
    )


def _spent(method: str, figures: Figures) -> float:
    path: Path = ("hours", method)
    return sum(read(figures, (*path, activity)) for activity in keys_at([figures], path))


def _caseload(objects: Sequence[Figures]) -> Iterator[Family]:
    """One line for each worker and method; whoever knows all cases of a method could subtract.

    In a release the lines are one for each method, and those without support can be found too.
    """
    lines = max((list(figures.get("caseload", ())) for figures in objects), key=len, default=[])
    nodes: dict[str, list[Node]] = {}
    for place, line in enumerate(lines):
        node = Node(str(place), (("caseload", place, "active"),), Time.AT_END, 3)
        nodes.setdefault(line["method"], []).append(node)
    if any(len(found) > 1 for found in nodes.values()):
        for method, found in nodes.items():
            total = Sum(None, tuple(node.name for node in found))
            yield Family(f"caseload:{method}", tuple(found), (total,))
    else:
        support = [*nodes.get(Method.CTI, []), *nodes.get(Method.ICM, [])]
        yield _with_others("caseload:coordinators", nodes.get(Method.SM, []))
        yield _with_others("caseload:support", support)


def _with_others(name: str, nodes: Sequence[Node]) -> Family:
    others = Node("others", time=Time.AT_END)
    parts = (*(node.name for node in nodes), "others")
    return Family(name, (*nodes, others), (Sum(None, parts, STAYERS),))


def _means(objects: Sequence[Figures]) -> Iterator[Family]:
    """Means times n add up like counts, so a hidden mean could be found from two others."""
    for domain in keys_at(objects, ("domain_baseline",)):
        yield Family(f"mean:{domain}", (_mean(("domain_baseline", domain), Time.COHORT),))
    for who, time in (("leavers", Time.FLOW), ("stayers", Time.AT_END)):
        yield Family(f"mean:{who}", (_mean(("days_in_course", who), time),))


def _mean(path: Path, time: Time) -> Node:
    n, mean = (*path, "n"), (*path, "mean")
    return Node(
        "mean",
        (mean,),
        time,
        2,
        measure=lambda figures: read(figures, mean) * read(figures, n),
        people=lambda figures: read(figures, n),
        n=n,
    )
