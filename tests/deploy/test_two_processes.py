"""Two processes on one store behind nginx, over TLS as the guide says: one dies, the other goes on."""

import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, expect

from core.codes import Role
from db.clock import today
from db.engine import close_store, open_store, reading
from db.log.chain_check import breaks
from db.models import CaseRow
from tests import databases
from tests.browser.conftest import Server, _fill, _free_port, _serve
from tests.browser.fields import expect_said, press, settled, write, write_day
from tests.browser.steps import served_again, sign_in
from tests.deploy.web_server import provide
from tests.factories_accounts import PASSWORD, put_account_with_password
from tests.smtp_sink import certificate

GUIDE = Path(__file__).resolve().parent.parent.parent / "docs" / "growing.md"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(databases.SERVER is None, reason="needs a server: make test-postgres"),
]
SITE = """
daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    log_format served '$uri $upstream_addr';
    map $http_upgrade $connection_kind {{ default upgrade; '' ''; }}
    {of_the_guide}
    server {{
        listen 127.0.0.1:{port} ssl;
        ssl_certificate {folder}/certificate.pem;
        ssl_certificate_key {folder}/key.pem;
        access_log {folder}/served.log served;
        proxy_http_version 1.1;
        proxy_set_header Host $host:$server_port;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_kind;
        location / {{ proxy_pass http://ungespor; }}
    }}
}}
"""


@contextmanager
def before_both(folder: Path, port: int, servers: list[Server]) -> Iterator[None]:
    """nginx, who sends each session to one of them, and to the other when that one is gone."""
    one, other = (server.url.rpartition(":")[2] for server in servers)
    guide = GUIDE.read_text(encoding="utf-8").split("```nginx")[1].split("```")[0]
    assert ":8501 " in guide
    assert ":8502 " in guide
    both = guide.replace(":8501 ", f":{one} ").replace(":8502 ", f":{other} ")
    certificate(folder)
    told = SITE.format(folder=folder, port=port, of_the_guide=both)
    (folder / "nginx.conf").write_text(told, encoding="utf-8")
    command = [provide("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as nginx:
        try:
            yield
        finally:
            nginx.terminate()


def _people() -> None:
    put_account_with_password(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")


def _who_served(folder: Path, servers: list[Server]) -> Server:
    """Whoever answered for the last page."""
    lines = (folder / "served.log").read_text(encoding="utf-8").splitlines()
    ports = [re.sub(r".*:", "", line) for line in lines if line.startswith("/referral ")]
    return next(each for each in servers if each.url.endswith(f":{ports[-1]}"))


def test_one_process_is_killed_and_the_draft_is_finished_in_the_other(
    tmp_path: Path, new_browser: Callable[..., BrowserContext]
) -> None:
    store_url, port = databases.fresh(tmp_path), _free_port()
    _fill(store_url, _people)
    address = f"https://localhost:{port}"
    told = {"address": address, "secure_cookies": True}
    servers = [_serve(store_url, tmp_path / f"{name}.log", told) for name in ("one", "other")]
    try:
        with before_both(tmp_path, port, servers):
            served_again(store_url, address)
            page = new_browser(trusting=True).new_page()
            sign_in(page, address, "lise", PASSWORD, path="/referral?new=1")
            settled(page)
            write(page, "Navn", "Nora Nattergal")
            write(page, "Hvorfor henviser du?", "Sover hos venner på skift.")
            settled(page)
            _who_served(tmp_path, servers).process.kill()
            page.goto(f"{address}/referral?new=1")
            settled(page)
            why = page.get_by_role("textbox", name="Hvorfor henviser du?", exact=True)
            expect(why).to_have_value("Sover hos venner på skift.")
            write_day(page, "Fødselsdato", "05.03.2006")
            write(page, "Arbejdssted", "Jobcentret")
            press(page, "Send henvisningen")
            expect_said(page, "Henvisningen er sendt.")
    finally:
        for each in servers:
            each.process.kill()
    store = open_store(store_url)
    with reading() as session:
        assert [case.referral_date for case in session.query(CaseRow)] == [today()]
    assert breaks(store) == ()
    close_store()
