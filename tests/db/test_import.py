"""A municipality's own lists come in whole or not at all."""

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.codes import Role, Step
from core.errors import NotAllowed
from core.exchange import sheets
from core.headway import heard
from core.invitations import holds_old
from core.records.exchange import ImportReport, Problem, Written
from db import queries
from db.audit import find
from db.engine import reading, transaction
from db.exchange import import_from
from db.models import (
    AgreementRow,
    AuditRow,
    Base,
    CaseRow,
    ConsentRow,
    FidelityRow,
    MeetingRow,
    ParticipantRow,
    RiskIndicatorRow,
    StaffRow,
    SupportCourseRow,
    YoungPersonRow,
)
from tests.factories import ON, person, put, put_case
from tests.factories_exchange import CASES, YOUNG, Rows, accepted, day, folder, lists, workbook

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example-import"


def imported(path: Path, on: date = ON, **sheets_sent: Rows) -> ImportReport:
    return import_from(folder(path / "lists", lists(**sheets_sent)), on=on)


def codes(found: tuple[Problem, ...]) -> list[str]:
    return [each.code for each in found]


def the(kind: type[Base], row_id: str) -> Base:
    with reading() as session:
        return find(session, kind, row_id)  # type: ignore[type-var]


def count(kind: type[Base]) -> int:
    with reading() as session:
        return session.scalar(select(func.count()).select_from(kind)) or 0


def step_of(case_id: str) -> str:
    return the(CaseRow, case_id).step  # type: ignore[attr-defined,no-any-return]


# ---------------------------------------------------------------- what comes in


def test_the_sample_folder_comes_in_whole(store: object) -> None:
    report = import_from(SAMPLE, on=date(2026, 11, 22))
    assert report.problems == ()
    assert sorted(codes(report.warnings)) == ["unknown_column", "unknown_sheet"]
    assert report.saved
    assert report.sheets["young_people"] == Written(added=6)
    steps = {case_id: step_of(case_id) for case_id in ("F1", "F2", "F3", "F4", "F5", "F6")}
    assert steps == {
        "F1": Step.REFERRED,
        "F2": Step.START_UP,
        "F3": Step.COLLABORATION,
        "F4": Step.MOVED_IN,
        "F5": Step.START_UP,
        "F6": Step.CLOSED,
    }


def test_the_sample_keeps_what_was_written_behind_its_blemishes(store: object) -> None:
    import_from(SAMPLE, on=date(2026, 11, 22))
    with reading() as session:
        vilma = find(session, YoungPersonRow, "U1")
        silje = find(session, YoungPersonRow, "U3")
        emil = find(session, YoungPersonRow, "U5")
        assert (vilma.birth_date, vilma.cpr) == (date(2007, 3, 14), "7403070014")
        assert silje.name == "Silje Sidevej"
        assert silje.special_considerations == "Taler helst i telefon; svarer ikke på sms"
        assert emil.protected_identity is None
        assert find(session, YoungPersonRow, "U4").protected_identity is True
        assert find(session, YoungPersonRow, "U6").special_considerations == "=ring altid først"
        assert find(session, StaffRow, "M2").fte == 0.8


def test_a_workbook_says_the_same_as_a_folder(store: object, tmp_path: Path) -> None:
    young = [
        {
            "id": 1,
            "name": "Vilma Vildspor",
            "birth_date": day("2006-03-05"),
            "protected_identity": True,
        }
    ]
    cases = [{**CASES[0], "young_person_id": 1, "referral_date": day("2026-01-05")}]
    report = import_from(
        workbook(tmp_path / "x.xlsx", lists(young_people=young, cases=cases)), on=ON
    )
    assert report.problems == ()
    assert the(YoungPersonRow, "1").birth_date == date(2006, 3, 5)  # type: ignore[attr-defined]
    assert the(YoungPersonRow, "1").protected_identity is True  # type: ignore[attr-defined]


def test_comma_and_no_bom_are_read_the_same_way(store: object, tmp_path: Path) -> None:
    path = folder(tmp_path / "lists", lists(), delimiter=",", bom=False)
    assert import_from(path, on=ON).problems == ()
    assert count(CaseRow) == 1


