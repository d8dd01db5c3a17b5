"""What stands in front of them: a host name and a process each, under one certificate.

Made of `deploy/nginx.conf`, which is tried out with one municipality: what names that one is said
again for each, the rest once.
"""

import re
from collections.abc import Sequence

from db.municipalities.places import Municipality
from db.safekeeping.supervise import PROJECT

EXAMPLE = PROJECT / "deploy" / "nginx.conf"
_BLOCK = re.compile(r"(?:^#[^\n]*\n)*^[a-z][^\n{]*\{\n.*?^\}\n", re.MULTILINE | re.DOTALL)
_NAMES_ONE = ("ungespor.example", "upstream ungespor")


def nginx(them: Sequence[Municipality], domain: str) -> str:
    """Nginx' settings for all of them; the certificate is for `*.domain`."""
    example = EXAMPLE.read_text(encoding="utf-8").partition("\n")[2]
    own = [part for part in _BLOCK.findall(example) if any(name in part for name in _NAMES_ONE)]
    for part in own:
        example = example.replace(part, "")
    said = (
        f"# Made by `python -m db municipality nginx {domain}`; the certificate is for *.{domain}."
    )
    each_own = "\n".join(_named(part, each, domain) for each in them for part in own)
    once = re.sub(r"\n{3,}", "\n\n", example).rstrip()
    return f"{said}\n{once}\n\n{each_own}"


def _named(part: str, one: Municipality, domain: str) -> str:
    for before, after in (
        ("ungespor.example", f"{one.name}.{domain}"),
        ("upstream ungespor ", f"upstream ungespor-{one.name} "),
        ("http://ungespor;", f"http://ungespor-{one.name};"),
        ("127.0.0.1:8501", f"127.0.0.1:{one.port}"),
        ("/ungespor.log", f"/ungespor-{one.name}.log"),
        ("/ungespor-error.log", f"/ungespor-{one.name}-error.log"),
    ):
        part = part.replace(before, after)
    return part
