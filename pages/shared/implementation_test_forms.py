"""The forms of a small-scale test: its four steps and outcome, and the round that follows."""

import streamlit as st

from core.records.implementation import Implementation, Outcome, PdsaStep, SmallTest
from core.small_tests import STEPS, SmallTestTold, follows, goes_on, step_now
from db import actions
from pages.shared.form import Form
from pages.shared.frame import open_section, person, saving, t, today, turn_to
from pages.shared.implementation_owner import owner_fields, owner_values

W = "small_test_form"


def draw_form(known: Implementation, opened: SmallTest | None) -> None:
    """What is tried and learned; the steps that are written and the one that comes next."""
    form = (
        Form(W) if opened is None else Form(W, opened.id, opened.version, initial=_values(opened))
    )
    told = _fields(form, known, opened)
    if form.save():
        with saving(form, t(f"{W}.saved")):
            _keep(opened, told, form)


def _values(opened: SmallTest) -> dict[str, object]:
    return {
        "title": opened.title,
        "aim": opened.aim,
        "due_date": opened.due_date,
        "outcome": opened.outcome.value if opened.outcome else None,
        **{f"{each.step}_text": each.text for each in opened.steps},
        **{f"{each.step}_date": each.day for each in opened.steps},
        **owner_values(opened.owner),
    }


def _fields(form: Form, known: Implementation, opened: SmallTest | None) -> SmallTestTold:
    title, aim = form.text("title"), form.text("aim", area=True)
    owner_id, owner_name = owner_fields(form, known, opened.owner if opened else None)
    due = form.day("due_date")
    written = tuple(_step(form, name) for name in _steps_asked(opened))
    outcome = _outcome(form) if opened is not None else None
    return SmallTestTold(
        title=title,
        aim=aim,
        steps=written,
        owner_id=owner_id,
        owner_name=owner_name,
        due_date=due,
        outcome=outcome,
    )


def _steps_asked(opened: SmallTest | None) -> tuple[str, ...]:
    step = step_now(opened) if opened is not None else STEPS[0]
    return STEPS if step is None else STEPS[: STEPS.index(step) + 1]


def _outcome(form: Form) -> str | None:
    codes = [each.value for each in Outcome]
    return form.mark("outcome", codes, said=t(f"{W}.outcome"), words="outcome")


def _step(form: Form, name: str) -> PdsaStep:
    with open_section(f"small_tests.step.{name}"):
        text = form.text(f"{name}_text", area=True)
        return PdsaStep(name, text, form.day(f"{name}_date"))


def _keep(opened: SmallTest | None, told: SmallTestTold, form: Form) -> None:
    if opened is None:
        turn_to(part="tests", test=actions.small_tests.begin_test(told, by=person(), on=today()))
        return
    actions.small_tests.change_test(
        opened.id, told, seen_version=form.seen_version, by=person(), on=today()
    )


def draw_next(known: Implementation, opened: SmallTest) -> None:
    """The form that begins the next round, where the outcome allows one and none has begun."""
    if not goes_on(opened) or follows(opened, known.tests) is not None:
        return
    with open_section("small_test_next_form.heading"):
        st.caption(t("small_test_next_form.about"))
        form = Form("small_test_next_form", opened.id, opened.version, initial={"aim": opened.aim})
        aim, due = form.text("aim", area=True), form.day("due_date")
        if form.save(primary=False):
            with saving(form, t("small_test_next_form.saved")):
                begun = actions.small_tests.begin_next_round(
                    opened.id,
                    aim=aim,
                    due_date=due,
                    seen_version=form.seen_version,
                    by=person(),
                    on=today(),
                )
                turn_to(part="tests", test=begun)