def test_a_blank_is_not_recorded_and_never_no(store: object, tmp_path: Path) -> None:
    meeting = {
        "id": "N1",
        "case_id": "F1",
        "date": "2026-02-01",
        "kind": "network",
        "young_person_heard": "",
    }
    imported(tmp_path, meetings=[meeting])
    assert the(MeetingRow, "N1").young_person_heard is None  # type: ignore[attr-defined]


def test_risk_indicators_come_in_with_an_unknown_time(store: object, tmp_path: Path) -> None:
    imported(tmp_path, cases=[{**CASES[0], "risk_indicators": "weak_network;substance_use"}])
    with reading() as session:
        rows = session.scalars(select(RiskIndicatorRow).order_by(RiskIndicatorRow.indicator)).all()
        assert [(row.case_id, row.indicator, row.when) for row in rows] == [
            ("F1", "substance_use", "unknown"),
            ("F1", "weak_network", "unknown"),
        ]


def test_imported_cases_count_on_from_the_last_number(store: object, tmp_path: Path) -> None:
    first = put_case().number
    second = {**CASES[0], "id": "F2"}
    imported(tmp_path, cases=[*CASES, second])
    assert the(CaseRow, "F1").number == first + 1  # type: ignore[attr-defined]
    assert the(CaseRow, "F2").number == first + 2  # type: ignore[attr-defined]
    assert put_case().number == first + 3


def test_meetings_to_come_are_planned(store: object, tmp_path: Path) -> None:
    rows = [
        {"id": "N1", "case_id": "F1", "date": ON.isoformat(), "kind": "network"},
        {"id": "N2", "case_id": "F1", "date": "2026-05-05", "kind": "network"},
    ]
    imported(tmp_path, meetings=rows)
    states = [the(MeetingRow, row_id).state for row_id in ("N1", "N2")]  # type: ignore[attr-defined]
    assert states == ["held", "planned"]


COURSE = {
    "id": "S1",
    "case_id": "F1",
    "method": "CTI",
    "worker_id": "M1",
    "start_date": "2026-02-01",
}
HOME = {"id": "B1", "case_id": "F1", "from_date": "2026-01-31", "situation": "own_home"}
HELD = {"id": "N1", "case_id": "F1", "date": "2026-02-01", "kind": "network"}


@pytest.mark.parametrize(
    ("sent", "step"),
    [
        ({}, Step.REFERRED),
        ({"cases": [{**CASES[0], "decision": "rejected"}]}, Step.REJECTED),
        ({"cases": [{**CASES[0], "decision": "withdrawn"}]}, Step.REJECTED),
        ({"cases": [accepted()]}, Step.START_UP),
        ({"cases": [accepted(decision=None)]}, Step.START_UP),
        ({"cases": [accepted()], "meetings": [HELD]}, Step.COLLABORATION),
        ({"cases": [accepted()], "meetings": [{**HELD, "kind": "individual"}]}, Step.START_UP),
        ({"cases": [accepted()], "meetings": [{**HELD, "date": "2026-06-01"}]}, Step.START_UP),
        ({"cases": [accepted()], "support_courses": [COURSE]}, Step.SUPPORT),
        ({"cases": [accepted()], "support_courses": [COURSE], "housing": [HOME]}, Step.MOVED_IN),
        (
            {
                "cases": [accepted()],
                "support_courses": [COURSE],
                "housing": [{**HOME, "to_date": "2026-03-01"}],
            },
            Step.SUPPORT,
        ),
        (
            {"cases": [accepted()], "support_courses": [{**COURSE, "end_date": "2026-04-01"}]},
            Step.SUPPORT_ENDED,
        ),
        ({"cases": [accepted(end_date="2026-04-01")], "support_courses": [COURSE]}, Step.CLOSED),
    ],
)
def test_a_case_stands_where_its_records_say(
    store: object, tmp_path: Path, sent: dict[str, Rows], step: Step
) -> None:
    assert imported(tmp_path, **sent).problems == ()
    assert step_of("F1") == step


