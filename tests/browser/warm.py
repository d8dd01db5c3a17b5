"""What the fork server imports before it forks: the server, the app's rooms and their libraries,
with those that the libraries import only when they are needed.

Pages are left out: they draw when they are imported.
"""

import importlib

import pandas as pd  # noqa: F401
import streamlit.emojis  # noqa: F401
import uvicorn.loops.auto
import uvicorn.protocols.http.auto
import uvicorn.protocols.websockets.auto  # noqa: F401
import vl_convert  # noqa: F401
from sqlalchemy.orm import configure_mappers

import db.actions
import db.queries  # noqa: F401
from tests.browser.serving import modules_of

for name in modules_of("pages.shared"):
    importlib.import_module(name)

configure_mappers()
