"""All that is held about a young person is told to them, and nothing about who of the staff."""

import json
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from core.codes import Role
from core.correcting import Corrected, NothingCorrected, ProtectedElsewhere, StatementTold
from core.errors import BadCpr, ChangedByOther, MissingValue, NotAllowed
from core.records.people import Person
from core.referral import SameCpr
from core.retention import NotLookedThrough
from db import actions, queries
from db.actions.looks import saw
from db.engine import Store, reading, transaction
from db.models import (
    AuditRow,
    CaseEventRow,
    CaseRow,
    ContactRow,
    NetworkPersonRow,
    YoungPersonRow,
    new_id,
)
from pages.shared.documents.person_file_paper import person_file_zip
from tests.factories import ON, person, put, put_case

LEAD = person(Role.PROJECT_LEAD, name="Lene Leder")
CPR = "6505060011"


def known() -> CaseRow:
    case = put_case("Vilma Vildspor", referral_reason="Sover hos venner.", decided_by="Karen Kold")
    put(
        NetworkPersonRow(id=new_id(), case_id=case.id, name="Mor Vildspor", sphere="family"),
        ContactRow(
            id=new_id(),
            case_id=case.id,
            worker_id="karen-kold",
            date=ON,
            method="SM",
            activity="other",
            minutes=30,
            note="Internt",
        ),
    )
    return case


def zipped(case: CaseRow, *tables: str, with_cpr: bool = False) -> tuple[dict[str, object], bytes]:
    file = actions.person_files.make(
        case.id, tables=tables, with_cpr=with_cpr, looked=True, by=LEAD, on=ON
    )
    with ZipFile(BytesIO(person_file_zip(file, language="da", place="Svanevig"))) as archive:
        return json.loads(archive.read("oplysninger.json")), archive.read("oplysninger.pdf")


def test_the_file_has_all_but_others_notes_and_names_of_the_staff(store: Store) -> None:
    case = known()
    saw("young_person", {"case": str(case.number)}, by=LEAD, purpose="Tilsyn")
    told, paper = zipped(case)
    said = json.dumps(told, ensure_ascii=False)
    assert "Sover hos venner." in said
    assert paper.startswith(b"%PDF")
    for hidden in ("Mor Vildspor", "Internt", "Karen Kold", "karen-kold", "Lene Leder"):
        assert hidden not in said
    assert told["left_out"] == {"network_people": 1, "contacts": 1}
    kinds = [look["kind"] for look in told["log"]]  # type: ignore[attr-defined]
    assert "read" in kinds
    assert "Tilsyn" in said


def test_what_is_about_others_is_told_where_somebody_has_looked(store: Store) -> None:
    case = known()
    marked = {each.table: each.values for each in queries.person_file.to_look_at(case.id, by=LEAD)}
    assert marked == {"network_people": 1, "contacts": 1}
    told, _ = zipped(case, "network_people")
    said = json.dumps(told, ensure_ascii=False)
    assert "Mor Vildspor" in said
    assert "Internt" not in said


def test_the_cpr_number_is_told_only_where_it_is_asked_for(store: Store) -> None:
    case = known()
    _correct(case, new_cpr=CPR)
    assert CPR not in json.dumps(zipped(case)[0])
    assert CPR in json.dumps(zipped(case, with_cpr=True)[0])


@pytest.mark.asvs("16.2.1")
def test_making_the_file_is_for_leaders_who_have_looked_and_stands_in_the_log(
    store: Store,
) -> None:
    case = known()
    wanted = {"tables": (), "with_cpr": False, "on": ON}
    with pytest.raises(NotLookedThrough):
        actions.person_files.make(case.id, looked=False, by=LEAD, **wanted)  # type: ignore[arg-type]
    with pytest.raises(NotAllowed):
        queries.person_file.to_look_at(case.id, by=_coordinator(case))
    zipped(case)
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.kind == "export")).all()
    assert [(line.case_id, line.act) for line in lines] == [(case.id, "tell_person")]


