"""What falls due is shown before it is done; a case can be held back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from core.anonymising import NOBODY
from core.codes import Role, Step
from core.errors import ChangedByOther, NotAllowed, NotFound
from core.records.retention import DueKind
from core.retention import (
    Anonymised,
    DueChanged,
    HeldAlready,
    HoldEnded,
    HoldTold,
    NothingDue,
    NotLookedThrough,
    mark_of,
)
from db import actions, queries
from db.clock import danish_midnight, now
from db.engine import Store, reading
from db.life import gone_file
from db.models import AuditRow, CaseRow, DraftRow, SessionRow, SettingRow, YoungPersonRow, new_id
from tests.factories import ON, person, put, put_case

LEAD, ADMINISTRATOR = person(Role.PROJECT_LEAD), person(Role.ADMINISTRATOR)
LONG_AGO = date(2020, 1, 10)


def decided() -> None:
    since = date(2021, 1, 1)
    put(
        SettingRow(id=new_id(), name="retention_months", value="60", valid_from=since),
        SettingRow(id=new_id(), name="retention_rejected_months", value="12", valid_from=since),
    )


def closed(name: str = "Vilma Vildspor", ended: date = LONG_AGO) -> CaseRow:
    return put_case(name, step=Step.CLOSED, end_date=ended, start_date=ended - timedelta(days=400))


def shown() -> int:
    preview = queries.retention.preview(ON, by=LEAD)
    return mark_of(case.case_id for case in preview.due(ON))


def carry_out(*, looked: bool = True) -> int:
    return actions.retention.carry_out(looked=looked, seen_version=shown(), by=LEAD, on=ON)


def name_of(case: CaseRow) -> str:
    with reading() as session:
        return session.get_one(YoungPersonRow, case.young_person_id).name


def test_nothing_happens_to_a_case_before_the_municipality_has_decided(store: Store) -> None:
    case = closed()
    preview = queries.retention.preview(ON, by=ADMINISTRATOR)
    assert [each.number for each in preview.cases] == [case.number]
    assert preview.due(ON) == ()
    with pytest.raises(NothingDue):
        carry_out()


def test_what_is_due_now_and_soon_is_told_by_kind(store: Store) -> None:
    decided()
    now_due = closed()
    soon = closed("Silje Sidevej", date(2021, 6, 30))
    closed("Emil Enebær", date(2024, 6, 30))
    put_case("Noah Nordpå", step=Step.REJECTED, decision_date=date(2025, 5, 3), decision="rejected")
    preview = queries.retention.preview(ON, by=ADMINISTRATOR)
    told = {kind.kind: (kind.now, kind.soon) for kind in preview.kinds}
    assert told["closed_case"] == (1, 1)
    assert told["turned_down"] == (1, 0)
    assert {each.number for each in preview.cases} >= {now_due.number, soon.number}
    with pytest.raises(NotAllowed):
        queries.retention.preview(ON, by=person(Role.COORDINATOR))


def test_who_approves_has_seen_the_list_as_it_is(store: Store) -> None:
    decided()
    seen, case = shown(), closed()
    with pytest.raises(DueChanged):
        actions.retention.carry_out(looked=True, seen_version=seen, by=LEAD, on=ON)
    with pytest.raises(NotLookedThrough):
        carry_out(looked=False)
    with pytest.raises(NotAllowed):
        actions.retention.carry_out(looked=True, seen_version=shown(), by=ADMINISTRATOR, on=ON)
    assert name_of(case) == "Vilma Vildspor"


@pytest.mark.asvs("14.2.7")
def test_one_approval_anonymises_and_deletes_all_that_is_due(store: Store) -> None:
    decided()
    case = closed()
    old = now() - timedelta(days=2000)
    put(
        DraftRow(id="a:f.1", account_id="a", form="f.1", content="{}", saved_time=old),
        SessionRow(id="s", account_id="a", started_time=old, seen_time=old),
        SessionRow(id="t", account_id="a", started_time=now(), seen_time=now()),
    )
    assert carry_out() == 1
    assert name_of(case) == NOBODY
    with reading() as session:
        assert session.scalar(select(func.count(DraftRow.id))) == 0
        assert session.scalars(select(SessionRow.id)).all() == ["t"]
        lines = session.scalars(select(AuditRow).where(AuditRow.act == "carry_out_retention")).all()
    assert {line.case_id for line in lines} == {None, case.id}
    file = gone_file(store.url)
    assert file is not None
    assert case.id in file.read_text()
    with pytest.raises(NothingDue):
        carry_out()


def test_an_anonymised_case_takes_no_more_writing(store: Store) -> None:
    decided()
    case = closed()
    carry_out()
    with reading() as session:
        version = session.get_one(CaseRow, case.id).version
    with pytest.raises(Anonymised):
        actions.reopening.reopen_case(case.id, reason="x", seen_version=version, by=LEAD, on=ON)
    with pytest.raises(Anonymised):
        actions.retention.hold(case.number, HoldTold("Klagesag"), by=LEAD, on=ON)


def test_a_case_that_is_held_back_stays_until_the_hold_ends(store: Store) -> None:
    decided()
    case = closed()
    actions.retention.hold(case.number, HoldTold("Klagesag"), by=LEAD, on=ON)
    with pytest.raises(HeldAlready):
        actions.retention.hold(case.number, HoldTold("Arkivet"), by=LEAD, on=ON)
    with pytest.raises(NotFound):
        actions.retention.hold(4711, HoldTold("Arkivet"), by=LEAD, on=ON)
    with pytest.raises(NothingDue):
        carry_out()
    (hold,) = queries.retention.preview(ON, by=LEAD).holds
    with pytest.raises(ChangedByOther):
        actions.retention.end_hold(hold.id, seen_version=9, by=LEAD, on=ON)
    actions.retention.end_hold(hold.id, seen_version=hold.version, by=LEAD, on=ON)
    with pytest.raises(HoldEnded):
        actions.retention.end_hold(hold.id, seen_version=hold.version + 1, by=LEAD, on=ON)
    assert carry_out() == 1


def test_a_hold_with_a_last_day_ends_by_itself(store: Store) -> None:
    decided()
    case = closed()
    actions.retention.hold(case.number, HoldTold("Klagesag", ON), by=LEAD, on=ON)
    assert queries.retention.preview(ON, by=LEAD).due(ON) == ()
    later = ON + timedelta(days=1)
    assert len(queries.retention.preview(later, by=LEAD).due(later)) == 1


@pytest.mark.usefixtures("store")
def test_what_is_deleted_is_kept_by_days_as_they_are_in_denmark() -> None:
    def drafts() -> DueKind:
        kinds = queries.retention.preview(ON, by=LEAD).kinds
        return next(each for each in kinds if each.kind == "draft")

    midnight = danish_midnight(ON - timedelta(days=drafts().long))
    for place, minutes in enumerate((-1, 30)):
        saved = midnight + timedelta(minutes=minutes)
        row = {"id": f"a:f.{place}", "account_id": "a", "form": f"f.{place}", "content": "{}"}
        put(DraftRow(**row, saved_time=saved))
    assert drafts().now == 1
