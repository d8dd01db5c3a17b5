"""What the fork server imports before it forks: the server, the app's rooms and their libraries.

Pages are left out: they draw when they are imported.
"""

import importlib

import uvicorn  # noqa: F401
from sqlalchemy.orm import configure_mappers

import db.actions
import db.queries  # noqa: F401
from tests.browser.serving import modules_of

for name in modules_of("pages.shared"):
    importlib.import_module(name)

configure_mappers()
