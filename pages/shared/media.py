"""Whose a file is that a page offers, and whose an upload: the session's that drew the page.

Streamlit gives a file to whoever knows its address. Its keeper of files is watched here: who offers
a file is written down, by the session behind our cookie.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

MEDIA = "/media/"
UPLOADS = "/_stcore/upload_file/"
MOST = 5000
"""Files remembered; the oldest are let go, and must be offered anew."""

_offered: OrderedDict[str, set[str]] = OrderedDict()
_lock = threading.Lock()


def watch() -> None:
    """Write down from now on who offers which file. Called again, it does nothing."""
    files: Any = Runtime.instance().media_file_mgr
    with _lock:
        if "add" in vars(files):
            return
        files.add = _adding(files.add)
        files.execute_deferred = _making(files, files.execute_deferred)


def made_for(path: str, session_id: str) -> bool:
    """Whether a page of the session offered the file at that address."""
    with _lock:
        return session_id in _offered.get(_file_of(path), ())


def uploads_to(path: str, session_id: str) -> bool:
    """Whether the upload goes to an open tab of the session."""
    tab = path.removeprefix(UPLOADS).partition("/")[0]
    return any(tab == each and owner == session_id for each, owner in _tabs())


def _adding(add: Any) -> Any:
    def watched(*asked: Any, **named: Any) -> Any:
        url = add(*asked, **named)
        run = get_script_run_ctx()
        _remember(url, str(run.user_info.get("name")) if run is not None else None)
        return url

    return watched


def _making(files: Any, execute: Any) -> Any:
    """A file made on demand belongs to the tab whose button was pressed."""

    def watched(file_id: str) -> Any:
        entry = files._deferred_callables.get(file_id)  # noqa: SLF001 — no other list has it
        url = execute(file_id)
        _remember(url, dict(_tabs()).get(entry["session_id"]) if entry else None)
        return url

    return watched


def _remember(url: str, session_id: str | None) -> None:
    if session_id is None:
        return
    file_id = _file_of(url)
    with _lock:
        _offered.setdefault(file_id, set()).add(session_id)
        _offered.move_to_end(file_id)
        while len(_offered) > MOST:
            _offered.popitem(last=False)


def _file_of(path: str) -> str:
    return PurePosixPath(path).stem


def _tabs() -> Iterator[tuple[str, str]]:
    """The tabs that Streamlit knows, each with the session of ours that it belongs to."""
    if not Runtime.exists():
        return
    for info in Runtime.instance()._session_mgr.list_sessions():  # noqa: SLF001
        yield info.session.id, str(info.session._user_info.get("name"))  # noqa: SLF001
