"""The form of a new housing situation, in the assessment and in the support course."""

from collections.abc import Sequence
from datetime import date

from core.housing import version_of
from core.records.cases import CaseHeader
from core.records.housing import HousingLine
from db import actions
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, today


def draw_situation_form(
    name: str,
    case: CaseHeader,
    lines: Sequence[HousingLine],
    *,
    begins: date | None,
    primary: bool,
) -> None:
    """Where the young person lives from a day on; `name` gives the words of the form."""
    form = Form(name, case.id, version_of(lines), initial={"from_date": begins})
    situation = form.choice("situation", "housing_situation")
    since = form.day("from_date", latest=today())
    if form.save(primary=primary):
        with saving(form, t(f"{name}.saved")):
            actions.housing.record_situation(
                case.id,
                situation=situation,
                from_date=since,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
