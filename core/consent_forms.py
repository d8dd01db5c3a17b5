"""The printed consent form: what it must hold, and how it is signed or declined (R12, R23)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.consent import (
    CONSENT,
    GUARDIAN,
    ConsentTold,
    GuardianOfAdult,
    NoInformationType,
    checked_role,
    of_age,
)
from core.errors import RuleBroken, UnknownCode
from core.parties import plain
from core.records.consenting import ConsentForm, FormParty, PaperState
from core.texts import (
    LINE,
    TEXT,
    check_codes,
    check_order,
    past_date,
    required_text,
)

PAPER = "paper"

MOVES: Mapping[PaperState, frozenset[PaperState]] = MappingProxyType(
    {
        PaperState.WAITING: frozenset({PaperState.SIGNED, PaperState.DECLINED, PaperState.DROPPED}),
        # Under 18 the young person and the guardian may sign on different days.
        PaperState.SIGNED: frozenset({PaperState.SIGNED}),
        PaperState.DECLINED: frozenset(),
        PaperState.DROPPED: frozenset(),
    }
)
"""What can become of a form; a no stands, and whoever thinks again gets a new form."""


class NoParty(RuleBroken):
    """A form, or a signature, names nobody to share with."""

    code = "no_party"


class PartyTwice(RuleBroken):
    """A form names one party twice (facts: party)."""

    code = "party_twice"


class NoGiver(RuleBroken):
    """Nobody is said to have signed or to have said no."""

    code = "no_giver"


class AlreadySigned(RuleBroken):
    """Whoever signs has signed the form already (facts: date)."""

    code = "already_signed"


class FormSettled(RuleBroken):
    """The form does not wait for that any more (facts: state)."""

    code = "form_settled"


@dataclass(frozen=True, slots=True)
class PartyTold:
    """One party as chosen; `key` names its fields on the screen."""

    key: str
    party: str | None
    party_role: str | None
    information_types: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTold:
    """A form as typed."""

    parties: tuple[PartyTold, ...]
    purpose: str | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signed a form on which day; `parties` are the places of those they said yes to."""

    day: date | None
    givers: tuple[str, ...]
    parties: tuple[int, ...] = ()


def check_form_move(before: PaperState, after: PaperState) -> None:
    """Raises FormSettled unless the table has the move."""
    if after not in MOVES[before]:
        raise FormSettled(state=before)


def checked_form(told: FormTold, on: date) -> tuple[tuple[FormParty, ...], str]:
    """The parties and the purpose, cleaned. Raises the refusal of the first that does not hold."""
    parties = tuple(_party(each, on) for each in told.parties)
    if not parties:
        raise NoParty("parties")
    seen: set[tuple[str, str]] = set()
    for each in parties:
        known = (each.party_role, plain(each.party))
        if known in seen:
            raise PartyTwice("parties", party=each.party)
        seen.add(known)
    check_order("valid_to", on, told.valid_to)
    return parties, required_text("purpose", told.purpose, TEXT)


def _party(told: PartyTold, on: date) -> FormParty:
    field = f"information_types.{told.key}"
    party = required_text(f"party.{told.key}", told.party, LINE)
    role = checked_role(told.party_role, on, f"party_role.{told.key}")
    if not told.information_types:
        raise NoInformationType(field)
    types = check_codes(field, "information_type", told.information_types, on)
    return FormParty(party, role, types)


def checked_signature(
    form: ConsentForm, signature: Signature, *, born: date | None, on: date
) -> date:
    """The day of the signature. Raises the refusal of the first thing that does not hold."""
    check_form_move(form.state, PaperState.SIGNED)
    day = _checked_day(form, "signed_date", signature.day, on)
    check_order("signed_date", day, form.valid_to)
    _check_givers(form, signature.givers, born=born, day=day)
    if not signature.parties:
        raise NoParty("parties")
    strange = [place for place in signature.parties if not 0 <= place < len(form.parties)]
    if strange:
        raise UnknownCode("parties", value=strange[0])
    return day


def checked_no(form: ConsentForm, signature: Signature, *, born: date | None, on: date) -> date:
    """The day of a no. Raises the refusal of the first thing that does not hold."""
    check_form_move(form.state, PaperState.DECLINED)
    day = _checked_day(form, "declined_date", signature.day, on)
    _check_givers(form, signature.givers, born=born, day=day)
    return day


def _checked_day(form: ConsentForm, field: str, value: date | None, on: date) -> date:
    day = past_date(field, value, on)
    check_order(field, form.made_date, day)
    return day


def _check_givers(
    form: ConsentForm, givers: tuple[str, ...], *, born: date | None, day: date
) -> None:
    if not givers:
        raise NoGiver("givers")
    check_codes("givers", "consent_given_by", givers, day)
    if GUARDIAN in givers and of_age(born, day):
        raise GuardianOfAdult("givers", date=day)
    if set(givers) & set(form.given_by):
        raise AlreadySigned("givers", date=form.settled_date)


def consents_signed(form: ConsentForm, signature: Signature, day: date) -> list[ConsentTold]:
    """The consents that stand once it is signed: one for each party and each who signed."""
    return [
        ConsentTold(
            legal_basis=CONSENT,
            given_by=giver,
            given_date=day,
            party=party.party,
            party_role=party.party_role,
            information_types=party.information_types,
            purpose=form.purpose,
            valid_to=form.valid_to,
            form=PAPER,
        )
        for giver in signature.givers
        for party in (form.parties[place] for place in sorted(set(signature.parties)))
    ]
