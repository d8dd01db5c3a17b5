"""Find a LibreOffice that turns workbooks and slides into pictures, or get one: Debian's parts."""

import os
import shutil
import subprocess
from pathlib import Path

PARTS = ["libreoffice-calc-nogui", "libreoffice-impress-nogui"]
"""Without a screen, Java or help: 95 MB to fetch, a quarter of the whole."""


def executable() -> str | None:
    """The path of a LibreOffice on this machine; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _debians() -> None:
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    get = ["apt-get", "install", "-y", "--no-install-recommends", *PARTS]
    for command in (["apt-get", "update"], get):
        subprocess.run([*as_root, *command], check=False, timeout=600, stdout=subprocess.DEVNULL)


def provide() -> str:
    """A LibreOffice, fetched where there is none. SystemExit with one sentence where it can not."""
    if executable() is None and shutil.which("apt-get"):
        _debians()
    found = executable()
    if found is None:
        raise SystemExit("No LibreOffice could be installed; install Calc and Impress by hand.")
    return found


def printed(file: Path, folder: Path) -> bytes:
    """The file as LibreOffice prints it, a PDF. The folder is also its own user's settings."""
    command = [
        provide(),
        "--headless",
        f"-env:UserInstallation={(folder / 'office').as_uri()}",
        *("--convert-to", "pdf", "--outdir", str(folder), str(file)),
    ]
    subprocess.run(command, check=True, timeout=180, capture_output=True)
    return (folder / f"{file.stem}.pdf").read_bytes()


if __name__ == "__main__":
    print(f"LibreOffice: {provide()}")
