"""Files that are not what they claim get one sentence, and the store stays as it was."""

import zipfile
from pathlib import Path
from types import ModuleType

import pytest
from sqlalchemy import func, select

from core import exchange_limits
from core.exchange import sheet_named
from core.exchange_words import sentence
from core.records.exchange import Written
from core.words import LANGUAGES
from db.engine import Store, reading
from db.exchange import csv_files, import_from
from db.exchange import reading as reading_files
from db.models import AuditRow, StaffRow
from tests.factories import ON
from tests.factories_exchange import folder, lists, workbook
from tests.factories_files import (
    ENCRYPTED,
    OLD_OFFICE,
    PDF,
    PNG,
    STAFF_HEADER,
    TYPES,
    parts_of,
    staff_parts,
    text_cell,
    with_false_size,
    with_password,
    zipped,
)

pytestmark = pytest.mark.usefixtures("store")
IB = "id;name;role\nM1;Ib Isbryder;coordinator\n"


def refused(source: Path) -> list[str]:
    """The codes of the problems; that nothing was written, and that each has its sentence."""
    report = import_from(source, on=ON)
    assert not report.saved
    assert nothing_written()
    assert all(sentence(language, each) for each in report.problems for language in LANGUAGES)
    return [each.code for each in report.problems]


def nothing_written() -> bool:
    with reading() as session:
        return not any(
            session.scalar(select(func.count()).select_from(kind)) for kind in (StaffRow, AuditRow)
        )


def staff_csv(path: Path, content: bytes) -> Path:
    path.mkdir()
    (path / "staff.csv").write_bytes(content)
    return path


def one_file(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


# ---------------------------------------------------------------- by what they are


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.xlsx", b"", "empty_file"),
        ("x.xlsx", PDF, "not_a_workbook"),
        ("x.xlsx", PNG, "not_a_workbook"),
        ("x.xlsx", IB.encode(), "not_a_workbook"),
        ("x.xlsx", OLD_OFFICE, "old_workbook"),
        ("x.xlsx", ENCRYPTED, "password"),
        ("x.xls", OLD_OFFICE, "old_workbook"),
        ("x.xlsm", b"PK", "macros"),
        ("x.zip", PDF, "not_a_zip"),
        ("x.zip", b"", "not_a_zip"),
        ("x.pdf", PDF, "not_a_source"),
    ],
)
def test_a_file_that_is_not_what_it_claims_gets_one_sentence(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    assert refused(one_file(tmp_path / name, content)) == [code]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (PNG, "not_a_list"),
        (PDF, "not_a_list"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "not_a_list"),
        (OLD_OFFICE, "not_a_list"),
        (b"PK\x03\x04\x14\x00", "not_a_list"),
        (IB.encode("utf-16"), "not_utf8"),
        ("id;name;role\nM1;Børge;coordinator\n".encode("latin-1"), "not_utf8"),
        (b"", "no_header"),
        (b"\xef\xbb\xbf", "no_header"),
        (b"id;name;role\n" + b"x" * 1_000_001, "line_too_long"),
        (b";".join([b"c"] * 1_001), "too_many_columns"),
    ],
)
def test_a_list_that_is_not_what_it_claims_gets_one_sentence(
    tmp_path: Path, content: bytes, code: str
) -> None:
    assert refused(staff_csv(tmp_path / "lists", content)) == [code]


