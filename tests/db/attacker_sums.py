"""What an attacker knows before the attack: the released figures, and how tallies add up.

Written from the definition of the tallies, not from the code that hides: the sums are told again.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from core.tallies import BAND_NAMES

SERVED, LEAVERS = ("cases", "served"), ("cases", "leavers")
STAYERS, STARTED = ("cases", "stayers"), ("cases", "started")
FLOWS = (
    "cases.referred cases.accepted cases.rejected cases.started cases.leavers closure "
    "days_in_course.leavers housing_at_closure meetings.held meetings.checklist "
    "meetings.participants agreements.due agreements.done agreements.not_done "
    "days.referral_to_decision days.decision_to_start days.referral_to_start "
    "days.start_to_own_home"
)
AT_END = "cases.stayers days_in_course.stayers caseload"
NESTED = (
    "combination target_group variant age_at_start education.first employment.first "
    "domain_baseline meetings.young_people young_people_served"
)
NESTED_IN_LAST = "domain_change education.latest employment.latest housing_latest"
NOT_RECORDED = ("not_measured", "no_status", "unanswered", "unlisted", "not_answered", "on_the_day")
"""What is missing says nothing of a person; the attacker may find it."""

OF_COUNTS = ("mean", "median", "p90", "per_young_person")


def starts(path: tuple[Any, ...], names: str) -> bool:
    """Whether the path lies under one of the dotted names."""
    return any(
        path[: len(parts)] == parts for parts in (tuple(n.split(".")) for n in names.split())
    )


def leaves(part: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[tuple[Any, ...], Any]]:
    """Every count of an object of tallies."""
    if isinstance(part, dict):
        for key, each in part.items():
            if key not in {"suppressed", "cap", *OF_COUNTS} and path[:1] not in {
                ("hours",),
                ("cost",),
            }:
                yield from leaves(each, (*path, key))
    elif isinstance(part, list):
        for place, each in enumerate(part):
            yield from leaves(each, (*path, place))
    elif path[:1] not in {("hours",), ("cost",), ("fidelity",)} and not isinstance(
        part, str | bool
    ):
        yield path, part


class Known:
    """What an attacker knows: all that is released, by (place, span, variant), and how it adds up.

    `exact` is the same in full, to judge by.
    """

    def __init__(self, released: dict[Any, Any], exact: dict[Any, Any], k: int) -> None:
        self.k = k
        self.tried = 0
        self.found: list[tuple[Any, ...]] = []
        self.seen = {(s, p): v for s, o in released.items() for p, v in leaves(o)}
        self.truth = {(s, p): v for s, o in exact.items() for p, v in leaves(o)}
        self.hidden = {
            cell for cell, v in self.seen.items() if v is None and self.truth[cell] is not None
        }
        self._tables = defaultdict(list)
        for spot, path in self.seen:
            self._tables[spot, path[:-1]].append((spot, path))
        self.equations: list[dict[Any, int]] = []
        self.spots = sorted(released)
        self._tell_all_sums(exact)

    def not_zero(self, cell: Any) -> bool:
        """A hidden count is not 0, unless its whole table is hidden, or a zero in it."""
        spot, path = cell
        table = [each for each in self._tables[spot, path[:-1]] if each in self.seen]
        shown = any(self.seen[each] is not None for each in table)
        return (
            cell in self.seen
            and shown
            and all(self.truth[each] != 0 for each in table if each in self.hidden)
        )

    def _add(self, whole: Any, parts: list[Any], rest: Any = None) -> None:
        """whole = parts + rest; the rest is no tally. Cells that are not there count 0."""
        known = [part for part in parts if part in self.truth]
        if whole not in self.truth or self.truth[whole] is None:
            return
        left = self.truth[whole] - sum(self.truth[part] or 0 for part in known)
        if left < 0 or (left and rest is None):
            return  # odd records: the attacker does not believe in this sum
        equation = defaultdict(int, {whole: -1})
        for part in known:
            equation[part] += 1
        if rest is not None:
            self.truth[rest] = left
            if left or rest[1][0] not in NOT_RECORDED:
                equation[rest] += 1
                self.hidden.add(rest)
        self.equations.append(dict(equation))

    def _tell_all_sums(self, exact: dict[Any, Any]) -> None:
        for spot in self.spots:
            self._tell_tables(spot, exact[spot])
        counts = {path for _, path in self.seen}
        for path in sorted(counts, key=str):
            for spot in self.spots:
                self._tell_between(spot, path)

    def _tell_tables(self, s: Any, o: dict[str, Any]) -> None:  # noqa: C901 — a list of sums
        add = self._add
        add((s, SERVED), [(s, LEAVERS), (s, STAYERS)])
        add((s, SERVED), [(s, ("young_people_served",))], (s, ("repeated",)))
        add((s, SERVED), [(s, ("meetings", "young_people"))], (s, ("not_met",)))
        for name in ("age", "age_at_start", "combination", "target_group", "variant"):
            add((s, SERVED), [(s, (name, key)) for key in o[name]])
        reasons = [key for key in o["closure"] if not key.endswith("involved")]
        add((s, LEAVERS), [(s, ("closure", key)) for key in reasons])
        for key in ("young_person_involved", "team_involved"):
            add((s, LEAVERS), [(s, ("closure", key))], (s, ("not_involved", key)))
        for who, total in (("leavers", LEAVERS), ("stayers", STAYERS)):
            add((s, total), [(s, ("days_in_course", who, band)) for band in BAND_NAMES])
            add((s, total), [(s, ("days_in_course", who, "n"))])
        for table, total in (("housing_at_closure", LEAVERS), ("housing_latest", SERVED)):
            groups = [(s, (table, "groups", group)) for group in o[table]["groups"]]
            add((s, total), groups)
            add((s, total), [(s, (table, key)) for key in o[table] if key != "groups"])
        for key in [*o["housing_latest"]]:
            if key != "groups":
                add(
                    (s, ("housing_latest", key)),
                    [(s, ("housing_at_closure", key))],
                    (s, ("stay", key)),
                )
        for group in o["housing_latest"]["groups"]:
            latest, ended = (
                (s, ("housing_latest", "groups", group)),
                (s, ("housing_at_closure", "groups", group)),
            )
            add(latest, [ended], (s, ("stay", "groups", group)))
        for domain, each in o["domain_change"].items():
            parts = [(s, ("domain_change", domain, key)) for key in each if key != "n"]
            add((s, ("domain_change", domain, "n")), parts)
            add(
                (s, SERVED), [(s, ("domain_change", domain, "n"))], (s, ("not_measured", domain, 2))
            )
            add(
                (s, SERVED),
                [(s, ("domain_baseline", domain, "n"))],
                (s, ("not_measured", domain, 1)),
            )
        for table in ("education", "employment"):
            for end, each in o[table].items():
                n = (s, (table, end, "n"))
                parts = [(s, (table, end, key)) for key in each if key != "n"]
                add(n, parts, (s, ("unanswered", table, end)))
                if (table, end) != ("education", "first"):
                    add(n, [(s, ("education", "first", "n"))])
                add((s, SERVED), [n], (s, ("no_status", table, end)))
        self._tell_meetings(s, o)

    def _tell_meetings(self, s: Any, o: dict[str, Any]) -> None:
        add, held = self._add, (s, ("meetings", "held"))
        for item in o["meetings"]["checklist"]:
            path = ("meetings", "checklist", item)
            add((s, (*path, "n")), [(s, (*path, "yes")), (s, (*path, "no"))])
            add(held, [(s, (*path, "n"))], (s, ("not_answered", item)))
        for role in o["meetings"]["participants"]:
            path = ("meetings", "participants", role)
            add(held, [(s, (*path, "meetings"))], (s, ("unlisted", role)))
            add((s, (*path, "meetings")), [(s, (*path, "attended"))], (s, ("absent", role)))
            add((s, (*path, "attended")), [(s, (*path, "active"))], (s, ("quiet", role)))
        due = [(s, ("agreements", key)) for key in ("done", "not_done")]
        add((s, ("agreements", "due")), due, (s, ("open",)))
        add((s, ("open",)), [(s, ("agreements", "overdue"))], (s, ("on_the_day",)))
        decided = [(s, ("cases", "accepted")), (s, ("cases", "rejected"))]
        add((s, ("days", "referral_to_decision", "n")), decided, (s, ("withdrawn",)))
        for methods in (("SM",), ("CTI", "ICM")):
            lines = [
                (s, ("caseload", place, "active"))
                for place, line in enumerate(o["caseload"])
                if line["method"] in methods
            ]
            add((s, STAYERS), lines, (s, ("no_line", *methods)))
        for name in ("decision_to_start", "referral_to_start"):
            add((s, STARTED), [(s, ("days", name, "n"))], (s, ("unanswered", name)))
        if s[1] == "whole":
            add((s, ("cases", "referred")), decided, (s, ("waiting",)))
            add((s, ("cases", "accepted")), [(s, STARTED)], (s, ("not_begun",)))
            for age in {*o["age"], *o["age_at_start"]}:
                add((s, ("age", age)), [(s, ("age_at_start", age))])

    def _tell_between(self, s: Any, path: tuple[Any, ...]) -> None:  # noqa: C901
        place, span, variant = s
        here, add = (s, path), self._add
        if not variant:
            parts = [(each, path) for each in self.spots if each[:2] == s[:2] and each[2]]
            if parts:
                add(here, parts)
                self._tell_overlap(here, parts)
        halves = [each for each in self.spots if each[1] == "half" and each[2] == variant]
        if span == "whole" and halves:
            if starts(path, FLOWS):
                add(here, [(half, path) for half in halves])
            elif starts(path, AT_END):
                add(here, [(halves[-1], path)])
            elif starts(path, NESTED):
                for half in halves:
                    add(here, [(half, path)], (half, ("others", *path)))
            elif starts(path, NESTED_IN_LAST):
                add(here, [(halves[-1], path)], (halves[-1], ("gone", *path)))
        if span == "half" and place and path == SERVED:
            add(here, [((place - 1, span, variant), STAYERS), (s, STARTED)])

    def _tell_overlap(self, whole: Any, parts: list[Any]) -> None:
        """Young people with a course in each variant: those in both, and those in one only."""
        (s, path) = whole
        known = [part for part in parts if part in self.truth]
        if len(known) != 2 or self.truth[whole] is None:
            return
        if sum(self.truth[part] for part in known) > self.truth[whole]:
            for part, other in (known, known[::-1]):
                only = (part[0], ("only", *path))
                self._add(whole, [other], only)
                self._add(part, [only], (s, ("both", *path)))