# ---------------------------------------------------------------- again


def test_a_second_import_of_the_same_lists_changes_nothing(store: object) -> None:
    import_from(SAMPLE, on=date(2026, 11, 22))
    before = everything()
    report = import_from(SAMPLE, on=date(2026, 11, 23))
    assert all(written.added == written.changed == 0 for written in report.sheets.values())
    assert everything() == before


def everything() -> dict[str, list[tuple[object, ...]]]:
    with reading() as session:
        return {
            table.name: [tuple(row) for row in session.execute(select(table).order_by(table.c.id))]
            for table in Base.metadata.sorted_tables
        }


def test_a_changed_row_is_updated_and_its_version_counts_up(store: object, tmp_path: Path) -> None:
    imported(tmp_path)
    report = imported(tmp_path, young_people=[{**YOUNG[0], "name": "Vilma Vildvej"}])
    assert report.sheets["young_people"] == Written(changed=1)
    row = the(YoungPersonRow, "U1")
    assert (row.name, row.version) == ("Vilma Vildvej", 2)  # type: ignore[attr-defined]


def test_a_changed_row_leaves_before_and_after_in_the_log(store: object, tmp_path: Path) -> None:
    imported(tmp_path, young_people=[{**YOUNG[0], "cpr": "650306-0001"}])
    imported(tmp_path, young_people=[{**YOUNG[0], "name": "Vilma Vildvej", "cpr": "650306-0002"}])
    with reading() as session:
        line = session.scalars(select(AuditRow).where(AuditRow.row_id == "U1")).one()
        assert line.changes == '{"name": ["Vilma Vildspor", "Vilma Vildvej"], "cpr": ["•", "•"]}'
        counts = session.scalars(
            select(AuditRow.changes).where(AuditRow.table_name == "import").order_by(AuditRow.id)
        ).all()
        assert counts[1] == '{"young_people.added": [null, 0], "young_people.changed": [null, 1]}'


def test_work_done_here_survives_a_second_import(store: object, tmp_path: Path) -> None:
    imported(tmp_path)
    with transaction() as session:
        case = find(session, CaseRow, "F1")
        case.step, case.taken_up_date = Step.ASSESSMENT.value, ON
        case.target_group = "homeless"
    report = imported(tmp_path)
    assert report.sheets["cases"] == Written(unchanged=1)
    case = the(CaseRow, "F1")
    assert (case.step, case.target_group) == (Step.ASSESSMENT, "homeless")  # type: ignore[attr-defined]


def test_what_the_sender_changes_comes_in_beside_work_done_here(
    store: object, tmp_path: Path
) -> None:
    imported(tmp_path, cases=[{**CASES[0], "target_group": "at_risk", "placement_type": "none"}])
    with transaction() as session:
        case = find(session, CaseRow, "F1")
        case.step, case.target_group = Step.ASSESSMENT.value, "homeless"
    imported(tmp_path, cases=[{**CASES[0], "target_group": "at_risk", "referral_reason": "Ny"}])
    case = the(CaseRow, "F1")
    assert (case.target_group, case.referral_reason, case.placement_type, case.step) == (  # type: ignore[attr-defined]
        "homeless",
        "Ny",
        "none",
        Step.ASSESSMENT,
    )


def test_a_value_the_sender_takes_away_goes_and_one_never_sent_stays(
    store: object, tmp_path: Path
) -> None:
    imported(tmp_path, cases=[{**CASES[0], "placement_type": "none", "target_group": ""}])
    with transaction() as session:
        find(session, CaseRow, "F1").target_group = "homeless"
    imported(tmp_path, cases=[{**CASES[0], "placement_type": "", "target_group": ""}])
    case = the(CaseRow, "F1")
    assert (case.placement_type, case.target_group) == (None, "homeless")  # type: ignore[attr-defined]


