"""Plain functions that make pieces of the implementation; every argument has a default."""

from datetime import UTC, date, datetime

from core.cooperation import AgreementTold
from core.implementation import AnswerTold
from core.organisation import ChoiceTold
from core.records.implementation import (
    Answer,
    CooperationAgreement,
    Implementation,
    ImplementationState,
    OrganisationChoice,
    PdsaStep,
    SmallTest,
)
from core.small_tests import STEPS, SmallTestTold

ON = date(2026, 5, 4)


def answer(question="all_partners", state="under_way", **told):
    return Answer(question, 1, ImplementationState(state), **told)


def answer_told(state="under_way", **told):
    return AnswerTold(state=state, **told)


def agreement(id_="a", *, signed=date(2025, 5, 4), renew=None, ended=None, **told):
    usual = {"partner": "employment", "organisation": "Jobcenter Papirsø"}
    values = {**usual, "contact": None, "ours": "Vi", "theirs": "De", **told}
    return CooperationAgreement(
        id=id_, version=1, signed_date=signed, renew_by=renew, ended_date=ended, **values
    )


def agreement_told(**told):
    usual = {
        "partner": "employment",
        "organisation": "Jobcenter Papirsø",
        "ours": "Vi indkalder i god tid.",
        "theirs": "De deltager.",
        "signed_date": date(2026, 1, 5),
    }
    return AgreementTold(**{**usual, **told})


def choice(option="broad", aspect="form", since=ON, hour=9):
    time = datetime(2026, 5, 4, hour, tzinfo=UTC)
    return OrganisationChoice(aspect, option, since, "Derfor.", "Sådan.", time, "Lise Lygte")


def choice_told(option="broad", **told):
    usual = {"valid_from": ON, "reason": "De unge har sager flere steder.", "counter": "Møder."}
    return ChoiceTold(option=option, **{**usual, **told})


def steps(written=0, first=date(2026, 3, 2)):
    """The four steps, so many of them written, a week apart."""
    return tuple(
        PdsaStep(name, f"Tekst {name}", date.fromordinal(first.toordinal() + 7 * place))
        if place < written
        else PdsaStep(name)
        for place, name in enumerate(STEPS)
    )


def small_test(id_="t", *, written=1, outcome=None, round_=1, continues=None, **told):
    usual = {"title": "Sms dagen før", "aim": "Kommer flere?", "owner": None, "due_date": None}
    return SmallTest(
        id=id_,
        version=1,
        round=round_,
        steps=steps(written),
        outcome=outcome,
        continues_id=continues,
        **{**usual, **told},
    )


def small_test_told(written=1, **told):
    usual = {"title": "Sms dagen før", "aim": "Kommer flere?", "steps": steps(written)}
    return SmallTestTold(**{**usual, **told})


def known(*, answers=(), agreements=(), choices=(), tests=(), staff=()):
    by_question = {each.question: each for each in answers}
    return Implementation(by_question, (*agreements,), (*choices,), (*tests,), (*staff,))
