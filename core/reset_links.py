"""Links to choose a new password: how long they are good, and when one is not."""

from core.errors import RuleBroken

HOURS = 24
"""OWASP ASVS 5.0, 6.4.1: a short time."""


class LinkSpent(RuleBroken):
    """The link was used, has run out or never was."""

    code = "link_spent"


class NoMailedLinks(RuleBroken):
    """No mail server is set, so no link can be mailed."""

    code = "no_mailed_links"
