"""Questions about areas of the municipality: who is limited to which, and how they were typed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from sqlalchemy import select

from core.areas import folded, same
from core.permissions import Act, check_may
from core.records.people import Person
from db.engine import danish, reading
from db.kept import Kept
from db.models import AccountAreaRow, YoungPersonRow

_NONE: frozenset[str] = frozenset()


def areas_of(account_id: str) -> frozenset[str]:
    """The areas that the account is limited to; empty where it is not limited."""
    return areas_by_account().get(account_id, _NONE)


@Kept
def areas_by_account() -> Mapping[str, frozenset[str]]:
    """The same for every account that is limited; nobody's rights are asked."""
    found: dict[str, frozenset[str]] = {}
    with reading() as session:
        for row in session.scalars(select(AccountAreaRow)):
            found[row.account_id] = found.get(row.account_id, _NONE) | {row.area}
    return found


def spellings(areas: Iterable[str]) -> frozenset[str]:
    """How the areas are written with the young people; every one that `core.areas` takes for one.

    What the database folds is not what Python folds: so the database is asked for words as typed.
    """
    known = _spellings()
    return frozenset(each for area in areas for each in known.get(folded(area), _NONE))


@Kept
def _spellings() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    with reading() as session:
        for area in session.scalars(select(YoungPersonRow.municipality_area).distinct()):
            if area is not None and folded(area):
                found[folded(area)].add(area)
    return {area: frozenset(typed) for area, typed in found.items()}


def offered(*, by: Person) -> tuple[str, ...]:
    """The areas to choose between, in Danish order: those of young people and of accounts.

    Where somebody with a protected identity lives is told nobody here. Raises NotAllowed.
    """
    check_may(by, Act.MANAGE_ACCOUNTS)
    return _offered()


@Kept
def _offered() -> tuple[str, ...]:
    area = YoungPersonRow.municipality_area
    open_ones = select(area.label("area")).where(
        area.is_not(None), YoungPersonRow.protected_identity.is_not(True)
    )
    every = open_ones.union(select(AccountAreaRow.area)).subquery()
    with reading() as session:
        return same(session.scalars(select(every.c.area).order_by(danish(every.c.area))))
