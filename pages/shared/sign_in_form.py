"""The form of streamlit-authenticator over our store: it draws, and hands over what was typed."""

from collections.abc import Callable
from typing import Any

from streamlit_authenticator import Authenticate
from streamlit_authenticator.controllers import AuthenticationController
from streamlit_authenticator.models import AuthenticationModel

from db import actions
from db.encryption.keys import key_for
from pages.shared.frame import saving
from pages.shared.told import Told


class Form(Authenticate):  # type: ignore[misc]
    """The form of streamlit-authenticator over our store, without its cookie and its pause."""

    def __init__(self, told: Told, go_through: Callable[[str], None]) -> None:
        key = key_for("authenticator").hex()
        self.path = None
        self.attrs: dict[str, Any] = {"login_sleep_time": 0}
        self.cookie_controller = _NoCookie()
        self.authentication_controller = AuthenticationController(
            {"usernames": {}}, auto_hash=False, secret_key=key
        )
        model = _OurAccounts({"usernames": {}}, auto_hash=False, secret_key=key)
        model.told, model.go_through = told, go_through
        self.authentication_controller.authentication_model = model


class _OurAccounts(AuthenticationModel):  # type: ignore[misc]
    """Asks our store; a good answer is a ticket."""

    told: Told
    go_through: Callable[[str], None]

    def check_credentials(self, username: str, password: str) -> bool:
        """Never returns: the run begins anew with a ticket, or with the refusal to show."""
        with saving(self.told, ""):
            self.go_through(actions.sessions.sign_in(username, password))
        return False


class _NoCookie:
    """Stands where the library would set a cookie by script."""

    def get_cookie(self) -> None:
        """There is none."""

    def set_cookie(self) -> None:
        """It is set at `/session/begin`."""
