"""The examples for one server: units, timer, Caddy, and what the guide says of them."""

import configparser
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from db.settings import Settings
from tests.deploy.web_server import provide
from tests.smtp_sink import certificate

ROOT = Path(__file__).resolve().parent.parent.parent
DEPLOY = ROOT / "deploy"
UNITS = sorted([*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")])
GUIDE = (ROOT / "docs" / "drift.md").read_text(encoding="utf-8")
GROWING = (ROOT / "docs" / "growing.md").read_text(encoding="utf-8")
ON_SERVER = DEPLOY / "ungespor-nightly-server.conf"


def section(unit, name):
    """A part of a unit: the last value of each key."""
    parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=["="])
    parser.optionxform = str
    parser.read(DEPLOY / unit, encoding="utf-8")
    return dict(parser[name])


@pytest.mark.asvs("13.2.2")
def test_the_service_may_do_little_and_writes_in_its_own_folder_only():
    told = section("ungespor.service", "Service")
    for key in (
        "NoNewPrivileges",
        "PrivateTmp",
        "PrivateDevices",
        "ProtectHome",
        "LockPersonality",
    ):
        assert told[key] == "true", key
    assert told["ProtectSystem"] == "strict"
    assert told["ReadWritePaths"] == "/var/lib/ungespor"
    assert (told["UMask"], told["LimitCORE"], told["CapabilityBoundingSet"]) == ("0077", "0", "")
    assert told["User"] == "ungespor"
    assert section("ungespor.service", "Unit")["OnFailure"] == "ungespor-alert@%n.service"


def test_the_service_serves_one_process_on_this_machine_and_logs_no_addresses():
    command = section("ungespor.service", "Service")["ExecStart"]
    for words in ("--host 127.0.0.1", "--workers 1", "--no-access-log", "--forwarded-allow-ips"):
        assert words in command
    assert "--forwarded-allow-ips 127.0.0.1" in command


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here to ask")
@pytest.mark.parametrize("on_server", [False, True])
def test_systemd_understands_every_unit_and_finds_the_service_little_exposed(tmp_path, on_server):
    for unit in UNITS:
        text = re.sub(
            r"/opt/ungespor/\S+(?= )|/opt/ungespor/deploy/alert", "/bin/true", unit.read_text()
        )
        (tmp_path / unit.name).write_text(text)
    if on_server:
        beside = tmp_path / "ungespor-nightly.service.d"
        beside.mkdir()
        (beside / "server.conf").write_text(re.sub(r"/opt/\S+", "/bin/true", ON_SERVER.read_text()))
    names = [f"./{unit.name}" for unit in UNITS if "@" not in unit.name]
    tried = subprocess.run(
        ["systemd-analyze", "verify", *names],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (tried.returncode, tried.stderr) == (0, "")
    scored = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", "./ungespor.service"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert scored.returncode == 0, scored.stdout.splitlines()[-1]


def test_where_the_store_lies_on_a_server_each_night_has_its_doctor_and_copies_the_list_alone():
    lines = ON_SERVER.read_text(encoding="utf-8").splitlines()
    emptied, copied, looked = (line for line in lines if line.startswith("ExecStart="))
    assert emptied == "ExecStart="
    listed = re.search(r"UNGESPOR_GONE_FILE=([\w/.]+)", GROWING)[1]
    assert f"cp --preserve=timestamps {listed} /mnt/ungespor-kopi/" in copied
    assert looked == f"ExecStart={section('ungespor-nightly.service', 'Service')['ExecStart']}"
    assert ".backup" not in ON_SERVER.read_text(encoding="utf-8")
    place = "/etc/systemd/system/ungespor-nightly.service.d/server.conf"
    assert f"deploy/{ON_SERVER.name} {place}" in GROWING
    assert "AF_INET" in section("ungespor.service", "Service")["RestrictAddressFamilies"]
    assert "RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6" in lines


def test_an_alarm_names_the_unit_and_nothing_that_it_said(tmp_path):
    logged = tmp_path / "logger"
    logged.write_text('#!/bin/sh\necho "$@" >> "$0.said"\n')
    mailed = tmp_path / "sendmail"
    mailed.write_text('#!/bin/sh\ncat >> "$0.said"\n')
    for tool in (logged, mailed):
        tool.chmod(0o755)
    subprocess.run(
        [DEPLOY / "alert", "ungespor.service"],
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}", "ALERT_TO": "drift@ungespor.example"},
        check=True,
    )
    assert "ungespor.service fejlede" in Path(f"{logged}.said").read_text()
    letter = Path(f"{mailed}.said").read_text()
    assert letter.startswith(
        "To: drift@ungespor.example\nSubject: Ungespor: ungespor.service fejlede\n"
    )


def test_caddy_understands_its_example(tmp_path):
    shown, _ = certificate(tmp_path)
    text = (DEPLOY / "Caddyfile").read_text(encoding="utf-8")
    text = text.replace("/etc/ungespor/tls/fullchain.pem", str(shown))
    text = text.replace("/etc/ungespor/tls/privkey.pem", str(tmp_path / "key.pem"))
    text = text.replace("/var/log/caddy/", f"{tmp_path}/")
    (tmp_path / "Caddyfile").write_text(text, encoding="utf-8")
    tried = subprocess.run(
        [
            provide("caddy"),
            "validate",
            "--adapter",
            "caddyfile",
            "--config",
            tmp_path / "Caddyfile",
        ],
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert tried.returncode == 0, tried.stderr
    assert "Valid configuration" in tried.stdout + tried.stderr


def test_the_example_of_settings_names_settings_that_there_are():
    named = re.findall(
        r"^(UNGESPOR_\w+)=", (DEPLOY / "ungespor.env.example").read_text(), re.MULTILINE
    )
    known = {f"UNGESPOR_{name.upper()}" for name in Settings.model_fields}
    assert set(named) - {"UNGESPOR_STORE_KEY"} <= known


def test_the_guide_names_files_that_there_are():
    named = set(re.findall(r"(?<!/)\bdeploy/[\w.@-]+\w", GUIDE + GROWING))
    assert named
    assert {name for name in named if not (ROOT / name).exists()} == set()
    assert "## Når noget er galt" in GUIDE


def test_what_may_not_write_its_bytecode_is_compiled_wherever_the_guide_installs():
    programs = [text for text in map(Path.read_text, UNITS) if ".venv/bin/python" in text]
    assert programs
    assert all("PYTHONDONTWRITEBYTECODE=1" in text for text in programs)
    installed = GUIDE.split("pip install --require-hashes -r requirements.txt\n")[1:]
    assert len(installed) == 2
    for after in installed:
        assert after.startswith("sudo .venv/bin/python -m compileall -q core db pages\n")