def test_a_blank_erases_nothing_in_a_row_never_imported(store: object, tmp_path: Path) -> None:
    put(YoungPersonRow(id="U1", name="Vilma", birth_date=date(2006, 3, 5), phone="20000001"))
    imported(tmp_path, young_people=[{**YOUNG[0], "phone": "", "email": "v@unge.example"}])
    row = the(YoungPersonRow, "U1")
    assert (row.name, row.phone, row.email) == ("Vilma Vildspor", "20000001", "v@unge.example")  # type: ignore[attr-defined]


def test_a_new_course_in_a_later_import_moves_the_case_on(store: object, tmp_path: Path) -> None:
    imported(tmp_path, cases=[accepted()])
    imported(tmp_path, cases=[accepted()], support_courses=[COURSE])
    case = the(CaseRow, "F1")
    assert (case.step, case.version) == (Step.SUPPORT, 3)  # type: ignore[attr-defined]


def test_a_planned_meeting_told_of_afterwards_has_been_held(store: object, tmp_path: Path) -> None:
    planned = {**HELD, "date": "2026-05-10", "well_run": ""}
    imported(tmp_path, cases=[accepted()], meetings=[planned])
    later = date(2026, 5, 20)
    imported(tmp_path, later, cases=[accepted()], meetings=[planned])
    assert the(MeetingRow, "N1").state == "planned"  # type: ignore[attr-defined]
    imported(tmp_path, later, cases=[accepted()], meetings=[{**planned, "well_run": "ja"}])
    assert the(MeetingRow, "N1").state == "held"  # type: ignore[attr-defined]
    assert step_of("F1") == Step.COLLABORATION


def test_a_planned_meeting_moved_by_an_import_outdates_the_calls_sent_and_no_other(
    store: object, tmp_path: Path
) -> None:
    planned = {n: {**HELD, "id": n, "date": "2026-09-01"} for n in ("N1", "N2")}
    imported(tmp_path, cases=[accepted()], meetings=[*planned.values()])
    told = {"role": "school", "sent_date": ON, "sent_version": 1}
    put(*(ParticipantRow(id=f"P{n}", meeting_id=n, **told) for n in planned))
    changed = [{**planned["N1"], "date": "2026-09-08"}, {**planned["N2"], "well_run": "ja"}]
    imported(tmp_path, cases=[accepted()], meetings=changed)
    file = queries.network.file_of("F1", by=person())
    assert file is not None
    old = {each.id: [one.id for one in holds_old(each)] for each in file.meetings}
    assert old == {"N1": ["PN1"], "N2": []}
    assert {each.id: each.version for each in file.meetings} == {"N1": 2, "N2": 2}


def test_participants_and_fidelity_are_known_again_without_ids(
    store: object, tmp_path: Path
) -> None:
    school = {"meeting_id": "N1", "role": "school", "name": "", "attended": "ja"}
    score = {"date": "2026-03-31", "theme": "organisering", "question": "1", "score": "3"}
    sent = {"meetings": [HELD], "participants": [school, school], "fidelity": [score]}
    imported(tmp_path, **sent)
    changed = {**sent, "participants": [school, {**school, "attended": "nej"}]}
    report = imported(tmp_path, **changed)
    assert report.sheets["participants"] == Written(changed=1, unchanged=1)
    assert report.sheets["fidelity"] == Written(unchanged=1)
    assert (count(ParticipantRow), count(FidelityRow)) == (2, 1)


def test_risk_indicators_dated_here_are_not_taken_away(store: object, tmp_path: Path) -> None:
    both = {**CASES[0], "risk_indicators": "weak_network;substance_use"}
    imported(tmp_path, cases=[both])
    with transaction() as session:
        row = session.scalars(
            select(RiskIndicatorRow).where(RiskIndicatorRow.indicator == "weak_network")
        ).one()
        row.when = "now"
    imported(tmp_path, cases=[{**both, "risk_indicators": "mental_health"}])
    with reading() as session:
        rows = session.execute(select(RiskIndicatorRow.indicator, RiskIndicatorRow.when))
        assert sorted(tuple(row) for row in rows) == [
            ("mental_health", "unknown"),
            ("weak_network", "now"),
        ]


# ---------------------------------------------------------------- what is refused