def test_a_path_that_is_not_there_gets_one_sentence(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx") == ["no_such_file"]
    assert refused(tmp_path / ("x" * 300)) == ["not_to_be_opened"]


def test_a_folder_named_like_a_list_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "lists" / "staff.csv").mkdir(parents=True)
    assert refused(tmp_path / "lists") == ["nothing_known"]


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9, 0.99])
def test_a_workbook_that_was_cut_off_gets_one_sentence(tmp_path: Path, kept: float) -> None:
    whole = workbook(tmp_path / "x.xlsx", lists()).read_bytes()
    (tmp_path / "x.xlsx").write_bytes(whole[: int(len(whole) * kept)])
    assert refused(tmp_path / "x.xlsx") == ["not_a_workbook"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml"])
@pytest.mark.parametrize("content", ["", "<worksheet", "\x00\x01", "<a/>"])
def test_a_workbook_with_a_broken_part_is_refused(tmp_path: Path, part: str, content: str) -> None:
    parts = {**staff_parts(text_cell("B2", "Ib")), part: content}
    assert refused(zipped(tmp_path / "x.xlsx", parts))


# ---------------------------------------------------------------- macros, passwords, formulas


@pytest.mark.parametrize(
    "extra",
    [
        {"xl/vbaProject.bin": b"\x01"},
        {"XL/VBAPROJECT.BIN": b"\x01"},
        {"xl/macrosheets/sheet1.xml": "<x/>"},
        {"[Content_Types].xml": TYPES.replace("application/xml", "x.sheet.macroEnabled.main+xml")},
    ],
)
def test_macros_are_refused_whatever_the_file_is_called(
    tmp_path: Path, extra: dict[str, str | bytes]
) -> None:
    parts = {**staff_parts(text_cell("B2", "Ib")), **extra}
    assert refused(zipped(tmp_path / "x.xlsx", parts)) == ["macros"]


@pytest.mark.parametrize("name", ["x.xlsx", "x.zip"])
def test_a_password_is_told_apart_from_a_broken_file(tmp_path: Path, name: str) -> None:
    parts = {"staff.csv": IB, **staff_parts(text_cell("B2", "Ib"))}
    assert refused(with_password(zipped(tmp_path / name, parts))) == ["password"]


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ('<c r="B2" t="str"><f>"I"&amp;"b"</f><v>Ib</v></c>', "formula"),
        ('<c r="B2"><f>1+1</f><v>2</v></c>', "formula"),
        ('<c r="B2"><f t="shared" si="0"/><v>2</v></c>', "formula"),
        ('<c s="1" r="B2"><f>1+1</f></c>', "formula_without_value"),
        ('<c r="B2"><f>1+1</f><v/></c>', "formula_without_value"),
        ('<c r="B2"><f>A1&gt;1</f><v></v></c>', "formula_without_value"),
    ],
)
def test_a_formula_is_refused_at_its_cell_with_or_without_a_value(
    tmp_path: Path, cell: str, code: str
) -> None:
    report = import_from(zipped(tmp_path / "x.xlsx", staff_parts(cell)), on=ON)
    found = [(p.code, p.sheet, p.row, p.column) for p in report.problems]
    assert (code, "staff", 2, "name") in found
    assert nothing_written()


def test_a_formula_is_found_behind_a_prefix_and_far_down_a_long_sheet(tmp_path: Path) -> None:
    rows = [
        f'<c r="A{n}" t="inlineStr"><is><t>{"M" * 900}{n}</t></is></c>'
        + text_cell(f"B{n}", "Ib")
        + text_cell(f"C{n}", "coordinator")
        for n in range(2, 1_500)
    ]
    rows[1_400] = rows[1_400].replace(text_cell("B1402", "Ib"), '<c r="B1402"><f>1</f><v>1</v></c>')
    parts = parts_of("staff", STAFF_HEADER, *rows)
    assert ("formula", 1402) in {
        (p.code, p.row) for p in import_from(zipped(tmp_path / "x.xlsx", parts), on=ON).problems
    }
    sheet = str(staff_parts('<c r="B2"><f>1</f><v>1</v></c>')["xl/worksheets/sheet1.xml"])
    prefixed = sheet.replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    parts = {**staff_parts(""), "xl/worksheets/sheet1.xml": prefixed}
    assert "formula" in refused(zipped(tmp_path / "y.xlsx", parts))


def test_a_formula_in_a_column_of_the_senders_own_stops_nothing(tmp_path: Path) -> None:
    row = text_cell("A2", "M1") + text_cell("B2", "Ib") + text_cell("C2", "coordinator")
    parts = parts_of(
        "staff",
        STAFF_HEADER + text_cell("D1", "Sum"),
        row + '<c r="D2"><f>1+1</f><v>2</v></c>',
    )
    report = import_from(zipped(tmp_path / "x.xlsx", parts), on=ON)
    assert report.saved
    assert [(p.code, p.column) for p in report.warnings] == [("unknown_column", "Sum")]


