"""The small-scale tests: those that run, those that are decided, and the one that is opened."""

from collections.abc import Sequence

import streamlit as st

from core.permissions import Act, may
from core.records.implementation import Implementation, SmallTest
from core.small_tests import STEPS, step_now
from core.words import code_key
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, t, today
from pages.shared.heads import draw_name
from pages.shared.implementation_lines import draw_line
from pages.shared.implementation_test_forms import draw_form, draw_next
from pages.shared.links import link

W = "small_tests"
PAGE = "implementation"


def draw_tests(known: Implementation) -> None:
    """All tests, or the one in the address."""
    asked = st.query_params.get("test")
    opened = next((each for each in known.tests if each.id == asked), None)
    writes = may(person(), Act.WRITE_IMPLEMENTATION)
    if opened is not None or (asked == "new" and writes):
        link(PAGE, t(f"{W}.back"), part="tests")
        _draw_opened(known, opened, writes=writes)
        return
    st.caption(t(f"{W}.about"))
    if writes:
        link(PAGE, t(f"{W}.new"), part="tests", test="new")
    running = [each for each in known.tests if each.outcome is None]
    decided = [each for each in known.tests if each.outcome is not None]
    _draw_list("running", running)
    _draw_list("decided", decided)


def _draw_list(name: str, listed: Sequence[SmallTest]) -> None:
    with open_section(f"{W}.{name}"):
        if not listed:
            st.caption(t(f"{W}.none"))
        for each in listed:
            label = t(f"{W}.titled", title=each.title, n=each.round)
            draw_line(label, facts(each), part="tests", test=each.id)


def facts(test: SmallTest) -> list[str]:
    """How far it is, whose it is and by when."""
    said = []
    if test.outcome is not None:
        said.append(t(code_key(test.outcome)))
    else:
        said.append(t(f"{W}.now.{step_now(test) or 'decide'}"))
    if test.owner is not None:
        said.append(t(f"{PAGE}.owner", name=test.owner.name))
    if test.due_date is not None and test.outcome is None:
        key = "overdue" if test.due_date < today() else "due"
        said.append(t(f"{PAGE}.{key}", date=test.due_date))
    return said


def _draw_opened(known: Implementation, opened: SmallTest | None, *, writes: bool) -> None:
    if opened is None:
        draw_name(t(f"{W}.new"))
        draw_form(known, None)
        return
    draw_name(t(f"{W}.titled", title=opened.title, n=opened.round))
    st.caption(" · ".join(facts(opened)))
    _draw_rounds(known, opened)
    if not writes:
        _draw_facts(opened)
        return
    draw_form(known, opened)
    draw_next(known, opened)


def _draw_rounds(known: Implementation, opened: SmallTest) -> None:
    for each in known.tests:
        if each.id == opened.continues_id:
            link(PAGE, t(f"{W}.before", n=each.round), part="tests", test=each.id)
        if each.continues_id == opened.id:
            link(PAGE, t(f"{W}.after", n=each.round), part="tests", test=each.id)


def _draw_facts(opened: SmallTest) -> None:
    st.markdown(f"**{t(f'{W}.aim')}**  \n{literal(opened.aim)}")
    steps = {each.step: each for each in opened.steps}
    for name in STEPS:
        one = steps[name]
        if one.text is not None:
            st.markdown(f"**{t(f'{W}.dated.{name}', date=one.day)}**  \n{literal(one.text)}")
