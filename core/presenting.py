"""Pages that can be put on a large screen in front of others, and what holds while one is.

While a session presents, it shows that page about that one young person and nothing else; leaving
it takes the password. Who may present a page is who may open it (`core.permissions.PAGES`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from core.accounts import SignInRefused
from core.errors import RuleBroken, UnknownCode


@dataclass(frozen=True, slots=True)
class Presentable:
    """What the address of the page must name, and the page it leads back to.

    `back_address` is added to what the page was about.
    """

    about: tuple[str, ...]
    back: str
    back_address: Mapping[str, str] = field(default_factory=dict)


PRESENTABLE: Mapping[str, Presentable] = MappingProxyType(
    {
        "meeting_screen": Presentable(
            ("case", "meeting"), "network_meeting", {"part": "meetings", "do": "hold"}
        ),
        "network_map": Presentable(("case",), "network_meeting", {"part": "network"}),
        "about_me": Presentable(("case",), "network_meeting", {"part": "consent"}),
    }
)
"""The pages, by name. Each is about one case; the case comes first."""


class AlreadyPresenting(RuleBroken):
    """The browser shows something else on the large screen."""

    code = "already_presenting"


class LeavePasswordWrong(SignInRefused):
    """The screen is left with the password of who signed in, and this is another."""

    code = "leave_password_wrong"


def checked_address(page: str, address: Mapping[str, str]) -> dict[str, str]:
    """What the page is about, in the order of the table. Raises UnknownCode."""
    if page not in PRESENTABLE:
        raise UnknownCode("page", value=page)
    about = PRESENTABLE[page].about
    if set(address) != set(about) or not all(address.values()):
        raise UnknownCode("page", value=page)
    return {name: address[name] for name in about}
