"""What the parts of the network map's page share: the case, its people, and the address."""

from dataclasses import dataclass
from functools import partial

import streamlit as st

from core.pathway import ACCEPTED_STEPS
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.records.network import NetworkPerson
from pages.shared.frame import person, t, t_plain, turn_to
from pages.shared.links import link

PAGE = "network_map"


@dataclass(frozen=True, slots=True)
class Around:
    """One case and the people around the young person."""

    case: CaseHeader
    people: tuple[NetworkPerson, ...]

    @property
    def shown_name(self) -> str:
        """The young person's name; where it is protected, the case's number. Plain text."""
        if self.case.protected_identity:
            return t_plain("case.number", number=str(self.case.number))
        return self.case.name

    @property
    def writes(self) -> bool:
        """Whether the person may change the network as the case stands."""
        allowed = may(person(), Act.HOLD_MEETINGS, self.case.reach)
        return allowed and self.case.step in ACCEPTED_STEPS

    @property
    def big(self) -> bool:
        """Whether the map fills the whole screen."""
        return self.asked("big") == "1"

    def asked(self, name: str) -> str | None:
        """What the address says under a name."""
        said: str | None = st.query_params.get(name)
        return said

    def address(self, part: str, **more: str) -> dict[str, str]:
        """The address of a part of this page, as large as it is now."""
        big = {"big": "1"} if self.big else {}
        return {"case": str(self.case.number), "part": part, **big, **more}

    def link(self, label: str, part: str, **more: str) -> None:
        """A link to a part of this page."""
        link(PAGE, label, **self.address(part, **more))

    def turn_size(self) -> None:
        """The button that fills the screen with the map, or gives the page back."""
        st.button(
            t(f"{PAGE}.smaller" if self.big else f"{PAGE}.bigger"),
            key=f"{PAGE}.size",
            shortcut="Esc" if self.big else None,
            on_click=partial(turn_to, **self._other_size()),
        )

    def _other_size(self) -> dict[str, str]:
        known = self.asked("known")
        kept = {"known": known} if known else {}
        address = {**self.address("map"), **kept}
        if self.big:
            address.pop("big")
            return address
        return {**address, "big": "1"}