def test_all_problems_are_told_at_once_and_nothing_is_written(
    store: object, tmp_path: Path
) -> None:
    young = [
        {"id": "U1", "name": "", "birth_date": "32-13-2006"},
        {"id": "U1", "name": "Aksel Altangang", "birth_date": "2006-03-05"},
    ]
    cases = [{**CASES[0], "variant": "X", "coordinator_id": "M9"}]
    report = imported(tmp_path, young_people=young, cases=cases)
    assert {(p.sheet, p.row, p.column, p.value, p.code) for p in report.problems} == {
        ("young_people", 2, "name", None, "missing_value"),
        ("young_people", 2, "birth_date", "32-13-2006", "bad_date"),
        ("young_people", 3, "id", "U1", "id_twice"),
        ("cases", 2, "variant", "X", "unknown_code"),
        ("cases", 2, "coordinator_id", "M9", "no_such_row"),
    }
    assert not report.saved
    assert (count(YoungPersonRow), count(CaseRow), count(AuditRow)) == (0, 0, 0)


def test_rows_are_numbered_as_the_spreadsheet_shows_them(store: object, tmp_path: Path) -> None:
    path = folder(tmp_path / "lists", {})
    (path / "Unge.csv").write_text(
        '\ufeffId;Navn;Fødselsdato\nU1;"To\nlinjer";2006-03-05\n\n;;\nU2;;x\n'
    )
    report = import_from(path, on=ON)
    assert [(p.sheet, p.row, p.column, p.code) for p in report.problems] == [
        ("Unge", 5, "Navn", "missing_value"),
        ("Unge", 5, "Fødselsdato", "bad_date"),
    ]


def test_an_id_may_point_to_a_row_already_in_the_store(store: object, tmp_path: Path) -> None:
    put(YoungPersonRow(id="U7", name="Emil", birth_date=date(2006, 3, 5)))
    path = folder(tmp_path / "lists", {"cases": [{**CASES[0], "young_person_id": "U7"}]})
    assert import_from(path, on=ON).problems == ()


@pytest.mark.parametrize(
    ("sheet", "row", "column", "code"),
    [
        ("measurements", {"id": "X", "case_id": "F1", "date": "2026-01-01", "crime": "6"}, "crime", "out_of_bounds"),
        ("contacts", {"id": "K", "case_id": "F1", "worker_id": "M1", "date": "2026-01-01", "method": "SM", "activity": "driving", "minutes": "-5"}, "minutes", "out_of_bounds"),
        ("network_people", {"id": "P", "case_id": "F1", "closeness": "0"}, "closeness", "out_of_bounds"),
        ("fidelity", {"date": "2026-01-01", "theme": "t", "question": "q", "score": "5"}, "score", "out_of_bounds"),
        ("staff", {"id": "M1", "name": "S", "role": "support_worker", "fte": "1,5"}, "fte", "out_of_bounds"),
        ("staff", {"id": "M1", "name": "S", "role": "chef"}, "role", "unknown_code"),
        ("young_people", {"id": "U1", "name": "V", "birth_date": "2026-05-05"}, "birth_date", "date_in_future"),
        ("young_people", {"id": "U1", "name": "V" * 121, "birth_date": "2006-01-01"}, "name", "too_long"),
        ("young_people", {"id": "U1", "name": "V", "birth_date": "2006-01-01", "cpr": "123"}, "cpr", "bad_cpr"),
        ("consents", {"id": "C", "case_id": "F1", "given_date": "2026-01-01", "given_by": "young_person", "party": "p", "information_types": ";"}, "information_types", "missing_value"),
        ("goals", {"id": "G", "case_id": "F9", "set_date": "2026-01-01", "text": "t"}, "case_id", "no_such_row"),
        ("participants", {"meeting_id": "N9", "role": "school"}, "meeting_id", "no_such_row"),
    ],
)  # fmt: skip
def test_a_value_that_can_not_be_is_refused_at_its_place(
    store: object, tmp_path: Path, sheet: str, row: dict[str, object], column: str, code: str
) -> None:
    report = imported(tmp_path, **{sheet: [row]})
    assert [(p.sheet, p.row, p.column, p.code) for p in report.problems] == [
        (sheet, 2, column, code)
    ]


