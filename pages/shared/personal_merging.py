"""Two rows of one young person: find the other, see both, choose, merge; and undo it."""

import streamlit as st

from core.case_numbers import case_number
from core.merging import FIELDS
from core.records.cases import CaseHeader
from core.records.merging import Merged, Pair
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal, numbered, shown_plainly
from pages.shared.frame import language, open_section, person, saving, t, today, turn_to
from pages.shared.links import link

MOST_VERSIONS = 1_000_000
"""More than a row will ever have: two versions fit into one number."""


def draw_merging(case: CaseHeader) -> None:
    """The pair of the address, or whom to choose; then the merges there have been."""
    number = case_number(st.query_params.get("with", ""))
    with open_section("personal_data.merging"):
        st.caption(t("personal_data.merging_told"))
        pair = None
        if number is not None:
            pair = queries.merging.pair(case.young_person_id, number, by=person())
        if pair is not None:
            _draw_pair(case, pair)
        else:
            _draw_search(case, missed=number is not None)
    _draw_merges(case)


def _draw_search(case: CaseHeader, *, missed: bool) -> None:
    if missed:
        st.error(t("refusal.not_found"))
    for each in queries.merging.likely(case.young_person_id, by=person()):
        label = t("personal_data.likely", **numbered(each.name, each.number))
        _to(case, label, each.number)
    form = Form("merge_find_form", case.id)
    number = form.number("number", least=1, most=99_999_999)
    if number is not None:
        _to(case, t("personal_data.compare", number=str(number)), number)


def _to(case: CaseHeader, label: str, number: int) -> None:
    link("personal_data", label, case=str(case.number), part="merge", **{"with": str(number)})


def _draw_pair(case: CaseHeader, pair: Pair) -> None:
    mine, theirs = (", ".join(map(str, side.numbers)) for side in (pair.kept, pair.other))
    st.markdown(t("personal_data.pair", mine=mine, theirs=theirs))
    _draw_beside(pair)
    subject = f"{pair.kept.young_person_id}.{pair.other.young_person_id}"
    form = Form("merge_form", subject, _seen(pair), dict.fromkeys(pair.differing, "kept"))
    take = tuple(name for name in pair.differing if _chosen(form, pair, name) == "other")
    if not pair.differing:
        st.caption(t("personal_data.all_equal"))
    looked = form.tick("looked")
    if form.save():
        with saving(form, t("merge_form.saved")):
            actions.merging.merge(
                pair.kept.young_person_id,
                pair.other.young_person_id,
                take=take,
                seen_versions=divmod(form.seen_version, MOST_VERSIONS),
                looked=looked,
                by=person(),
                on=today(),
            )
            turn_to(case=str(case.number), part="merge")


def _draw_beside(pair: Pair) -> None:
    """Both side by side, with what is equal too."""
    rows = [
        {
            t("personal_data.field"): _label(name),
            t("personal_data.this"): literal(_said(pair.kept.values[name])),
            t("personal_data.that"): literal(_said(pair.other.values[name])),
        }
        for name in FIELDS
    ]
    st.table(rows, hide_index=True)


def _seen(pair: Pair) -> int:
    """One number for the versions of both."""
    return pair.kept.version * MOST_VERSIONS + pair.other.version


def _chosen(form: Form, pair: Pair, name: str) -> str | None:
    options = {
        side: _said(values[name])
        for side, values in (("kept", pair.kept.values), ("other", pair.other.values))
    }
    if options["kept"] == options["other"]:
        options["other"] = t("personal_data.other_value", value=options["other"])
    return form.pick(name, options, said=_label(name))


def _label(name: str) -> str:
    return t("personal_data.cpr" if name == "cpr" else f"correct_form.{name}")


def _said(value: object) -> str:
    if value is None:
        return t("form.not_recorded")
    return str(shown_plainly(language(), value))


def _draw_merges(case: CaseHeader) -> None:
    merges = queries.merging.merges(case.young_person_id, by=person())
    if not merges:
        return
    with open_section("personal_data.merges"):
        for each in merges:
            _draw_merge(each)


def _draw_merge(merged: Merged) -> None:
    numbers = ", ".join(map(str, merged.numbers))
    st.markdown(
        t(
            "personal_data.merged",
            numbers=numbers,
            date=merged.merged_date,
            name=merged.by_name,
        )
    )
    if merged.undone_date is not None:
        st.caption(t("personal_data.undone", date=merged.undone_date))
    elif merged.last_day >= today():
        form = Form("merge_undo_form", merged.id, merged.version)
        st.caption(t("personal_data.undo_until", date=merged.last_day))
        if form.save():
            with saving(form, t("merge_undo_form.saved")):
                actions.merging.undo(
                    merged.id, seen_version=form.seen_version, by=person(), on=today()
                )
