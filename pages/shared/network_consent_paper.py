"""The printed consent form: who is asked about and what, the paper, and the answer to it."""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from core.codes import Coded
from core.consent import GUARDIAN, YOUNG_PERSON, under_age
from core.consent_forms import MOVES, FormTold, PartyTold, Signature
from core.permissions import Act
from core.records.consenting import ConsentForm, PaperState, RecipientView
from core.sharing import Ground
from core.start_up import Part
from core.words import code_key
from db import actions, queries
from pages.shared.consent_sheet import consent_sheet
from pages.shared.documents.sheet import sheet_pdf
from pages.shared.facts import code_words, fact_table
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today
from pages.shared.handing_over import handed_over
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board
from pages.shared.network_consent_form import party_roles

W = "consent_paper"
TYPED = ("first", "second", "third")
"""The fields for those that are not known yet; the next shows once the one before is filled."""
ASKED = frozenset({Ground.NONE, Ground.CONSENT, Ground.LAW})
"""Who must be asked about; the others may know by what they are."""


def draw_papers(board: Board, forms: Iterable[ConsentForm]) -> None:
    """A line for each form that leads to it."""
    shown = [each for each in forms if each.state is not PaperState.DROPPED]
    if shown:
        draw_heading(t("network_meeting.consent.papers"))
    for form in shown:
        board.link(_line(form), Part.CONSENT, consent=form.id)


def _line(form: ConsentForm) -> str:
    facts = {"date": form.made_date, "state": form.state}
    if form.settled_date is None:
        return t(f"{W}.line", **facts)
    if not form.given_by:
        return t(f"{W}.line_dropped", settled=form.settled_date, **facts)
    givers = code_words("consent_given_by", form.given_by).lower()
    return t(f"{W}.line_settled", settled=form.settled_date, givers=givers, **facts)


# -------------------------------------------------------- a new one


class PartyForm(Form):
    """Fields of one kind for each party: `party.<key>` goes by the word of `party`."""

    def _label(self, name: str) -> str:
        return super()._label(name.partition(".")[0])


def draw_new_paper(board: Board) -> None:
    """Choose with the young person: with whom, about what, for what, until when."""
    form = PartyForm("consent_paper_form", board.case.id)
    known = _known(board)
    with st.container(border=True):
        draw_heading(t("network_meeting.consent.make_paper"))
        if not known:
            st.caption(t(f"{W}.nobody"))
        labels = {key: _label(each) for key, each in known.items()}
        chosen = form.pick_several("parties", labels) if known else ()
        parties = [
            *(_chosen(form, key, known[key]) for key in labels if key in chosen),
            *_typed(form),
        ]
        purpose = form.text("purpose", area=True)
        told = FormTold(parties=tuple(parties), purpose=purpose, valid_to=form.day("valid_to"))
        if form.save():
            with saving(form, t("consent_paper_form.saved")):
                made = actions.consent_forms.make(board.case.id, told, by=person(), on=today())
                board.go(Part.CONSENT, consent=made)


def _known(board: Board) -> dict[str, RecipientView]:
    """Those around the case who need a consent, by a key of their own."""
    found = queries.sharing.recipients_of(board.case.id, by=person(), on=today())
    return {
        each.known_id or each.participant_id or "": each
        for each in found
        if each.basis.ground in ASKED and (each.recipient.name or each.recipient.organisation)
    }


def _label(each: RecipientView) -> str:
    role = t_plain(code_key(Coded("participant_role", each.recipient.role)))
    return t(f"{W}.chosen", role=role, party=_party(each))


def _party(each: RecipientView) -> str:
    name, organisation = each.recipient.name, each.recipient.organisation
    if name and organisation:
        return t_plain(f"{W}.own_words", name=name, organisation=organisation)
    return name or organisation or ""


def _chosen(form: PartyForm, key: str, each: RecipientView) -> PartyTold:
    with st.container(border=True):
        st.markdown(f"**{_label(each)}**")
        types = form.several(f"information_types.{key}", "information_type")
    return PartyTold(key, _party(each), each.recipient.role, types)


def _typed(form: PartyForm) -> Iterable[PartyTold]:
    for key in TYPED:
        if not form.tick(f"another.{key}"):
            return
        with st.container(border=True):
            role = form.choice(f"party_role.{key}", party_roles(), words="participant_role")
            party = form.text(f"party.{key}")
            types = form.several(f"information_types.{key}", "information_type")
        yield PartyTold(key, party, role, types)


