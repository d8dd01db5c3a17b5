"""A consent: put on file, opened, its role said, taken back; and the list of all of them."""

from datetime import date

import streamlit as st

from core.alphabet import danish_order
from core.codes import Coded, all_codes, valid_codes
from core.consent import ALONE, CONSENT, GUARDIAN, YOUNG_PERSON, ConsentTold, in_force, under_age
from core.permissions import Act, may
from core.records.network import Consent
from core.start_up import Part
from db import actions
from pages.shared.facts import code_words, fact_table
from pages.shared.form import Form
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board

W = "network_meeting.consent"


def draw_consents(board: Board) -> None:
    """A line for each consent that leads to it: those that stand, and the earlier ones folded."""
    if not board.file.consents:
        return
    draw_heading(t(f"{W}.on_file"))
    standing = sorted(
        (each for each in board.file.consents if _state(each, today()) == "in_force"),
        key=lambda each: (danish_order(each.party), each.given_by != YOUNG_PERSON),
    )
    for consent in standing:
        board.link(_line(consent), Part.CONSENT, consent=consent.id)
    earlier = [each for each in board.file.consents if each not in standing]
    if earlier:
        with st.expander(t(f"{W}.earlier"), expanded=not standing):
            for consent in earlier:
                board.link(_line(consent), Part.CONSENT, consent=consent.id)


def _line(consent: Consent) -> str:
    return t(
        f"{W}.line",
        party=consent.party,
        state=Coded("consent_state", _state(consent, today())),
        giver=_giver(consent),
        date=consent.given_date,
    )


def _giver(consent: Consent) -> str:
    return code_words("consent_given_by", (consent.given_by,)).lower()


def _state(consent: Consent, on: date) -> str:
    if consent.withdrawn_date is not None:
        return "withdrawn"
    if in_force(consent, on):
        return "in_force"
    return "not_yet" if consent.given_date > on else "run_out"


def draw_opened(board: Board, consent: Consent) -> None:
    """One consent with all that is known of it, and what can be done with it."""
    with st.container(border=True):
        st.markdown(f"**{t(f'code.consent_state.{_state(consent, today())}')}**")
        fact_table(_facts(consent))
    if consent.party_role is None and board.writes(Act.RECORD_CONSENT):
        _saying_role(board, consent)
    if consent.withdrawn_date is None and may(person(), Act.RECORD_CONSENT, board.case.reach):
        _withdrawing(board, consent)


def _facts(consent: Consent) -> list[tuple[str, object]]:
    given = t_plain(f"{W}.given_told", date=consent.given_date, giver=_giver(consent))
    basis = code_words("consent_legal_basis", (consent.legal_basis or CONSENT,))
    note = consent.legal_basis_note
    role, form = consent.party_role, consent.form
    rows: list[tuple[str, object]] = [
        (f"{W}.party", consent.party),
        (f"{W}.party_role", code_words("participant_role", (role,)) if role else None),
        (f"{W}.information_types", code_words("information_type", consent.information_types)),
        (f"{W}.purpose", consent.purpose),
        (f"{W}.legal_basis", f"{basis}: {note}" if note else basis),
        (f"{W}.given", given),
        (f"{W}.form", code_words("consent_given_form", (form,)) if form else None),
        (f"{W}.valid_to", consent.valid_to or t_plain(f"{W}.no_end")),
    ]
    if consent.withdrawn_date is not None:
        rows.append((f"{W}.withdrawn", consent.withdrawn_date))
    return rows


def _saying_role(board: Board, consent: Consent) -> None:
    form = Form("consent_role_form", consent.id, consent.version)
    role = form.choice("party_role", party_roles(), words="participant_role")
    if form.save(primary=False):
        with saving(form, t("consent_role_form.saved")):
            actions.consents.say_role(
                consent.id,
                party_role=role,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
            )
            board.go(Part.CONSENT, consent=consent.id)


def _withdrawing(board: Board, consent: Consent) -> None:
    form = Form(
        "withdraw_consent_form", consent.id, consent.version, initial={"withdrawn_date": today()}
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
            board.go(Part.CONSENT, consent=consent.id)


def draw_add(board: Board) -> None:
    """A consent that was given, or another legal basis with its paragraph and reason."""
    initial = {"given_date": today(), "legal_basis": CONSENT, "form": "paper"}
    form = Form("consent_form", board.case.id, initial=initial)
    with st.container(border=True):
        draw_heading(t(f"{W}.new"))
        told = _told(form, board)
        if form.save():
            with saving(form, t("consent_form.saved")):
                actions.consents.add_consent(board.case.id, told, by=person(), on=today())
                board.go(Part.CONSENT)


def _told(form: Form, board: Board) -> ConsentTold:
    basis = form.one_of("legal_basis", "consent_legal_basis")
    by_consent = basis == CONSENT
    return ConsentTold(
        legal_basis=basis,
        legal_basis_note=None if by_consent else form.text("legal_basis_note", area=True),
        party_role=form.choice("party_role", party_roles(), words="participant_role"),
        party=form.text("party"),
        information_types=form.several("information_types", "information_type"),
        purpose=form.text("purpose", area=True),
        given_by=form.one_of("given_by", givers(board), words="consent_given_by"),
        form=form.one_of("form", "consent_given_form") if by_consent else None,
        given_date=form.day("given_date"),
        valid_to=form.day("valid_to"),
    )


def party_roles() -> tuple[str, ...]:
    """The roles that a party can have today: all but the young person's own."""
    return tuple(code for code in valid_codes("participant_role", today()) if code not in ALONE)


def givers(board: Board) -> tuple[str, ...]:
    """Who can give a consent: under 18 the guardian first."""
    codes = all_codes("consent_given_by")
    first = GUARDIAN if under_age(board.case.birth_date, today()) else YOUNG_PERSON
    return tuple(sorted(codes, key=lambda code: code != first))
