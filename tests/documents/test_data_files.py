"""The export of all data and the empty template, opened by another office program."""

from datetime import date
from pathlib import Path

from db.engine import Store
from db.exchange import export_to, import_from
from db.exchange.template import template
from tests.documents.office import printed
from tests.documents.paper import ink, texts

SAMPLE = Path(__file__).resolve().parents[2] / "docs" / "example-import"
LATER = date(2030, 1, 1)


def test_another_program_opens_the_workbook_of_all_data(store: Store, tmp_path: Path) -> None:
    import_from(SAMPLE, on=LATER)
    target = tmp_path / "alt.xlsx"
    export_to(target)
    pdf = printed(target, tmp_path)
    said = " ".join(texts(pdf))
    for heading in ("birth_date", "referral_date", "follow_up_date"):
        assert heading in said
    assert max(ink(pdf)) > 0


def test_another_program_opens_the_template(tmp_path: Path) -> None:
    target = tmp_path / "skabelon.xlsx"
    target.write_bytes(template("da"))
    said = " ".join(texts(printed(target, tmp_path)))
    assert "Fødselsdato" in said
