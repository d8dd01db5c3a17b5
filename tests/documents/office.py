"""Find a LibreOffice that turns workbooks, slides and texts into pictures, or get one: Debian's."""

import shutil
import subprocess
from pathlib import Path

from tests.debian import fetched

PARTS = ["libreoffice-calc-nogui", "libreoffice-impress-nogui", "libreoffice-writer-nogui"]
"""Without a screen, Java or help: 110 MB to fetch, a quarter of the whole."""


def executable() -> str | None:
    """The path of a LibreOffice on this machine; None where there is none."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _writes(office: str | None) -> bool:
    """Whether it can open texts; Debian keeps that apart from the rest."""
    return office is not None and (Path(office).resolve().parent / "libswlo.so").exists()


def provide() -> str:
    """A LibreOffice, fetched where there is none. SystemExit with one sentence where it can not."""
    if not _writes(executable()):
        fetched(*PARTS)
    found = executable()
    if found is None:
        raise SystemExit("No LibreOffice could be installed; get Calc, Impress and Writer by hand.")
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
