"""Questions about referrals."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.codes import Step, Variant
from core.cutting import PAGE_SIZE, before, cut
from core.duplicates import Identity, likely_same
from core.masking import half_hidden
from core.pathway import OPEN_STEPS
from core.permissions import Act, may
from core.records.people import Person, Reach
from core.records.referrals import Namesake, ReferralDetail, ReferralPage, WaitingReferral
from core.redaction import Detail, Place, knows
from db.encryption.sealed import blind_indexes
from db.engine import contains, reading
from db.kept import Kept, kept_by_case
from db.models import CaseRow, MergeRow, YoungPersonRow
from db.models.people import CPR
from db.queries.assessment import risk_of
from db.queries.cases import named
from db.queries.naming import LISTED_NAME, LISTED_ORDER, readable
from db.queries.visible import reach_of, visible_to
from db.several import parted

PAGES = 64
"""How many pages of the list are kept, of all people together: who asks is part of each."""


def waiting(*, by: Person, on: date, wanted: str = "", page: int = 1) -> ReferralPage:
    """The referrals nobody has taken up, oldest first; those `wanted` by name or number.

    Past the last page, the last.
    """
    return _waiting(by, on, wanted, page)


def _make_waiting(by: Person, on: date, wanted: str, page: int) -> ReferralPage:
    conditions = [CaseRow.step == Step.REFERRED.value, visible_to(by)]
    if wanted.strip():
        conditions.append(named(wanted.strip()))
    with reading() as session:
        total = session.scalar(_joined(select(func.count())).where(*conditions)) or 0
        number, pages = cut(page, total)
        query = _LISTED.where(*conditions).limit(PAGE_SIZE).offset(before(number))
        return ReferralPage(_listed(session, query, on), total, number, pages)


_waiting = Kept(_make_waiting, most=PAGES)


def own(*, by: Person, on: date) -> tuple[WaitingReferral, ...]:
    """What became of the referrals that the person registered, newest first."""
    query = _LISTED.where(visible_to(by, Act.FOLLOW_OWN_REFERRALS))
    with reading() as session:
        return _listed(session, query, on)[::-1]


def _joined(query: Any) -> Any:
    return query.select_from(CaseRow).join(
        YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id
    )


_LISTED = _joined(
    select(
        CaseRow.number,
        LISTED_NAME.label("name"),
        CaseRow.step,
        CaseRow.variant,
        CaseRow.referral_date,
        CaseRow.taken_up_date,
        CaseRow.decision_date,
        CaseRow.referrer_organisation,
        CaseRow.acute_needs,
    )
).order_by(CaseRow.referral_date, *LISTED_ORDER)


def _listed(session: Session, query: Any, on: date) -> tuple[WaitingReferral, ...]:
    return tuple(
        WaitingReferral(
            number=row.number,
            name=row.name,
            step=Step(row.step),
            variant=Variant(row.variant),
            referral_date=row.referral_date,
            waiting_days=_waiting_days(row, on),
            referrer_organisation=row.referrer_organisation,
            acute_needs=parted(row.acute_needs),
        )
        for row in session.execute(query)
    )


def _waiting_days(case: Any, on: date) -> int:
    answered = case.taken_up_date or case.decision_date or on
    days: int = (answered - case.referral_date).days
    return max(days, 0)


def detail(case_id: str, *, by: Person, on: date) -> ReferralDetail | None:
    """All of one referral; None where there is none or the person may not see it."""
    found = _whole(case_id, on)
    if found is None or not may(by, Act.SEE_CASE, found.reach):
        return None
    told, reach = found.detail, found.reach

    def known(detail: Detail, value: str | None) -> str | None:
        knows_it = knows(by, reach, detail, Place.OWN_PAGE, protected=found.protected)
        return value if knows_it else None

    narrowed = replace(
        told,
        cpr=known(Detail.CPR, told.cpr) if may(by, Act.SEE_CPR, reach) else None,
        phone=known(Detail.PHONE, told.phone),
        email=known(Detail.EMAIL, told.email),
        municipality_area=known(Detail.AREA, told.municipality_area),
    )
    return readable(narrowed, case_id, by=by)


@dataclass(frozen=True, slots=True)
class _Whole:
    """A referral with all that is known, of which nobody is told before their rights are asked."""

    reach: Reach
    protected: bool
    detail: ReferralDetail


@kept_by_case
def _whole(case_id: str, on: date) -> _Whole | None:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            return None
        young = session.get_one(YoungPersonRow, case.young_person_id)
        detail = ReferralDetail(
            case_id=case.id,
            number=case.number,
            version=case.version,
            step=Step(case.step),
            cpr=half_hidden(young.cpr) if young.cpr else None,
            phone=young.phone,
            email=young.email,
            municipality_area=young.municipality_area,
            referral_date=case.referral_date,
            waiting_days=_waiting_days(case, on),
            referrer_name=case.referrer_name,
            referrer_organisation=case.referrer_organisation,
            reason=case.referral_reason,
            target_group_guess=case.target_group_guess,
            risk=risk_of(session, case.id),
            acute_needs=parted(case.acute_needs),
            young_person_knows=case.young_person_knows,
            young_person_wants=case.young_person_wants,
            decision_date=case.decision_date,
            reject_reason=case.reject_reason,
            decision_reason=case.decision_reason,
        )
        return _Whole(reach_of(session, case), bool(young.protected_identity), detail)


def namesakes(identity: Identity, *, by: Person) -> list[Namesake]:
    """Who in the store is likely the same young person; numbers as far as the person reaches."""
    return [namesake(each, by=by) for each in alike(identity)]


def alike(identity: Identity) -> tuple[str, ...]:
    """The ids of who is likely the same; nobody's rights are asked, so for use inside `db`."""
    indexes = blind_indexes(CPR, identity.cpr) if identity.cpr else ()
    return _alike(identity.name, identity.birth_date, indexes)