def test_every_required_column_is_asked_for(store: object, tmp_path: Path) -> None:
    path = folder(tmp_path / "lists", {name: [{"note_of_ours": "x"}] for name in sheets()})
    report = import_from(path, on=ON)
    missing = {(p.sheet, p.column) for p in report.problems if p.code == "column_missing"}
    assert missing == {
        (name, column.name)
        for name, columns in sheets().items()
        for column in columns.values()
        if column.required
    }


def test_a_column_or_sheet_told_twice_is_refused(store: object, tmp_path: Path) -> None:
    young = [{**YOUNG[0], "Navn": "Vilma"}]
    path = folder(tmp_path / "lists", {"young_people": young, "Medarbejdere": [], "staff": []})
    (path / "Medarbejdere.csv").write_text("id;name;role\n")
    (path / "staff.csv").write_text("id;name;role\n")
    assert sorted(codes(import_from(path, on=ON).problems)) == ["column_twice", "sheet_twice"]


def test_unknown_sheets_and_columns_are_named_in_a_warning(store: object, tmp_path: Path) -> None:
    report = imported(
        tmp_path, young_people=[{**YOUNG[0], "Skostørrelse": "39"}], husdyr=[{"a": "b"}]
    )
    assert report.saved
    assert {(p.code, p.sheet, p.column) for p in report.warnings} == {
        ("unknown_column", "young_people", "Skostørrelse"),
        ("unknown_sheet", "husdyr", None),
    }


def test_a_cell_outside_the_columns_is_refused(store: object, tmp_path: Path) -> None:
    path = folder(tmp_path / "lists", {})
    (path / "staff.csv").write_text("id,name,role\nM1,Ib, Isbryder,coordinator\n")
    assert codes(import_from(path, on=ON).problems) == ["outside_columns", "unknown_code"]


def test_telephones_and_mails_of_history_are_kept_with_a_warning(
    store: object, tmp_path: Path
) -> None:
    report = imported(
        tmp_path, young_people=[{**YOUNG[0], "phone": "kun sms", "email": "vilma(a)unge"}]
    )
    assert sorted(codes(report.warnings)) == ["bad_email", "bad_phone"]
    assert the(YoungPersonRow, "U1").phone == "kun sms"  # type: ignore[attr-defined]


def test_strange_words_in_open_lists_are_kept_with_a_warning(store: object, tmp_path: Path) -> None:
    consent = {
        "id": "C1", "case_id": "F1", "given_date": "2026-01-05", "given_by": "young_person",
        "party": "Skolen", "information_types": "housing;Skolegang", "legal_basis": "RSL § 11 a",
    }  # fmt: skip
    report = imported(tmp_path, consents=[consent])
    assert [p.facts["part"] for p in report.warnings] == ["Skolegang", "RSL § 11 a"]
    assert the(ConsentRow, "C1").information_types == "housing;Skolegang"  # type: ignore[attr-defined]


def test_broken_rules_of_history_are_warnings_and_come_in_as_they_stand(
    store: object, tmp_path: Path
) -> None:
    course = {**COURSE, "start_date": "2026-03-01", "end_date": "2026-02-01"}
    report = imported(
        tmp_path,
        cases=[accepted()],
        support_courses=[course],
        housing=[{**HOME, "from_date": "2026-04-01"}],
    )
    assert report.saved
    assert {(p.code, p.row, p.column) for p in report.warnings} >= {
        ("dates_out_of_order", 2, "end_date"),
        ("start_without_home", 2, "start_date"),
    }
    assert the(SupportCourseRow, "S1").end_date == date(2026, 2, 1)  # type: ignore[attr-defined]


