"""The part of the consents: what is on file, what it lacks, a new one, and taking one back."""

from datetime import date

import streamlit as st

from core.codes import MeetingState, valid_codes
from core.consent import (
    ALONE,
    CONSENT,
    GUARDIAN,
    YOUNG_PERSON,
    ConsentTold,
    Gap,
    covers,
    gap,
    in_force,
    under_age,
)
from core.permissions import Act, may
from core.records.network import Consent, Meeting
from core.start_up import Part
from db import actions
from pages.shared.facts import code_words, fact_table
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.network_board import Board, opened, role_words

W = "network_meeting.consent"
_SENTENCE = {
    Gap.NOTHING_ON_FILE: "none",
    Gap.NOTHING_COVERS: "nothing_covers",
    Gap.GUARDIAN_MISSING: "guardian_missing",
    Gap.OWN_MISSING: "own_missing",
}


def draw_consent(board: Board) -> None:
    """What is on file, and what is missing."""
    lacking = gap(board.file.consents, board.case.birth_date, today())
    if lacking is not None:
        st.warning(t(f"{W}.{_SENTENCE[lacking]}"))
    _warn_of_invited(board)
    if under_age(board.case.birth_date, today()):
        _draw_guardian(board)
    for consent in board.file.consents:
        _draw_one(board, consent)
    if not board.writes(Act.RECORD_CONSENT):
        return
    if opened("consent") == "new" or not board.file.consents:
        _add(board)
    else:
        board.begin(t(f"{W}.new"), Part.CONSENT, "consent")


def uncovered(board: Board, meeting: Meeting) -> str | None:
    """The roles at a planned meeting that no consent covers on its day; None where all is well."""
    roles = [each.role for each in meeting.participants if each.role not in ALONE]
    if meeting.state is not MeetingState.PLANNED or not roles:
        return None
    return None if covers(board.file.consents, meeting.day) else role_words(roles)


def _warn_of_invited(board: Board) -> None:
    for meeting in board.file.meetings:
        roles = uncovered(board, meeting)
        if roles is not None:
            st.error(t(f"{W}.invited", date=meeting.day, roles=roles))


def _draw_guardian(board: Board) -> None:
    st.info(t(f"{W}.notify"))
    given = [
        consent
        for consent in board.file.consents
        if consent.given_by == GUARDIAN and in_force(consent, today())
    ]
    names = dict.fromkeys(
        each.name
        for meeting in board.file.meetings
        for each in meeting.participants
        if each.role == GUARDIAN and each.name
    )
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.guardian')}**")
        if given:
            st.markdown(t(f"{W}.guardian_given", date=given[0].given_date, party=given[0].party))
        else:
            st.markdown(t(f"{W}.guardian_not"))
        if names:
            st.caption(t(f"{W}.guardian_named", names=", ".join(names)))


def _state(consent: Consent, on: date) -> str:
    if consent.withdrawn_date is not None:
        return "withdrawn"
    if in_force(consent, on):
        return "in_force"
    return "not_yet" if consent.given_date > on else "run_out"


def _draw_one(board: Board, consent: Consent) -> None:
    giver = code_words("consent_given_by", (consent.given_by,)).lower()
    basis = consent.legal_basis or CONSENT
    with st.container(border=True):
        st.markdown(f"**{t(f'code.consent_state.{_state(consent, today())}')}**")
        rows: list[tuple[str, object]] = [
            (f"{W}.party", consent.party),
            (f"{W}.information_types", code_words("information_type", consent.information_types)),
            (f"{W}.purpose", consent.purpose),
            (f"{W}.legal_basis", _basis(basis, consent.legal_basis_note)),
            (f"{W}.given", t_plain(f"{W}.given_told", date=consent.given_date, giver=giver)),
            (f"{W}.valid_to", consent.valid_to or t(f"{W}.no_end")),
        ]
        if consent.withdrawn_date is not None:
            rows.append((f"{W}.withdrawn", consent.withdrawn_date))
        fact_table(rows)
        if consent.withdrawn_date is None and may(person(), Act.RECORD_CONSENT, board.case.reach):
            _withdrawing(board, consent)


def _basis(basis: str, note: str | None) -> str:
    word = code_words("consent_legal_basis", (basis,))
    return word if note is None else f"{word}: {note}"


def _withdrawing(board: Board, consent: Consent) -> None:
    if opened("consent") != consent.id:
        board.link(t(f"{W}.withdraw"), Part.CONSENT, consent=consent.id)
        return
    form = Form(
        "withdraw_consent_form",
        consent.id,
        consent.version,
        initial={"withdrawn_date": today()},
    )
    withdrawn = form.day("withdrawn_date")
    if form.save():
        with saving(form, t("withdraw_consent_form.saved")):
            actions.consents.withdraw(
                consent.id,
                withdrawn_date=withdrawn,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            board.go(Part.CONSENT)
    board.link(t(f"{W}.close"), Part.CONSENT)


def _add(board: Board) -> None:
    form = Form(
        "consent_form", board.case.id, initial={"given_date": today(), "legal_basis": CONSENT}
    )
    with st.container(border=True):
        st.subheader(t(f"{W}.new"), anchor=False)
        basis = form.one_of("legal_basis", "consent_legal_basis")
        note = None if basis == CONSENT else form.text("legal_basis_note", area=True)
        giver = form.one_of("given_by", _givers(board), words="consent_given_by")
        given = form.day("given_date")
        party = form.text("party")
        types = form.several("information_types", "information_type")
        purpose = form.text("purpose", area=True)
        valid_to = form.day("valid_to")
        if form.save():
            with saving(form, t("consent_form.saved")):
                told = ConsentTold(
                    legal_basis=basis,
                    legal_basis_note=note,
                    given_by=giver,
                    given_date=given,
                    party=party,
                    information_types=types,
                    purpose=purpose,
                    valid_to=valid_to,
                )
                actions.consents.add_consent(board.case.id, told, by=person(), on=today())
                board.go(Part.CONSENT)


def _givers(board: Board) -> tuple[str, ...]:
    """Under 18 the guardian first."""
    codes = valid_codes("consent_given_by", today())
    first = GUARDIAN if under_age(board.case.birth_date, today()) else YOUNG_PERSON
    return tuple(sorted(codes, key=lambda code: code != first))
