"""The families of the tallies about people and their courses (`core.suppression.structure`)."""

from collections.abc import Iterator, Sequence

from core.codes import HousingGroup, code_lists
from core.suppression.structure import (
    LEAVERS,
    PART,
    SERVED,
    STARTED,
    STAYERS,
    TOTAL,
    Family,
    Node,
    Path,
    Sum,
    Time,
    keys_at,
    missing,
)
from core.tallies import Figures

GROUP_OF = {code.code: code.group for code in code_lists()["housing_situation"]}

PARTITIONS: tuple[tuple[str, Path, Path, Time, tuple[str, ...]], ...] = (
    ("combination", ("combination",), SERVED, Time.COHORT, ()),
    ("target_group", ("target_group",), SERVED, Time.COHORT, ()),
    ("variant", ("variant",), SERVED, Time.COHORT, ()),
    ("closure", ("closure",), LEAVERS, Time.FLOW, ("young_person_involved", "team_involved")),
    ("ended", ("days_in_course", "leavers"), LEAVERS, Time.FLOW, ("n", "mean", "median")),
    ("going_on", ("days_in_course", "stayers"), STAYERS, Time.AT_END, ("n", "mean", "median")),
)
"""Tables whose counts add up to a total: name, path, total, time, and the keys that are no count
of the table."""


def of_people(objects: Sequence[Figures]) -> Iterator[Family]:
    """The families of people and courses, those that others have their total in first."""
    for made in (
        _heads,
        _decisions,
        _met,
        _tables,
        _ages,
        _domains,
        _statuses,
        _housing,
        _waiting_times,
    ):
        yield from made(objects)


def _heads(_: Sequence[Figures]) -> Iterator[Family]:
    """Who was there, came, stayed and left; in a release none of these is small."""
    yield Family(
        "heads",
        (
            Node("served", (SERVED,), Time.LOOSE, 60),
            Node("leavers", (LEAVERS, ("days_in_course", "leavers", "n")), Time.FLOW, 12),
            Node("stayers", (STAYERS, ("days_in_course", "stayers", "n")), Time.AT_END, 9),
            Node("started", (STARTED,), Time.FLOW, 12),
        ),
        (Sum("served", ("leavers", "stayers")),),
    )
    yield Family(
        "young_people",
        (Node("young_people", (("young_people_served",),), Time.COHORT, 4), Node("repeated")),
        (Sum(None, ("young_people", "repeated"), SERVED),),
    )


def _decisions(_: Sequence[Figures]) -> Iterator[Family]:
    """Referred, decided, started; who waits or withdrew is what is left."""
    flow = Time.FLOW
    yield Family(
        "decisions",
        (
            Node("referred", (("cases", "referred"),), flow, 9),
            Node("accepted", (("cases", "accepted"),), flow, 3),
            Node("rejected", (("cases", "rejected"),), flow, 2),
            Node("decided", (("days", "referral_to_decision", "n"),), flow, 4),
            Node("withdrawn", time=flow),
            Node("waiting"),
            Node("not_begun"),
        ),
        (
            Sum("decided", ("accepted", "rejected", "withdrawn")),
            Sum("referred", ("accepted", "rejected", "waiting"), to_date=True),
            Sum("accepted", ("not_begun",), STARTED, to_date=True),
        ),
    )


def _met(_: Sequence[Figures]) -> Iterator[Family]:
    """Served young people with a network meeting, and the others."""
    yield Family(
        "met",
        (
            Node("young_people", (("meetings", "young_people"),), Time.COHORT, TOTAL),
            Node("not_met"),
        ),
        (Sum(None, ("young_people", "not_met"), SERVED),),
    )


def _tables(objects: Sequence[Figures]) -> Iterator[Family]:
    for name, path, root, time, others in PARTITIONS:
        keys = [key for key in keys_at(objects, path) if key not in others]
        nodes = tuple(Node(key, ((*path, key),), time, PART) for key in keys)
        yield Family(name, nodes, (Sum(None, tuple(keys), root),))
    for who in ("young_person_involved", "team_involved"):
        nodes = (Node("involved", (("closure", who),), Time.FLOW, 3), Node("not", time=Time.FLOW))
        yield Family(who, nodes, (Sum(None, ("involved", "not"), LEAVERS),))