# ---------------------------------------------------------------- files that are not what they claim


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no_header"),
        (b"\n;;\n", "no_header"),
        ("id;name;role\nM1;Børge;coordinator\n".encode("latin-1"), "not_utf8"),
        ("id;name\n".encode("utf-16"), "not_utf8"),
        (b'id;name;role\nM1;"Ib;coordinator\n', "bad_quotes"),
    ],
)
def test_a_file_that_can_not_be_read_gets_one_sentence(
    store: object, tmp_path: Path, content: bytes, code: str
) -> None:
    path = folder(tmp_path / "lists", {})
    (path / "staff.csv").write_bytes(content)
    assert codes(import_from(path, on=ON).problems) == [code]


@pytest.mark.parametrize("content", [b"id;name", b"PK\x03\x04 no workbook"])
def test_a_workbook_that_is_none_gets_one_sentence(
    store: object, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "x.xlsx").write_bytes(content)
    assert codes(import_from(tmp_path / "x.xlsx", on=ON).problems) == ["not_a_workbook"]


def test_what_is_not_there_or_no_source_gets_one_sentence(store: object, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF")
    (tmp_path / "empty").mkdir()
    assert codes(import_from(tmp_path / "none", on=ON).problems) == ["no_such_file"]
    assert codes(import_from(tmp_path / "x.pdf", on=ON).problems) == ["not_a_source"]
    assert codes(import_from(tmp_path / "empty", on=ON).problems) == ["nothing_known"]


def test_formulas_without_a_value_and_errors_are_not_taken_for_blanks(
    store: object, tmp_path: Path
) -> None:
    young = [{**YOUNG[0], "municipality_area": "=1+1", "email": "#N/A"}]
    path = workbook(tmp_path / "x.xlsx", lists(young_people=young))
    assert [(p.code, p.row, p.column) for p in import_from(path, on=ON).problems] == [
        ("cell_error", 2, "email"),
        ("formula_without_value", 2, "municipality_area"),
    ]


def test_a_separator_line_of_the_spreadsheet_is_passed_over(store: object, tmp_path: Path) -> None:
    path = folder(tmp_path / "lists", {})
    (path / "staff.csv").write_text("sep=;\nid;name;role\nM1;Ib;chef\n")
    assert [(p.row, p.code) for p in import_from(path, on=ON).problems] == [(3, "unknown_code")]


# ---------------------------------------------------------------- who, and dry runs


def test_a_dry_run_says_what_would_be_and_writes_nothing(store: object, tmp_path: Path) -> None:
    report = import_from(folder(tmp_path / "lists", lists()), on=ON, dry_run=True)
    assert report.sheets["cases"] == Written(added=1)
    assert (report.saved, count(CaseRow)) == (False, 0)


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_import_that_is_stopped_while_it_writes_leaves_the_store_as_it_was(
    store: object, tmp_path: Path, after: int
) -> None:
    path, told = folder(tmp_path / "lists", lists()), []

    def stop(share: float) -> None:
        told.append(share)
        if len(told) > after:
            raise KeyboardInterrupt

    with heard(stop), pytest.raises(KeyboardInterrupt):
        import_from(path, on=ON)
    assert len(told) == after + 1
    assert (count(CaseRow), count(StaffRow), count(AuditRow)) == (0, 0, 0)
    assert import_from(path, on=ON).saved


def test_only_an_administrator_may_import(store: object, tmp_path: Path) -> None:
    path = folder(tmp_path / "lists", lists())
    with pytest.raises(NotAllowed):
        import_from(path, on=ON, by=person(Role.PROJECT_LEAD))
    assert import_from(path, on=ON, by=person(Role.ADMINISTRATOR)).saved
    with reading() as session:
        assert session.scalars(select(AuditRow.name)).all() == ["Karen Kold"]


def test_agreements_keep_their_meeting(store: object, tmp_path: Path) -> None:
    goal = {"id": "G1", "case_id": "F1", "set_date": "2026-02-01", "text": "Egen bolig"}
    agreement = {
        "id": "A1", "goal_id": "G1", "text": "Skrive op", "responsible": "Ib",
        "follow_up_date": "2026-03-01", "meeting_id": "N1",
    }  # fmt: skip
    imported(tmp_path, meetings=[HELD], goals=[goal], agreements=[agreement])
    assert the(AgreementRow, "A1").meeting_id == "N1"  # type: ignore[attr-defined]
