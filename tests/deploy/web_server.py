"""Find a web server of Debian's for the tests of the examples in `deploy`, or get one."""

import os
import shutil

from tests.debian import fetched

PACKAGES = {"nginx": "nginx-light", "caddy": "caddy"}


def provide(name: str) -> str:
    """The path of it, fetched where it is not there. SystemExit where it can not be had."""
    if executable(name) is None:
        fetched(PACKAGES[name])
    found = executable(name)
    if found is None:
        raise SystemExit(f"No {name} could be installed; install {PACKAGES[name]} by hand.")
    return found


def executable(name: str) -> str | None:
    """The path of it on this machine; None where it is not there."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin:/sbin")