def test_a_formula_in_a_list_is_the_text_it_is(tmp_path: Path) -> None:
    assert import_from(
        staff_csv(tmp_path / "lists", b"id;name;role\nM1;=1+1;coordinator\n"), on=ON
    ).saved
    with reading() as session:
        assert session.scalar(select(StaffRow.name)) == "=1+1"


# ---------------------------------------------------------------- too large


def test_a_bomb_is_refused_by_what_it_says_of_itself(tmp_path: Path) -> None:
    parts = {**staff_parts(text_cell("B2", "Ib")), "xl/media/x.bin": b"\x00" * 21_000_000}
    assert refused(zipped(tmp_path / "x.xlsx", parts)) == ["bomb"]
    assert refused(zipped(tmp_path / "x.zip", {"staff.csv": b" " * 21_000_000})) == ["bomb"]


def test_what_grows_past_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("db.exchange.archives.LARGEST_UNPACKED_MB", 1)
    parts = {**staff_parts(text_cell("B2", "Ib")), "xl/media/x.bin": b"\x00" * 1_100_000}
    assert refused(zipped(tmp_path / "x.xlsx", parts)) == ["too_large"]


@pytest.mark.parametrize("name", ["x.xlsx", "x.zip"])
def test_a_part_that_lies_about_its_size_is_refused_before_it_is_read(
    tmp_path: Path, name: str
) -> None:
    parts = {**staff_parts(text_cell("B2", "Ib")), "staff.csv": IB + " " * 900_000}
    path = with_false_size(zipped(tmp_path / name, parts), "staff.csv", 10)
    assert refused(path) == ["not_a_workbook" if name == "x.xlsx" else "not_a_zip"]


@pytest.mark.parametrize("far", ["XFD1048576", "A90000000", "ZZ100000"])
def test_a_cell_in_a_far_corner_does_not_fill_the_memory(tmp_path: Path, far: str) -> None:
    row = text_cell("A2", "M1") + text_cell("B2", "Ib") + text_cell("C2", "coordinator")
    parts = parts_of("staff", STAFF_HEADER, row, text_cell(far, "x"))
    assert refused(zipped(tmp_path / "x.xlsx", parts)) == ["too_many_cells"]


def sparse(path: Path) -> Path:
    """A file of over 200 MB that takes no place on the disk."""
    with path.open("wb") as file:
        file.truncate(exchange_limits.LARGEST_FILE_MB * 1_000_000 + 1)
    return path


@pytest.mark.parametrize("name", ["x.xlsx", "x.zip"])
def test_a_file_of_over_200_mb_is_refused_unread(tmp_path: Path, name: str) -> None:
    assert refused(sparse(tmp_path / name)) == ["file_too_large"]


def test_a_folder_of_over_200_mb_is_refused_unread(tmp_path: Path) -> None:
    (tmp_path / "lists").mkdir()
    sparse(tmp_path / "lists" / "staff.csv")
    assert refused(tmp_path / "lists") == ["file_too_large"]


def long_list(path: Path, rows: int) -> Path:
    lines = "".join(f"M{n};Ib;coordinator\n" for n in range(rows))
    return staff_csv(path, f"id;name;role\n{lines}".encode())


def test_a_sheet_of_over_100_000_rows_is_refused(tmp_path: Path) -> None:
    assert refused(long_list(tmp_path / "lists", 100_001)) == ["too_many_rows"]


def test_the_row_limit_counts_rows_that_say_something_and_can_be_lifted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exchange_limits, "MOST_ROWS", 3)
    path = long_list(tmp_path / "lists", 3)
    with (path / "staff.csv").open("a") as file:
        file.write(";;\n\n;;\n")
    assert import_from(path, on=ON, dry_run=True).sheets["staff"] == Written(added=3)
    more = long_list(tmp_path / "more", 4)
    assert refused(more) == ["too_many_rows"]
    assert import_from(more, on=ON, any_size=True).sheets["staff"] == Written(added=4)


