"""The words of a document: each section becomes a part with a heading, in the reader's language."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from core.codes import Coded, all_codes
from core.recipients import OTHER
from core.records.documents import Fact, Section, SharedDocument, Someone
from core.shared_documents import COORDINATOR, MY_PLAN
from core.sharing import OWN
from core.words import code_key
from pages.shared.documents.goals_on_paper import STEPS, own_aim, team_aim
from pages.shared.documents.paper import Block, Paper, Part
from pages.shared.documents.wording import Wording
from pages.shared.formats import day, within_sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands around a document: whose place, which case, about whom, of which day.

    `name` is empty where it is protected; `about` says which version or which meeting.
    """

    language: str
    place: str
    number: int
    name: str
    coordinator: str | None
    about: str
    made: date


def paper(document: SharedDocument, head: Head) -> Paper:
    """The document in words."""
    words = Wording(head.language)
    own = document.kind == MY_PLAN
    parts = [_part(section, own, words) for section in document.sections]
    if own and document.recipient.role == OWN:
        parts.append(_yours(head, words))
    return Paper(
        language=head.language,
        title=words.say(code_key(Coded("shared_document", document.kind))),
        place=head.place,
        lines=tuple(filter(None, _lines(document, head, words))),
        parts=tuple(parts),
        made=words.say("exhibit.document.made", date=head.made),
        page=words.say("exhibit.document.page"),
        day=head.made,
        large=own,
    )


def _lines(document: SharedDocument, head: Head, words: Wording) -> Iterator[str]:
    yield head.name or words.say("paper.case", number=str(head.number))
    yield head.about
    recipient = document.recipient
    if recipient.role == COORDINATOR:
        yield words.say("paper.for_file")
        return
    if recipient.role != OWN:
        yield _addressed(recipient.role, recipient.name, words)
    types = type_words(document.basis.types, words)
    yield words.say(f"paper.ground.{document.basis.ground.value}", types=types)


def type_words(types: Collection[str], words: Wording) -> str:
    """Information types in the order of their list, as part of a sentence."""
    listed = (code for code in all_codes("information_type") if code in types)
    return ", ".join(
        words.say(code_key(Coded("information_type", code))) for code in listed
    ).lower()


def _addressed(role: str, name: str | None, words: Wording) -> str:
    said = words.say(code_key(Coded("participant_role", role)))
    if name is None or role == OTHER:
        return words.say("paper.for_name", name=name or said)
    return words.say("paper.for_role", name=name, role=within_sentence(said))


def _part(section: Section, own: bool, words: Wording) -> Part:
    aims = own_aim if own else team_aim
    blocks = [
        *(_fact(fact, words) for fact in section.facts),
        *(Block("text", text) for text in section.texts),
        *(Block("point", text) for text in section.points),
        *(_person(each, own, words) for each in section.people),
        *(block for aim in section.aims for block in aims(aim, words)),
        *(STEPS[section.name](step, words) for step in section.steps),
    ]
    return Part(words.say(f"paper.section.{section.name}"), tuple(blocks))


def _yours(head: Head, words: Wording) -> Part:
    told = [words.say("paper.own_consent")]
    if head.coordinator:
        told.insert(0, words.say("paper.own_rights", name=head.coordinator))
    return Part(words.say("paper.section.yours"), tuple(Block("text", text) for text in told))


def _fact(fact: Fact, words: Wording) -> Block:
    value = fact.value
    if isinstance(value, tuple):
        of_list = (Coded("meeting_consideration", code) for code in value)
        value = ", ".join(words.say(code_key(coded)) for coded in of_list)
    elif isinstance(value, date):
        value = day(words.language, value)
    return Block("fact", str(value), words.say(f"paper.fact.{fact.label}"))


# -------------------------------------------------------- people


def _person(each: Someone, own: bool, words: Wording) -> Block:
    if own:
        return _to_call(each, words)
    role = words.say(code_key(Coded("participant_role", each.role)))
    if each.name is None:
        return Block("point", role)
    return Block("point", words.say("paper.person", role=role, name=each.name))


def _to_call(each: Someone, words: Wording) -> Block:
    key = f"paper.call.{each.role}"
    known = words.knows(key)
    label = words.say(key if known else code_key(Coded("participant_role", each.role)))
    phone = each.phone or words.say("paper.no_phone")
    if each.phone is None:
        return Block("fact", f"{each.name}, {phone}", label)
    return Block("fact", words.say("paper.phone", name=each.name, phone=phone), label)
