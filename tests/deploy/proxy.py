"""The example for nginx in `deploy`, run as it stands on ports of its own."""

import http.client
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import Self

from tests.browser.conftest import _free_port
from tests.deploy.web_server import provide
from tests.smtp_sink import certificate

DEPLOY = Path(__file__).resolve().parent.parent.parent / "deploy"
NAME = "ungespor.example"


class Proxy:
    """A running nginx with the example, on ports of its own, before a program on another.

    `example` are settings that were made of it, with the ports of their programs in them; `port` is
    the one to answer at over TLS, where it had to be known before.
    """

    def __init__(
        self, folder: Path, program: int, example: str | None = None, *, port: int | None = None
    ) -> None:
        self.folder, self.port, self.plain = folder, port or _free_port(), _free_port()
        self.certificate, _ = certificate(folder)
        self.command = [provide("nginx"), "-p", str(folder), "-c", str(folder / "nginx.conf")]
        if example is None:
            text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
            example = _changed(text, {"127.0.0.1:8501": f"127.0.0.1:{program}"})
        (folder / "site.conf").write_text(self._here(example), encoding="utf-8")
        (folder / "nginx.conf").write_text(self._debians(), encoding="utf-8")
        self.process: subprocess.Popen[bytes] | None = None

    def _debians(self) -> str:
        """Debian's own main file, which includes the example, with files in our folder."""
        return "daemon off;\n" + _changed(
            Path("/etc/nginx/nginx.conf").read_text(encoding="utf-8"),
            {
                "include /etc/nginx/modules-enabled/*.conf;": "",
                "include /etc/nginx/sites-enabled/*;": f"include {self.folder}/site.conf;",
                "/var/log/nginx/": f"{self.folder}/main-",
                "/run/nginx.pid": f"{self.folder}/pid",
            },
        )

    def _here(self, example: str) -> str:
        """The example as it stands, but for ports, files, and the port in the name it is called."""
        changes = {
            "listen 80": f"listen 127.0.0.1:{self.plain}",
            "listen 443": f"listen 127.0.0.1:{self.port}",
            "/etc/ungespor/tls/fullchain.pem": str(self.certificate),
            "/etc/ungespor/tls/privkey.pem": str(self.folder / "key.pem"),
            "/var/log/nginx/": f"{self.folder}/",
            "Host $host;": "Host $host:$server_port;",
        }
        return _changed(example, changes)

    def __enter__(self) -> Self:
        tried = subprocess.run([*self.command, "-t"], check=False, capture_output=True, text=True)
        assert tried.returncode == 0, tried.stderr
        self.process = subprocess.Popen(self.command, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            time.sleep(0.05)
        raise AssertionError((self.folder / "main-error.log").read_text())

    def __exit__(self, *_: object) -> None:
        assert self.process is not None
        self.process.terminate()
        self.process.wait(timeout=30)

    def tls(self, least: ssl.TLSVersion = ssl.TLSVersion.TLSv1_2) -> ssl.SSLContext:
        """A browser that believes the certificate, whatever name it is for."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        context.check_hostname = False
        context.minimum_version = least
        return context

    def ask(self, path, method="GET", body=None, name=NAME, source="127.0.0.1", **headers):
        """Status, headers and text of an answer over TLS."""
        raw = socket.create_connection(("127.0.0.1", self.port), 20, (source, 0))
        with self.tls().wrap_socket(raw, server_hostname=name) as line:
            asked = http.client.HTTPConnection(f"{name}:{self.port}")
            asked.sock = line
            asked.request(
                method, path, body, {key.replace("_", "-"): v for key, v in headers.items()}
            )
            answer = asked.getresponse()
            return answer.status, answer.headers, answer.read().decode()


def _changed(text, changes):
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text
