"""Questions, documents and exports as everybody: what leaves by a function is led back too."""

import inspect
import io
import pkgutil
import re
import zipfile
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest

import db.queries
from core.documents import document
from core.errors import NotAllowed, RuleBroken
from core.permissions import Act, may
from core.recipients import recipients
from core.records.documents import SharedDocument, Source
from core.shared_documents import KINDS, Subject
from core.sharing import OWN
from db import actions, queries
from db.clock import today
from db.engine import close_store, open_store
from db.exchange import exported
from tests import databases
from tests.access.conftest import Planted
from tests.access.planting import Case, Visitor, letters, number_of
from tests.access.test_matrix import CPR, EMAILS, MARKS, NAMES, PHONES


@pytest.fixture(scope="module")
def inside(planted, tmp_path_factory) -> Iterator[Planted]:
    """The store open in this process."""
    folder = tmp_path_factory.mktemp("inside")
    url = databases.copied(planted.url, folder)
    open_store(url)
    yield planted
    close_store()
    databases.remove(url)


def _about_a_case() -> Iterator[Callable[..., Any]]:
    """Every question that takes the id of a case and who asks."""
    for module in pkgutil.iter_modules(db.queries.__path__):
        for name, found in vars(import_module(f"db.queries.{module.name}")).items():
            if not inspect.isfunction(found) or name.startswith("_"):
                continue
            asked = list(inspect.signature(found).parameters)
            if found.__module__.endswith(module.name) and asked[:1] == ["case_id"]:
                if "by" in asked and set(asked) <= {"case_id", "by", "on"}:
                    yield found


def _about_everybody() -> Iterator[Callable[..., Any]]:
    """Every question that takes who asks, and at most the day."""
    for module in pkgutil.iter_modules(db.queries.__path__):
        for name, found in vars(import_module(f"db.queries.{module.name}")).items():
            if inspect.isfunction(found) and not name.startswith("_"):
                if set(inspect.signature(found).parameters) in ({"by"}, {"by", "on"}):
                    yield found


def _answer(ask: Callable[..., Any], case: Case, visitor: Visitor) -> bytes:
    """What the visitor is told; nothing where the question is refused."""
    on = {"on": today()} if "on" in inspect.signature(ask).parameters else {}
    try:
        return repr(ask(case.id, by=visitor.person, **on)).encode()
    except RuleBroken:
        return b""


@pytest.mark.asvs("8.2.2", "8.4.1")
def test_no_question_about_a_case_tells_a_word_to_who_does_not_reach_it(inside):
    asked = list(_about_a_case())
    told = 0
    for visitor in map(inside.by_name, ("nord", "merete", "jonna", "styregruppe", "lotte")):
        out = [each for each in inside.cases if not visitor.sees(each)][5:6]
        own = [each for each in inside.cases if visitor.works_on(each)][:2]
        for ask in asked:
            for case in out:
                assert not MARKS.search(_answer(ask, case, visitor)), (visitor.name, ask)
            told += sum(bool(MARKS.search(_answer(ask, case, visitor))) for case in own)
    assert len(asked) > 15
    assert told > 20


@pytest.mark.asvs("8.4.1")
def test_no_list_tells_a_project_leader_of_one_area_of_a_case_of_another(inside):
    nord, lead = inside.by_name("nord"), inside.by_name("projektleder")
    cases = {each.number: each for each in inside.cases}
    told = set()
    for ask in _about_everybody():
        if ask is queries.volunteers.board:
            continue  # counts all wishes; those of others stand there without name and words
        everything, narrowed = (_numbers_in(ask, each) & cases.keys() for each in (lead, nord))
        assert {n for n in narrowed if not nord.sees(cases[n])} == set(), ask
        told |= everything - narrowed
    assert len(told) > 20


def _numbers_in(ask: Callable[..., Any], visitor: Visitor) -> set[int]:
    """The cases that an answer tells of, by their marks and their numbers."""
    on = {"on": today()} if "on" in inspect.signature(ask).parameters else {}
    try:
        said = repr(ask(by=visitor.person, **on))
    except RuleBroken:
        return set()
    numbers = {int(each) for each in re.findall(r"\bnumber=(\d+)", said)}
    return numbers | {number_of(each) for each in MARKS.findall(said.encode())}


@pytest.mark.asvs("8.2.3", "15.3.1")
def test_no_question_tells_a_protected_name_to_who_does_not_work_on_the_case(inside):
    lead = inside.by_name("projektleder")
    theirs = [each for each in inside.cases if each.protected and not lead.works_on(each)][:2]
    assert len(theirs) == 2
    for ask in _about_a_case():
        for case in theirs:
            told = _answer(ask, case, lead)
            assert not NAMES.search(told), ask
            assert not PHONES.search(told), ask
            assert not EMAILS.search(told), ask


@pytest.mark.asvs("14.2.6", "8.2.3")
def test_a_cpr_number_is_shown_by_the_action_to_who_may_see_it_alone(inside):
    for visitor in inside.visitors[1:]:
        for case in inside.cases[::12]:
            sees = visitor.sees(case) and may(visitor.person, Act.SEE_CPR)
            if sees and (visitor.works_on(case) or not case.protected):
                assert actions.cpr.show(case.id, by=visitor.person) == f"650306{case.number}"
            else:
                with pytest.raises(RuleBroken):
                    actions.cpr.show(case.id, by=visitor.person)


def _documents(case: Case, name: str, visitor: Visitor) -> Iterator[SharedDocument]:
    file = queries.network.file_of(case.id, by=visitor.person)
    for kind in KINDS:
        about = [None] if KINDS[kind].subject is Subject.PLAN else list(file.meetings)
        for meeting in about:
            source = Source(
                name=name,
                born=None,
                coordinator=None,
                file=file,
                goals=file.goals,
                meeting=meeting,
                on=today(),
                number=case.number,
                protected=True,
            )
            for each in recipients(file, name=name, on=today(), meeting=meeting):
                yield document(kind, source, each)


@pytest.mark.asvs("8.2.3", "14.2.6")
def test_no_document_for_others_has_the_name_of_who_is_protected(inside):
    """The name is written into the goals too, as people do."""
    merete = inside.by_name("merete")
    walked = hidden = 0
    for case in inside.cases:
        if not (case.protected and merete.works_on(case)):
            continue
        name = queries.cases.header(case.number, by=merete.person).name
        for made in _documents(case, name, merete):
            if made.recipient.role != OWN:
                walked += 1
                said = repr(made.sections).encode()
                assert not NAMES.search(said), made.kind
                hidden += f"••• {case.number}".encode() in said
    assert walked > 50
    assert hidden > 0


@pytest.mark.asvs("8.2.1", "14.2.6")
def test_an_export_is_the_administrators_and_tells_no_number_and_no_protected_name(inside):
    for visitor in inside.visitors[1:]:
        if visitor.name != "administrator":
            with pytest.raises(NotAllowed):
                exported("zip", with_cpr=False, by=visitor.person)
    protected = {each.number for each in inside.cases if each.protected}
    for with_cpr in (False, True):
        content = exported("zip", with_cpr=with_cpr, by=inside.by_name("administrator").person)
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            told = b"\n".join(parts.read(name) for name in parts.namelist())
        assert bool(CPR.search(told)) is with_cpr
        assert not {int(each) for each in PHONES.findall(told)} & protected
        named = set(NAMES.findall(told))
        assert not named & {letters(number).encode() for number in protected}
        assert len(named) > 30
