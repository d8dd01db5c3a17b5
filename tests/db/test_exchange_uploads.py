"""Files sent through the page: kept nowhere, brought in exactly as previewed, noted."""

import io
import tempfile
import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from core.codes import Role
from core.errors import NotAllowed
from core.exchange import sheets
from core.records.exchange import ImportReport, Sent, Stage, Written
from db.engine import Store, reading
from db.exchange import exported, import_from, import_sent
from db.exchange.imports import PreviewOutdated
from db.models import AuditRow, StaffRow, YoungPersonRow
from tests.factories import ON, person, put

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)
STAFF = b"id;name;role\nM1;Ib Isbryder;coordinator\n"
YOUNG = b"id;name;birth_date\nU1;Vilma Vildspor;2006-03-05\n"


def sent(**files: bytes) -> list[Sent]:
    return [Sent(name.replace("__", "."), io.BytesIO(content)) for name, content in files.items()]


def brought(*files: Sent) -> ImportReport:
    return import_sent(files, on=ON, by=ADMIN)


def codes(*files: Sent) -> list[str]:
    return [problem.code for problem in brought(*files).problems]


def test_several_lists_sent_together_come_in_together() -> None:
    assert brought(*sent(Unge__csv=YOUNG, staff__CSV=STAFF)).sheets == {
        "young_people": Written(added=1),
        "staff": Written(added=1),
    }


def test_a_zip_file_comes_in_like_the_lists_in_it() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("lister/staff.csv", STAFF)
    assert brought(*sent(x__zip=content.getvalue())).saved


def test_what_does_not_go_together_is_refused_before_it_is_read() -> None:
    assert codes(*sent(a__xlsx=b"PK", b__xlsx=b"PK")) == ["mixed_files"]
    assert codes(*sent(a__xlsx=b"PK", staff__csv=STAFF)) == ["mixed_files"]
    assert codes(*sent(brev__pdf=b"%PDF")) == ["not_a_source"]
    assert codes(Sent("staff.csv", io.BytesIO(STAFF)), Sent("staff.csv", io.BytesIO(STAFF))) == [
        "file_twice"
    ]
    assert codes(*sent(x__xlsm=b"PK")) == ["macros"]


class Huge(io.BytesIO):
    """Says that it is larger than what may be sent."""

    def seek(self, place: int, whence: int = 0) -> int:
        return 200_000_001 if whence == io.SEEK_END else super().seek(place, whence)


def test_over_200_mb_together_is_refused_before_it_is_copied() -> None:
    assert codes(Sent("x.xlsx", Huge())) == ["file_too_large"]


@pytest.mark.parametrize(
    "name",
    [
        "../../staff.csv",
        "C:\\lister\\staff.csv",
        "/etc/staff.csv",
        "..staff.csv",
        "st\x00aff.csv",
        "staff" * 90 + ".csv",
    ],
)
def test_a_name_can_not_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    before = set(Path(tempfile.gettempdir()).glob("ungespor-*"))
    brought(Sent(name, io.BytesIO(STAFF)))
    assert set(Path(tempfile.gettempdir()).glob("ungespor-*")) <= before


def test_exactly_what_was_previewed_comes_in() -> None:
    preview = import_sent(sent(staff__csv=STAFF), on=ON, by=ADMIN, dry_run=True)
    assert not preview.saved
    report = import_sent(sent(staff__csv=STAFF), on=ON, by=ADMIN, previewed=preview.sheets)
    assert (report.saved, report.sheets) == (True, preview.sheets)


def test_an_import_that_would_do_something_else_than_previewed_does_nothing(store: Store) -> None:
    files = {"staff__csv": STAFF, "Unge__csv": YOUNG}
    preview = import_sent(sent(**files), on=ON, by=ADMIN, dry_run=True)
    put(StaffRow(id="M1", name="Ib", role="coordinator"))
    version = store.data_version
    with pytest.raises(PreviewOutdated):
        import_sent(sent(**files), on=ON, by=ADMIN, previewed=preview.sheets)
    with reading() as session:
        assert session.scalars(select(YoungPersonRow)).all() == []
        assert session.scalars(select(AuditRow)).all() == []
    assert store.data_version == version


def test_each_stage_is_told() -> None:
    told: list[Stage] = []
    import_sent(sent(staff__csv=STAFF), on=ON, by=ADMIN, told=told.append)
    assert told == [Stage.READING, Stage.CHECKING, Stage.WRITING]


def test_only_an_administrator_may_send_or_fetch() -> None:
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(NotAllowed):
            import_sent(sent(staff__csv=STAFF), on=ON, by=person(role))
        with pytest.raises(NotAllowed):
            exported("xlsx", with_cpr=False, by=person(role))


@pytest.mark.parametrize("kind", ["xlsx", "zip"])
@pytest.mark.parametrize("with_cpr", [False, True])
def test_the_whole_export_in_one_file_is_noted_and_can_come_back(
    tmp_path: Path, kind: str, with_cpr: bool
) -> None:
    brought(
        *sent(Unge__csv=YOUNG.replace(b"\n", b";cpr\n", 1).replace(b"05\n", b"05;7403070014\n"))
    )
    told: list[str] = []
    content = exported(kind, with_cpr=with_cpr, by=ADMIN, told=told.append)
    assert told == list(sheets())
    (tmp_path / f"x.{kind}").write_bytes(content)
    report = import_from(tmp_path / f"x.{kind}", on=ON)
    assert report.sheets["young_people"] == Written(unchanged=1)
    with reading() as session:
        line = session.scalars(select(AuditRow).where(AuditRow.table_name == "export")).one()
        assert line.name == "Karen Kold"
        assert f'"cpr": [null, {str(with_cpr).lower()}]' in line.changes