@kept_by_case
def _alike(name: str, birth_date: date | None, indexes: tuple[str, ...]) -> tuple[str, ...]:
    """The ids of who is likely the same; a CPR number is known by its indexes, and none opened."""
    words = [word for word in name.split() if len(word) > 1]
    near = [contains(YoungPersonRow.name, word) for word in words]
    if birth_date is not None:
        near.append(YoungPersonRow.birth_date == birth_date)
    if indexes:
        near.append(YoungPersonRow.cpr_index.in_(indexes))
    if not near:
        return ()
    sought = Identity(name, birth_date, _SAME if indexes else None)
    columns = (YoungPersonRow.id, YoungPersonRow.name, YoungPersonRow.birth_date)
    merged = select(MergeRow.other_id).where(MergeRow.undone_date.is_(None))
    query = select(*columns, YoungPersonRow.cpr_index).where(
        or_(*near), YoungPersonRow.id.not_in(merged)
    )
    with reading() as session:
        return tuple(
            row.id for row in session.execute(query) if likely_same(sought, _known(row, indexes))
        )


_SAME = "same"
"""Stands for the CPR number that is sought."""


def _known(row: Any, indexes: tuple[str, ...]) -> Identity:
    """Who is in the store; the CPR number compared by its index, so that none is opened."""
    return Identity(row.name, row.birth_date, _SAME if row.cpr_index in indexes else None)


def namesake(young_person_id: str, *, by: Person) -> Namesake:
    """The young person with the newest case, as far as the person reaches."""
    found, reach = _newest(young_person_id)
    if reach is None:
        return found
    known = readable(found, reach.case_id or "", by=by)
    return known if may(by, Act.SEE_CASE, reach) else replace(known, number=None)


@kept_by_case
def _newest(young_person_id: str) -> tuple[Namesake, Reach | None]:
    """The young person with the newest case, and who stands around it: nobody's rights asked."""
    with reading() as session:
        young = session.get_one(YoungPersonRow, young_person_id)
        newest = session.scalar(
            select(CaseRow)
            .where(CaseRow.young_person_id == young.id)
            .order_by(CaseRow.referral_date.desc(), CaseRow.number.desc())
            .limit(1)
        )
        found = Namesake(
            young_person_id=young.id,
            name=young.name,
            birth_date=young.birth_date,
            number=newest.number if newest is not None else None,
            open=newest is not None and Step(newest.step) in OPEN_STEPS,
        )
        return found, reach_of(session, newest) if newest is not None else None
