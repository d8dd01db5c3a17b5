"""The municipality's own sign-on (OpenID Connect): the talk with its provider, and what it proves.

What a person gets here for it is in `core.sign_on` and `db.actions.sign_ons`.
"""

from db.sign_on.flow import CALLBACK, begin, check_settings, complete, offered
from db.sign_on.tries import SECONDS

__all__ = ["CALLBACK", "SECONDS", "begin", "check_settings", "complete", "offered"]