def _ages(objects: Sequence[Figures]) -> Iterator[Family]:
    """Over the whole time everybody starts within the period: the two tables are the same."""
    starts = keys_at(objects, ("age_at_start",))
    ages = tuple(dict.fromkeys((*keys_at(objects, ("age",)), *starts)))
    yield Family(
        "age",
        (
            *(Node(f"age:{key}", (("age", key),), Time.LOOSE) for key in ages),
            *(Node(f"start:{key}", (("age_at_start", key),), Time.COHORT) for key in ages),
        ),
        (
            Sum(None, tuple(f"age:{key}" for key in ages), SERVED),
            Sum(None, tuple(f"start:{key}" for key in ages), SERVED),
            *(Sum(f"age:{key}", (f"start:{key}",), to_date=True) for key in ages),
        ),
    )


def _domains(objects: Sequence[Figures]) -> Iterator[Family]:
    for domain in keys_at(objects, ("domain_change",)):
        parts = ("decline", "unchanged", "improvement")
        path: Path = ("domain_change", domain)
        nodes = (
            Node("n", ((*path, "n"),), Time.STATE, 4 * TOTAL),
            *(Node(part, ((*path, part),), Time.STATE, 3) for part in parts),
            missing("not_measured"),
        )
        yield Family(
            f"change:{domain}",
            nodes,
            (Sum("n", parts), Sum(None, ("n", "not_measured"), SERVED)),
        )
    for domain in keys_at(objects, ("domain_baseline",)):
        n = Node("n", (("domain_baseline", domain, "n"),), Time.COHORT, 3)
        yield Family(
            f"baseline:{domain}",
            (n, missing("not_measured")),
            (Sum(None, ("n", "not_measured"), SERVED),),
        )


def _statuses(objects: Sequence[Figures]) -> Iterator[Family]:
    """Education and employment, first and latest: one n for all four."""
    tables = [(key, end) for key in ("education", "employment") for end in ("first", "latest")]
    nodes = [
        Node("n", tuple((key, end, "n") for key, end in tables), Time.COHORT, 4 * TOTAL),
        missing("no_status"),
    ]
    sums = [Sum(None, ("n", "no_status"), SERVED)]
    for key, end in tables:
        time = Time.COHORT if end == "first" else Time.STATE
        parts = [part for part in keys_at(objects, (key, end)) if part != "n"]
        named = [f"{key}:{end}:{part}" for part in parts]
        nodes += [
            Node(name, ((key, end, part),), time, 2)
            for name, part in zip(named, parts, strict=True)
        ]
        nodes.append(missing(f"{key}:{end}:missing"))
        sums.append(Sum("n", (*named, f"{key}:{end}:missing")))
    yield Family("status", tuple(nodes), tuple(sums))


def _housing(objects: Sequence[Figures]) -> Iterator[Family]:
    """Latest = at closure + of those who stay; groups are sums of situations."""
    groups = keys_at(objects, ("housing_latest", "groups"))
    codes = [code for code in keys_at(objects, ("housing_latest",)) if code != "groups"]
    tables: tuple[tuple[str, Path, Path, Time], ...] = (
        ("closure", ("housing_at_closure",), LEAVERS, Time.FLOW),
        ("latest", ("housing_latest",), SERVED, Time.LOOSE),
        ("stay", (), STAYERS, Time.AT_END),
    )
    nodes, sums = list[Node](), list[Sum]()
    for name, path, root, time in tables:
        for code in codes:
            paths = ((*path, code),) if path else ()
            nodes.append(Node(f"{name}:{code}", paths, time))
        for group in groups:
            paths = ((*path, "groups", group),) if path else ()
            nodes.append(Node(f"{name}:group:{group}", paths, time, 5))
        sums += [_of_group(name, group, codes) for group in groups]
        if path:
            sums.append(Sum(None, tuple(f"{name}:group:{group}" for group in groups), root))
    for code in (*codes, *(f"group:{group}" for group in groups)):
        sums.append(Sum(f"latest:{code}", (f"closure:{code}", f"stay:{code}")))
    yield Family("housing", tuple(nodes), tuple(sums))


def _of_group(table: str, group: str, codes: Sequence[str]) -> Sum:
    """A situation that the list does not know is unknown."""
    parts = [code for code in codes if GROUP_OF.get(code, HousingGroup.UNKNOWN.value) == group]
    return Sum(f"{table}:group:{group}", tuple(f"{table}:{code}" for code in parts))


def _waiting_times(_: Sequence[Figures]) -> Iterator[Family]:
    """How many waiting times there are; those to the decision are counted with the decisions."""
    for name in ("decision_to_start", "referral_to_start"):
        n = Node("n", (("days", name, "n"),), Time.FLOW, TOTAL)
        yield Family(name, (n, missing("not_known")), (Sum(None, ("n", "not_known"), STARTED),))
    yield Family("own_home", (Node("n", (("days", "start_to_own_home", "n"),), Time.FLOW, TOTAL),))
