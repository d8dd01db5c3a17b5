"""What a recipient may have of a document and why not the rest, and what they have already."""

from collections.abc import Iterable

import streamlit as st

from core.codes import Coded
from core.handing_out import Standing, standing
from core.plan_versions import changes
from core.records.documents import LeftOut, SharedDocument
from core.records.network import Goal
from core.records.sharing import Distribution, DocumentFile
from core.shared_documents import KINDS, Subject
from core.sharing import ALL_TYPES, Ground, Recipient
from pages.shared.documents.papers import type_words
from pages.shared.documents.wording import Wording
from pages.shared.formats import within_sentence
from pages.shared.frame import language, t, t_plain

W = "network_documents"


def types_told(types: Iterable[str]) -> str:
    """Information types in the order of their list, as part of a sentence."""
    return type_words(frozenset(types), Wording(language()))


def draw_may(made: SharedDocument) -> None:
    """The ground, what it reaches, and what is left out for it."""
    ground, types = made.basis.ground, made.basis.types
    if types == ALL_TYPES:
        st.caption(t(f"{W}.gets_all", ground=ground_words(ground)))
    else:
        st.caption(t(f"{W}.gets_some", ground=ground_words(ground), types=types_told(types)))
    unsaid = [each for each in made.left_out if not each.types]
    uncovered = [each for each in made.left_out if each.types]
    if uncovered:
        key = "left_out" if ground is Ground.CONSENT else "left_out_law"
        st.caption(t(f"{W}.{key}", what=", ".join(map(_left_out, uncovered))))
    if unsaid:
        st.caption(t(f"{W}.unsaid", what=", ".join(map(_left_out, unsaid))))


def ground_words(ground: Ground) -> str:
    """The ground as part of a sentence."""
    return within_sentence(t_plain(f"code.ground.{ground.value}"))


def _left_out(each: LeftOut) -> str:
    what = t_plain(f"{W}.part.{each.part}", n=each.n)
    if not each.types:
        return what
    return t_plain(f"{W}.about_types", what=what, types=types_told(each.types))


def draw_had(made: SharedDocument, kept: DocumentFile, goals: tuple[Goal, ...]) -> None:
    """The newest copy that the recipient has, and whether it is out of date."""
    had = [each for each in kept.given if _theirs(each, made)]
    if had:
        newest = max(had, key=lambda each: (number_of(each, kept) or 0, each.day))
        st.caption(had_words(newest, kept, goals))


def _theirs(each: Distribution, made: SharedDocument) -> bool:
    return each.document == made.kind and Recipient(each.role, each.name) == made.recipient


def number_of(copy: Distribution, kept: DocumentFile) -> int | None:
    """The number of the plan's version that the copy is of; None: it is of something else."""
    return next((each.number for each in kept.versions if each.id == copy.subject_id), None)


def standing_of(copy: Distribution, kept: DocumentFile, goals: tuple[Goal, ...]) -> Standing:
    """Whether the copy is still the newest."""
    last = kept.versions[0].goals if kept.versions else ()
    return standing(copy, kept.given, kept.versions, changed=bool(changes(last, goals)))


def had_words(copy: Distribution, kept: DocumentFile, goals: tuple[Goal, ...]) -> str:
    """What somebody has, and what is new since."""
    number = number_of(copy, kept)
    if number is None or KINDS[copy.document].subject is not Subject.PLAN:
        return t(f"{W}.has_document", date=copy.day)
    if standing_of(copy, kept, goals) is not Standing.OUTDATED:
        return t(f"{W}.has", number=number, date=copy.day)
    newest = kept.versions[0].number
    if number < newest:
        return t(f"{W}.has_old", mine=number, newest=newest)
    return t(f"{W}.has_changed", mine=number)


def document_words(copy: Distribution, kept: DocumentFile) -> str:
    """The document, with the number of its version."""
    said = Coded("shared_document", copy.document)
    number = number_of(copy, kept)
    if number is None:
        return t_plain(f"code.shared_document.{copy.document}")
    return t_plain(f"{W}.record_version", document=said, number=number)
