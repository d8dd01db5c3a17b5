"""People and types of information as a young person is told of them."""

from collections.abc import Iterable

from core.codes import Coded, all_codes
from core.records.cases import CaseHeader
from core.words import code_key
from pages.shared.formats import within_sentence
from pages.shared.frame import has_words, t_plain

W = "consent_sheet"
NAMELESS = frozenset({"", "other"})
"""Roles that add nothing to a name."""


def coordinator_of(case: CaseHeader) -> str:
    """The coordinator as a young person is told of them."""
    if case.coordinator_name is None:
        return t_plain(f"{W}.your_coordinator")
    return t_plain(f"{W}.named_coordinator", name=case.coordinator_name)


def type_words(codes: Iterable[str]) -> tuple[str, ...]:
    """Types of information as a young person is told of them, in the order of the code list."""
    order = {code: place for place, code in enumerate(all_codes("information_type"))}
    ordered = sorted(set(codes), key=lambda code: (order.get(code, len(order)), code))
    return tuple(t_plain(_type_key(code)) for code in ordered)


def _type_key(code: str) -> str:
    """A code that an imported list brought along is told by its own text."""
    key = f"{W}.type.{code}"
    return key if has_words(key) else code_key(Coded("information_type", code))


def who_words(role: str, name: str | None) -> str:
    """Somebody as a young person is told of them: the name, and in what role."""
    word = _role_words(role)
    if name is None:
        return word
    return name if role in NAMELESS else t_plain("about_me.who", name=name, role=word)


def _role_words(role: str) -> str:
    own = f"about_me.role.{role}"
    if has_words(own):
        return t_plain(own)
    return within_sentence(t_plain(code_key(Coded("participant_role", role))))
