"""A form that leaves nothing behind: what is typed goes into no draft, and so to no account."""

from pages.shared.form import Form
from pages.shared.frame import keep


class QuietForm(Form):
    """A form whose fields are known to this browser tab alone until they are saved.

    For what must not be tied to a person (`core.surveys`); a page that is left loses what was
    typed.
    """

    def done(self) -> None:
        """Saved: the fields begin anew; there is no draft to discard."""
        self._start_afresh()

    def _remember(self) -> None:
        """Nothing is remembered."""

    def _take_up_draft(self) -> None:
        keep(self._key("seen"), self.version)
