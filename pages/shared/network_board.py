"""What the parts of trin 3 share: the case with its file, the address, and who may write."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from core.codes import Coded, Step
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.network import NetworkFile, Participant
from core.sharing import Basis, Recipient, basis
from core.start_up import Lack, Part, complete, tasks
from core.words import code_key
from pages.shared.formats import namesakes_apart
from pages.shared.frame import person, recall, t, t_plain, today, turn_to
from pages.shared.links import link
from pages.shared.switches import draw_row

PAGE = "network_meeting"
OPENED = ("meeting", "consent", "known", "goal", "milestone")
"""What the address can open: a record by its id, or `new`."""
_SWITCH = "network_meeting.part"


@dataclass(frozen=True, slots=True)
class Board:
    """One case and all of its trin 3."""

    case: CaseHeader
    file: NetworkFile

    def writes(self, act: Act) -> bool:
        """Whether the person may do the act on the case as it stands."""
        return self.case.step in ACCEPTED_STEPS and may(person(), act, self.case.reach)

    @property
    def started(self) -> bool:
        """Whether the case has a coordinator and a start date."""
        return self.file.coordinator_id is not None and self.file.start_date is not None

    def basis_of(self, role: str, name: str | None, on: date) -> Basis:
        """What somebody at a meeting may be told on a day, and on what ground."""
        return basis(
            self.file.consents,
            Recipient(role, name),
            born=self.case.birth_date,
            on=on,
            team=self.file.team,
        )

    def link(self, label: str, part: Part, **opened: str) -> None:
        """A link to a part of this page, with what is opened in it."""
        params = {"case": str(self.case.number), "part": part.value, **opened}
        link(PAGE, label, **params)

    def begin(self, label: str, part: Part, name: str, **kept: str) -> None:
        """The button that opens the form of a new record."""
        address = {"case": str(self.case.number), "part": part.value, name: "new", **kept}
        st.button(label, key=f"{PAGE}.begin.{name}", on_click=turn_to, kwargs=address)

    def go(self, part: Part, **opened: str) -> None:
        """Stand there after the save."""
        turn_to(case=str(self.case.number), part=part.value, **opened)


def opened(name: str) -> str | None:
    """What the address opens: the id of a record, or `new`."""
    found: str | None = st.query_params.get(name)
    return found


def draw_tasks(board: Board) -> None:
    """What each part still lacks; out of the way while one record is open or all is in order."""
    if any(opened(name) for name in OPENED):
        return
    case = board.case
    if complete(board.file):
        st.success(t("network_meeting.complete"))
    listed = tasks(board.file, variant=case.variant, born=case.birth_date, on=today())
    if complete(board.file) and not any(task.lack for task in listed):
        return
    lines = [
        f"- {t('network_meeting.task', part=task.part, lack=_lack(task.lack))}" for task in listed
    ]
    st.markdown("\n".join(lines))
    if not complete(board.file) and case.step in ACCEPTED_STEPS:
        st.caption(t("network_meeting.remaining"))


def _lack(lack: Lack | None) -> str:
    return t_plain("network_meeting.in_order") if lack is None else t_plain(code_key(lack))


def choose_part(board: Board) -> Part:
    """The part of the address, or the first that lacks something; choosing changes the address."""
    part = _part_in_address() or _first_open(board)
    words = {each: t(code_key(each)) for each in Part}
    draw_row(t("network_meeting.parts"), words, part, board, key=_SWITCH, on_change=_turn_to)
    return part


def _turn_to(board: Board) -> None:
    board.go(Part(recall(_SWITCH)))


def _part_in_address() -> Part | None:
    asked = st.query_params.get("part")
    return Part(asked) if asked in set(Part) else None


def _first_open(board: Board) -> Part:
    listed = tasks(board.file, variant=board.case.variant, born=board.case.birth_date, on=today())
    return next((task.part for task in listed if task.lack is not None), Part.MEETINGS)


def draw_standing(board: Board) -> None:
    """A calm sentence for who can read only."""
    if board.case.step is Step.CLOSED:
        st.info(t("network_meeting.closed"))
    elif not board.writes(Act.HOLD_MEETINGS):
        st.info(t("network_meeting.read_only"))


def participant_name(participant: Participant) -> str:
    """Role and name, as plain text."""
    role = Coded("participant_role", participant.role)
    if participant.name is None:
        return t_plain(code_key(role))
    return t_plain("network_meeting.meetings.participant", role=role, name=participant.name)


def participant_names(participants: Iterable[Participant]) -> dict[str, str]:
    """The same for several, by id."""
    return namesakes_apart({each.id: participant_name(each) for each in participants})


def role_words(roles: Iterable[str]) -> str:
    """The words of several roles, each once, as plain text."""
    words = (t_plain(code_key(Coded("participant_role", role))) for role in roles)
    return ", ".join(dict.fromkeys(words))