def _coordinator(case: CaseRow) -> Person:
    with transaction() as session:
        session.get_one(CaseRow, case.id).coordinator_id = "me"
        session.info["changed"] = True
    return person(Role.COORDINATOR, staff_id="me")


def test_who_is_protected_is_told_of_to_those_alone_who_work_on_the_case(store: Store) -> None:
    case, other = known(), put_case("Vilma Vildspor")
    with transaction() as session:
        session.get_one(YoungPersonRow, case.young_person_id).protected_identity = True
        session.info["changed"] = True
    with pytest.raises(ProtectedElsewhere):
        queries.correcting.held(case.id, by=LEAD)
    with pytest.raises(ProtectedElsewhere):
        queries.person_file.to_look_at(case.id, by=LEAD)
    assert queries.merging.pair(other.young_person_id, case.number, by=LEAD) is None
    with pytest.raises(ProtectedElsewhere):
        actions.merging.merge(
            other.young_person_id,
            case.young_person_id,
            take=(),
            seen_versions=(1, 1),
            looked=True,
            by=LEAD,
            on=ON,
        )
    assert queries.correcting.held(case.id, by=_coordinator(case)).name == "Vilma Vildspor"


# ---------------------------------------------------------------- correcting


def _correct(case: CaseRow, *, reason: str | None = "Nyt navn", **changed: object) -> None:
    held = queries.correcting.held(case.id, by=LEAD)
    told = {"name": held.name, "birth_date": held.birth_date, **changed}
    actions.correcting.correct(
        case.id,
        Corrected(**told),  # type: ignore[arg-type]
        reason=reason,
        seen_version=held.version,
        by=LEAD,
        on=ON,
    )


def test_a_correction_leaves_before_and_after_in_the_log_and_the_reason_in_the_case(
    store: Store,
) -> None:
    case = known()
    _correct(case, name="Vilma Vej", new_cpr=CPR)
    with reading() as session:
        young = session.get_one(YoungPersonRow, case.young_person_id)
        event = session.scalars(select(CaseEventRow)).one()
        line = session.scalars(select(AuditRow).where(AuditRow.table_name == "young_people")).one()
    assert (young.name, young.cpr) == ("Vilma Vej", CPR)
    assert (event.reason, event.kind) == ("Nyt navn", "person_corrected")
    assert json.loads(line.changes)["name"] == ["Vilma Vildspor", "Vilma Vej"]
    assert CPR not in line.changes
    assert line.case_id == case.id
    assert "Vil" not in (event.details or "")


def test_a_bad_correction_is_refused_and_changes_nothing(store: Store) -> None:
    case, other = known(), put_case("Silje Sidevej")
    _correct(other, new_cpr=CPR)
    refusals: list[tuple[type[Exception], dict[str, object]]] = [
        (NothingCorrected, {}),
        (MissingValue, {"name": " "}),
        (MissingValue, {"name": "Vilma Vej", "reason": None}),
        (BadCpr, {"new_cpr": "12"}),
        (SameCpr, {"new_cpr": CPR}),
    ]
    for refusal, changed in refusals:
        with pytest.raises(refusal):
            _correct(case, **changed)  # type: ignore[arg-type]
    with pytest.raises(ChangedByOther):
        actions.correcting.correct(
            case.id,
            Corrected(name="Vilma Vej", birth_date=date(2006, 3, 5)),
            reason="x",
            seen_version=9,
            by=LEAD,
            on=ON,
        )
    assert queries.correcting.held(case.id, by=LEAD).name == "Vilma Vildspor"


def test_what_the_young_person_does_not_agree_with_is_kept_and_told(store: Store) -> None:
    case = known()
    with pytest.raises(MissingValue):
        actions.correcting.disagree(case.id, StatementTold("Referatet", " "), by=LEAD, on=ON)
    told = StatementTold("Referatet fra marts", "Det sagde jeg ikke.")
    actions.correcting.disagree(case.id, told, by=LEAD, on=ON)
    (statement,) = queries.correcting.held(case.id, by=LEAD).statements
    assert statement.text == "Det sagde jeg ikke."
    assert "Det sagde jeg ikke." in json.dumps(zipped(case)[0], ensure_ascii=False)