@pytest.mark.parametrize(
    ("module", "limit", "most", "problem"),
    [
        (csv_files, "MOST_ROWS_EVER", 2, "too_many_rows"),
        (csv_files, "MOST_CELLS", 8, "too_many_cells"),
        (reading_files, "LARGEST_FILE_MB", 0, "file_too_large"),
    ],
)
def test_whoever_says_any_size_is_let_off_every_limit_on_lists_in_a_folder(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    module: ModuleType,
    limit: str,
    most: int,
    problem: str,
) -> None:
    monkeypatch.setattr(module, limit, most)
    path = long_list(tmp_path / "lists", 4)
    assert refused(path) == [problem]
    assert import_from(path, on=ON, any_size=True).sheets["staff"] == Written(added=4)


@pytest.mark.parametrize("sheet", ["contacts", "Kontakter"])
def test_sheets_that_grow_by_the_day_may_be_longer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheet: str
) -> None:
    monkeypatch.setattr(exchange_limits, "MOST_ROWS", 3)
    assert sheet_named(sheet) == "contacts"
    path = tmp_path / "lists"
    path.mkdir()
    (path / f"{sheet}.csv").write_text("id\n" + "\n".join(f"T{n}" for n in range(9)))
    assert "too_many_rows" not in refused(path)


# ---------------------------------------------------------------- zip files of lists


@pytest.mark.parametrize("inside", ["", "lister/", "a/b/"])
def test_a_zip_file_of_lists_says_the_same_as_a_folder(tmp_path: Path, inside: str) -> None:
    path = folder(tmp_path / "lists", lists())
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        for file in path.iterdir():
            archive.write(file, f"{inside}{file.name}")
        archive.writestr("__MACOSX/._staff.csv", b"\x00\x05\x16\x07")
        archive.writestr("../../outside.csv", "a;b\n")
    report = import_from(tmp_path / "x.zip", on=ON)
    assert report.saved
    assert [(p.code, p.sheet) for p in report.warnings] == [("unknown_sheet", "outside")]
    assert report.sheets == import_from(path, on=ON, dry_run=True).sheets | {
        name: Written(added=1) for name in report.sheets
    }
    assert not (tmp_path.parent / "outside.csv").exists()


def test_a_zip_file_without_lists_gets_one_sentence(tmp_path: Path) -> None:
    assert refused(zipped(tmp_path / "x.zip", {"brev.txt": "kære"})) == ["nothing_known"]


def test_the_same_list_twice_in_a_zip_file_is_refused(tmp_path: Path) -> None:
    parts = {"a/staff.csv": IB, "b/Medarbejdere.csv": IB}
    assert refused(zipped(tmp_path / "x.zip", parts)) == ["sheet_twice"]


def test_no_file_makes_the_import_fail_without_a_sentence(tmp_path: Path) -> None:
    """Every kind of file under every name that is taken: a sentence, or an import."""
    contents = (b"", PDF, PNG, OLD_OFFICE, ENCRYPTED, IB.encode(), b"\x00" * 100, b"PK\x05\x06")
    for index, content in enumerate(contents):
        for ending in (".xlsx", ".zip", ".csv", ".xls", ".xlsm", ""):
            assert refused(one_file(tmp_path / f"{index}{ending}", content))


def test_a_refused_import_leaves_an_earlier_one_as_it_was(tmp_path: Path, store: Store) -> None:
    import_from(staff_csv(tmp_path / "lists", IB.encode()), on=ON)
    version = store.data_version
    again = staff_csv(
        tmp_path / "again", IB.replace("Ib", "Bo").replace("coordinator", "chef").encode()
    )
    assert not import_from(again, on=ON).saved
    with reading() as session:
        assert session.scalars(select(StaffRow.name)).all() == ["Ib Isbryder"]
    assert store.data_version == version
