"""Files made to do harm through the import: one sentence, nothing written, nothing left behind."""

import io
import stat
import tempfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import func, select

from core.codes import Role
from core.exchange_words import sentence
from core.records.exchange import ImportReport, Sent
from core.words import LANGUAGES
from db.engine import reading
from db.exchange import import_sent
from db.models import AuditRow, StaffRow
from tests.factories import ON, person
from tests.factories_files import PDF, PNG, parts_of, staff_parts, text_cell, zipped

pytestmark = [
    pytest.mark.usefixtures("store"),
    pytest.mark.asvs("5.2.1", "5.2.2", "5.2.3", "5.3.2"),
]
ADMIN = person(Role.ADMINISTRATOR)
IB = "id;name;role\nM1;Ib Isbryder;coordinator\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + b"\x00" * 400
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "haha">'
    + "".join(
        f'<!ENTITY {name} "{f"&{before};" * 10}">'
        for before, name in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)


@pytest.fixture(autouse=True)
def staging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place of the test's own for what lies on the disk while it is read."""
    (tmp_path / "staging").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "staging"))


def taken(name: str, content: bytes) -> ImportReport:
    """What comes of a file that is sent; nothing of it stays on the disk."""
    report = import_sent([Sent(name, io.BytesIO(content))], on=ON, by=ADMIN)
    assert list(Path(tempfile.gettempdir()).iterdir()) == []
    return report


def refused(name: str, content: bytes) -> list[str]:
    """The codes it is refused with: each has its sentence, and nothing was written."""
    report = taken(name, content)
    assert not report.saved
    with reading() as session:
        for kind in (StaffRow, AuditRow):
            assert session.scalar(select(func.count()).select_from(kind)) == 0
    assert all(sentence(language, each) for each in report.problems for language in LANGUAGES)
    return [each.code for each in report.problems]


def zip_of(*parts: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts:
            archive.writestr(name, part)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("staff.csv", EXE, "not_a_list"),
        ("staff.csv", PNG, "not_a_list"),
        ("staff.xlsx", EXE, "not_a_workbook"),
        ("staff.xlsx", PNG, "not_a_workbook"),
        ("staff.zip", EXE, "not_a_zip"),
        ("staff.zip", PDF, "not_a_zip"),
        ("staff.exe", EXE, "not_a_source"),
        ("staff.csv.exe", IB.encode(), "not_a_source"),
        ("staff", IB.encode(), "not_a_source"),
        ("staff.csv", b"#!/bin/sh\n\x00", "not_a_list"),
        ("staff.csv", ("id;name;role\n" + "M1;" + "Ib" * 200 + "\x00;x\n").encode(), None),
        ("staff.csv", b"id;name;role\nM1;" + b"\xff\xfe" * 300, "not_utf8"),
        ("staff.csv", b"id;name;name;role\nM1;Ib;Bo;coordinator\n", "column_twice"),
        ("staff.csv", b'id;name;role\nM1;"' + b"x" * 1_100_000 + b'";x\n', "line_too_long"),
        ("staff.csv", b'id;name;role\nM1;"Ib', "bad_quotes"),
        ("staff.csv", b"id|name|role\nM1|Ib|coordinator\n", None),
    ],
)
def test_a_file_of_another_kind_than_its_name_says_gets_one_sentence(
    name: str, content: bytes, code: str | None
) -> None:
    codes = refused(name, content)
    assert code is None or code in codes
    assert codes


def test_a_zip_file_in_a_zip_file_is_not_opened() -> None:
    inner = zip_of(("staff.csv", IB.encode()))
    assert refused("x.zip", zip_of(("lister.zip", inner))) == ["nothing_known"]
    assert refused("x.zip", zip_of(("staff.csv", inner))) == ["not_a_list"]


def test_a_zip_file_of_more_parts_than_there_are_lists_is_refused_unread() -> None:
    parts = [(f"{number}.csv", b"") for number in range(10_001)]
    assert refused("x.zip", zip_of(*parts)) == ["too_many_parts"]


@pytest.mark.parametrize(
    "name",
    ["../../staff.csv", "/etc/staff.csv", "C:\\staff.csv", "CON/staff.csv", "a\\..\\staff.csv"],
)
def test_a_path_in_a_zip_file_leads_nowhere(name: str, tmp_path: Path) -> None:
    taken("x.zip", zip_of((name, IB.encode())))
    assert list(tmp_path.rglob("staff.csv")) == []
    assert not Path("/etc/staff.csv").exists()
    assert list(tmp_path.parent.glob("staff.csv")) == []


def test_a_link_in_a_zip_file_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text(IB)
    link = zipfile.ZipInfo("staff.csv")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refused("x.zip", zip_of((link, str(secret).encode())))


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"]
)
def test_entities_that_grow_are_not_expanded(part: str) -> None:
    parts = dict(staff_parts(text_cell("B2", "&i;")))
    parts[part] = LAUGHS + str(parts[part])
    content = zip_of(
        *((name, each.encode() if isinstance(each, str) else each) for name, each in parts.items())
    )
    tracemalloc.start()
    refused("x.xlsx", content)
    assert tracemalloc.get_traced_memory()[1] < 50_000_000
    tracemalloc.stop()


def test_a_file_outside_is_neither_read_nor_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("hemmeligt")
    parts = dict(staff_parts(text_cell("B2", "&x;")))
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = f'<!DOCTYPE x [<!ENTITY x SYSTEM "file://{secret}">]>' + str(parts[sheet])
    path = zipped(tmp_path / "x.xlsx", parts)
    taken("x.xlsx", path.read_bytes())
    with reading() as session:
        assert "hemmeligt" not in str(session.scalars(select(StaffRow.name)).all())


def test_a_link_to_another_workbook_is_a_formula_and_refused(tmp_path: Path) -> None:
    parts = dict(staff_parts('<c r="B2" t="str"><f>[1]Ark1!A1</f><v>Ib</v></c>'))
    parts["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    path = zipped(tmp_path / "x.xlsx", parts)
    assert "formula" in refused("x.xlsx", path.read_bytes())


def test_markup_and_formulas_come_in_as_the_text_they_are() -> None:
    text = "=cmd|' /C calc'!A0 <script>alert(1)</script>"
    rows = (
        text_cell("A2", "M1")
        + text_cell("B2", text.replace("<", "&lt;"))
        + text_cell("C2", "coordinator")
    )
    parts = parts_of(
        "staff", text_cell("A1", "id") + text_cell("B1", "name") + text_cell("C1", "role"), rows
    )
    content = zip_of(*((name, str(each).encode()) for name, each in parts.items()))
    assert taken("x.xlsx", content).saved
    with reading() as session:
        assert session.scalars(select(StaffRow.name)).all() == [text]
