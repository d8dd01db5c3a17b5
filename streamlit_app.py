"""The door of Ungespor. Served by `uvicorn streamlit_app:app` or `streamlit run streamlit_app.py`.

The script that draws is `pages/shared/door.py`: were it this one, the folder `pages` beside it
would let Streamlit run a page alone. Run as a script (by the page tests) this file draws too.
"""

import gc
import sys
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware

HERE = Path(__file__).resolve().parent
if str(HERE) not in sys.path:
    sys.path.insert(0, str(HERE))

gc.disable()  # imports make much and leave little: to look through it takes a third of their time
from pages.shared.bugs import tell_bug  # noqa: E402 — the path must be known first
from pages.shared.door import draw  # noqa: E402
from pages.shared.gate import Gate  # noqa: E402
from pages.shared.session_routes import ROUTES  # noqa: E402
from pages.shared.sign_on import SIGN_ON_ROUTES  # noqa: E402
from pages.shared.wire import Wire  # noqa: E402

gc.enable()

app = st.App(
    HERE / "pages" / "shared" / "door.py",
    routes=(*ROUTES, *SIGN_ON_ROUTES),
    middleware=[Middleware(Gate), Middleware(Wire)],
    on_script_error=tell_bug,
)

if __name__ == "__main__":
    draw()