# -------------------------------------------------------- one that was made


def draw_paper(board: Board, form: ConsentForm) -> None:
    """The form, its paper, and the answer where it still waits for one."""
    with st.container(border=True):
        st.markdown(f"**{_line(form)}**")
        fact_table(
            [
                (f"{W}.parties", _parties(form)),
                (f"{W}.purpose", form.purpose),
                (f"{W}.valid_to", form.valid_to or t_plain("network_meeting.consent.no_end")),
            ]
        )
        if form.state is not PaperState.DROPPED:
            _draw_pdf(board, form)
    if board.writes(Act.RECORD_CONSENT) and MOVES[form.state]:
        _draw_answers(board, form)


def _parties(form: ConsentForm) -> str:
    return "\n".join(
        f"{name} ({code_words('information_type', form.parties[place].information_types).lower()})"
        for place, name in _places(form).items()
    )


def _places(form: ConsentForm) -> dict[int, str]:
    return {
        place: t_plain(
            f"{W}.chosen", role=Coded("participant_role", each.party_role), party=each.party
        )
        for place, each in enumerate(form.parties)
    }


def _draw_pdf(board: Board, form: ConsentForm) -> None:
    make = partial(sheet_pdf, consent_sheet(form, board.case))
    st.download_button(
        t(f"{W}.pdf"),
        handed_over("consent_form", make, case_id=board.case.id),
        file_name=t_plain("consent_sheet.file", number=str(board.case.number)),
        mime="application/pdf",
        key=f"consent_paper.pdf.{form.id}",
    )


def _draw_answers(board: Board, form: ConsentForm) -> None:
    left = _left(board, form)
    if not left:
        return
    if form.given_by:
        who = code_words("consent_given_by", left).lower()
        st.caption(t(f"{W}.waits_for", who=who))
    with st.container(border=True):
        draw_heading(t(f"{W}.settle"))
        _draw_sign(board, form, left)
    if PaperState.DECLINED in MOVES[form.state]:
        with st.expander(t("code.paper_state.declined")):
            _draw_decline(board, form, left)
        _draw_drop(board, form)


def _left(board: Board, form: ConsentForm) -> tuple[str, ...]:
    """Who can still answer: under 18 the guardian too."""
    asked = (
        (YOUNG_PERSON, GUARDIAN) if under_age(board.case.birth_date, today()) else (YOUNG_PERSON,)
    )
    return tuple(who for who in asked if who not in form.given_by)


def _draw_sign(board: Board, form: ConsentForm, left: tuple[str, ...]) -> None:
    places = {str(place): literal(name) for place, name in _places(form).items()}
    signing = Form(
        "consent_sign_form",
        form.id,
        form.version,
        initial={"signed_date": today(), "parties": list(places), "givers": list(left[:1])},
    )
    givers = signing.several("givers", left, words="consent_given_by")
    agreed = signing.pick_several("parties", places)
    day = signing.day("signed_date")
    if signing.save():
        with saving(signing, t("consent_sign_form.saved")):
            signature = Signature(day=day, givers=givers, parties=tuple(map(int, agreed)))
            actions.consent_forms.sign(
                form.id, signature, seen_version=signing.seen_version, by=person(), on=today()
            )
            board.go(Part.CONSENT)


def _draw_decline(board: Board, form: ConsentForm, left: tuple[str, ...]) -> None:
    saying = Form("consent_decline_form", form.id, form.version, initial={"declined_date": today()})
    givers = saying.several("givers", left, words="consent_given_by")
    day = saying.day("declined_date")
    if saying.save(primary=False):
        with saving(saying, t("consent_decline_form.saved")):
            actions.consent_forms.decline(
                form.id,
                Signature(day=day, givers=givers),
                seen_version=saying.seen_version,
                by=person(),
                on=today(),
            )
            board.go(Part.CONSENT)


def _draw_drop(board: Board, form: ConsentForm) -> None:
    dropping = Form("consent_drop_form", form.id, form.version)
    if dropping.save(primary=False):
        with saving(dropping, t("consent_drop_form.saved")):
            actions.consent_forms.drop(
                form.id, seen_version=dropping.seen_version, by=person(), on=today()
            )
            board.go(Part.CONSENT)
