"""Open the app as a signed-in person, through the entry script."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from core.records.people import Person
from tests.factories import put_session

ENTRY = Path(__file__).resolve().parent.parent.parent / "streamlit_app.py"


def open_as(person: Person | None, page: str = "status", **query: str) -> AppTest:
    """The app after its first run, on a page, for a person whose account is in the store.

    Like somebody who follows a link: the page where they begin is not drawn before.
    """
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    if person is not None:
        app.user = {"name": put_session(person)}
    if page and person is not None:
        for key, value in query.items():
            app.query_params[key] = value
        app.switch_page(f"pages/{page}.py")
    return app.run()


def all_text(app: AppTest) -> str:
    """Every word the page shows, joined."""
    kinds = (
        "title",
        "header",
        "subheader",
        "markdown",
        "text",
        "caption",
        "error",
        "warning",
        "info",
        "success",
    )
    return "\n".join(str(element.value) for kind in kinds for element in getattr(app, kind))
